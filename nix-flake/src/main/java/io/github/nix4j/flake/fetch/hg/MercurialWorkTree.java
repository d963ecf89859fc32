package io.github.nix4j.flake.fetch.hg;

import java.io.IOException;
import java.util.function.Consumer;

/** The working directory of a Mercurial repository, to be changed. */
public final class MercurialWorkTree {
    private final MercurialProgram hg;

    /** @param warnings receives what Mercurial says to people */
    public MercurialWorkTree(Consumer<String> warnings) {
        hg = new MercurialProgram(warnings);
    }

    /** Makes Mercurial track {@code file} (absolute byte text). */
    public void add(String file) throws IOException {
        hg.run("add", file);
    }

    /** Commits {@code file} and nothing else. */
    public void commit(String file, String message) throws IOException {
        hg.run("commit", file, "-m", message);
    }
}
