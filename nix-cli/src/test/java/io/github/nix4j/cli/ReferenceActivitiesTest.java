package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What commands tell of what goes on: with {@code -v} and in JSON. */
class ReferenceActivitiesTest {
    private static final int ARCHIVED = 3_000_000;
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
    private static final String SETTINGS =
            "experimental-features = nix-command flakes\nflake-registry =\nbuild-users-group =\n";

    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    private LoopbackServer server;
    private String url = "";

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @BeforeEach
    void serve() throws Exception {
        Path served = Files.createDirectories(directory.resolve("served"));
        try (var out = new TarArchiveOutputStream(Files.newOutputStream(served.resolve("a.tar")))) {
            TarArchiveEntry entry = new TarArchiveEntry("top/a");
            entry.setSize(ARCHIVED);
            entry.setModTime(5000);
            out.putArchiveEntry(entry);
            out.write(new byte[ARCHIVED]);
            out.closeArchiveEntry();
        }
        Path repository = Files.createDirectories(directory.resolve("work"));
        Files.writeString(repository.resolve("a"), "a\n");
        git(repository, "init", "-q", "-b", "main");
        git(repository, "add", "a");
        git(repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "a");
        git(directory, "clone", "-q", "--bare", "work", "served/r.git");
        Path flake = Files.createDirectories(directory.resolve("flake"));
        String derivation = "derivation { name = \"x\"; system = \"x86_64-linux\"; builder = \"b\"; }";
        Files.writeString(
                flake.resolve("flake.nix"),
                ("{ outputs = { self }: { packages.x86_64-linux.default = D; checks.x86_64-linux.a = D;"
                                + " hydraJobs.a.b = D; overlays.default = final: prev: { }; templates.t = { path = ./.;"
                                + " description = \"d\"; }; nixosModules.m = { }; bad = 1; }; }")
                        .replace("D;", derivation + ";"));
        server = new LoopbackServer(served);
        url = server.url();
        inputs("several", "a.tar?first", "a.tar?second", "a.tar?third", "a.tar");
        inputs("failing", "a.tar?first", "nope.tar", "a.tar?third", "nope2.tar");
    }

    /** A flake whose inputs are these files of the server's: nix4j downloads them side by side. */
    private void inputs(String name, String... files) throws Exception {
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < files.length; i++) {
            inputs.append("inputs.i" + i + " = { url = \"" + url + "/" + files[i] + "\"; flake = false; }; ");
        }
        Path flake = Files.createDirectories(directory.resolve(name));
        Files.writeString(flake.resolve("flake.nix"), "{ " + inputs + "outputs = _: { }; }");
    }

    private static void git(Path folder, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("flake", "prefetch", "URL/a.tar"),
                List.of("flake", "prefetch", "git+URL/r.git?shallow=1"),
                List.of("flake", "metadata", "--no-write-lock-file", "path:DIR/several"),
                List.of("flake", "metadata", "--no-write-lock-file", "path:DIR/failing"),
                List.of("flake", "check", "--no-build", "path:DIR/flake"),
                List.of("flake", "show", "path:DIR/flake"),
                List.of("flake", "show", "--json", "path:DIR/flake"),
                List.of("search", "path:DIR/flake", "x"),
                List.of("eval", "--impure", "--expr", "builtins.readFile (fetchTarball \"URL/a.tar\" + \"/nope\")"),
                List.of("eval", "--impure", "--expr", "import (builtins.fetchurl \"URL/nope\")"),
                List.of("store", "prefetch-file", "URL/a.tar"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theSameLines(List<String> command) throws Exception {
        List<String> words = words(command, "-v");
        assertThat(told(programs.ours(directory, words).err()))
                .isNotEmpty()
                .isEqualTo(told(programs.reference(directory, words).err()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theSameActivitiesInJson(List<String> command) throws Exception {
        List<String> words = words(command, "--log-format", "internal-json");
        assertThat(activities(programs.ours(directory, words).err()))
                .isEqualTo(activities(programs.reference(directory, words).err()));
    }

    private List<String> words(List<String> command, String... more) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.replace("URL", url).replace("DIR", directory.toString())));
        words.addAll(List.of(more));
        words.addAll(List.of("--option", "flake-registry", "", "--option", "download-attempts", "1"));
        return words;
    }

    /** The lines about what goes on, but for what is copied and which files are evaluated. */
    private static List<String> told(String errors) {
        return errors.lines()
                .filter(line -> line.endsWith("..."))
                .filter(line -> !line.startsWith("copying "))
                .toList();
    }

    /** Their activities, but for what is copied, in order, with the last that is known of the progress of each. */
    private static List<String> activities(String errors) {
        Map<String, Integer> ids = new HashMap<>();
        Map<String, String> lines = new LinkedHashMap<>();
        int count = 0;
        for (String line : errors.split("\n")) {
            Matcher id = ID.matcher(line);
            if (!line.startsWith("@nix ") || !id.find() || line.contains("\"fields\":[0,0,0,0]")) {
                continue;
            }
            if (line.contains("\"action\":\"start\"")
                    && !line.contains("\"text\":\"copying ")
                    && !line.contains("\"text\":\"adding ")) {
                ids.put(id.group(1), ids.size());
            }
            Integer known = ids.get(id.group(1));
            if (known != null) {
                String kind = line.contains("\"action\":\"result\"") ? "result" : "line " + count++;
                lines.put(kind + " of " + known, id.replaceFirst("\"id\":" + known));
            }
        }
        assertThat(lines).isNotEmpty();
        return stopsSorted(List.copyOf(lines.values()));
    }

    /** A download ends on a thread of its own: which of two ends the reference tells first differs from run to run. */
    private static List<String> stopsSorted(List<String> lines) {
        List<String> sorted = new ArrayList<>(lines);
        int start = 0;
        for (int i = 0; i <= sorted.size(); i++) {
            if (i == sorted.size() || !sorted.get(i).contains("\"action\":\"stop\"")) {
                Collections.sort(sorted.subList(start, i));
                start = i + 1;
            }
        }
        return sorted;
    }
}
