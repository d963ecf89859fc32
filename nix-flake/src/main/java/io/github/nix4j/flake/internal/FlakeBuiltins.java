package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.ref.AttributeValue;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.LimitWatch;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.SearchPathScheme;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.StoreException;
import java.util.function.Supplier;

/**
 * The builtins about references and flakes. They are there without the feature {@code flakes} too: it is asked for by the
 * {@link ReferenceRules}, after what is no reference at all has been refused.
 */
public final class FlakeBuiltins implements BuiltinGroup {
    private final ReferenceRules rules;
    private final GetFlake getFlake;
    private final SearchPathScheme searchPath;

    /** Makes the value of a flake. */
    public interface GetFlake {
        Value get(Evaluation ev, String reference);
    }

    /** @param searchPath finds entries of the search path that are references */
    public FlakeBuiltins(ReferenceRules rules, GetFlake getFlake, SearchPathScheme searchPath) {
        this.rules = rules;
        this.getFlake = getFlake;
        this.searchPath = searchPath;
    }

    @Override
    public void register(BuiltinRegistry registry) {
        registry.searchPath("flake", searchPath);
        registry.add1("getFlake", "args", this::getFlake)
                .doc(
                        "Fetches a flake and returns its outputs and what is known about it. In pure evaluation the reference must be locked.");
        registry.add1("parseFlakeRef", "flake-ref", this::parseFlakeRef)
                .doc(
                        "Takes a flake reference apart: `github:a/b/c` becomes `{ type = \"github\"; owner = \"a\"; repo = \"b\"; ref = \"c\"; }`.");
        registry.add1("flakeRefToString", "attrs", this::flakeRefToString).doc("The inverse of `parseFlakeRef`.");
    }

    private Value getFlake(Evaluation ev, Value reference) {
        HelperThread.refuse("a fetch");
        String text =
                ev.forceStringNoContext(reference, 0, "while evaluating the argument passed to builtins.getFlake");
        return LimitWatch.during(ev, () -> getFlake.get(ev, text));
    }

    private Value parseFlakeRef(Evaluation ev, Value reference) {
        String text =
                ev.forceStringNoContext(reference, 0, "while evaluating the argument passed to builtins.parseFlakeRef");
        InputAttributes attributes =
                store(ev, () -> FlakeRefParser.of(rules).parse(text)).toAttributes();
        AttrsBuilder attrs = ev.newAttrs(attributes.asMap().size());
        attributes.asMap().forEach((name, value) -> attrs.add(ev.intern(name), value(value)));
        return attrs.build();
    }

    private static Value value(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return StringValue.of(text.value());
        }
        if (value instanceof AttributeValue.Number number) {
            return IntValue.of(number.value());
        }
        return BoolValue.of(((AttributeValue.Bool) value).value());
    }

    private Value flakeRefToString(Evaluation ev, Value argument) {
        AttrsValue attrs =
                ev.forceAttrs(argument, 0, "while evaluating the argument passed to builtins.flakeRefToString");
        InputAttributes attributes = attributes(ev, attrs.flat());
        return StringValue.of(
                store(ev, () -> FlakeRef.fromAttributes(attributes, rules).toString()));
    }

    private static InputAttributes attributes(Evaluation ev, FlatAttrs attrs) {
        InputAttributes attributes = InputAttributes.EMPTY;
        for (int i = 0; i < attrs.size(); i++) {
            int symbol = attrs.symbolAt(i);
            String name = ev.name(symbol);
            Value value = attrs.valueAt(i).force(ev, attrs.positionAt(i));
            if (value instanceof IntValue number) {
                if (number.value < 0) {
                    throw ev.errors.atNone(ev.errors.eval(
                            "negative value given for flake ref attr %s: %s", Literals.name(name), number.value));
                }
                attributes = attributes.with(name, number.value);
            } else if (value instanceof BoolValue bool) {
                attributes = attributes.with(name, bool.value);
            } else if (value instanceof StringValue string) {
                attributes = attributes.with(name, string.text);
            } else {
                throw ev.errors.eval(
                        "flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '%s' is %s",
                        Literals.name(name), value.describeType());
            }
        }
        return attributes;
    }

    /** As {@link #store}, of what may have to be waited for: a limit of the evaluation ends it. */
    static <T> T waiting(Evaluation ev, Supplier<T> body) {
        return store(ev, () -> LimitWatch.during(ev, body));
    }

    /** {@code body}'s result; what the store layer reports becomes an error of the program. */
    public static <T> T store(Evaluation ev, Supplier<T> body) {
        try {
            return body.get();
        } catch (StoreException e) {
            throw ev.errors.store(e);
        } catch (NixException e) {
            throw e;
        }
    }
}
