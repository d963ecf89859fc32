package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A reference of a clone. As in Nix, the date of its file is when it was brought, by whichever fetch; a folder of references in its
 * place counts as well.
 */
final class ClonedReference {
    private final Repository clone;
    private final String name;
    private final Path file;

    /** @param ref what is asked for: a reference's full name, or a branch's (byte text) */
    ClonedReference(Repository clone, String ref) {
        this.clone = clone;
        // Also HEAD: the clone's own says nothing of the other repository.
        this.name = ref.startsWith(Constants.R_REFS) ? ref : Constants.R_HEADS + ref;
        this.file = DiskNames.resolve(clone.getDirectory().toPath(), TreePath.of("/" + name));
    }

    /** Its full name in the clone (byte text). */
    String name() {
        return name;
    }

    boolean exists() throws IOException {
        return Files.exists(file) || ref() != null;
    }

    /** Whether it is there and was not brought before that. */
    boolean cameAfter(Instant time) throws IOException {
        return Files.exists(file)
                && !Files.getLastModifiedTime(file).toInstant().isBefore(time);
    }

    /** Notes that it was brought now, if it is there. */
    void touch() throws IOException {
        unpack();
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }
    }

    /** Gives it a file if it is packed, as Git packs all at times and JGit where it changes several: nothing else has its date. */
    void unpack() throws IOException {
        Ref packed = Files.exists(file) ? null : ref();
        if (packed != null && packed.getStorage() == Ref.Storage.PACKED) {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, ByteText.bytes(packed.getObjectId().name() + "\n"));
        }
    }

    private @Nullable Ref ref() throws IOException {
        return clone.exactRef(ByteText.toUnicode(name));
    }
}
