package io.github.nix4j.flake.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.file.FlakeFile;
import io.github.nix4j.flake.file.FlakeFileReader;
import io.github.nix4j.flake.file.ParsedTexts;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What holds for every change of every file: the inputs are those that were asked for, and all else is as it was. */
class EditLawsTest {
    private static final String URL = "github:owner/repo";
    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta", "odd-name");

    /** One way to write an input. */
    private static String written(String name, int style, String indent) {
        String quoted = "\"" + URL + "\"";
        return switch (style) {
            case 0 -> indent + "inputs." + name + ".url = " + quoted + ";\n";
            case 1 -> indent + "inputs." + name + " = { url = " + quoted + "; }; # " + name + "\n";
            case 2 ->
                indent + "inputs." + name + " = {\n" + indent + "  /* a; } */ url = " + quoted + ";\n" + indent
                        + "};\n";
            case 3 -> indent + "inputs = { " + name + ".url = " + quoted + "; };\n";
            case 4 ->
                indent + "inputs = {\n" + indent + "  # inputs.x.url = \"no\";\n" + indent + "  " + name
                        + ".url =\n    " + quoted + ";\n" + indent + "};\n";
            default -> indent + "inputs.\"" + name + "\"." + "url = " + URL + ";\n\n";
        };
    }

    private static String outputs(int style, List<String> names) {
        String taken = names.isEmpty() ? "" : ", " + String.join(", ", names);
        return switch (style) {
            case 0 -> "  outputs = inputs: let x = { a = 1; }; in with x; assert true; { };\n";
            case 1 -> "  outputs = { self" + taken + " }: { inputs.a.url = \"no\"; };\n";
            case 2 -> "  outputs = { self, ... }@args: \"${args.x or \"}\"};\";\n";
            case 3 -> "  outputs = args@{ self" + taken + " }: ''\n    ''${ ; } ${\"x\"}\n  '';\n";
            case 4 -> {
                StringBuilder text = new StringBuilder("  # outputs\n  outputs =\n    { self\n");
                names.forEach(name -> text.append("    , ").append(name).append("\n"));
                yield text.append("    }:\n    { };\n").toString();
            }
            default -> {
                StringBuilder text = new StringBuilder("  outputs = {\n    self,\n");
                names.forEach(name -> text.append("    ").append(name).append(",\n"));
                yield text.append("    ...\n  }: { };\n").toString();
            }
        };
    }

    @Provide
    Arbitrary<String> files() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5).list().ofMaxSize(4),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of("  ", "\t", "    "),
                        Arbitraries.of("", "  description = \"d\";\n", "  # top\n"))
                .as((inputs, outputs, indent, head) -> {
                    StringBuilder text = new StringBuilder("{\n").append(head);
                    List<String> names = NAMES.subList(0, inputs.size());
                    for (int i = 0; i < inputs.size(); i++) {
                        text.append(written(names.get(i), inputs.get(i), indent));
                    }
                    return text.append(outputs(outputs, names)).append("}\n").toString();
                });
    }

    private static EditableFlake editable(String text) {
        return EditableFlake.of(SourceFile.ofString(text));
    }

    /** What locking makes of the file, by its own reader. */
    private static SortedMap<String, String> inputs(String text) {
        MemoryTree tree = MemoryTree.builder()
                .file(TreePath.of("/flake.nix"), ByteText.bytes(text), false)
                .build();
        ReferenceRules rules = new ReferenceRules(Set.of("nix-command", "flakes"), warning -> {});
        FlakeRef ref = FlakeRefParser.of(rules).parse("path:/x");
        FlakeFile file = new FlakeFileReader(tree, rules, StoreDir.DEFAULT, new ParsedTexts())
                .read(new SourcePath(tree, TreePath.of("/flake.nix")), ref, InputPath.ROOT);
        SortedMap<String, String> inputs = new TreeMap<>();
        file.inputs().forEach((name, input) -> {
            inputs.put(
                    name,
                    input.ref() == null
                            ? "follows " + input.follows()
                            : input.ref().toString());
            input.overrides()
                    .forEach((inner, override) -> inputs.put(
                            name + "/" + inner,
                            override.ref() == null
                                    ? "follows " + override.follows()
                                    : override.ref().toString()));
        });
        return inputs;
    }

    /** Whether one text is the other with one piece put in. */
    private static boolean isInserted(String before, String after) {
        int prefix = 0;
        while (prefix < before.length() && before.charAt(prefix) == after.charAt(prefix)) {
            prefix++;
        }
        return after.endsWith(before.substring(prefix));
    }

    @Property(tries = 200)
    void anInputIsAddedAndTakenAway(@ForAll("files") String text) {
        String after = editable(text).addInput("added", "github:new/one").text();
        SortedMap<String, String> expected = inputs(text);
        expected.put("added", "github:new/one");
        assertThat(inputs(after)).isEqualTo(expected);
        assertThat(editable(after).removeInput(InputPath.parse("added")).text()).isEqualTo(text);
    }

    @Property(tries = 200)
    void followsAreAddedAndTakenAway(@ForAll("files") String text) {
        String before = editable(text).addInput("last", "github:new/one").text();
        for (String name : inputs(before).keySet()) {
            InputPath path = InputPath.parse(name + "/nixpkgs");
            String after = editable(before).setFollows(path, "last").text();
            SortedMap<String, String> expected = inputs(before);
            expected.put(path.toString(), "follows last");
            assertThat(inputs(after)).isEqualTo(expected);
            assertThat(isInserted(before, after)).as(after).isTrue();
            assertThat(editable(after).removeFollows(path).text()).isEqualTo(before);
        }
    }

    @Property(tries = 200)
    void aUrlChangesAndNothingElse(@ForAll("files") String text) {
        for (InputPath input : editable(text).inputs().keySet()) {
            String after = editable(text).setUrl(input, "github:other/place").text();
            SortedMap<String, String> expected = inputs(text);
            expected.put(input.toString(), "github:other/place");
            assertThat(inputs(after)).isEqualTo(expected);
            String back = editable(after).setUrl(input, URL).text();
            assertThat(withoutUrls(back)).isEqualTo(withoutUrls(text));
        }
    }

    private static String withoutUrls(String text) {
        return text.replace("\"" + URL + "\"", "URL").replace(URL, "URL");
    }

    @Property(tries = 200)
    void anInputIsRemoved(@ForAll("files") String text) {
        for (String name : inputs(text).keySet()) {
            String after = editable(text).removeInput(InputPath.parse(name)).text();
            SortedMap<String, String> expected = inputs(text);
            expected.remove(name);
            assertThat(inputs(after)).isEqualTo(expected);
        }
    }

    @Test
    void realFiles() throws IOException {
        Path corpora = Path.of(System.getenv().getOrDefault("CORPORA", "/srv/corpora"));
        Assumptions.assumeTrue(Files.isDirectory(corpora), "skipped: CORPORA does not name the corpora");
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.find(corpora, 6, (path, attributes) -> path.endsWith("flake.nix"))) {
            all.forEach(files::add);
        }
        int edited = 0;
        for (Path file : files) {
            String text = ByteText.of(Files.readAllBytes(file));
            if (!isFlake(text)) {
                continue;
            }
            EditableFlake flake = editable(text);
            SortedMap<String, String> expected = inputs(text);
            String after = flake.addInput("added-here", "github:new/one").text();
            expected.put("added-here", "github:new/one");
            assertThat(inputs(after)).as(file.toString()).isEqualTo(expected);
            assertThat(editable(after)
                            .removeInput(InputPath.parse("added-here"))
                            .text())
                    .as(file.toString())
                    .isEqualTo(text);
            for (InputPath input : flake.inputs().keySet()) {
                if (input.names().size() == 1) {
                    InputPath inner = input.child("made-up");
                    String followed =
                            editable(after).setFollows(inner, "added-here").text();
                    assertThat(inputs(followed)).containsEntry(inner.toString(), "follows added-here");
                    assertThat(editable(followed).removeFollows(inner).text()).isEqualTo(after);
                }
            }
            edited++;
        }
        assertThat(edited).as("flakes among " + files).isGreaterThan(5);
    }

    /** Whether locking could read the file; templates may have holes in them. */
    private static boolean isFlake(String text) {
        try {
            return !inputs(text).containsKey("added-here");
        } catch (NixException e) {
            return false;
        }
    }
}
