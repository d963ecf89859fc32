package io.github.nix4j.flake.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not edited, and why: the text before, the change, the reason. */
class EditableFlakeRefusalsTest {
    private static EditableFlake flake(String text) {
        return EditableFlake.of(SourceFile.ofString(text));
    }

    private static InputPath path(String text) {
        return InputPath.parse(text);
    }

    private static Arguments refusal(String text, UnaryOperator<EditableFlake> change, String reason) {
        return Arguments.of(text, change, reason);
    }

    static Stream<Arguments> refusals() {
        UnaryOperator<EditableFlake> url = flake -> flake.setUrl(path("a"), "new");
        UnaryOperator<EditableFlake> remove = flake -> flake.removeInput(path("a"));
        return Stream.of(
                refusal(
                        "{ inputs.a.url = \"x\" + \"y\"; outputs = _: { }; }",
                        url,
                        "'inputs.a.url' is not written as a literal, at .*:1:3"),
                refusal(
                        "{ inputs.a = { inherit url; }; outputs = _: { }; }",
                        url,
                        "'inputs.a.url' is not written as a literal, at .*:1:16"),
                refusal(
                        "{ inputs = import ./inputs.nix; outputs = { a }: a; }",
                        url,
                        "'inputs' is not written as a literal, at .*:1:3"),
                refusal(
                        "{ inputs = { a.url = \"a\"; } // { }; outputs = { a }: { }; }",
                        remove,
                        "'inputs' is not written as a literal, at .*:1:3"),
                refusal(
                        "{ inputs.a.follows = \"b\"; outputs = _: { }; }",
                        url,
                        "input 'a' follows another one, so that it has no URL"),
                refusal(
                        "{ inputs.a = { type = \"path\"; path = \"x\"; }; outputs = _: { }; }",
                        url,
                        "input 'a' is described by attributes instead of a URL, at .*:1:16"),
                refusal(
                        "{ inputs = rec { b.url = a.url; a.url = \"a\"; }; outputs = _: { }; }",
                        remove,
                        "input 'a' cannot be removed: another input still uses it, at .*:1:26"),
                refusal(
                        "{ inputs.a.url = \"a\"; outputs = ({ self, a }: a); }",
                        remove,
                        "input 'a' cannot be removed: 'outputs' still uses it, at .*:1:47"),
                refusal("{ outputs = _: { }; }", url, "there is no input 'a'"),
                refusal("{ outputs = _: { }; }", remove, "there is no input 'a'"),
                refusal(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.addInput("a", "b"),
                        "there is an input 'a' already"),
                refusal(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.addInput("self", "b"),
                        "'self' is the flake itself, no input"),
                refusal(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.setFollows(path("a"), "b"),
                        "input 'a' has a reference of its own, at .*:1:3"),
                refusal(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.removeFollows(path("a/b")),
                        "input 'a/b' does not follow another one in this file"),
                refusal(
                        "{ inputs.a.url = \"a\"; inputs.b.inputs.x.follows = \"a/y\"; outputs = _: { }; }",
                        remove,
                        "input 'b/x' follows 'a/y'"),
                refusal(
                        "{ inputs.base.url = \"b\"; outputs = { bass }: { }; }",
                        flake -> flake.setUrl(path("bsse"), "b"),
                        "there is no input 'bsse'; 'base' or 'bass' may be meant"),
                refusal(
                        "{ inputs.base.inputs.one.follows = \"\"; outputs = _: { }; }",
                        flake -> flake.removeInput(path("base/oen")),
                        "nothing is said about input 'base/oen'; 'base/one' may be meant"),
                refusal(
                        "{ inputs.base.inputs.one.follows = \"\"; outputs = _: { }; }",
                        flake -> flake.removeFollows(path("base/oen")),
                        "input 'base/oen' does not follow another one in this file; 'base/one' may be meant"));
    }

    static Stream<Arguments> refusedTexts() {
        return Stream.of(
                // Names.
                Arguments.of(add("", "b"), "'' is no name of an input: it is empty"),
                Arguments.of(
                        add("a/b", "b"),
                        "'a/b' is no name of an input: slashes separate the names of inputs of inputs"),
                Arguments.of(add("a\nb", "b"), "the name of an input has a control character in it, number 10 at 2"),
                Arguments.of(
                        add("\ud83d", "b"),
                        "the name of an input has half a character in it, which UTF-8 cannot write: '\\?'"),
                Arguments.of(
                        add("x y", "b"),
                        "input 'x y' cannot be an argument of 'outputs', which names its arguments: choose a name of letters,"
                                + " digits, '-' and '_' that is no keyword, or have 'outputs' take '...'"),
                Arguments.of(
                        add("inherit", "b"),
                        "input 'inherit' cannot be an argument of 'outputs', which names its arguments: choose a name of"
                                + " letters, digits, '-' and '_' that is no keyword, or have 'outputs' take '...'"),
                // References.
                Arguments.of(add("x", ""), "'' is no flake reference: it is empty"),
                Arguments.of(add("x", "not a url"), NO_URL.formatted("not a url")),
                Arguments.of(add("x", "git+file:///x/\u00fc"), NO_URL.formatted("git\\+file:///x/\u00fc")),
                Arguments.of(add("x", "foo:bar"), "'foo:bar' is no flake reference: input 'foo:bar' is unsupported"),
                Arguments.of(add("x", "github:a"), NO_URL.formatted("github:a")),
                Arguments.of(
                        (UnaryOperator<EditableFlake>) flake -> flake.setUrl(path("base"), "not a url"),
                        NO_URL.formatted("not a url")),
                // Targets.
                Arguments.of(
                        follow("dep/base", "bsae"),
                        "input 'dep/base' cannot follow 'bsae': there is no input 'bsae'; 'base' may be meant"),
                Arguments.of(
                        follow("dep/base", "nothing/base"),
                        "input 'dep/base' cannot follow 'nothing/base': there is no input 'nothing'"),
                Arguments.of(
                        follow("dep/base", "self"),
                        "input 'dep/base' cannot follow 'self': there is no input 'self'; the flake itself is followed as ''"),
                Arguments.of(
                        follow("dep/base", "dep/base"), "input 'dep/base' cannot follow 'dep/base', which is itself"),
                Arguments.of(
                        follow("dep/base", "dep/base/x"),
                        "input 'dep/base' cannot follow 'dep/base/x', as 'dep/base/x' is an input of it"),
                Arguments.of(
                        follow("dep/base", "dep/round"),
                        "input 'dep/base' cannot follow 'dep/round', which follows it"),
                Arguments.of(
                        follow("dep/base", "x y"),
                        "'x y' cannot be followed: invalid flake input attribute path element 'x y'"));
    }

    private static final String NO_URL =
            "'%s' is no flake reference: it is neither a URL that Nix can read \\(in which blanks,"
                    + " quotes and letters beyond ASCII are %% and two digits\\) nor a path that begins with './'";

    private static UnaryOperator<EditableFlake> add(String name, String url) {
        return flake -> flake.addInput(name, url);
    }

    private static UnaryOperator<EditableFlake> follow(String input, String target) {
        return flake -> flake.setFollows(path(input), target);
    }

    @ParameterizedTest
    @MethodSource("refusedTexts")
    void refusesWhatNixCouldNotRead(UnaryOperator<EditableFlake> change, String reason) {
        refuses(
                "{ inputs = { base.url = \"b\"; dep.url = \"d\"; dep.inputs.round.follows = \"dep/base\"; };"
                        + " outputs = { self, base, dep }: { }; }",
                change,
                reason);
    }

    /** Columns are those of the use in a text that begins with the arguments and the body; 0 where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "{ self, a }: { x = a.y; } ~ 32",
                "{ self, a, ... }@inputs: a ~ 38",
                "{ self, a, ... }@inputs: inputs.a ~ 38",
                "{ self, ... }@inputs: [ inputs.a.x ] ~ 37",
                "inputs@{ self, ... }: { x = (inputs).a; } ~ 42",
                "inputs: inputs.\"a\".x ~ 21",
                "inputs: { x = 1; y = inputs.a.${x}; } ~ 34",
                "inputs@{ self, x ? inputs.a, ... }: 1 ~ 32",
                "{ a ? inputs.a, ... }@inputs: 1 ~ 0",
                "inputs: f: { a ? inputs.a }: a ~ 30",
                "inputs: { inherit (inputs) b a; } ~ 42",
                "inputs: let inherit (inputs) a; in 1 ~ 42",
                "inputs: let inherit (inputs) b; a = 1; in a ~ 0",
                "inputs: let inputs = { a = 1; }; inherit (inputs) a; in inputs.a ~ 0",
                "inputs: rec { inputs.a = 1; x = inputs.a; } ~ 0",
                "inputs: f (inputs: inputs.a) ~ 0",
                "inputs: f ({ inputs }: inputs.a) ~ 0",
                "inputs: f ({ x }@inputs: inputs.a) ~ 0",
                "inputs: inputs.b.a ~ 0",
                "inputs: other.inputs.a ~ 0",
                "inputs: inputs.${a} ~ 0",
                "inputs: (inputs.${x}).a ~ 0",
                "inputs: inputs ? a ~ 0",
                "inputs: inputs.a or 1 ~ 0",
                "inputs: inputs.a.x or 1 ~ 0",
                "inputs: inputs.b or inputs.a ~ 33",
                "inputs: with inputs; a.x ~ 34",
                "inputs: let a = 1; in with inputs; a ~ 0",
                "inputs: with inputs; let a = 1; in a ~ 0",
                "inputs: (with inputs; b) + a ~ 0",
                "inputs: with inputs.b; a ~ 0",
                "a: with a; a ~ 0",
                "inputs: inputs.self.inputs.a ~ 21",
                "{ self, ... }: self.inputs.a ~ 28",
                "{ self, ... }: let inherit (self.inputs) a; in a ~ 54",
                "{ self, ... }: self.a ~ 0",
                "import ./outputs.nix ~ 0",
                "{ a, b ? a }: 1 ~ 22",
                "{ a ? a }: 1 ~ 0",
                "{ a }: { inherit a; } ~ 30",
                "{ a }: { inherit (x) a; } ~ 0",
                "{ a }: rec { a = 1; b = a; } ~ 0",
                "{ a }: rec { inherit a; } ~ 34",
                "{ a }: let a = 1; in a ~ 0",
                "{ a }: let b = 1; in with b; a ~ 42",
                "{ a }: a: a ~ 0",
                "{ a }: { a, b }: a ~ 0",
                "{ a }: { b ? a }: b ~ 26",
                "{ a }: x.a or y.a ~ 0",
                "{ a }: \"${a}\" ~ 23",
                "{ a }: ./x/${a} ~ 26",
                "{ a }: { ${a} = 1; } ~ 24",
                "{ a }: x ? ${a} ~ 26",
                "{ a }: if 1 then !a else -2 ~ 31",
                "{ a }: [ (1 + a) ] ~ 27",
                "{ a }: let { a = 1; body = a; } ~ 0",
                "{ a }: f (x: assert a; 1) ~ 33"
            })
    void keepsAnArgumentThatIsUsed(String outputs, int column) {
        EditableFlake flake = flake("{ outputs = " + outputs + "; inputs.a.url = \"a\"; }");
        if (column == 0) {
            assertThat(flake.removeInput(path("a")).inputs()).doesNotContainKey(path("a"));
        } else {
            assertThatThrownBy(() -> flake.removeInput(path("a")))
                    .isInstanceOf(FlakeEditException.class)
                    .hasMessage(
                            "input 'a' cannot be removed: 'outputs' still uses it, at \u00abstring\u00bb:1:" + column);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String text, UnaryOperator<EditableFlake> change, String reason) {
        assertThatThrownBy(() -> change.apply(flake(text)))
                .isInstanceOfSatisfying(FlakeEditException.class, refused -> {
                    assertThat(refused).hasMessageMatching(reason);
                    // A place that the message ends with can be underlined.
                    SourceRange range = refused.nearestRange();
                    boolean placed = refused.getMessage().matches(".*, at \u00abstring\u00bb:[0-9]+:[0-9]+");
                    assertThat(range != null).isEqualTo(placed);
                    if (range != null) {
                        assertThat(refused.getMessage()).endsWith(":" + range.startLine() + ":" + range.startColumn());
                    }
                });
    }

    @Test
    void whatCannotBeEditedAtAll() {
        for (String text : List.of("{ inputs = ; }", "let x = 1; in { }", "", "{ inputs, ... }: { }", "{ } // { }")) {
            assertThatThrownBy(() -> flake(text))
                    .as(text)
                    .isInstanceOf(FlakeEditException.class)
                    .hasMessageContaining(" cannot be edited: ");
        }
    }
}
