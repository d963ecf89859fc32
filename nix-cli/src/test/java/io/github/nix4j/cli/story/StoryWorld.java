package io.github.nix4j.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.cli.story.Story.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder in which the lines of a story are run, by one of the programs. */
final class StoryWorld {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z]+)\\b");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=([^ ]*) (.*)");

    /** What the shell's lines may call; commits are the same in every world at one place. */
    private static final String PRELUDE = """
            commit() {
              [ -e "$1/.git" ] || git -c init.defaultBranch=master init -q "$1"
              git -C "$1" add . && git -C "$1" commit -q --allow-empty -m "${2-one}"
            }
            git() { command git -c user.name=A -c user.email=a@example.org -c protocol.file.allow=always "$@"; }
            lock() { tr -d ' \\n' <"$1/flake.lock"; }
            pack() { tar --mtime=@1000000000 --owner=0 --group=0 --numeric-owner --sort=name --format=gnu -cf - "$@"; }
            """;

    /** How a program is run: its name, its words, what is on standard input, its folder and its variables. */
    interface Launcher {
        Result run(String program, List<String> words, String input, Path folder, Map<String, String> variables)
                throws Exception;
    }

    /** What a line gave. */
    record Result(int status, String out, String err) {}

    private final Path root;
    private final Launcher launcher;
    private final Map<String, String> variables = new HashMap<>();
    private Path folder;

    /** @param root a folder that does not exist; where it is is part of many hashes */
    StoryWorld(Path root, Launcher launcher) throws IOException {
        this.root = Files.createDirectories(root);
        this.launcher = launcher;
        this.folder = root;
        Files.createDirectories(root.resolve("home"));
        variables.put("D", root.toString());
        variables.put("SYS", "x86_64-linux");
    }

    /** Runs a line and checks what the story says about it. */
    Result run(Step step) throws Exception {
        Result result = run(step.line());
        String all = result.out() + result.err();
        int status = 0;
        for (Story.Expectation expectation : step.expectations()) {
            String text = filled(expectation.text());
            switch (expectation.kind()) {
                case '=' ->
                    assertThat(result.out().strip())
                            .as("%s%n%s", step.line(), result.err())
                            .isEqualTo(text);
                case '~' -> assertThat(all).as(step.line()).contains(text);
                case '%' -> result = new Result(result.status(), result.out(), "");
                case '-' -> assertThat(all).as(step.line()).doesNotContain(text);
                default -> status = Integer.parseInt(text);
            }
        }
        assertThat(result.status()).as("%s%n%s", step.line(), all).isEqualTo(status);
        return result;
    }

    private Result run(String line) throws Exception {
        String[] file = Story.file(line);
        if (file != null) {
            Path place = root.resolve(filled(file[0]));
            Files.createDirectories(place.getParent());
            Files.writeString(place, filled(file[1]).replace("\\n", "\n") + "\n");
            return new Result(0, "", "");
        }
        if (line.startsWith("cd ")) {
            folder = Files.createDirectories(root.resolve(filled(line.substring(3))));
            return new Result(0, "", "");
        }
        if (line.matches("set [A-Z]+ .*")) {
            String[] parts = line.split(" ", 3);
            Result result = shell(parts[2]);
            variables.put(parts[1], result.out().strip());
            return result;
        }
        Map<String, String> environment = new HashMap<>();
        String rest = line;
        for (Matcher at = ASSIGNMENT.matcher(rest); at.matches(); at = ASSIGNMENT.matcher(rest)) {
            environment.put(at.group(1), filled(at.group(2)));
            rest = at.group(3);
        }
        return rest.matches("nix(-instantiate|-store)? .*") ? program(rest, environment) : shell(line);
    }

    private Result program(String line, Map<String, String> more) throws Exception {
        settle();
        List<String> words = words(filled(line));
        String input = "";
        int at = words.indexOf("<<<");
        if (at >= 0) {
            input = words.get(at + 1);
            words = words.subList(0, at);
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME",
                root.resolve("home").toString(),
                "NIX_REMOTE",
                root.resolve("store").toString(),
                "NIX_CONFIG",
                "experimental-features = nix-command flakes\nflake-registry =\nsubstituters =\nbuild-users-group =\n",
                "TZ",
                "UTC"));
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("PATH", System.getenv("PATH"));
        environment.putAll(more);
        Result result = launcher.run(words.get(0), words.subList(1, words.size()), input, folder, environment);
        return new Result(result.status(), plain(result.out()), plain(result.err()));
    }

    private Result shell(String line) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", PRELUDE + filled(line)).directory(folder.toFile());
        builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile());
        Map<String, String> environment = builder.environment();
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + role + "_NAME", "A");
            environment.put("GIT_" + role + "_EMAIL", "a@example.org");
            environment.put("GIT_" + role + "_DATE", "2024-01-02T03:04:05Z");
        }
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Result(process.waitFor(), plain(out), "");
    }

    /** What was said, without the place of the store and what both programs may make in ways of their own. */
    private String plain(String said) {
        return said.replace(root + "/store/nix/store", "/nix/store")
                // The lines of Nix's own file are not quoted.
                .replaceAll("(call-flake\\.nix:\\d+:\\d+:\\n)(?: +(?:\\d+)?\\|.*\\n)+\\n?", "$1")
                .replaceAll("(\"fingerprint\":\\s*\")[0-9a-f]+", "$1HASH")
                .replaceAll("(Fingerprint:\\s+)[0-9a-f]+", "$1HASH");
    }

    private String filled(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), found.group())));
    }

    /** All files get one time: the newest is the time of a tree. */
    private void settle() throws IOException {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
                boolean apart = place.endsWith(".git")
                        || place.equals(root.resolve("home"))
                        || place.equals(root.resolve("store"));
                return apart ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Files.setLastModifiedTime(file, time);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path place, @Nullable IOException problem) throws IOException {
                Files.setLastModifiedTime(place, time);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The words of a line, as a shell splits them: blanks separate, quotes of either kind hold together. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean any = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                any = true;
            } else if (quote == 0 && c == ' ') {
                if (any || word.length() > 0) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(c);
            }
        }
        if (any || word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }
}
