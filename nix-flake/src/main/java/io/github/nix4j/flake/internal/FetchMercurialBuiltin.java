package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.internal.FetchTreeBuiltins.Fetched;
import io.github.nix4j.flake.internal.FetchTreeBuiltins.TreeFetcher;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.store.UriAccess;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import java.util.Locale;

/** The builtin {@code fetchMercurial}. It is older than {@code fetchTree}, with arguments, checks and results of its own. */
public final class FetchMercurialBuiltin implements BuiltinGroup {
    /** A regular expression, compiled only where one is asked for: every evaluator loads this class. */
    private static final String REVISION = "[0-9a-fA-F]{40}";

    private static final String NULL_REVISION = "0".repeat(40);
    private static final int SHORT_REVISION = 12;
    private static final String ATTRIBUTE = "while evaluating the `%s` attribute passed to builtins.fetchMercurial";

    private final ReferenceRules rules;
    private final TreeFetcher fetcher;

    public FetchMercurialBuiltin(ReferenceRules rules, TreeFetcher fetcher) {
        this.rules = rules;
        this.fetcher = fetcher;
    }

    @Override
    public void register(BuiltinRegistry registry) {
        registry.add1("fetchMercurial", "args", this::fetch)
                .global()
                .doc(
                        "Fetches a Mercurial repository, given as `{ url; rev; name; }` or as a URL, and returns where it is and which revision it has.");
    }

    private Value fetch(Evaluation ev, Value argument) {
        HelperThread.refuse("a fetch");
        InputAttributes attributes = attributes(ev, argument);
        String url = attributes.requireText("url");
        UriAccess.check(ev, url);
        if (ev.engine.settings().pureEval() && !attributes.has("rev")) {
            throw ev.errors.eval("in pure evaluation mode, 'fetchMercurial' requires a Mercurial revision");
        }
        InputAttributes complete =
                attributes.with("type", "hg").with("url", url.contains("://") ? url : "file://" + url);
        Fetched fetched = FlakeBuiltins.waiting(ev, () -> fetcher.fetch(Input.fromAttributes(complete, rules)));
        return result(ev, fetched);
    }

    private static InputAttributes attributes(Evaluation ev, Value argument) {
        InputAttributes attributes = InputAttributes.EMPTY.with("name", "source");
        if (!(argument.force(ev, 0) instanceof AttrsValue attrs)) {
            String frame = "while evaluating the first argument passed to builtins.fetchMercurial";
            return attributes.with("url", url(ev, argument, 0, frame));
        }
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            String name = ev.name(flat.symbolAt(i));
            int pos = flat.positionAt(i);
            Value value = flat.valueAt(i);
            String frame = String.format(Locale.ROOT, ATTRIBUTE, name);
            switch (name) {
                case "url" -> attributes = attributes.with("url", url(ev, value, pos, frame));
                case "name" -> attributes = attributes.with("name", ev.forceStringNoContext(value, pos, frame));
                case "rev" -> {
                    // A revision or the name of a branch or tag.
                    String rev = ev.forceStringNoContext(value, pos, frame);
                    attributes = rev.matches(REVISION)
                            ? attributes.with("rev", rev.toLowerCase(Locale.ROOT))
                            : attributes.with("ref", rev);
                }
                default ->
                    throw ev.errors.at(
                            ev.errors.eval("unsupported argument '%s' to 'fetchMercurial'", Literals.name(name)), pos);
            }
        }
        String url = attributes.text("url");
        if (url == null || url.isEmpty()) {
            throw ev.errors.atNone(ev.errors.eval("'url' argument required"));
        }
        return attributes;
    }

    private static String url(Evaluation ev, Value value, int pos, String frame) {
        return Coercion.toText(ev, pos, value, new ContextBuilder(), frame, Coercion.Mode.PLAIN);
    }

    private static Value result(Evaluation ev, Fetched fetched) {
        Input input = fetched.locked();
        AttrsBuilder attrs = ev.newAttrs(5);
        attrs.add(
                ev.engine.symbols().outPath,
                new StringValue(
                        ev.engine.storeBridge().print(fetched.path()),
                        StringContext.of(new ContextElement.Opaque(fetched.path()))));
        String branch = input.ref();
        if (branch != null) {
            attrs.add(ev.intern("branch"), StringValue.of(branch));
        }
        // A work tree with changes has no revision of its own.
        String rev = input.rev() == null ? NULL_REVISION : input.rev();
        attrs.add(ev.intern("rev"), StringValue.of(rev));
        attrs.add(ev.intern("shortRev"), StringValue.of(rev.substring(0, SHORT_REVISION)));
        Long count = input.revCount();
        if (count != null) {
            attrs.add(ev.intern("revCount"), IntValue.of(count));
        }
        return attrs.build();
    }
}
