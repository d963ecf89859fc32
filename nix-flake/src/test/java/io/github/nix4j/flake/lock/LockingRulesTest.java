package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of locking that are easiest to get wrong; the expected lock files and texts are those of C++ Nix 2.34.8. */
class LockingRulesTest {
    private static final String TRIVIAL = "{ outputs = _: { v = 1; }; }\n";

    @TempDir
    Path root;

    private final List<String> warnings = new ArrayList<>();

    private void flake(String directory, String text) throws IOException {
        Path target = Files.createDirectories(root.resolve(directory));
        Files.writeString(target.resolve("flake.nix"), text);
    }

    private void trivial(String... directories) throws IOException {
        for (String directory : directories) {
            flake(directory, TRIVIAL);
        }
    }

    private LockPlan plan(LockMode mode) {
        return plan("", mode);
    }

    private LockPlan plan(String directory, LockMode mode) {
        FlakeLoader loader = loader();
        return loader.plan(loader.references().parse("path:" + root.resolve(directory)), mode);
    }

    private FlakeLoader loader() {
        return FlakeLoader.builder(root)
                .settings(FetchSettings.in(root, warnings::add))
                .build();
    }

    private String lock(LockMode mode) {
        LockPlan plan = plan(mode);
        loader().apply(plan, LockOutput.WRITE);
        return nodes(plan);
    }

    /** The nodes of a plan's lock file on one line. */
    private static String nodes(LockPlan plan) {
        return FlakeJson.compact(plan.after().toJson())
                .replaceFirst("^\\{\"nodes\":", "")
                .replaceFirst(",\"root\":\"root\",\"version\":7\\}$", "");
    }

    private static String relative(String path, String parent) {
        return "\"locked\":{\"path\":\"" + path + "\",\"type\":\"path\"},\"original\":{\"path\":\"" + path
                + "\",\"type\":\"path\"},\"parent\":" + parent;
    }

    @Test
    void relativePathsAreLockedAsTheyAreWritten() throws IOException {
        flake("", "{ inputs.a.url = ./b; inputs.b.url = \"./b\"; inputs.c.url = \"path:./b/\"; outputs = _: { }; }");
        trivial("b");
        assertThat(lock(LockMode.DEFAULT))
                .isEqualTo("{\"a\":{" + relative("b", "[]") + "},\"b\":{" + relative("./b", "[]") + "},\"c\":{"
                        + relative("./b/", "[]") + "},\"root\":{\"inputs\":{\"a\":\"a\",\"b\":\"b\",\"c\":\"c\"}}}");
    }

    @Test
    void overridesAreRelativeToWhoeverWroteThem() throws IOException {
        flake("", "{ inputs.b.url = \"path:./b\"; inputs.b.inputs.c.url = \"path:./b/d\"; outputs = _: { }; }");
        flake("b", "{ inputs.c.url = \"path:./c\"; inputs.e.url = \"path:./d\"; outputs = _: { }; }");
        trivial("b/c", "b/d");
        assertThat(lock(LockMode.DEFAULT))
                .isEqualTo("{\"b\":{\"inputs\":{\"c\":\"c\",\"e\":\"e\"}," + relative("./b", "[]") + "},\"c\":{"
                        + relative("./b/d", "[]") + "},\"e\":{" + relative("./d", "[\"b\"]")
                        + "},\"root\":{\"inputs\":{\"b\":\"b\"}}}");
    }

    @Test
    void namesOfNodesAreGivenDepthFirst() throws IOException {
        flake(
                "",
                "{ inputs = { root.url = \"path:./a\"; a.url = \"path:./a\"; a_2.url = \"path:./b\"; }; outputs = _: { }; }");
        flake("a", "{ inputs.a.url = \"path:../b\"; outputs = _: { }; }");
        trivial("b");
        assertThat(plan(LockMode.DEFAULT).after().keys().values())
                .containsExactlyInAnyOrder("root", "a", "a_2", "a_2_2", "root_2", "a_3");
    }

    @Test
    void followsAreSeenFromTheNewRootAndStaySymbolic() throws IOException {
        flake(
                "",
                "{ inputs = { b = { url = \"path:./b\"; inputs.c.follows = \"c\"; }; c.url = \"path:./c\"; }; outputs = _: { }; }");
        flake("b", "{ inputs.c.url = \"path:nosuchflake\"; inputs.d.follows = \"c/d\"; outputs = _: { }; }");
        flake("c", "{ inputs.d.url = \"path:../d\"; outputs = _: { }; }");
        trivial("d");
        assertThat(lock(LockMode.DEFAULT)).contains("\"b\":{\"inputs\":{\"c\":[\"c\"],\"d\":[\"b\",\"c\",\"d\"]}");
    }

    @Test
    void followingNothingMeansTheTopFlake() throws IOException {
        flake(
                "",
                "{ inputs.s.follows = \"\"; inputs.b.url = \"path:./b\"; inputs.b.inputs.r.follows = \"/\"; outputs = _: { }; }");
        flake("b", "{ inputs.r.url = \"path:/nonexistent\"; outputs = _: { }; }");
        assertThat(lock(LockMode.DEFAULT))
                .contains("\"inputs\":{\"r\":[]}")
                .contains("\"root\":{\"inputs\":{\"b\":\"b\",\"s\":[]}}");
    }

    @Test
    void whetherAnInputIsAFlakeIsSaidByItsUser() throws IOException {
        flake(
                "",
                "{ inputs.b.url = \"path:./b\"; inputs.b.inputs.c = { url = \"path:./d\"; flake = true; }; outputs = _: { }; }");
        flake("b", "{ inputs.c = { url = \"path:./c\"; flake = false; }; outputs = _: { }; }");
        Files.createDirectories(root.resolve("d"));
        assertThat(lock(LockMode.DEFAULT)).contains("\"c\":{\"flake\":false," + relative("./d", "[]") + "}");
    }

    @Test
    void aRemovedFollowsIsReplacedByTheDeclaration() throws IOException {
        flake(
                "",
                "{ inputs = { b = { url = \"path:./b\"; inputs.z.follows = \"e\"; }; e.url = \"path:./e\"; }; outputs = _: { }; }");
        flake("b", "{ inputs.z.url = \"path:../e\"; outputs = _: { }; }");
        trivial("e");
        lock(LockMode.DEFAULT);
        flake("", "{ inputs.b.url = \"path:./b\"; outputs = _: { }; }");
        assertThat(ByteText.toUnicode(plan(LockMode.DEFAULT).diff().text()))
                .isEqualTo("• Updated input 'b/z':\n    follows 'e'\n  → 'path:../e'\n• Removed input 'e'\n");
    }

    @Test
    void aRemovedOverrideOnlyChangesTheParent() throws IOException {
        flake("", "{ inputs.m.url = \"path:./m\"; inputs.m.inputs.k.url = \"path:./mine\"; outputs = _: { }; }");
        flake("m", "{ inputs.k.url = \"path:./orig\"; outputs = _: { }; }");
        trivial("mine", "m/orig");
        lock(LockMode.DEFAULT);
        flake("", "{ inputs.m.url = \"path:./m\"; outputs = _: { }; }");
        assertThat(plan(LockMode.DEFAULT).isChange()).isTrue();
        assertThat(ByteText.toUnicode(plan(LockMode.DEFAULT).diff().text()))
                .isEqualTo("• Updated input 'm/k':\n    'path:./mine'\n  → 'path:./mine'\n");
    }

    @Test
    void overridesThatMatchNothingAreWarnedAbout() throws IOException {
        flake(
                "",
                "{ inputs.b = { url = \"path:./b\"; inputs.nope.follows = \"d\"; }; inputs.d.url = \"path:./d\"; inputs.f.follows = \"d\"; outputs = _: { }; }");
        trivial("b", "d");
        plan(LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse("f"))));
        assertThat(warnings)
                .containsExactly(
                        "input 'b' has an override for a non-existent input 'nope'",
                        "'f' does not match any input of this flake");
        warnings.clear();
        plan(LockMode.DEFAULT.withOverrides(
                Map.of(InputPath.parse("zz"), loader().references().parse("path:" + root.resolve("d")))));
        assertThat(warnings)
                .containsExactly(
                        "input '' has an override for a non-existent input 'zz'",
                        "input 'b' has an override for a non-existent input 'nope'",
                        "the flag '--override-input zz path:" + root.resolve("d") + "' does not match any input");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { inputs = { foo.follows = "bar"; bar.follows = "baz"; baz.follows = "foo"; }; outputs = _: { }; } | follow cycle detected: [baz -> foo -> bar -> baz]
            { inputs.foo.follows = "bar/qux"; inputs.bar.url = "path:./b"; outputs = _: { }; } | input 'foo' follows a non-existent input 'bar/qux'
            { inputs.a.url = "path:./b"; inputs.a.follows = "b"; outputs = _: { }; } | flake input has both a flake reference and a follows attribute, at STORE/flake.nix:1:3
            { description = "a" + "b"; outputs = _: { }; } | expected a string but got a thunk at STORE/flake.nix:1:3
            { inputs.b.url = "path:./${"b"}"; outputs = _: { }; } | expected a string or a path but got a thunk at STORE/flake.nix:1:3
            let x = 1; in { outputs = _: { }; } | file 'STORE/flake.nix' must be an attribute set
            { outputs = 1; } | expected a function but got an integer at STORE/flake.nix:1:3
            { } | flake 'path:ROOT' lacks attribute 'outputs'
            { "${"foo"}" = 1; outputs = _: { }; } | flake 'path:ROOT' has an unsupported attribute 'foo', at STORE/flake.nix:1:3
            { "${"description"}" = "a" + "b"; outputs = _: { }; } | expected a string but got a thunk at STORE/flake.nix:1:3
            { "${"out"}puts" = 1; } | expected a function but got an integer at STORE/flake.nix:1:3
            { ${"out" + "puts"} = 1; } | expected a function but got an integer at STORE/flake.nix:1:3
            { ${null} = 1; outputs = 1; } | expected a function but got an integer at STORE/flake.nix:1:16
            { "${"outputs"}" = _: { }; outputs = _: { }; } | dynamic attribute 'outputs' already defined at STORE/flake.nix:1:28
            { inputs."${"a"}".url = "path:./b"; outputs = _: { }; } | expected a set but got a thunk at STORE/flake.nix:1:3
            { nixConfig."${"a"}" = 1; outputs = _: { }; } | expected a set but got a thunk at STORE/flake.nix:1:3
            { nixConfig = { a = ./missing; f = null; }; outputs = _: { }; } | path 'STORE/missing' does not exist
            { ${toString 1} = 1; outputs = _: { }; } | the name of the attribute at STORE/flake.nix:1:3 is computed, and flake.nix is not evaluated: write the name, nix4j puts together texts only
            { outputs = _: { }; foo = 1; } | flake 'path:ROOT' has an unsupported attribute 'foo', at STORE/flake.nix:1:21
            { inputs.b = { url = "path:./b"; type = "path"; }; outputs = _: { }; } | input attribute 'url' not supported by scheme 'path'
            { inputs.b = { url = "path:./b"; foo = 1; }; outputs = _: { }; } | unexpected flake input attribute 'foo', at STORE/flake.nix:1:3
            { inputs.b = { type = "path"; path = "./b"; foo = 1; }; outputs = _: { }; } | input attribute 'foo' not supported by scheme 'path'
            { inputs.b = "path:./b"; outputs = _: { }; } | expected a set but got a string at STORE/flake.nix:1:3
            { inputs.b.url = /path/to/b; outputs = _: { }; } | input attribute path '/path/to/b' at STORE/flake.nix:1:3 must be in the same source tree as STORE/
            { inputs.b.url = "path:./b?foo=1"; outputs = _: { }; } | path URL 'path:./b?foo=1' has unsupported parameter 'foo'
            { inputs.b.url = "path:./b#x"; outputs = _: { }; } | unexpected fragment 'x' in flake reference 'path:./b#x'
            { inputs.self.foo = true; outputs = _: { }; } | flake 'self' attribute 'foo' is not supported
            { inputs.b.inputs.self.submodules = true; outputs = _: { }; } | 'self' input attribute not allowed at STORE/flake.nix:1:3
            { outputs = { self, b ? { } }: { }; } | cannot find flake 'flake:b' in the flake registries
            """)
    void wrongFlakesGetNixsWords(String text, String message) throws IOException {
        flake("", text + "\n");
        trivial("b");
        assertThatThrownBy(() -> plan(LockMode.DEFAULT))
                .satisfies(e -> assertThat(e.getMessage().replaceAll("/nix/store/[a-z0-9]{32}-source", "STORE"))
                        .isEqualTo(message.replace("ROOT", root.toString())));
    }

    @Test
    void recursiveSetsAndFormalsAreData() throws IOException {
        flake("", "rec { description = \"d\"; outputs = { self }: { }; }");
        assertThat(plan(LockMode.DEFAULT).flake().file().description()).isEqualTo("d");
    }
}
