package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collection deletes and what it leaves, in stores below a folder. */
@Timeout(120)
class GarbageCollectorTest {
    @TempDir
    Path root;

    private static StorePath text(Store store, String name, StorePath... references) {
        return store.addText(name, name.getBytes(StandardCharsets.UTF_8), StoreReferences.to(Set.of(references)));
    }

    private static GarbageCollector collector(Store store) {
        return ((DiskStore) store).collector(GcOptions.DEFAULT, GcListener.SILENT);
    }

    private StorePath closed(String name) {
        try (Store store = Stores.openDirectory(root)) {
            return text(store, name);
        }
    }

    @Test
    void whatARootNeedsStays() throws Exception {
        StorePath needed = closed("needed");
        StorePath dead = closed("dead");
        StorePath top;
        try (Store store = Stores.openDirectory(root)) {
            top = text(store, "top", needed);
        }
        try (Store store = Stores.openDirectory(root)) {
            Path link = root.resolve("result");
            Files.createSymbolicLink(link, Path.of(store.storeDir().print(top)));
            ((DiskStore) store).addIndirectRoot(link);
            GarbageCollector collector = collector(store);
            assertThat(collector.live()).containsExactlyInAnyOrder(top, needed);
            assertThat(collector.dead()).containsExactly(store.storeDir().print(dead));
            assertThatThrownBy(() -> collector.delete(Set.of(needed), false)).isInstanceOf(StoreException.class);
            assertThat(collector.deleteDead(GarbageCollector.UNLIMITED).paths()).isEqualTo(1);
            assertThat(store.isValid(dead)).isFalse();
            assertThat(store.isValid(needed)).isTrue();
            Files.delete(link);
        }
        try (Store store = Stores.openDirectory(root)) {
            assertThat(collector(store).deleteDead(GarbageCollector.UNLIMITED).paths())
                    .isEqualTo(2);
            assertThat(store.isValid(top)).isFalse();
            assertThat(store.isValid(needed)).isFalse();
        }
    }

    @Test
    void whatAnOpenStoreHasAddedOrLookedForStays() {
        StorePath old = closed("old");
        try (Store holder = Stores.openDirectory(root);
                Store other = Stores.openDirectory(root)) {
            StorePath added = text(holder, "added");
            holder.addTempRoot(old);
            collector(other).deleteDead(GarbageCollector.UNLIMITED);
            assertThat(other.isValid(added)).isTrue();
            assertThat(other.isValid(old)).isTrue();
        }
        try (Store store = Stores.openDirectory(root)) {
            assertThat(collector(store).deleteDead(GarbageCollector.UNLIMITED).paths())
                    .isEqualTo(2);
        }
    }

    /** Each object is wanted again and again while others delete whatever nobody holds. */
    @Test
    void writersKeepWhatTheyWereTold() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Throwable> failures = new ArrayList<>();
        Thread collecting = new Thread(() -> {
            try (Store store = Stores.openDirectory(root)) {
                while (!done.get()) {
                    collector(store).deleteDead(GarbageCollector.UNLIMITED);
                }
            }
        });
        collecting.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
        collecting.start();
        try {
            for (int round = 0; round < 30; round++) {
                try (Store store = Stores.openDirectory(root)) {
                    List<StorePath> told = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        told.add(text(store, "object" + i));
                    }
                    for (StorePath path : told) {
                        assertThat(store.isValid(path)).isTrue();
                        assertThat(root.resolve(store.storeDir().print(path).substring(1)))
                                .isRegularFile();
                    }
                }
            }
        } finally {
            done.set(true);
            collecting.join();
        }
        assertThat(failures).isEmpty();
    }

    /** A full disk or an interrupt leaves a part of a record; the one after it counts. */
    @Test
    void aRecordThatWasCutOffHoldsNothingAndHidesNothing() throws Exception {
        StorePath kept = closed("kept");
        try (Store store = Stores.openDirectory(root)) {
            text(store, "other");
            Path folder = root.resolve("nix/var/nix/temproots");
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            file, "/nix/store/abc\0" + store.storeDir().print(kept) + "\0", StandardOpenOption.APPEND);
                }
            }
            collector(store).deleteDead(GarbageCollector.UNLIMITED);
            assertThat(store.isValid(kept)).isTrue();
        }
    }
}
