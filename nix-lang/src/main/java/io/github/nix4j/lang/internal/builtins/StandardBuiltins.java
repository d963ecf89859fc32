package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import java.util.List;

/** All groups of builtins that an evaluator has by itself; embedding programs add theirs. */
public final class StandardBuiltins {
    private StandardBuiltins() {}

    /** The groups; each is registered once an engine. */
    public static List<BuiltinGroup> groups() {
        return List.of(
                new ConstantBuiltins(),
                new TypeBuiltins(),
                new MathBuiltins(),
                new ControlBuiltins(),
                new AttrsBuiltins(),
                new AttrsMakingBuiltins(),
                new ListBuiltins(),
                new ListFunctionBuiltins(),
                new ClosureBuiltins(),
                new StringBuiltins(),
                new VersionBuiltins(),
                new HashBuiltins(),
                new ContextBuiltins(),
                new JsonBuiltins(),
                new XmlBuiltins(),
                new RegexBuiltins(),
                new TomlBuiltins(),
                new FileBuiltins(),
                new PathBuiltins(),
                new SearchPathBuiltins(),
                new ImportBuiltins(),
                new EnvBuiltins(),
                new DerivationBuiltins(),
                new FetchClosureBuiltins(),
                new FetchBuiltins());
    }
}
