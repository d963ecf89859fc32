package io.github.nix4j.flake.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change in the ways of writing that it meets: the text before, the change, the text after. */
class EditableFlakeTest {
    private static EditableFlake flake(String text) {
        return EditableFlake.of(SourceFile.ofString(text));
    }

    private static InputPath path(String text) {
        return InputPath.parse(text);
    }

    private static Arguments edit(String before, UnaryOperator<EditableFlake> change, String after) {
        return Arguments.of(before, change, after);
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                // Adding.
                edit("""
                        {
                          # What I need.
                          inputs = {
                            nixpkgs.url = "github:NixOS/nixpkgs"; # the usual
                          };

                          outputs = { self, nixpkgs }: { };
                        }
                        """, flake -> flake.addInput("hm", "github:a/hm"), """
                        {
                          # What I need.
                          inputs = {
                            nixpkgs.url = "github:NixOS/nixpkgs"; # the usual
                            hm.url = "github:a/hm";
                          };

                          outputs = { self, nixpkgs, hm }: { };
                        }
                        """),
                edit(
                        "{\n\tinputs.a.url = \"a\";\n\tinputs.a.flake = false;\n\n\toutputs = inputs: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n\tinputs.a.url = \"a\";\n\tinputs.a.flake = false;\n\tinputs.b.url = \"b\";\n\n\toutputs = inputs: { };\n}\n"),
                edit(
                        "{ inputs = { a.url = \"a\"; }; outputs = { self, ... }@inputs: { }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs = { a.url = \"a\"; b.url = \"b\"; }; outputs = { self, ... }@inputs: { }; }"),
                edit(
                        "{ inputs = { }; outputs = { self }: { }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs = { b.url = \"b\"; }; outputs = { self, b }: { }; }"),
                edit(
                        "{\r\n  inputs = {\r\n  };\r\n  outputs = _: { };\r\n}\r\n",
                        flake -> flake.addInput("b", "b"),
                        "{\r\n  inputs = {\r\n    b.url = \"b\";\r\n  };\r\n  outputs = _: { };\r\n}\r\n"),
                edit(
                        "{\n  description = \"d\"; # short\n\n  outputs = inputs@{ self }: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  description = \"d\"; # short\n  inputs.b.url = \"b\";\n\n  outputs = inputs@{ self, b }: { };\n}\n"),
                edit(
                        "{\n  # The outputs.\n  outputs = { }: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.b.url = \"b\";\n  # The outputs.\n  outputs = { b }: { };\n}\n"),
                edit(
                        "{ outputs = _: { }; }",
                        flake -> flake.addInput("odd name", "x${y}\"\\"),
                        "{ inputs.\"odd name\".url = \"x\\${y}\\\"\\\\\"; outputs = _: { }; }"),
                edit(
                        "{\n  inputs.a.url = \"a\";\n  outputs =\n    { self\n    , a # first\n    }:\n    { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.a.url = \"a\";\n  inputs.b.url = \"b\";\n  outputs =\n    { self\n    , a\n    , b # first\n    }:\n    { };\n}\n"),
                edit(
                        "{\n  inputs.a.url = \"a\";\n  outputs = {\n    self,\n    a,\n    ...\n  }: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.a.url = \"a\";\n  inputs.b.url = \"b\";\n  outputs = {\n    self,\n    a,\n    ...\n  }: { };\n}\n"),
                edit(
                        "{\n  inputs.a.url = \"a\";\n  outputs = {\n    self,\n    a ? { x = [ 1 ]; }\n  }: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.a.url = \"a\";\n  inputs.b.url = \"b\";\n  outputs = {\n    self,\n    a ? { x = [ 1 ]; },\n    b\n  }: { };\n}\n"),
                edit(
                        "{ inputs.a = { url = \"a\"; }; outputs = _: with { }; let x = 1; in assert true; { inputs.b = 1; }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs.a = { url = \"a\"; }; inputs.b.url = \"b\"; outputs = _: with { }; let x = 1; in assert true; { inputs.b = 1; }; }"),
                // URLs.
                edit(
                        "{ inputs.a.url = \"old\" /* why */; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "new"),
                        "{ inputs.a.url = \"new\" /* why */; outputs = _: { }; }"),
                edit(
                        "{ inputs = { a = { flake = false; url = github:a/b; }; }; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "github:a/b/c"),
                        "{ inputs = { a = { flake = false; url = \"github:a/b/c\"; }; }; outputs = _: { }; }"),
                edit(
                        "{ inputs.a.url = ./sub; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "path:./other"),
                        "{ inputs.a.url = \"path:./other\"; outputs = _: { }; }"),
                edit(
                        "{ inputs.a.url = ''old''; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "new"),
                        "{ inputs.a.url = \"new\"; outputs = _: { }; }"),
                edit(
                        "{ outputs = { self, nixpkgs }: { }; }",
                        flake -> flake.setUrl(path("nixpkgs"), "github:NixOS/nixpkgs"),
                        "{ inputs.nixpkgs.url = \"github:NixOS/nixpkgs\"; outputs = { self, nixpkgs }: { }; }"),
                edit(
                        "{ inputs.\"a\".\"url\" = \"a\"; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "b"),
                        "{ inputs.\"a\".\"url\" = \"b\"; outputs = _: { }; }"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a/b"), "b"),
                        "{ inputs.a.url = \"a\"; inputs.a.inputs.b.url = \"b\"; outputs = _: { }; }"),
                // Following.
                edit(
                        "{\n  inputs = {\n    p.url = \"p\";\n    a.url = \"a\";\n    z.url = \"z\";\n  };\n  outputs = _: { };\n}\n",
                        flake -> flake.setFollows(path("a/p"), "p"),
                        "{\n  inputs = {\n    p.url = \"p\";\n    a.url = \"a\";\n    a.inputs.p.follows = \"p\";\n    z.url = \"z\";\n  };\n  outputs = _: { };\n}\n"),
                edit(
                        "{\n  inputs.p.url = \"p\";\n  inputs.a = {\n    url = \"a\";\n  };\n  outputs = _: { };\n}\n",
                        flake -> flake.setFollows(path("a/p"), "p"),
                        "{\n  inputs.p.url = \"p\";\n  inputs.a = {\n    url = \"a\";\n    inputs.p.follows = \"p\";\n  };\n  outputs = _: { };\n}\n"),
                edit(
                        "{ inputs = { p.url = \"p\"; a = { url = \"a\"; inputs = { q.follows = \"p\"; }; }; }; outputs = _: { }; }",
                        flake -> flake.setFollows(path("a/p"), "p").setFollows(path("a/q"), "a/p"),
                        "{ inputs = { p.url = \"p\"; a = { url = \"a\"; inputs = { q.follows = \"a/p\"; p.follows = \"p\"; }; }; }; outputs = _: { }; }"),
                edit(
                        "{\n  inputs.a.inputs.p.follows = \"p\"; # kept\n  inputs.a.url = \"a\";\n  outputs = _: { };\n}\n",
                        flake -> flake.removeFollows(path("a/p")),
                        "{\n  # kept\n  inputs.a.url = \"a\";\n  outputs = _: { };\n}\n"),
                // Removing.
                edit(
                        "{\n  inputs = {\n    # first\n    a.url = \"a\";\n    b.url = \"b\";\n    a.flake = false;\n  };\n  outputs = { self, a, b }: { };\n}\n",
                        flake -> flake.removeInput(path("a")),
                        "{\n  inputs = {\n    # first\n    b.url = \"b\";\n  };\n  outputs = { self, b }: { };\n}\n"),
                edit(
                        "{ inputs.a = { url = \"a\"; inputs.b.follows = \"\"; }; inputs.b.url = \"b\"; outputs = { self, b, a }: { }; }",
                        flake -> flake.removeInput(path("a")),
                        "{ inputs.b.url = \"b\"; outputs = { self, b }: { }; }"),
                edit(
                        "{\n  inputs.a.url = \"a\";\n  outputs =\n    { a\n    , # myself\n      self\n    }:\n    { };\n}\n",
                        flake -> flake.removeInput(path("a")),
                        "{\n  outputs =\n    {  # myself\n      self\n    }:\n    { };\n}\n"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = { a }: { }; }",
                        flake -> flake.removeInput(path("a")),
                        "{ outputs = { }: { }; }"),
                edit(
                        "{ inputs.a.url = \"a\"; inputs.a.inputs.x.follows = \"\"; outputs = _: { }; }",
                        flake -> flake.removeInput(path("a/x")),
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void gives(String before, UnaryOperator<EditableFlake> change, String after) {
        assertThat(change.apply(flake(before)).text()).isEqualTo(after);
    }

    static Stream<Arguments> refusals() {
        UnaryOperator<EditableFlake> url = flake -> flake.setUrl(path("a"), "new");
        UnaryOperator<EditableFlake> remove = flake -> flake.removeInput(path("a"));
        return Stream.of(
                edit(
                        "{ inputs.a.url = \"x\" + \"y\"; outputs = _: { }; }",
                        url,
                        "'inputs.a.url' is not written as a literal, at .*:1:3"),
                edit(
                        "{ inputs.a = { inherit url; }; outputs = _: { }; }",
                        url,
                        "'inputs.a.url' is not written as a literal, at .*:1:16"),
                edit(
                        "{ inputs = import ./inputs.nix; outputs = { a }: a; }",
                        url,
                        "'inputs' is not written as a literal, at .*:1:3"),
                edit(
                        "{ inputs.a.follows = \"b\"; outputs = _: { }; }",
                        url,
                        "input 'a' follows another one, so that it has no URL"),
                edit(
                        "{ inputs.a = { type = \"path\"; path = \"x\"; }; outputs = _: { }; }",
                        url,
                        "input 'a' is described by attributes instead of a URL, at .*:1:16"),
                edit("{ outputs = _: { }; }", url, "there is no input 'a'"),
                edit("{ outputs = _: { }; }", remove, "there is no input 'a'"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.addInput("a", "b"),
                        "there is an input 'a' already"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.addInput("self", "b"),
                        "'self' is the flake itself, no input"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.setFollows(path("a"), "b"),
                        "input 'a' has a reference of its own, at .*:1:3"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.removeFollows(path("a/b")),
                        "input 'a/b' does not follow another one in this file"),
                edit(
                        "{ inputs.a.url = \"a\"; inputs.b.inputs.x.follows = \"a/y\"; outputs = _: { }; }",
                        remove,
                        "input 'b/x' follows 'a/y'"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String text, UnaryOperator<EditableFlake> change, String reason) {
        assertThatThrownBy(() -> change.apply(flake(text)))
                .isInstanceOf(FlakeEditException.class)
                .hasMessageMatching(reason);
    }

    @Test
    void whatCannotBeEditedAtAll() {
        for (String text : List.of("{ inputs = ; }", "let x = 1; in { }", "rec { }", "({ outputs = _: { }; })", "")) {
            assertThatThrownBy(() -> flake(text))
                    .as(text)
                    .isInstanceOf(FlakeEditException.class)
                    .hasMessageContaining(" cannot be edited: ");
        }
    }

    @Test
    void whatAFileDeclares() {
        assertThat(flake("{ inputs = { a.url = \"a\"; b = { url = x; inputs.c.follows = \"a\"; }; self.lfs = true; };"
                                + " inputs.d.flake = false; outputs = { self, e }: { }; }")
                        .inputs())
                .hasToString("{a=Declared[url=a, follows=null], b=Declared[url=null, follows=null],"
                        + " b/c=Declared[url=null, follows=a], d=Declared[url=null, follows=null]}");
    }
}
