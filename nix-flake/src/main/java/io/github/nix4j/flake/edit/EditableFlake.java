package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.edit.Definition.Body;
import io.github.nix4j.flake.edit.Definition.Span;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code flake.nix} whose inputs can be changed without touching anything else: comments, blank and the way things are written
 * stay. Immutable: each change gives a new one. Names, URLs and targets are Unicode text, which is written as UTF-8; {@link #text},
 * the names in an {@link InputPath} and messages are byte text.
 *
 * <pre>{@code
 * EditableFlake flake = EditableFlake.of(SourceFile.of("flake.nix", Files.readAllBytes(file)))
 *         .addInput("home-manager", "github:nix-community/home-manager")
 *         .setFollows(InputPath.parse("home-manager/nixpkgs"), "nixpkgs");
 * Files.write(file, flake.bytes());
 * }</pre>
 *
 * <p>A comment that follows something on its line, with nothing else behind it, is about that thing: it goes where the thing is
 * removed, be it a definition or an argument of {@code outputs}. All other comments stay.
 *
 * <p>All changes throw {@link FlakeEditException} with the reason where something is not written as a literal, is not there, or
 * is there already, and where Nix could not make sense of the result.
 */
public final class EditableFlake {
    private final SourceFile source;
    private final DefinitionReader reader;
    private final Body root;
    private final Layout layout;

    private EditableFlake(SourceFile source, DefinitionReader reader, Body root) {
        this.source = source;
        this.reader = reader;
        this.root = root;
        this.layout = new Layout(source);
    }

    /** The content of a {@code flake.nix}; it has to be valid Nix and a set that is written out, which may be recursive and in parentheses. */
    public static EditableFlake of(SourceFile source) {
        ParseResult parsed = NixParser.parse(Objects.requireNonNull(source, "source"));
        parsed.error().ifPresent(error -> {
            throw ErrorAccess.about(
                    new FlakeEditException(source.origin().display() + " cannot be edited: " + error.message()
                            + (error.offset() < 0 ? "" : " at " + source.describe(error.offset()))),
                    error.offset() < 0 ? null : new SourcePosition(source, error.offset()));
        });
        DefinitionReader reader = new DefinitionReader(source);
        // A function that names its arguments and an operation begin with a brace, too.
        Body root = parsed.root() instanceof AttrSet ? reader.root() : null;
        if (root == null) {
            throw new FlakeEditException(
                    source.origin().display() + " cannot be edited: it is not a set that is written out");
        }
        return new EditableFlake(source, reader, root);
    }

    /** What the file says of an input, where it is literal: Unicode text, in which bytes that are no UTF-8 are U+FFFD. */
    public record Declared(@Nullable String url, @Nullable String follows) {}

    /** The content (byte text). */
    public String text() {
        return source.text();
    }

    public byte[] bytes() {
        return ByteText.bytes(source.text());
    }

    /** The inputs that the file declares, and what it says about their inputs, by path. */
    public SortedMap<InputPath, Declared> inputs() {
        SortedMap<InputPath, Declared> inputs = new TreeMap<>();
        for (Definition definition : all()) {
            InputPath input = input(definition.path());
            if (input == null) {
                continue;
            }
            Declared known = inputs.getOrDefault(input, new Declared(null, null));
            List<String> rest = definition
                    .path()
                    .subList(attributes(input).size(), definition.path().size());
            if (rest.equals(List.of("url"))) {
                known = new Declared(unicode(definition.text()), known.follows());
            } else if (rest.equals(List.of("follows"))) {
                known = new Declared(known.url(), unicode(definition.text()));
            }
            inputs.put(input, known);
        }
        return inputs;
    }

    /** Whether the file says where an input comes from, by a URL or by attributes, so that it can follow no other. */
    public boolean hasReference(InputPath input) {
        return reference(input) != null;
    }

    private @Nullable Definition reference(InputPath input) {
        Definition url = find(attribute(input, "url"));
        return url == null ? find(attribute(input, "type")) : url;
    }

    private static @Nullable String unicode(@Nullable String byteText) {
        return byteText == null ? null : ByteText.toUnicode(byteText);
    }

    /** The input that a definition is about: {@code inputs.a.inputs.b.url} is about {@code a/b}. */
    private static @Nullable InputPath input(List<String> path) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i + 1 < path.size() && path.get(i).equals("inputs"); i += 2) {
            names.add(path.get(i + 1));
        }
        return names.isEmpty() || names.get(0).equals("self") ? null : new InputPath(names);
    }

    /** The attributes that say what an input is. */
    private static List<String> attributes(InputPath input) {
        List<String> path = new ArrayList<>();
        for (String name : input.names()) {
            path.add("inputs");
            path.add(name);
        }
        return path;
    }

    private static List<String> attribute(InputPath input, String name) {
        List<String> path = attributes(input);
        path.add(name);
        return path;
    }

    private List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private static void collect(Body set, List<Definition> into) {
        for (Definition definition : set.definitions()) {
            into.add(definition);
            if (definition.set() != null) {
                collect(definition.set(), into);
            }
        }
    }

    private @Nullable Definition find(List<String> path) {
        return all().stream()
                .filter(definition -> definition.isAt(path))
                .findFirst()
                .orElse(null);
    }

    // ---- changes

    /**
     * Declares an input that is not there yet, and has {@code outputs} take it if that names its arguments.
     *
     * @param name any name but {@code self}, without slashes; one that is no identifier only where {@code outputs} need not name it
     * @param url a reference as Nix reads it; relative paths of unusual names begin with {@code ./}
     */
    public EditableFlake addInput(String name, String url) {
        String added = InputTexts.name(name);
        InputPath input = new InputPath(List.of(added));
        if (inputs().containsKey(input)) {
            throw new FlakeEditException("there is an input '" + added + "' already");
        }
        OutputsPattern pattern = pattern();
        if (pattern != null && !pattern.takesMore() && !InputTexts.isArgument(added)) {
            throw new FlakeEditException(
                    "input '" + added + "' cannot be an argument of 'outputs', which names its arguments: choose a"
                            + " name of letters, digits, '-' and '_' that is no keyword, or have 'outputs' take '...'");
        }
        return define(attribute(input, "url"), InputTexts.quoted(InputTexts.url(url)))
                .withArgument(added);
    }

    /**
     * Changes where an input comes from; that of an input's input has to be said already or is added.
     *
     * @param url as for {@link #addInput}
     */
    public EditableFlake setUrl(InputPath input, String url) {
        known().requireTop(input);
        if (find(attribute(input, "follows")) != null) {
            throw new FlakeEditException("input '" + input + "' follows another one, so that it has no URL");
        }
        if (find(attribute(input, "type")) != null) {
            throw at(
                    "input '" + input + "' is described by attributes instead of a URL",
                    Objects.requireNonNull(find(attribute(input, "type"))).start());
        }
        return set(attribute(input, "url"), InputTexts.quoted(InputTexts.url(url)));
    }

    /**
     * Makes an input the same as the one at {@code target}, such as {@code nixpkgs} or {@code dep/nixpkgs}, of which the first has to
     * be an input of this flake; what that one has is known to its own file only. Empty for this flake itself.
     */
    public EditableFlake setFollows(InputPath input, String target) {
        known().requireTop(input);
        Definition own = reference(input);
        if (own != null) {
            throw at("input '" + input + "' has a reference of its own", own.start());
        }
        known().requireTarget(input, InputTexts.target(target));
        return set(attribute(input, "follows"), InputTexts.quoted(ByteText.fromUnicode(target)));
    }

    /** Makes an input one of its own again, of the flake itself also where nothing else is said about it. */
    public EditableFlake removeFollows(InputPath input) {
        Definition follows = find(attribute(input, "follows"));
        if (follows == null) {
            List<InputPath> following = new ArrayList<>();
            inputs().forEach((path, declared) -> {
                if (declared.follows() != null) {
                    following.add(path);
                }
            });
            throw new FlakeEditException("input '" + input + "' does not follow another one in this file"
                    + KnownInputs.likely(input, following));
        }
        return edited(layout.without(follows.start(), follows.end())).declaring(input);
    }

    /** The file with an empty declaration of the input that a path begins with if nothing else is left that makes it one. */
    private EditableFlake declaring(InputPath input) {
        return known().hasTop(input)
                ? this
                : define(attributes(new InputPath(input.names().subList(0, 1))), "{ }");
    }

    /**
     * Removes an input, or what is said about an input's input, and the argument of {@code outputs}. Refuses while others
     * follow it, and while the function's body uses the argument, or its attribute: {@code inputs.a} where all arguments together are
     * {@code inputs}.
     */
    public EditableFlake removeInput(InputPath input) {
        known().requireTop(input);
        if (input.names().size() > 1 && !inputs().containsKey(input)) {
            throw new FlakeEditException(
                    "nothing is said about input '" + input + "'" + KnownInputs.likely(input, inputs().keySet()));
        }
        inputs().forEach((path, declared) -> {
            InputPath followed = KnownInputs.followed(declared);
            if (!path.startsWith(input) && followed != null && followed.startsWith(input)) {
                throw new FlakeEditException("input '" + path + "' follows '" + declared.follows() + "'");
            }
        });
        if (input.names().size() == 1) {
            requireUnused(input.last());
        }
        EditableFlake flake = this;
        List<String> attributes = attributes(input);
        all().stream()
                .filter(around -> isUnknownAround(around, attributes))
                .findFirst()
                .ifPresent(around -> {
                    throw notLiteral(around);
                });
        for (Definition about = flake.about(attributes); about != null; about = flake.about(attributes)) {
            flake = flake.edited(flake.layout.without(about.start(), about.end()));
        }
        return input.names().size() > 1 ? flake.declaring(input) : flake.withoutArgument(input.last());
    }

    private @Nullable Definition about(List<String> attributes) {
        for (Definition definition : all()) {
            if (definition.isBelow(attributes)) {
                if (definition.value() == null) {
                    throw notLiteral(definition);
                }
                return definition;
            }
        }
        return null;
    }

    private static boolean isAround(Definition definition, List<String> path) {
        return definition.path().size() < path.size()
                && path.subList(0, definition.path().size()).equals(definition.path());
    }

    /** Whether a definition may say something about {@code path}, but not as a literal set. */
    private static boolean isUnknownAround(Definition definition, List<String> path) {
        return isAround(definition, path) && definition.isComplete() && definition.set() == null;
    }

    private KnownInputs known() {
        return new KnownInputs(inputs(), pattern());
    }

    private void requireUnused(String name) {
        Expr flake = NixParser.parse(source).root();
        int use = InputUses.first(flake, name);
        if (use >= 0) {
            throw at("input '" + name + "' cannot be removed: 'outputs' still uses it", use);
        }
        use = InputUses.firstInInputs(flake, name);
        if (use >= 0) {
            throw at("input '" + name + "' cannot be removed: another input still uses it", use);
        }
    }

    // ---- the text

    private EditableFlake set(List<String> path, String value) {
        Definition known = find(path);
        if (known == null) {
            return define(path, value);
        }
        Span old = known.value();
        if (old == null || known.text() == null) {
            throw notLiteral(known);
        }
        return edited(layout.replace(old.start(), old.end(), value));
    }

    private EditableFlake define(List<String> path, String value) {
        Body container = root;
        for (Definition definition : all()) {
            if (isUnknownAround(definition, path)) {
                throw notLiteral(definition);
            }
            if (isAround(definition, path)
                    && definition.set() != null
                    && definition.path().size() >= container.path().size()) {
                container = definition.set();
            }
        }
        List<String> names = path.subList(container.path().size(), path.size());
        String statement =
                String.join(".", names.stream().map(InputTexts::attribute).toList()) + " = " + value + ";";
        Definition anchor = anchor(container, path);
        return edited(anchor == null ? layout.first(container, statement) : layout.after(anchor, statement));
    }

    /** The definition that a new one belongs behind: the last of those that have most of the path in common. */
    private @Nullable Definition anchor(Body container, List<String> path) {
        Definition best = null;
        int most = 0;
        for (Definition definition : container.definitions()) {
            int common = 0;
            while (common < Math.min(path.size(), definition.path().size())
                    && path.get(common).equals(definition.path().get(common))) {
                common++;
            }
            boolean description =
                    container == root && most == 0 && definition.path().equals(List.of("description"));
            boolean inside = container != root && common >= most;
            if (description || inside || (common > 0 && common >= most)) {
                best = definition;
                most = Math.max(common, most);
            }
        }
        return best;
    }

    private EditableFlake withArgument(String name) {
        OutputsPattern pattern = pattern();
        return pattern == null ? this : edited(pattern.with(name));
    }

    private EditableFlake withoutArgument(String name) {
        OutputsPattern pattern = pattern();
        return pattern == null ? this : edited(pattern.without(name));
    }

    private @Nullable OutputsPattern pattern() {
        Definition outputs = find(List.of("outputs"));
        return outputs == null || outputs.value() == null ? null : OutputsPattern.of(source, reader, outputs.value());
    }

    private EditableFlake edited(String text) {
        return text.equals(source.text()) ? this : of(SourceFile.of(source.origin(), text));
    }

    private FlakeEditException notLiteral(Definition definition) {
        return at("'" + String.join(".", definition.path()) + "' is not written as a literal", definition.start());
    }

    private FlakeEditException at(String message, int offset) {
        return ErrorAccess.about(
                new FlakeEditException(message + ", at " + source.describe(offset)),
                new SourcePosition(source, offset));
    }
}
