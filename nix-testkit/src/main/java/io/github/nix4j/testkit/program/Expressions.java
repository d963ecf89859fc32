package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of a wanted type. The other classes of this package that make code come back here for its parts.
 *
 * <p>{@code fuel} is about how many more nodes an expression may have: with none left, literals and variables end it.
 */
final class Expressions {
    /** The builtins that need no {@code builtins.} before them. */
    private static final Set<String> GLOBAL = Set.of(
            "abort",
            "baseNameOf",
            "break",
            "builtins",
            "derivation",
            "derivationStrict",
            "dirOf",
            "false",
            "fetchGit",
            "fetchMercurial",
            "fetchTarball",
            "fetchTree",
            "fromTOML",
            "import",
            "isNull",
            "map",
            "null",
            "placeholder",
            "removeAttrs",
            "scopedImport",
            "throw",
            "toString",
            "true");

    /** {@code builtins} takes no argument, and what {@code break} gives back shows whether it was evaluated. */
    private static final Set<String> UNLIKE_OTHERS = Set.of("builtins", "break", "currentTime");

    private static final Type LITERAL = new Type.Special("literal");

    final Dice dice;
    final Set<String> used;
    final Literals literals;
    final Strings strings;
    final AttrSets attrSets;
    final Functions functions;
    private final Operators operators;
    private final Control control;
    private final Samples samples;
    private final Faults faults;
    private final Corners corners;
    private final double faultRate;

    /** @param used where the names of constructs and builtins go that the code uses */
    Expressions(Dice dice, Set<String> used, double faultRate) {
        this.dice = dice;
        this.used = used;
        this.faultRate = faultRate;
        literals = new Literals(this);
        strings = new Strings(this);
        attrSets = new AttrSets(this);
        functions = new Functions(this);
        operators = new Operators(this);
        control = new Control(this);
        samples = new Samples(this);
        faults = new Faults(this);
        corners = new Corners(this);
    }

    /** An expression that is {@code type}, or, at the fault rate, goes wrong. */
    Code of(Type type, Scope scope, int fuel) {
        if (type instanceof Type.Variable) {
            return of(anyType(1), scope, fuel);
        }
        if (type == Type.Basic.ANY) {
            if (dice.chance(0.3)) {
                Code code = builtin(type, scope, fuel);
                if (code != null) {
                    return code;
                }
            }
            return of(anyType(2), scope, fuel);
        }
        if (!type.equals(LITERAL) && dice.chance(faultRate)) {
            return faults.of(type, scope, fuel);
        }
        return sound(type, scope, fuel);
    }

    /** An expression that is {@code type}, itself without a fault. */
    Code sound(Type type, Scope scope, int fuel) {
        if (type instanceof Type.Special special) {
            return samples.of(special.kind(), scope, fuel);
        }
        if (fuel > 0) {
            for (int attempt = 0; attempt < 3; attempt++) {
                int choice = dice.below(100);
                Code code = choice < 18
                        ? variable(type, scope)
                        : choice < 48
                                ? builtin(type, scope, fuel - 1)
                                : choice < 68
                                        ? operators.of(type, scope, fuel - 1)
                                        : choice < 84 ? control.of(type, scope, fuel - 1) : null;
                if (code != null) {
                    return code;
                }
            }
        } else if (dice.chance(0.5)) {
            Code code = variable(type, scope);
            if (code != null) {
                return code;
            }
        }
        return literals.of(type, scope, fuel);
    }

    /** A variable, or an attribute of one. */
    private @Nullable Code variable(Type type, Scope scope) {
        List<Code> found = new ArrayList<>();
        for (Scope.Entry entry : scope.visible()) {
            if (entry.type().equals(type)) {
                found.add(Code.atom(entry.name()));
            } else if (entry.type() instanceof Type.Attrs attrs) {
                attrs.attributes().forEach((name, held) -> {
                    if (held.equals(type)) {
                        used.add("select");
                        found.add(Code.of(Code.SELECTION, entry.name() + "." + attrSets.selector(name)));
                    }
                });
            }
        }
        return found.isEmpty() ? null : dice.of(found);
    }

    /** A call of a builtin that gives {@code type}; partial where that is a function. */
    private @Nullable Code builtin(Type type, Scope scope, int fuel) {
        List<Signature> all = Signatures.all();
        for (int attempt = 0; attempt < 30; attempt++) {
            Signature signature = dice.of(all);
            int count = signature.arguments().size();
            while (count >= 0) {
                Map<String, Type> bound = Signature.match(signature.after(count), type);
                if (bound != null && !(mostlyFails(signature) && dice.chance(0.95))) {
                    return call(signature, count, bound, scope, fuel);
                }
                if (!(type instanceof Type.Function)) {
                    break;
                }
                count--;
            }
        }
        return null;
    }

    /** Whether calls fail whatever they are given, or nearly so: what they are given here reaches no network. */
    static boolean mostlyFails(Signature signature) {
        String name = signature.builtin();
        return name.equals("throw") || name.equals("abort") || name.equals("getFlake") || name.startsWith("fetch");
    }

    /** A call of {@code signature} with all its arguments. */
    Code call(Signature signature, Scope scope, int fuel) {
        return call(signature, signature.arguments().size(), new HashMap<>(), scope, fuel);
    }

    /** A call of {@code signature} one of whose arguments is most likely of another type than it should be. */
    Code wrongCall(Signature signature) {
        int count = signature.arguments().size();
        if (count == 0 || mostlyFails(signature) || UNLIKE_OTHERS.contains(signature.builtin())) {
            return call(signature, Scope.EMPTY, 0);
        }
        used.add("wrong argument");
        used.add("builtins." + signature.builtin());
        int wrong = dice.below(count);
        // As an element of a list, the argument is a call that is evaluated where it is used.
        boolean late = dice.chance(0.25);
        String value = wrongValue(signature);
        Map<String, Type> bound = new HashMap<>();
        StringBuilder text = new StringBuilder(name(signature.builtin()).at(Code.SELECTION));
        for (int i = 0; i < count; i++) {
            Type type = bind(signature.arguments().get(i), bound);
            String argument = sound(type, Scope.EMPTY, 2).at(Code.SELECTION);
            text.append(Code.SPACE).append(i == wrong ? late ? "late" : value : argument);
        }
        return late
                ? Code.of(Code.APPLICATION, "map (late: ")
                        .plus(
                                text.toString(),
                                Code.of(0, ") (map (x: ").text(),
                                value,
                                Code.of(0, ") [ 1 ])").text())
                : new Code(text.toString(), Code.APPLICATION);
    }

    // What derivationStrict says of derivations quotes the definition of them, which is not the same text.
    private String wrongValue(Signature signature) {
        String value = faults.wrong().text();
        while (signature.builtin().startsWith("derivation") && value.contains("(derivation")) {
            value = faults.wrong().text();
        }
        return value;
    }

    /** A value that is most likely not what is wanted. */
    Code wrong() {
        return faults.wrong();
    }

    /** A program from a template. */
    Code corner(Templates.Turn turn) {
        return corners.of(turn);
    }

    /** An operator or another construct with an operand that is most likely of another type than it should be. */
    Code wrongOperand() {
        used.add("wrong operand");
        return faults.wrongOperand();
    }

    private Code call(Signature signature, int count, Map<String, Type> bound, Scope scope, int fuel) {
        used.add("builtins." + signature.builtin());
        if (signature.builtin().equals("builtins")) {
            if (dice.chance(0.3)) {
                used.add("all builtins");
                return Code.of(Code.SELECTION, dice.of("builtins", "builtins.builtins"));
            }
            return Code.of(Code.HAS_ATTRIBUTE, "builtins.builtins ? ")
                    .plus(dice.of("map", "builtins", "nope", "add.x"));
        }
        if (signature.builtin().equals("currentTime")) {
            return Code.of(Code.COMPARISON, "builtins.currentTime > 1000");
        }
        Code name = name(signature.builtin());
        if (count == 0) {
            return name;
        }
        Map<String, Type> all = new HashMap<>(bound);
        StringBuilder text = new StringBuilder(name.at(Code.SELECTION));
        int share = fuel / count;
        for (int i = 0; i < count; i++) {
            Type type = bind(signature.arguments().get(i), all);
            text.append(Code.SPACE).append(of(type, scope, share).at(Code.SELECTION));
        }
        return new Code(text.toString(), Code.APPLICATION);
    }

    private Code name(String builtin) {
        int choice = dice.below(10);
        if (GLOBAL.contains(builtin) && choice < 6) {
            return Code.atom(builtin);
        }
        if (!GLOBAL.contains(builtin) && choice < 1) {
            return Code.atom("__" + builtin);
        }
        return Code.of(Code.SELECTION, "builtins." + builtin);
    }

    private Type bind(Type type, Map<String, Type> bound) {
        if (type instanceof Type.Variable variable) {
            return bound.computeIfAbsent(variable.name(), name -> anyType(1));
        }
        if (type instanceof Type.ListOf list) {
            return new Type.ListOf(bind(list.element(), bound));
        }
        if (type instanceof Type.MapOf map) {
            return new Type.MapOf(bind(map.value(), bound));
        }
        if (type instanceof Type.Function function) {
            return new Type.Function(bind(function.argument(), bound), bind(function.result(), bound));
        }
        if (type instanceof Type.Attrs attrs) {
            Map<String, Type> parts = new java.util.TreeMap<>();
            attrs.attributes().forEach((name, part) -> parts.put(name, bind(part, bound)));
            return new Type.Attrs(parts);
        }
        return type;
    }

    /** Some type, with at most {@code depth} levels of lists and sets. */
    Type anyType(int depth) {
        int choice = dice.below(depth > 0 ? 20 : 12);
        return switch (choice) {
            case 0, 1, 2, 3 -> Type.Basic.INT;
            case 4, 5, 6, 7 -> Type.Basic.STRING;
            case 8, 9 -> Type.Basic.BOOL;
            case 10 -> dice.of(Type.Basic.FLOAT, Type.Basic.FLOAT, Type.Basic.NULL);
            case 11 -> dice.of(Type.Basic.PATH, Type.Basic.PATH, Type.Basic.FLOAT, Type.Basic.DERIVATION);
            case 12, 13, 14 -> new Type.ListOf(anyType(depth - 1));
            case 15, 16, 17 -> attrSets.anyAttrs(depth - 1);
            case 18 -> new Type.MapOf(anyType(depth - 1));
            default -> new Type.Function(anyType(depth - 1), anyType(depth - 1));
        };
    }

    /** {@code scope} without what new variables hide, for their own values: with its own type, a name would be out of place. */
    Scope hiding(Scope scope, Map<String, Type> variables) {
        Scope hidden = scope;
        for (String name : variables.keySet()) {
            hidden = hidden.and(name, new Type.Special("hidden"));
        }
        return hidden;
    }
}
