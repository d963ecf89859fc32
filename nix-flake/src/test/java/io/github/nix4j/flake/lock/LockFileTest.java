package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading, changing, comparing and writing lock files without an evaluator. */
class LockFileTest {
    private static final String HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String REV = "0123456789012345678901234567890123456789";

    private static LockFile read(String json) {
        return LockFile.read(json.getBytes(StandardCharsets.UTF_8), "flake.lock", ReferenceRules.quiet());
    }

    private static LockFile sample() {
        String forge = "\"owner\":\"o\",\"repo\":\"r\",\"type\":\"github\"";
        return read("{\"nodes\":{\"x\":{\"inputs\":{\"a\":\"n\",\"b\":\"m\",\"c\":[\"a\"]}},"
                + "\"n\":{\"locked\":{" + forge + ",\"lastModified\":1700000000,\"narHash\":\"" + HASH + "\",\"rev\":\""
                + REV
                + "\"},\"original\":{" + forge + "}},"
                + "\"m\":{\"inputs\":{\"a\":\"n\"},\"flake\":false,\"parent\":[],\"locked\":{\"path\":\"./m\",\"type\":\"path\"},"
                + "\"original\":{\"path\":\"./m\",\"type\":\"path\"}}},\"root\":\"x\",\"version\":5}");
    }

    @Test
    void nodesAreNamedAfterTheInputThatReachesThemFirst() {
        assertThat(sample().keys().values()).containsExactlyInAnyOrder("root", "a", "b");
        assertThat(sample().toString())
                .startsWith("{\n  \"nodes\": {\n    \"a\": {\n      \"locked\": {")
                .endsWith("\"version\": 7\n}\n");
    }

    @Test
    void filesAreReadAndReplacedByteForByte(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("flake.lock");
        String path = "\"path\": \"/tmp/\u00e9\u20ac\",";
        Files.writeString(file, """
                {
                  "nodes": {
                    "a": {
                      "flake": false,
                      "locked": {
                        "lastModified": 1,
                        "narHash": "HASH",
                        PATH
                        "type": "path"
                      },
                      "original": {
                        PATH
                        "type": "path"
                      }
                    },
                    "root": {
                      "inputs": {
                        "a": "a"
                      }
                    }
                  },
                  "root": "root",
                  "version": 7
                }
                """.replace("HASH", HASH).replace("PATH", path));
        LockFile lock = LockFile.read(file);
        assertThat(lock.bytes()).isEqualTo(Files.readAllBytes(file));
        assertThat(lock.toString()).isEqualTo(Files.readString(file)).contains(path);
        Path copy = Files.writeString(directory.resolve("copy"), "old");
        lock.writeTo(copy);
        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(directory).isDirectoryNotContaining("glob:**.copy.*");
    }

    @Test
    void sharedNodesStaySharedWhenOneIsChanged() {
        LockFile before = sample();
        var ref = FlakeRefParser.of(ReferenceRules.quiet()).parse("github:o/r/" + "f".repeat(40));
        LockFile after = before.withLocked(InputPath.parse("a"), ref);
        assertThat(after.find(InputPath.parse("b/a"))).isSameAs(after.find(InputPath.parse("a")));
        String change = "    'github:o/r/" + REV + "?narHash="
                + HASH.replace("+", "%2B").replace("=", "%3D") + "' (2023-11-14)\n  → 'github:o/r/" + "f".repeat(40)
                + "'\n";
        assertThat(ByteText.toUnicode(LockFileDiff.between(before, after).text()))
                .isEqualTo("• Updated input 'a':\n" + change + "• Updated input 'b/a':\n" + change);
        assertThat(before).isEqualTo(sample());
    }

    @Test
    void edgesAreReplacedAndRemoved() {
        LockFile follows = sample().withFollows(InputPath.parse("b/a"), InputPath.parse("a"));
        assertThat(follows.find(InputPath.parse("b/a"))).isSameAs(follows.find(InputPath.parse("a")));
        assertThat(ByteText.toUnicode(LockFileDiff.between(sample(), follows.without(InputPath.parse("c")))
                        .text()))
                .startsWith("• Updated input 'b/a':\n    'github:o/r/" + REV)
                .endsWith("' (2023-11-14)\n  → follows 'a'\n• Removed input 'c'\n");
    }

    @Test
    void followsMustLeadSomewhere() {
        LockFile nowhere = sample().withFollows(InputPath.parse("c"), InputPath.parse("b/z"));
        assertThatThrownBy(nowhere::check)
                .isInstanceOf(FlakeException.class)
                .hasMessage("input 'c' follows a non-existent input 'b/z'");
        LockFile circle = sample().withFollows(InputPath.parse("a"), InputPath.parse("c"));
        assertThatThrownBy(circle::check).hasMessage("follow cycle detected: [c -> a -> c]");
    }

    @Test
    void dirtyEntriesWarn() {
        List<String> warnings = new ArrayList<>();
        String json =
                "{\"nodes\":{\"root\":{\"inputs\":{\"a\":\"a\"}},\"a\":{\"locked\":{\"type\":\"git\",\"url\":\"file:///g\","
                        + "\"narHash\":\"" + HASH
                        + "\"},\"original\":{\"type\":\"git\",\"url\":\"file:///g\"}}},\"root\":\"root\",\"version\":7}";
        LockFile file = LockFile.read(
                json.getBytes(StandardCharsets.UTF_8), "l", new ReferenceRules(Set.of("flakes"), warnings::add));
        assertThat(warnings)
                .containsExactly(
                        "Lock file entry 'git+file:///g' is unlocked (e.g. lacks a Git revision) but is "
                                + "checked by NAR hash. This is not reproducible and will break after garbage collection or when shared.");
        assertThat(file.unlockedInput(true)).isNull();
        assertThat(file.unlockedInput(false)).hasToString("git+file:///g");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nodes\":{\"x\":{}},\"root\":\"root\",\"version\":7}",
                "{\"nodes\":{},\"root\":\"root\",\"version\":7}",
                "{\"root\":\"root\",\"version\":7}",
                "{\"root\":\"root\",\"version\":7.9}",
                "{\"root\":\"root\",\"version\":4294967303}",
                "{\"nodes\":null,\"root\":\"root\",\"version\":7}",
                "{\"nodes\":{\"root\":[]},\"root\":\"root\",\"version\":7}",
                "{\"nodes\":{\"root\":1},\"root\":\"root\",\"version\":7}",
                "{\"nodes\":{\"root\":{\"inputs\":[]}},\"root\":\"root\",\"version\":7}",
                "{\"nodes\":{\"root\":{\"inputs\":null}},\"root\":\"root\",\"version\":7}"
            })
    void aRootThatIsNotThereHasNoInputs(String json) {
        assertThat(read(json).root().inputs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"nodes":{},"root":"root","version":8} | lock file 'flake.lock' has unsupported version 8
            {"nodes":{"root":{}},"root":"root"} | lock file 'flake.lock' has unsupported version 0
            {"nodes":{"root":{"inputs":{"b":"zz"}}},"root":"root","version":7} | lock file references missing node 'zz'
            {"nodes":{"root":{"inputs":{"b":"root"}}},"root":"root","version":7} | lock file contains cycle to root node
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"original":{"type":"path","path":"./b"}}},"root":"root","version":7} | attribute 'locked' missing in lock file
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"original":{"type":"path","path":"./b"},"locked":{"type":"git","url":"file:///g"}}},"root":"root","version":7} | Lock file contains unlocked input '{"type":"git","url":"file:///g"}'. Use '--allow-dirty-locks' to accept this lock file.
            [] | [json.exception.type_error.306] cannot use value() with array
            null | [json.exception.type_error.306] cannot use value() with null
            {"version":"7"} | [json.exception.type_error.302] type must be number, but is string
            {"version":null} | [json.exception.type_error.302] type must be number, but is null
            {"version":1e30} | lock file 'flake.lock' has unsupported version -2147483648
            {"version":1e999} | [json.exception.out_of_range.406] number overflow parsing '1e999'
            {"version":true} | lock file 'flake.lock' has unsupported version 1
            {"version":7,"root":1} | [json.exception.type_error.302] type must be string, but is number
            {"version":7} | [json.exception.type_error.302] type must be string, but is null
            {"version":7,"root":"root","nodes":[]} | [json.exception.type_error.305] cannot use operator[] with a string argument with array
            {"version":7,"root":"root","nodes":{"root":{"inputs":1}}} | [json.exception.type_error.302] type must be string, but is number
            {"version":7,"root":"root","nodes":{"root":{"inputs":"x"}}} | lock file references missing node 'x'
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":1},"root":"root","version":7} | attribute 'locked' missing in lock file
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"locked":1}},"root":"root","version":7} | 'type' attribute to specify input scheme is required but not provided
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"original":{"type":"path","path":"./b"},"locked":{"type":"path","path":"./b"},"flake":1}},"root":"root","version":7} | [json.exception.type_error.302] type must be boolean, but is number
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"original":{"type":"path","path":"./b"},"locked":{"type":"path","path":"./b"},"parent":1}},"root":"root","version":7} | [json.exception.type_error.302] type must be array, but is number
            {"nodes":{"root":{"inputs":{"b":"b"}},"b":{"original":{"type":"path","path":"./b"},"locked":{"type":"path","path":"./b"},"parent":[1]}},"root":"root","version":7} | [json.exception.type_error.302] type must be string, but is number
            """)
    void brokenFilesGetNixsWords(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(FlakeException.class).hasMessage(message);
    }

    @Test
    void whatTheJsonLibrarySaysGetsNoFrames() {
        assertThatThrownBy(() -> FlakeException.during("while locking", () -> read("[]")))
                .isInstanceOfSatisfying(
                        NixException.class, e -> assertThat(e.toString()).doesNotContain("while locking"));
    }
}
