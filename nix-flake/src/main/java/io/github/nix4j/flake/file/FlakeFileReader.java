package io.github.nix4j.flake.file;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code flake.nix}. Needs no evaluator, since Nix demands that the file be data. Immutable. */
public final class FlakeFileReader {
    /** What an input can say that does not say its type. */
    private static final List<String> ATTRIBUTES = List.of("flake", "follows", "inputs", "type", "url");

    private static final String ATTRIBUTE = "flake attribute";

    /** What a flake can say. */
    private static final List<String> TOP = List.of("description", "inputs", "nixConfig", "outputs");

    private final SourceTree root;
    private final ReferenceRules rules;
    private final StoreDir storeDir;
    private final ParsedTexts parsed;
    private final Consumer<NameHint> hints;

    /**
     * @param root the tree that absolute paths in the file are in
     * @param storeDir what is displayed as a part of it is read from a copy, which shows in messages
     * @param parsed what was parsed before
     */
    public FlakeFileReader(SourceTree root, ReferenceRules rules, StoreDir storeDir, ParsedTexts parsed) {
        this(root, rules, storeDir, parsed, hint -> {});
    }

    /**
     * As above.
     *
     * @param hints receives what mistyped attributes may stand for, beside Nix's own messages
     */
    public FlakeFileReader(
            SourceTree root, ReferenceRules rules, StoreDir storeDir, ParsedTexts parsed, Consumer<NameHint> hints) {
        this.hints = hints;
        this.parsed = parsed;
        this.storeDir = storeDir;
        this.root = root;
        this.rules = rules;
    }

    /**
     * Reads a flake.
     *
     * @param file the place of {@code flake.nix}
     * @param flake how messages name the flake
     * @param at where the flake is in the lock file: what its {@code follows} are relative to
     */
    public FlakeFile read(SourcePath file, FlakeRef flake, InputPath at) {
        return readAnywhere(file, flake, at).file();
    }

    /**
     * A flake that was read.
     *
     * @param names all names in the text, and those that Nix looks up in it, as they come first (byte text): the order in which an
     *     evaluator gets to know them
     * @param isSameEverywhere whether it would be the same if its tree were mounted anywhere else: no link leads to it, and it has
     *     no paths
     */
    public record Read(FlakeFile file, List<String> names, boolean isSameEverywhere) {}

    /** As {@link #read}, and tells whether it matters where the flake was read. */
    public Read readAnywhere(SourcePath file, FlakeRef flake, InputPath at) {
        FlakeText text = new FlakeText(file, root, () -> storeDir.contains(file.display()), parsed);
        Reading reading = new Reading(text, file.parent(), at);
        FlakeFile content = reading.read(flake);
        return new Read(content, reading.names(), text.isSameEverywhere());
    }

    /** One file being read. */
    private final class Reading {
        private final FlakeText text;
        private final SourcePath directory;
        private final InputPath at;

        Reading(FlakeText text, SourcePath directory, InputPath at) {
            this.text = text;
            this.directory = directory;
            this.at = at;
        }

        FlakeFile read(FlakeRef flake) {
            AttrSet set = text.set();
            Binding description = binding(set, "description");
            String summary = description == null ? null : string(description, set);
            SortedMap<String, FlakeInput> inputs = new TreeMap<>();
            InputAttributes self = InputAttributes.EMPTY;
            Binding declared = binding(set, "inputs");
            if (declared != null) {
                AttrSet declarations = set(declared.value(), set, declared.pos());
                inputs.putAll(inputs(declarations, true));
                self = selfAttributes(declarations);
            }
            Binding outputs = binding(set, "outputs");
            if (outputs == null) {
                throw lacksOutputs(flake, set);
            }
            addFormals(outputs, set, inputs);
            Binding config = binding(set, "nixConfig");
            SortedMap<String, Object> settings = config == null
                    ? new TreeMap<>()
                    : new FlakeSettings(text).read(set(config.value(), set, config.pos()));
            for (Binding binding : text.bindings(set)) {
                if (!TOP.contains(binding.name())) {
                    throw mistyped(
                            ATTRIBUTE,
                            binding.name(),
                            TOP,
                            text.error(
                                    "flake '" + flake + "' has an unsupported attribute '" + binding.name() + "', at "
                                            + text.at(binding.pos()),
                                    binding.pos()));
                }
            }
            return new FlakeFile(summary, inputs, self, settings);
        }

        List<String> names() {
            List<String> names = new ArrayList<>(text.names());
            names.add("inputs");
            if (binding(text.set(), "inputs") != null) {
                names.addAll(List.of("url", "flake", "follows"));
            }
            names.addAll(List.of("outputs", "nixConfig"));
            return names;
        }

        private void addFormals(Binding outputs, AttrSet set, SortedMap<String, FlakeInput> inputs) {
            FlakeDatum value = FlakeDatum.of(outputs.value(), set, text);
            if (!(value instanceof FlakeDatum.Function function)) {
                throw expected("a function", value, outputs.pos());
            }
            Formals formals = function.lambda().formals();
            if (formals == null) {
                return;
            }
            for (Formals.Formal formal : formals.formals()) {
                if (!formal.name().equals("self") && !inputs.containsKey(formal.name())) {
                    inputs.put(
                            formal.name(),
                            FlakeInput.of(FlakeRefParser.of(rules).parse(formal.name()), true));
                }
            }
        }

        private SortedMap<String, FlakeInput> inputs(AttrSet set, boolean allowSelf) {
            SortedMap<String, FlakeInput> inputs = new TreeMap<>();
            for (Binding binding : text.bindings(set)) {
                if (!binding.name().equals("self")) {
                    inputs.put(binding.name(), input(binding, set));
                } else if (!allowSelf) {
                    throw text.error("'self' input attribute not allowed at " + text.at(binding.pos()), binding.pos());
                }
            }
            return inputs;
        }

        private InputAttributes selfAttributes(AttrSet inputs) {
            Binding self = binding(inputs, "self");
            InputAttributes attributes = InputAttributes.EMPTY;
            if (self != null) {
                AttrSet set = set(self.value(), inputs, self.pos());
                for (Binding binding : text.bindings(set)) {
                    attributes = withScalar(attributes, binding, set);
                }
            }
            return attributes;
        }

        private FlakeInput input(Binding declaration, AttrSet scope) {
            int pos = declaration.pos();
            AttrSet set = set(declaration.value(), scope, pos);
            boolean[] flake = {true};
            List<InputPath> follows = new ArrayList<>();
            List<@Nullable SourcePosition> followsAt = new ArrayList<>();
            SortedMap<String, FlakeInput> overrides = new TreeMap<>();
            InputAttributes[] attributes = {InputAttributes.EMPTY};
            for (Binding binding : text.bindings(set)) {
                FlakeException.during(
                        "while evaluating flake attribute '" + binding.name() + "'",
                        text.position(binding.pos()),
                        () -> {
                            switch (binding.name()) {
                                case "url" -> attributes[0] = attributes[0].with("url", url(binding, set, pos));
                                case "flake" -> flake[0] = bool(binding, set);
                                case "inputs" ->
                                    overrides.putAll(inputs(set(binding.value(), set, binding.pos()), false));
                                case "follows" -> {
                                    follows.add(at.resolve(InputPath.parse(string(binding, set))));
                                    followsAt.add(text.position(binding.pos()));
                                }
                                default -> attributes[0] = withScalar(attributes[0], binding, set);
                            }
                            return true;
                        });
            }
            FlakeRef ref = reference(attributes[0], flake[0], set, pos);
            if (ref != null && !follows.isEmpty()) {
                throw text.error(
                        "flake input has both a flake reference and a follows attribute, at " + text.at(pos), pos);
            }
            return follows.isEmpty()
                    ? new FlakeInput(ref, flake[0], null, null, overrides)
                    : new FlakeInput(ref, flake[0], follows.get(0), followsAt.get(0), overrides);
        }

        private @Nullable FlakeRef reference(InputAttributes attributes, boolean flake, AttrSet set, int pos) {
            if (attributes.has("type")) {
                return FlakeException.during(
                        "while evaluating flake input",
                        text.position(pos),
                        () -> FlakeRef.fromAttributes(attributes, rules));
            }
            for (String name : attributes.names()) {
                if (!name.equals("url")) {
                    throw mistyped(
                            "input attribute",
                            name,
                            ATTRIBUTES,
                            text.error(
                                    "unexpected flake input attribute '" + name + "', at " + text.at(pos),
                                    pos(set, name)));
                }
            }
            String url = attributes.text("url");
            try {
                return url == null
                        ? null
                        : FlakeRefParser.of(rules)
                                .flakeWanted(flake)
                                .relativePaths(true)
                                .parse(url);
            } catch (NixException e) {
                throw ErrorAccess.about(e, text.position(pos(set, "url")));
            }
        }

        private FlakeException lacksOutputs(FlakeRef flake, AttrSet set) {
            String message = "flake '" + flake + "' lacks attribute 'outputs'";
            List<String> lacking = List.of("outputs");
            for (Binding binding : text.bindings(set)) {
                String name = binding.name();
                if (!TOP.contains(name) && NameHint.of(ATTRIBUTE, name, lacking) != null) {
                    return mistyped(ATTRIBUTE, name, lacking, text.error(message, binding.pos()));
                }
            }
            return text.error(message, set.start());
        }

        /** The same error, of a name that is none of {@code known}, after a hint to those that it may stand for. */
        private FlakeException mistyped(String what, String name, List<String> known, FlakeException error) {
            NameHint hint = NameHint.of(what, name, known);
            if (hint == null) {
                return error;
            }
            hints.accept(hint);
            return ErrorAccess.likely(error, hint.likely());
        }

        private String url(Binding binding, AttrSet set, int pos) {
            FlakeDatum value = FlakeDatum.of(binding.value(), set, text);
            if (value instanceof FlakeDatum.Text string) {
                return string.value();
            }
            if (!(value instanceof FlakeDatum.File file)) {
                throw text.error(
                        "expected a string or a path but got " + value.kind() + " at " + text.at(binding.pos()),
                        binding.pos());
            }
            SourcePath path = file.path();
            if (path.tree() != directory.tree()) {
                throw text.error(
                        "input attribute path '" + path.display() + "' at " + text.at(binding.pos())
                                + " must be in the same source tree as " + directory.display(),
                        binding.pos());
            }
            return "path:" + relative(directory.path(), path.path());
        }

        private static String relative(TreePath from, TreePath to) {
            List<String> source = from.components();
            List<String> target = to.components();
            int common = 0;
            while (common < source.size()
                    && common < target.size()
                    && source.get(common).equals(target.get(common))) {
                common++;
            }
            List<String> steps = new ArrayList<>();
            for (int i = common; i < source.size(); i++) {
                steps.add("..");
            }
            steps.addAll(target.subList(common, target.size()));
            return steps.isEmpty() ? "." : String.join("/", steps);
        }

        private InputAttributes withScalar(InputAttributes attributes, Binding binding, AttrSet set) {
            FlakeDatum value = FlakeDatum.of(binding.value(), set, text);
            String name = binding.name();
            if (value instanceof FlakeDatum.Text string) {
                return attributes.with(name, string.value());
            }
            if (value instanceof FlakeDatum.Bool bool) {
                return attributes.with(name, bool.value());
            }
            if (value instanceof FlakeDatum.Int number) {
                return attributes.with(name, number.value());
            }
            if (name.equals("publicKeys")) {
                rules.require("verified-fetches");
                return attributes.with(name, FlakeJson.compact(value.json(set, text)));
            }
            throw text.error(
                    "flake input attribute '" + name + "' is " + value.unforcedKind()
                            + " while a string, Boolean, or integer is expected",
                    binding.pos());
        }

        private String string(Binding binding, AttrSet set) {
            FlakeDatum value = FlakeDatum.of(binding.value(), set, text);
            if (value instanceof FlakeDatum.Text string) {
                return string.value();
            }
            throw expected("a string", value, binding.pos());
        }

        private boolean bool(Binding binding, AttrSet set) {
            FlakeDatum value = FlakeDatum.of(binding.value(), set, text);
            if (value instanceof FlakeDatum.Bool bool) {
                return bool.value();
            }
            throw expected("a Boolean", value, binding.pos());
        }

        private AttrSet set(Expr expr, AttrSet scope, int pos) {
            FlakeDatum value = FlakeDatum.of(expr, scope, text);
            if (value instanceof FlakeDatum.Set literal) {
                return literal.set();
            }
            throw expected("a set", value, pos);
        }

        private FlakeException expected(String kind, FlakeDatum value, int pos) {
            return text.error("expected " + kind + " but got " + value.kind() + " at " + text.at(pos), pos);
        }

        /** Where a binding of {@code set} is that is there. */
        private static int pos(AttrSet set, String name) {
            return Objects.requireNonNull(binding(set, name)).pos();
        }

        private static @Nullable Binding binding(AttrSet set, String name) {
            for (Binding binding : set.bindings()) {
                if (binding.name().equals(name)) {
                    return binding;
                }
            }
            return null;
        }
    }
}
