package io.github.nix4j.flake.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What becomes of the arguments of {@code outputs} where {@code a} is removed. */
    private static Arguments removal(String before, String after) {
        return edit(
                "{ outputs = " + before + ": { }; inputs.a.url = \"a\"; }",
                flake -> flake.removeInput(path("a")),
                "{ outputs = " + after + ": { }; }");
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
                        flake -> flake.addInput("odd name", "./x${y}\"\\"),
                        "{ inputs.\"odd name\".url = \"./x\\${y}\\\"\\\\\"; outputs = _: { }; }"),
                edit(
                        "{\n  inputs.a.url = \"a\";\n  outputs =\n    { self\n    , a # first\n    }:\n    { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.a.url = \"a\";\n  inputs.b.url = \"b\";\n  outputs =\n    { self\n    , a # first\n    , b\n    }:\n    { };\n}\n"),
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
                        "{\n  inputs.a.inputs.p.follows = \"p\"; # why\n  inputs.a.url = \"a\";\n  outputs = _: { };\n}\n",
                        flake -> flake.removeFollows(path("a/p")),
                        "{\n  inputs.a.url = \"a\";\n  outputs = _: { };\n}\n"),
                // Unicode.
                edit(
                        "{ outputs = { ... }: { }; }",
                        flake -> flake.addInput("\u00fc\u2192", "./\u00fc"),
                        ByteText.fromUnicode(
                                "{ inputs.\"\u00fc\u2192\".url = \"./\u00fc\"; outputs = { ... }: { }; }")),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "./\u2192"),
                        ByteText.fromUnicode("{ inputs.a.url = \"./\u2192\"; outputs = _: { }; }")),
                // Names that need quotes.
                edit(
                        "{ outputs = { self, ... }@inputs: { }; }",
                        flake -> flake.addInput("inherit", "b"),
                        "{ inputs.\"inherit\".url = \"b\"; outputs = { self, ... }@inputs: { }; }"),
                // Comments stay beside what they are about.
                edit(
                        "{ inputs.a.url = \"a\"; # mine\n  outputs = { a # A\n }: { }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs.a.url = \"a\"; # mine\n  inputs.b.url = \"b\";\n  outputs = { a, # A\n    b\n }: { }; }"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = {\n  a # A\n }: { }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs.a.url = \"a\"; inputs.b.url = \"b\"; outputs = {\n  a, # A\n  b\n }: { }; }"),
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
                        "{\n  inputs = {\n    a.url = \"a\"; # on a\n    # on b\n    b.url = \"b\"; /* b */ # too\n  };\n  outputs = inputs: { };\n}\n",
                        flake -> flake.removeInput(path("a")),
                        "{\n  inputs = {\n    # on b\n    b.url = \"b\"; /* b */ # too\n  };\n  outputs = inputs: { };\n}\n"),
                edit(
                        "{\n  inputs = { b.url = \"b\"; a.url = \"a\"; # on a\n  };\n  outputs = inputs: { };\n}\n",
                        flake -> flake.removeInput(path("a")),
                        "{\n  inputs = { b.url = \"b\";\n  };\n  outputs = inputs: { };\n}\n"),
                edit(
                        "{ inputs = { a.url = \"a\"; /* on b */ b.url = \"b\"; }; outputs = inputs: { }; }",
                        flake -> flake.removeInput(path("a")),
                        "{ inputs = { /* on b */ b.url = \"b\"; }; outputs = inputs: { }; }"),
                edit(
                        "{ inputs = { a.url = \"a\"; /* a\n long one */ b.url = \"b\"; }; outputs = inputs: { }; }",
                        flake -> flake.removeInput(path("a")),
                        "{ inputs = { /* a\n long one */ b.url = \"b\"; }; outputs = inputs: { }; }"),
                removal(
                        "\n    { self # me\n    , a # gone soon\n    , b # B\n    }",
                        "\n    { self # me\n    , b # B\n    }"),
                removal(
                        "\n    { self\n    , a # gone soon\n    # on b\n    , b\n    }",
                        "\n    { self\n    # on b\n    , b\n    }"),
                removal("\n    { self # me\n    , a # gone soon\n    }", "\n    { self # me\n    }"),
                removal("\n    { a # gone soon\n    , self\n    }", "\n    { self\n    }"),
                removal(
                        "\n    { a # gone soon\n    # on self\n    , self\n    }",
                        "\n    {\n    # on self\n     self\n    }"),
                removal(
                        "{\n    self, # me\n    # on a?\n    a, # gone soon\n    # on b\n    b,\n  }",
                        "{\n    self, # me\n    # on a?\n    # on b\n    b,\n  }"),
                removal("{\n    self, # me\n    a # gone soon\n  }", "{\n    self # me\n  }"),
                removal("{ a, # gone soon\n    self }", "{\n    self }"),
                removal("{ self, a # gone soon\n  }", "{ self\n  }"),
                removal("{ self, a /* gone */, b }", "{ self, b }"),
                removal("{ self, /* stays */ a }", "{ self /* stays */ }"),
                edit(
                        "{ inputs = ((rec { a.url = \"a\"; })); outputs = ({ self, a }: { }); }",
                        flake -> flake.addInput("b", "b").setFollows(new InputPath(List.of("a", "\n")), "b"),
                        "{ inputs = ((rec { a.url = \"a\"; a.inputs.\"\\n\".follows = \"b\"; b.url = \"b\"; }));"
                                + " outputs = ({ self, a, b }: { }); }"),
                // Recursive, and in parentheses.
                edit(
                        "rec { inputs = rec { a.url = \"a\"; b = { }; }; outputs = _: { }; }",
                        flake -> flake.removeInput(new InputPath(List.of("a"))).addInput("c", "c"),
                        "rec { inputs = rec { b = { }; c.url = \"c\"; }; outputs = _: { }; }"),
                edit(
                        "# a\n(({ outputs = _: { }; })) # b\n",
                        flake -> flake.addInput("c", "c"),
                        "# a\n(({ inputs.c.url = \"c\"; outputs = _: { }; })) # b\n"),
                edit(
                        "{ outputs = ({ self, ... }: { }); }",
                        flake -> flake.addInput("a", "a"),
                        "{ inputs.a.url = \"a\"; outputs = ({ self, ... }: { }); }"),
                edit(
                        "{ outputs = ({ self }: { }); }",
                        flake -> flake.addInput("a", "a"),
                        "{ inputs.a.url = \"a\"; outputs = ({ self, a }: { }); }"),
                edit(
                        "{ outputs = (( # why\n inputs@{ self }: { } ) /* end */ ); }",
                        flake -> flake.addInput("a", "a"),
                        "{ inputs.a.url = \"a\"; outputs = (( # why\n inputs@{ self, a }: { } ) /* end */ ); }"),
                edit(
                        "{ outputs = ({ self }: _: { }) { }; }",
                        flake -> flake.addInput("a", "a"),
                        "{ inputs.a.url = \"a\"; outputs = ({ self }: _: { }) { }; }"),
                edit(
                        "{ inputs.a.url = \"a\"; outputs = (({ self, a, b }@i: { })); }",
                        flake -> flake.removeInput(path("a")),
                        "{ outputs = (({ self, b }@i: { })); }"),
                edit(
                        "{ inputs.a.url = \"a\"; inputs.a.inputs.x.follows = \"\"; outputs = _: { }; }",
                        flake -> flake.removeInput(path("a/x")),
                        "{ inputs.a.url = \"a\"; outputs = _: { }; }"),
                // Signs of the language between quotes.
                edit(
                        "{ description = ''{''; inputs.a.url = \"a\"; outputs = _: [ \";\" ''}'' ]; }",
                        flake -> flake.addInput("b", "b"),
                        "{ description = ''{''; inputs.a.url = \"a\"; inputs.b.url = \"b\"; outputs = _: [ \";\" ''}'' ]; }"),
                edit(
                        "{ outputs = { self ? \"(\", a ? \",\", b ? ''}'' }: { }; }",
                        flake -> flake.addInput("c", "c").removeInput(path("a")),
                        "{ inputs.c.url = \"c\"; outputs = { self ? \"(\", b ? ''}'', c }: { }; }"),
                // Names that only look computed.
                edit(
                        "{ ${\"inputs\"}.${ \"a\" /* } */ }.url = \"a\"; outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "b").setFollows(path("a/x"), "a/y"),
                        "{ ${\"inputs\"}.${ \"a\" /* } */ }.url = \"b\"; inputs.a.inputs.x.follows = \"a/y\"; outputs = _: { }; }"),
                // Comments beside a value in parentheses.
                edit(
                        "{ inputs.a.url = ( # why\n \"a\" ); outputs = _: { }; }",
                        flake -> flake.setUrl(path("a"), "b"),
                        "{ inputs.a.url = ( # why\n \"b\" ); outputs = _: { }; }"),
                edit(
                        "{ outputs = { # none\n  }: { }; }",
                        flake -> flake.addInput("a", "a"),
                        "{ inputs.a.url = \"a\"; outputs = { # none\n  a\n  }: { }; }"),
                // The ends of lines, also on the last of them.
                edit(
                        "{ inputs.a.url = \"a\";\r\n  outputs = { self,\r\n  a }: { }; }",
                        flake -> flake.addInput("b", "b"),
                        "{ inputs.a.url = \"a\"; inputs.b.url = \"b\";\r\n  outputs = { self,\r\n  a,\r\n  b }: { }; }"),
                edit(
                        "{\n  inputs.a.url = \"a\"; \t\n  outputs = _: { };\n}\n",
                        flake -> flake.addInput("b", "b"),
                        "{\n  inputs.a.url = \"a\"; \t\n  inputs.b.url = \"b\";\n  outputs = _: { };\n}\n"),
                // What only this made an input stays one.
                edit(
                        "{ inputs = { a.inputs.x.follows = \"\"; b.follows = \"a\"; }; outputs = _: { }; }",
                        flake -> flake.removeFollows(path("a/x")).removeFollows(path("b")),
                        "{ inputs = { a = { }; b = { }; }; outputs = _: { }; }"),
                edit(
                        "{ inputs.a.inputs.x.follows = \"\"; outputs = inputs: { }; }",
                        flake -> flake.removeInput(path("a/x")).setFollows(path("a/x"), "a/y"),
                        "{ inputs.a = { inputs.x.follows = \"a/y\"; }; outputs = inputs: { }; }"),
                edit(
                        "{ inputs.a.inputs.x.follows = \"\"; outputs = { a, ... }: { }; }",
                        flake -> flake.removeFollows(path("a/x")),
                        "{ outputs = { a, ... }: { }; }"),
                // A path that Nix cannot read leads nowhere.
                edit(
                        "{ inputs = { a.url = \"a\"; b.follows = \"no path\"; }; outputs = _: { }; }",
                        flake -> flake.removeInput(path("a")).setFollows(path("b"), ""),
                        "{ inputs = { b.follows = \"\"; }; outputs = _: { }; }"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void gives(String before, UnaryOperator<EditableFlake> change, String after) {
        assertThat(change.apply(flake(before)).text()).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./x",
                "..",
                "/x",
                "path:./x",
                "nixpkgs",
                "nixpkgs/nixos-25.05",
                "github:a/b?dir=c",
                "https://h/x.tar.gz",
                "git+ssh://git@h/x?ref=y",
                "./with blank"
            })
    void takesReferencesOfAllKinds(String url) {
        EditableFlake flake = flake("{ outputs = _: { }; }").addInput("a", url);
        assertThat(flake.inputs().get(path("a"))).isEqualTo(new EditableFlake.Declared(url, null));
        assertThat(flake.addInput("b", "b").setUrl(path("b"), url).inputs().get(path("b")))
                .isEqualTo(new EditableFlake.Declared(url, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "base", "dep", "dep/other", "dep/other/one"})
    void followsWhatMayBeThere(String target) {
        EditableFlake flake = flake("{ inputs.base.url = \"b\"; outputs = { self, dep, base }: { }; }");
        assertThat(flake.setFollows(path("dep/base"), target).inputs().get(path("dep/base")))
                .isEqualTo(new EditableFlake.Declared(null, target));
    }

    @Test
    void writesUtf8() {
        EditableFlake flake = flake("{ outputs = _: { }; }").addInput("\u00fc", "./\u2192");
        assertThat(new String(flake.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{ inputs.\"\u00fc\".url = \"./\u2192\"; outputs = _: { }; }");
        assertThat(flake.inputs().values()).containsExactly(new EditableFlake.Declared("./\u2192", null));
        assertThat(flake.inputs().firstKey().last()).isEqualTo(ByteText.fromUnicode("\u00fc"));
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
