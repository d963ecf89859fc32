package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The parts of the evaluator that are written in Nix: resources beside this class, and {@link DerivationSource}. */
final class InternalSource {
    private InternalSource() {}

    /** The text of a resource. */
    static byte[] bytes(String name) {
        try (InputStream in = InternalSource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing from nix4j's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read nix4j's resource " + name, e);
        }
    }

    /** The value of a resource; positions in it show as {@code «nix-internal»/name}. */
    static Value evaluate(Evaluation ev, String name) {
        return evaluate(ev, name, ByteText.of(bytes(name)));
    }

    /** The value of {@code text} (byte text), shown in the same way. */
    static Value evaluate(Evaluation ev, String name, String text) {
        SourceFile source = SourceFile.of(new SourceFile.InternalOrigin("nix-internal", name), text);
        return ev.engine.evaluate(ev, source, new SourcePath(ev.engine.io().root(), TreePath.ROOT));
    }
}
