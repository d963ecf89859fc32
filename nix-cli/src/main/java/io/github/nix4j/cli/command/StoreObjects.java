package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.StoreLinks;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import org.jspecify.annotations.Nullable;

/** Words of a command line that name objects of the store by their paths, maybe by links to them. */
final class StoreObjects {
    private final Session session;
    private final Store store;

    StoreObjects(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** {@code word} (byte text) and the outputs that it selects, which have to be well-formed. */
    static OutputsSpec.Suffixed suffixed(String word) {
        try {
            return OutputsSpec.Suffixed.parse(word);
        } catch (StoreException e) {
            throw new CliException(e.byteMessage());
        }
    }

    /** The object that a word with a slash leads to; null for a word that names something else. */
    @Nullable
    StorePath find(OutputsSpec.Suffixed word) {
        String text = word.text();
        if (text.indexOf('/') < 0 || text.indexOf('#') >= 0 || text.indexOf(':') >= 0 || text.indexOf('?') >= 0) {
            return null;
        }
        StoreDir dir = store.storeDir();
        if (word.outputs() != null && !text.startsWith(dir.path() + "/")) {
            return null;
        }
        try {
            String path = new StoreLinks(session, store)
                    .through(DiskNames.pathOf(session.invocation().absolute(text)));
            return path == null ? null : dir.locate(path).storePath();
        } catch (BadStorePathException e) {
            return null;
        }
    }

    /** Fails if {@code word} names an object, for those who need a value of the language. */
    void refuse(String word) {
        OutputsSpec.Suffixed read = suffixed(word);
        StorePath object = find(read);
        if (object != null) {
            OutputsSpec outputs = read.outputs();
            throw new UsageException("installable '" + store.storeDir().print(object)
                    + (outputs == null ? "" : "^" + outputs.render())
                    + "' does not correspond to a Nix language value");
        }
    }
}
