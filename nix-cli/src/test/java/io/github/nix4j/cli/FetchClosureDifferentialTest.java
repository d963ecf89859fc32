package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.internal.local.ObjectFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both programs copy from the binary caches that the reference has made, in a store at one place: they say the same, leave the same
 * objects, and tell the same of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetchClosureDifferentialTest {
    private static final String EXPRESSION = """
            let
              run = name: script: derivation {
                inherit name;
                system = "x86_64-linux";
                builder = "/bin/sh";
                PATH = "/usr/bin:/bin";
                args = [ "-c" script ];
              };
              low = run "low" "mkdir $out; echo $out > $out/self";
              middle = run "middle" "mkdir $out; echo a $out b ${low} c > $out/both; ln -s ${low} $out/link; head -c 200000 /dev/zero > $out/zero; echo $out >> $out/zero";
            in run "top" "mkdir $out; echo ${middle} > $out/x; echo 3 > $out/foo.nix; cp $out/x $out/y; chmod +x $out/y"
            """;

    private Path bin = Path.of("");
    private String old = "";
    private String rewritten = "";
    private String key = "";

    private Path directory = Path.of("");

    @BeforeAll
    void makeCaches(@TempDir Path folder) throws Exception {
        directory = folder;
        bin = BothPrograms.find().bin();
        Files.writeString(directory.resolve("top.nix"), EXPRESSION);
        old = ask("build", "--no-link", "--print-out-paths", "-f", "top.nix");
        String paths = ask("store", "make-content-addressed", "--json", old);
        Matcher matcher =
                Pattern.compile("\"" + Pattern.quote(old) + "\":\"([^\"]+)\"").matcher(paths);
        assertThat(matcher.find()).as(paths).isTrue();
        rewritten = matcher.group(1);
        Files.writeString(directory.resolve("secret"), ask("key", "generate-secret", "--key-name", "test-1"));
        key = ask(Files.readString(directory.resolve("secret")), "key", "convert-secret-to-public");
        ask("store", "sign", "-k", "secret", "-r", old);
        for (String compression : List.of("xz", "none", "gzip", "bzip2", "zstd", "br")) {
            ask("copy", "--to", cache(compression) + "?compression=" + compression, old);
        }
        ask("copy", "--to", cache("xz"), rewritten);
    }

    @AfterAll
    void letItBeDeleted() throws IOException {
        forget();
    }

    private String cache(String name) {
        return "file://" + directory.resolve("cache-" + name);
    }

    private String ask(String... words) throws Exception {
        boolean input = words[0].contains(":");
        String[] rest = input ? Arrays.copyOfRange(words, 1, words.length) : words;
        ProgramRun run = ProgramRun.reference(bin, directory, variables(), input ? words[0] : "", "nix", rest);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out().strip();
    }

    private Map<String, String> variables() {
        return Map.of(
                "NIX_REMOTE", "",
                "_NIX_IN_TEST", "1",
                "NIX_STORE_DIR", directory.resolve("store").toString(),
                "NIX_STATE_DIR", directory.resolve("state").toString(),
                "NIX_LOG_DIR", directory.resolve("log").toString(),
                "XDG_CACHE_HOME", directory.resolve("home/cache").toString(),
                "NIX_CONFIG",
                        "experimental-features = nix-command flakes fetch-closure ca-derivations\nsandbox = false\n"
                                + "substituters =\nbuild-users-group =\ndownload-attempts = 1\n");
    }

    private void forget() throws IOException {
        for (String folder : List.of("store", "state", "home")) {
            ObjectFiles.delete(directory.resolve(folder));
        }
    }

    /** What the programs said one after the other, and what lies in the store then. */
    private record Outcome(List<ProgramRun> runs, Map<String, String> objects) {}

    private Outcome outcome(boolean ours, List<List<String>> commands) throws Exception {
        forget();
        List<ProgramRun> runs = new ArrayList<>();
        for (List<String> command : commands) {
            String[] words = command.toArray(new String[0]);
            ProgramRun run = ours
                    ? ProgramRun.ours(directory, variables(), "", "nix", words)
                    : ProgramRun.reference(bin, directory, variables(), "", "nix", words);
            String out = run.out().replaceAll("\"registrationTime\":[0-9]+", "\"registrationTime\":1");
            runs.add(new ProgramRun(run.status(), out, run.err()));
        }
        return new Outcome(runs, objects());
    }

    private Map<String, String> objects() throws IOException {
        Map<String, String> objects = new TreeMap<>();
        Path store = directory.resolve("store");
        if (!Files.isDirectory(store)) {
            return objects;
        }
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.toList()) {
                String name = store.relativize(file).toString();
                if (name.startsWith(".") || name.isEmpty() || name.endsWith(".lock")) {
                    continue;
                }
                objects.put(
                        name,
                        Files.isSymbolicLink(file)
                                ? Files.readSymbolicLink(file).toString()
                                : Files.getPosixFilePermissions(file)
                                        + (Files.isDirectory(file)
                                                ? ""
                                                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)));
            }
        }
        return objects;
    }

    private Outcome same(List<String>... commands) throws Exception {
        Outcome theirs = outcome(false, List.of(commands));
        Outcome ours = outcome(true, List.of(commands));
        assertThat(ours.runs).isEqualTo(theirs.runs);
        if (ours.runs.get(ours.runs.size() - 1).status() == 0) {
            // After a failure C++ Nix leaves what it had begun to write.
            assertThat(ours.objects).isEqualTo(theirs.objects);
        } else {
            assertThat(theirs.objects.keySet()).containsAll(ours.objects.keySet());
        }
        return ours;
    }

    private static List<String> eval(String expression, String... flags) {
        List<String> words = new ArrayList<>(List.of("eval", "--raw", "--expr", expression));
        words.addAll(List.of(flags));
        return words;
    }

    private static String call(String store, String path, String more) {
        return "builtins.fetchClosure { fromStore = \"" + store + "\"; fromPath = " + path + "; " + more + " }";
    }

    private List<String> trusting(String store) {
        return eval(call(store, old, "inputAddressed = true;"), "--option", "trusted-public-keys", key);
    }

    private List<String> rewriting(String store) {
        return eval(call(store, old, "toPath = " + rewritten + ";"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void objectsAreRewritten() throws Exception {
        List<String> info = List.of("path-info", "--json", "--json-format", "2", "-r", rewritten);
        Outcome outcome = same(rewriting(cache("xz")), rewriting(cache("xz")));
        assertThat(outcome.runs.get(0).out()).isEqualTo(rewritten);
        assertThat(outcome.objects.keySet())
                .doesNotContain(Path.of(old).getFileName().toString());
        for (String compression : List.of("none", "gzip", "bzip2", "zstd", "br")) {
            same(rewriting(cache(compression)));
        }
        same(eval(call(cache("xz"), old, "toPath = \"\";")));
        String wrong = directory.resolve("store/" + "x".repeat(32) + "-top").toString();
        same(eval(call(cache("xz"), old, "toPath = " + wrong + ";")));
        same(rewriting(cache("none")), eval(call(cache("none"), wrong, "toPath = " + rewritten + ";")), info);
    }

    @Test
    @SuppressWarnings("unchecked")
    void signaturesAreNeeded() throws Exception {
        same(trusting(cache("xz")));
        same(eval(call(cache("xz"), old, "inputAddressed = true;")));
        String other = "test-1:" + "A".repeat(42) + "E=";
        same(eval(call(cache("xz"), old, "inputAddressed = true;"), "--option", "trusted-public-keys", other));
        same(eval(call(cache("xz"), old, ""), "--no-require-sigs"));
        same(eval(
                call(cache("xz"), old, ""),
                "--option",
                "secret-key-files",
                directory.resolve("secret").toString()));
        String cache = changed("xz", "unsigned", text -> text.replaceAll("Sig: .*\n", ""));
        same(trusting(cache));
        same(trusting(cache("xz")), eval(call(cache("xz"), old, "toPath = " + old + ";")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void contentNeedsNoSignature() throws Exception {
        same(eval(call(cache("xz"), rewritten, "")), eval(call(cache("xz"), rewritten, "inputAddressed = true;")));
        same(eval("toString (import \"${" + call(cache("xz"), rewritten, "") + "}/foo.nix\")"));
        same(eval("let p = " + call(cache("xz"), rewritten, "")
                + "; in builtins.readFile (p + \"/x\") + builtins.toJSON (builtins.getContext p)"));
        same(eval(call(cache("xz"), rewritten, "toPath = " + rewritten + ";")));
        String hash = Path.of(rewritten).getFileName().toString().substring(0, 32);
        String lie = changed(
                "xz",
                "lie",
                text -> text.contains(hash + "-top\nURL")
                        ? text.replaceAll(
                                "CA: .*", "CA: fixed:r:sha256:0827fwddlf55aghgcr703f8w8800wk2xqgidzfhd2fy8vz79kzzf")
                        : text);
        same(eval(call(lie, rewritten, "")));
        same(eval(call(lie, rewritten, ""), "--no-require-sigs"));
        same(eval(call(changed("xz", "stripped", text -> text.replaceAll("CA: .*\n", "")), rewritten, "")));
    }

    /** A copy of a cache whose descriptions are others. */
    private String changed(String from, String name, java.util.function.UnaryOperator<String> change)
            throws IOException {
        Path source = directory.resolve("cache-" + from);
        Path copy = directory.resolve("cache-" + name);
        ObjectFiles.delete(copy);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.toString().endsWith(".narinfo")) {
                    Files.writeString(target, change.apply(Files.readString(file)));
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return "file://" + copy;
    }

    @Test
    @SuppressWarnings("unchecked")
    void descriptionsAreChecked() throws Exception {
        Map<String, String> changes = new HashMap<>();
        changes.put("NarHash: sha256:.", "NarHash: sha256:0");
        changes.put("NarSize: .*", "NarSize: 77");
        changes.put("FileHash: sha256:.", "FileHash: sha256:1");
        changes.put("Compression: .*", "Compression: gzip");
        changes.put("Compression: xz", "Compression: foo");
        changes.put("Compression: xz\n", "");
        changes.put("URL: ", "URL: ../");
        changes.put("URL: nar", "URL: /nar");
        changes.put("URL: .*", "URL: nar/x");
        changes.put("StorePath: .*", "StorePath: /nix/store/x");
        changes.put("-top\n", "-tap\n");
        changes.put("Sig: .*", "Sig: x");
        changes.put("Sig: .*\n", "CA: x\n");
        changes.put("References: .*", "References: x");
        changes.put("NarHash: .*", "NarHash: sha256:x");
        changes.put("NarHash: .*\n", "");
        changes.put("NarSize", "x");
        changes.put("FileSize: .*", "FileSize: x");
        changes.put("(?s).+", "");
        changes.put("$", "x");
        changes.put("Sig: test-1:....", "Sig: test-1:%%%%");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            String cache = changed("xz", "changed", text -> text.replaceFirst(change.getKey(), change.getValue()));
            List<String> words = new ArrayList<>(trusting(cache));
            words.add("--no-require-sigs");
            same(words);
        }
        String low = changed("xz", "low", text -> text);
        try (Stream<Path> files = Files.list(directory.resolve("cache-low"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".narinfo")).toList()) {
                if (Files.readString(file).contains("-low\nURL")) {
                    Files.delete(file);
                }
            }
        }
        same(trusting(low), rewriting(low));
        String cyclic = changed(
                "xz",
                "cyclic",
                text -> text.contains("-low\nURL")
                        ? text.replaceFirst(
                                "References: ", "References: " + Path.of(old).getFileName() + " ")
                        : text);
        same(trusting(cyclic), rewriting(cyclic));
        String foreign = changed("xz", "foreign", text -> text);
        Files.writeString(directory.resolve("cache-foreign/nix-cache-info"), "Priority: 3\nStoreDir: /nix/store\n");
        same(trusting(foreign));
    }

    @Test
    @SuppressWarnings("unchecked")
    void archivesAreChecked() throws Exception {
        for (String compression : List.of("xz", "none", "gzip", "bzip2", "zstd")) {
            String cut = changed(compression, "cut", text -> text);
            for (Path file : archives("cut")) {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
            }
            same(trusting(cut));
            same(rewriting(cut));
            for (Path file : archives("cut")) {
                Files.write(file, new byte[0]);
            }
            same(trusting(cut));
            same(rewriting(cut));
        }
        for (String compression : List.of("xz", "none", "bzip2", "zstd")) {
            String broken = changed(compression, "broken", text -> text);
            for (Path file : archives("broken")) {
                byte[] bytes = Files.readAllBytes(file);
                Arrays.fill(bytes, 120, 128, (byte) 'Z');
                Files.write(file, bytes);
            }
            same(trusting(broken));
            same(rewriting(broken));
        }
        String longer = changed("none", "longer", text -> text);
        for (Path file : archives("longer")) {
            Files.writeString(file, "12345678", StandardOpenOption.APPEND);
        }
        same(trusting(longer));
        same(rewriting(longer));
        String absent = changed("none", "absent", text -> text);
        for (Path file : archives("absent")) {
            Files.delete(file);
        }
        same(trusting(absent));
        same(rewriting(absent));
    }

    private List<Path> archives(String name) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cache-" + name + "/nar"))) {
            return files.toList();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void serversAreAsked() throws Exception {
        try (LoopbackServer server = new LoopbackServer(directory)) {
            String url = server.url() + "/cache-xz";
            same(rewriting(url), rewriting(url + "/"));
            same(trusting(url));
            same(eval(call(url + "?a=b", old, "inputAddressed = true;")));
            same(eval(call("http:///x", old, "inputAddressed = true;")));
            for (String place : List.of(url + "/", "/cache-xz/", "../cache-xz/")) {
                changed("xz", "places", text -> text.replace("URL: ", "URL: " + place));
                same(trusting(server.url() + "/cache-places"));
            }
            changed("xz", "places", text -> text.replaceFirst("URL: (.*)", "URL: $1?a=b"));
            same(trusting(server.url() + "/cache-places"));
            changed("xz", "places", text -> text.replaceFirst("URL: .*", "URL: nar/none"));
            same(trusting(server.url() + "/cache-places"));
            // C++ Nix would read the file.
            changed("xz", "places", text -> text.replaceFirst("URL: nar", "URL: " + cache("xz") + "/nar"));
            Outcome refused = outcome(true, List.of(trusting(server.url() + "/cache-places")));
            assertThat(refused.runs.get(0).status()).isEqualTo(1);
            assertThat(refused.runs.get(0).err()).contains("from a web server is not possible");
        }
    }
}
