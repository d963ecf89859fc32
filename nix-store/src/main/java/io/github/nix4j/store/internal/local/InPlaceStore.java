package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A store whose objects lie at their own paths. */
final class InPlaceStore extends DirectoryStore implements LocalStore {
    private final Path objects;
    private final Path state;
    private final Path logs;

    InPlaceStore(StoreDir dir, String uri, Path nixState, Path logs, boolean sync, Clock clock) {
        super(dir, uri, DiskNames.pathOf(dir.path()), nixState, nixState.resolve("nix4j"), sync, clock);
        this.objects = DiskNames.pathOf(dir.path());
        this.state = nixState.resolve("nix4j");
        this.logs = logs;
    }

    @Override
    public Path objects() {
        return objects;
    }

    @Override
    public Path state() {
        return state;
    }

    @Override
    public Path logs() {
        return logs;
    }

    @Override
    public Path buildFolder() throws IOException {
        return temporaries().build();
    }

    @Override
    public void keepBuildFolder(Path folder) throws IOException {
        TemporaryNames.keep(folder);
    }

    @Override
    public void makeCanonical(Path object) throws IOException {
        super.makeCanonical(object);
    }

    @Override
    public void register(List<PathInfo> objects) {
        super.register(objects);
    }
}
