package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.ref.ArchiveLink;
import io.github.nix4j.flake.ref.GitUrl;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.internal.store.UriAccess;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.path.StorePath;
import java.util.Optional;

/** The builtins that fetch trees: {@code fetchTree} and {@code fetchGit}. */
public final class FetchTreeBuiltins implements BuiltinGroup {
    private final ReferenceRules rules;
    private final TreeFetcher fetcher;

    /** Fetches trees for programs. */
    public interface TreeFetcher {
        /** What the registries make of {@code input}: itself unless it is indirect. */
        Input resolve(Input input);

        /** Fetches {@code input}, which needs no registry, and shows it in the store. */
        Fetched fetch(Input input);
    }

    /** A tree in the store. */
    public record Fetched(Input locked, StorePath path) {}

    public FetchTreeBuiltins(ReferenceRules rules, TreeFetcher fetcher) {
        this.rules = rules;
        this.fetcher = fetcher;
    }

    @Override
    public void register(BuiltinRegistry registry) {
        // fetchTarball makes an input of what it was given, as fetchTree does.
        registry.archiveLinks(url -> ArchiveLink.read(url, rules));
        registry.add1("fetchTree", "input", (ev, input) -> fetch(ev, fetchTreeInput(ev, input), "fetchTree"))
                .global()
                .gated("fetch-tree")
                .doc(
                        "Fetches a tree of files, or a file, given by attributes or as a URL, and returns where it is and what is known of it.");
        registry.add1("fetchGit", "args", (ev, input) -> fetch(ev, fetchGitInput(ev, input), "fetchGit"))
                .global()
                .doc(
                        "Fetches a Git repository, given by attributes or as a URL, and returns where it is and what is known of it.");
    }

    private Input fetchTreeInput(Evaluation ev, Value argument) {
        Value forced = argument.force(ev, 0);
        if (!(forced instanceof AttrsValue attrs)) {
            String url = string(ev, argument, "while evaluating the first argument passed to 'fetchTree'");
            if (!ev.engine.settings().hasFeature("flakes")) {
                throw ev.errors.atNone(ev.errors.eval(
                        "passing a string argument to '%s' requires the 'flakes' experimental feature", "fetchTree"));
            }
            return FlakeBuiltins.store(
                    ev, () -> Input.fromUrl(NixUrl.parse(url, false, rules.warnings()), true, rules));
        }
        Value type = attrs.get(ev.intern("type"));
        if (type == null) {
            throw ev.errors.atNone(ev.errors.eval("argument 'type' is missing in call to '%s'", "fetchTree"));
        }
        String name = ev.forceStringNoContext(
                type, attrs.position(ev.intern("type")), "while evaluating the `type` argument passed to 'fetchTree'");
        InputAttributes attributes = attributes(ev, attrs.flat(), "fetchTree").with("type", name);
        if (name.equals("git") && !attributes.has("shallow")) {
            attributes = attributes.with("shallow", true);
        }
        if (attributes.has("name")) {
            throw ev.errors.atNone(ev.errors.eval(
                    ByteText.fromUnicode("argument 'name' isn’t supported in call to '%s'"), "fetchTree"));
        }
        InputAttributes complete = attributes;
        return FlakeBuiltins.store(ev, () -> Input.fromAttributes(complete, rules));
    }

    private Input fetchGitInput(Evaluation ev, Value argument) {
        Value forced = argument.force(ev, 0);
        InputAttributes attributes;
        if (forced instanceof AttrsValue attrs) {
            if (attrs.get(ev.intern("type")) != null) {
                throw ev.errors.atNone(ev.errors.eval("unexpected argument 'type'"));
            }
            attributes = attributes(ev, attrs.flat(), "fetchGit");
        } else {
            attributes = InputAttributes.EMPTY.with(
                    "url",
                    repository(ev, string(ev, argument, "while evaluating the first argument passed to 'fetchGit'")));
        }
        if (!attributes.has("exportIgnore") && !attributes.bool("submodules")) {
            attributes = attributes.with("exportIgnore", true);
        }
        InputAttributes complete = attributes.with("type", "git");
        return FlakeBuiltins.store(ev, () -> Input.fromAttributes(complete, rules));
    }

    private InputAttributes attributes(Evaluation ev, FlatAttrs attrs, String builtin) {
        InputAttributes attributes = InputAttributes.EMPTY;
        int type = ev.intern("type");
        for (int i = 0; i < attrs.size(); i++) {
            int symbol = attrs.symbolAt(i);
            if (symbol == type) {
                continue;
            }
            String name = ev.name(symbol);
            Value value = attrs.valueAt(i).force(ev, attrs.positionAt(i));
            if (value instanceof PathValue || value instanceof StringValue) {
                String text = string(ev, value, "");
                attributes = attributes.with(
                        name, builtin.equals("fetchGit") && name.equals("url") ? repository(ev, text) : text);
            } else if (value instanceof BoolValue bool) {
                attributes = attributes.with(name, bool.value);
            } else if (value instanceof IntValue number) {
                if (number.value < 0) {
                    throw ev.errors.atNone(ev.errors.eval(
                            "negative value given for '%s' argument '%s': %s",
                            builtin, Literals.name(name), number.value));
                }
                attributes = attributes.with(name, number.value);
            } else if (name.equals("publicKeys")) {
                rules.require("verified-fetches");
                attributes = attributes.with(name, JsonWriter.toJson(ev, value, new ContextBuilder(), true));
            } else {
                throw ev.errors.type(
                        "argument '%s' to '%s' is %s while a string, Boolean or integer is expected",
                        Literals.name(name), builtin, value.describeType());
            }
        }
        return attributes;
    }

    /** The URL that {@code text} names: it comes before what is wrong with later attributes, and messages show it. */
    private String repository(Evaluation ev, String text) {
        return FlakeBuiltins.store(ev, () -> GitUrl.of(text, rules).toString());
    }

    private static String string(Evaluation ev, Value value, String frame) {
        return Coercion.toText(ev, 0, value, new ContextBuilder(), frame, Coercion.Mode.PLAIN);
    }

    private Value fetch(Evaluation ev, Input wanted, String builtin) {
        HelperThread.refuse("a fetch");
        boolean registries = !ev.engine.settings().pureEval()
                && !wanted.isDirect()
                && ev.engine.settings().hasFeature("flakes");
        Input input = registries ? FlakeBuiltins.waiting(ev, () -> fetcher.resolve(wanted)) : wanted;
        checkPure(ev, input, builtin);
        UriAccess.check(ev, FlakeBuiltins.store(ev, input::toString));
        if (input.isFinal()) {
            throw ev.errors.eval(
                    "input '%s' is not allowed to use the '__final' attribute", Secrets.hideInUrl(input.toString()));
        }
        Fetched fetched = FlakeBuiltins.waiting(ev, () -> fetcher.fetch(input));
        // What a server says of an archive may be no revision, which is found out here.
        return FlakeBuiltins.store(
                ev, () -> TreeAttributes.of(ev, fetched.path(), fetched.locked(), builtin.equals("fetchGit"), false));
    }

    /** Fetches what a lock file pins, as {@code fetchTree} would. */
    public Fetched fetchFinal(Evaluation ev, Input locked) {
        HelperThread.refuse("a fetch");
        InputAttributes attributes = locked.attributes();
        if (locked.type().equals("git") && !attributes.has("shallow")) {
            attributes = attributes.with("shallow", true);
        }
        Input input = locked.withAttributes(attributes).asFinal();
        checkPure(ev, input, "fetchTree");
        UriAccess.check(ev, FlakeBuiltins.store(ev, locked::toString));
        return FlakeBuiltins.waiting(ev, () -> fetcher.fetch(input));
    }

    private void checkPure(Evaluation ev, Input input, String builtin) {
        if (!ev.engine.settings().pureEval() || FlakeBuiltins.store(ev, input::isLocked)) {
            return;
        }
        if (FlakeBuiltins.store(ev, () -> Optional.ofNullable(input.narHash())).isEmpty()) {
            throw ev.errors.atNone(ev.errors.eval(
                    "in pure evaluation mode, '%s' doesn't fetch unlocked input '%s'",
                    builtin, Secrets.hideInUrl(input.toString())));
        }
        rules.warnings()
                .accept("Input '" + input + "' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash. "
                        + "This is not reproducible and will break after garbage collection or when shared.");
    }
}
