package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.FreshName;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The parts of a directory store that a collector works on.
 *
 * @param objects the folder of the objects
 * @param state the folder that has the roots, where Nix has it
 * @param collecting the file that exists while somebody collects
 * @param only the lock of whoever collects
 */
record CollectedStore(
        StoreDir dir,
        String uri,
        Path objects,
        Path state,
        Path collecting,
        Registrations registrations,
        CommitLock commit,
        TemporaryNames temporaries,
        CommitLock only) {
    /** Where open stores say what they hold. */
    static Path heldFolder(Path state) {
        return state.resolve("temproots");
    }

    /** Where users and programs put links to what they need. */
    Path rootFolder() {
        return state.resolve("gcroots");
    }

    /** Where links to links are, which are removed when they lead nowhere. */
    Path autoFolder() {
        return rootFolder().resolve("auto");
    }

    /** Replaces what was there by a rename, as another process may be writing the same root down. */
    void addIndirectRoot(Path given) throws IOException {
        Path link = given.toAbsolutePath();
        String text = DiskNames.textOf(link);
        Path auto = autoFolder();
        String name = HashAlgorithm.SHA1.hash(ByteText.bytes(text)).nix32();
        Files.createDirectories(auto);
        Path temporary = auto.resolve(name + ".tmp-" + FreshName.next());
        Files.createSymbolicLink(temporary, link);
        Files.move(temporary, auto.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    HeldRoots heldRoots() {
        return new HeldRoots(dir, heldFolder(state), temporaries);
    }

    StoreException failure(IOException e) {
        return DirectoryStore.failure("cannot collect garbage in store", uri, e);
    }
}
