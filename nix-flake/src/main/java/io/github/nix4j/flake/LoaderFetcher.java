package io.github.nix4j.flake;

import io.github.nix4j.flake.internal.FetchTreeBuiltins.Fetched;
import io.github.nix4j.flake.internal.FetchTreeBuiltins.TreeFetcher;
import io.github.nix4j.flake.ref.Input;
import java.util.function.Supplier;

/** Fetches for programs what a loader can fetch; the loader is asked for at each call, since it is made after the builtins. */
record LoaderFetcher(Supplier<FlakeLoader> loader) implements TreeFetcher {
    @Override
    public Input resolve(Input input) {
        return loader.get().resolveForPrograms(input);
    }

    @Override
    public Fetched fetch(Input input) {
        FlakeTrees.Mounted mounted = loader.get().fetch(input);
        return new Fetched(mounted.locked(), mounted.path());
    }
}
