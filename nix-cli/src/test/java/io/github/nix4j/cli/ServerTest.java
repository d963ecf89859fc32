package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands that the resident evaluator runs are what they are as processes. */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
    private Path parent;
    private Path launcher;
    private Process server;

    private record Outcome(int status, String out, String err) {}

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        parent = folder;
        Path bin = Files.createDirectories(parent.resolve("dist/bin"));
        launcher = Files.copy(Path.of("src", "main", "dist", "nix4j"), bin.resolve("nix4j"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        jar(Files.createDirectories(parent.resolve("dist/lib")).resolve("nix4j.jar"));
        Files.createDirectories(parent.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "server");
        environment(builder);
        server = builder.inheritIO().start();
        Path announced = parent.resolve("run/nix4j/server/server");
        for (int i = 0; i < 600 && !Files.exists(announced); i++) {
            assertThat(server.isAlive()).isTrue();
            Thread.sleep(100);
        }
        assertThat(announced).exists();
    }

    /** A signal ends it, and nobody is told of it any more. */
    @AfterAll
    void stop() throws InterruptedException {
        server.destroy();
        boolean ended = server.waitFor(1, TimeUnit.MINUTES);
        server.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(parent.resolve("run/nix4j/server/server")).doesNotExist();
    }

    /** A jar that only says where the classes of this test are. */
    private static void jar(Path file) throws IOException {
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(":")) {
            path.append(Path.of(entry).toUri()).append(' ');
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, path.toString().trim());
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private void environment(ProcessBuilder builder) {
        Map<String, String> environment = builder.environment();
        environment.put("HOME", parent.resolve("home").toString());
        environment.put("XDG_RUNTIME_DIR", parent.resolve("run").toString());
        environment.put("NIX4J_JAVA_HOME", System.getProperty("java.home"));
        environment.put("NIX4J_NO_CACHE", "1");
    }

    private Outcome run(boolean served, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(parent.toFile());
        environment(builder);
        builder.environment().put("GREETING", "h\u00e9llo");
        if (served) {
            builder.environment().put("NIX4J_SERVER", "1");
            // No process can be started by this: who answers is the server.
            builder.environment().put("NIX4J_JAVA_HOME", "/nowhere");
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Outcome(process.exitValue(), out, err);
    }

    private void same(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = launcher.toString();
        System.arraycopy(words, 0, command, 1, words.length);
        assertThat(run(true, command)).as(List.of(words).toString()).isEqualTo(run(false, command));
    }

    @Test
    void resultsErrorsAndSurroundingsAreTheSame() throws Exception {
        Files.writeString(parent.resolve("here.nix"), "{ a = 7; }");
        same("eval", "--expr", "{ a = 1 + 2; }", "a");
        same("eval", "--impure", "--raw", "--expr", "builtins.getEnv \"GREETING\"");
        same("eval", "--file", "./here.nix", "a");
        same("eval", "--expr", "builtins.trace \"said\" (throw \"no\")");
        same("eval", "--no-such-flag");
        same("eval", "--raw", "--expr", "builtins.concatStringsSep \"\\n\" (builtins.genList toString 20000)");
        assertThat(server.isAlive()).isTrue();
    }

    /** One that was killed takes back nothing of what it told, and its number may be another process's then. */
    @Test
    @Timeout(120)
    void anotherProcessIsNotTakenForAServerThatWasKilled() throws Exception {
        Path room = Files.createDirectories(parent.resolve("killed/nix4j/server"));
        Path jar = launcher.resolveSibling("../lib/nix4j.jar");
        Files.writeString(room.resolve("server"), ProcessHandle.current().pid() + " 0 " + jar.toRealPath() + "\n");
        for (String pipe : List.of("requests", "1.reply", "2.reply", "3.reply", "4.reply")) {
            assertThat(run(false, "mkfifo", room.resolve(pipe).toString()).status())
                    .isZero();
        }
        // The next one is started in the background, ends soon, and takes back what it told.
        String command = "XDG_RUNTIME_DIR='" + parent.resolve("killed") + "' NIX4J_SERVER=1 NIX4J_SERVER_IDLE=1 '"
                + launcher + "' eval --expr 1";
        assertThat(run(false, "sh", "-c", command)).isEqualTo(new Outcome(0, "1\n", ""));
        while (Files.exists(room.resolve("server"))) {
            Thread.sleep(100);
        }
    }

    @Test
    void theLauncherFindsItsJarFromAnywhere() throws Exception {
        Files.createSymbolicLink(launcher.resolveSibling("nix"), Path.of("nix4j"));
        for (String way : List.of(
                "cd dist/bin && ./nix4j",
                "cd dist/bin && ./nix",
                "cd dist/bin && ../bin/nix",
                "cd dist/lib && ../bin/./nix",
                "dist/bin/../bin/nix4j",
                "PATH=\"$PWD/dist/bin:$PATH\" nix")) {
            String features = " --extra-experimental-features nix-command";
            assertThat(run(false, "sh", "-c", "cd '" + parent + "' && " + way + features + " eval --expr 1"))
                    .as(way)
                    .isEqualTo(new Outcome(0, "1\n", ""));
        }
    }

    /** A folder and a branch of two bytes, of which {@code LC_ALL=C} knows neither. */
    @Test
    void namesOfRepositoriesAreReadWhateverTheLocaleIs() throws Exception {
        String script = """
                set -e
                cd '%s'
                name=$(printf '\\303\\251')
                mkdir "$name"
                cd "$name"
                git init -q .
                git checkout -q -b "$name"
                echo '{ outputs = _: { locale = builtins.getEnv "LC_ALL"; }; }' > flake.nix
                git add flake.nix
                git -c user.name=a -c user.email=a@b commit -qm one
                LC_ALL=C ../dist/bin/nix4j eval --impure .#locale
                """.formatted(parent);
        assertThat(run(false, "sh", "-c", script)).isEqualTo(new Outcome(0, "\"C\"\n", ""));
    }

    @Test
    void whatAServerCannotDoIsLeftToAProcess() throws Exception {
        // Refused, so that the launcher looks for the JDK that is not there.
        assertThat(run(true, launcher.toString(), "registry", "list").err()).contains("NIX4J_JAVA_HOME ('/nowhere')");
        assertThat(run(true, launcher.toString(), "eval", "--file", "-").err()).contains("'/nowhere'");
        String redirected = "'" + launcher + "' eval --expr 1 >out";
        assertThat(run(true, "sh", "-c", redirected).err()).contains("'/nowhere'");
        assertThat(run(true, "sh", "-c", "PATH=/bin:/usr/bin:/other '" + launcher + "' eval --expr 1")
                        .err())
                .as("another environment for subprocesses")
                .contains("'/nowhere'");
    }

    @Test
    void aClientThatGoesStopsItsEvaluation() throws Exception {
        String endless = "let f = n: if n == 0 then 0 else f (n - 1); in builtins.trace \"started\""
                + " (builtins.foldl' (a: b: a + f 1000) 0 (builtins.genList (x: x) 10000000))";
        // More clients than there are seats: each has to give its one back.
        for (int i = 0; i < 10; i++) {
            waitForSeat();
            ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "eval", "--expr", endless);
            environment(builder);
            builder.environment().put("NIX4J_SERVER", "1");
            builder.environment().put("NIX4J_JAVA_HOME", "/nowhere");
            Process client = builder.start();
            byte[] said = client.getErrorStream().readNBytes("trace: started".length());
            assertThat(new String(said, StandardCharsets.US_ASCII)).isEqualTo("trace: started");
            client.toHandle().destroy();
            assertThat(new String(client.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("\nerror: interrupted by the user\n");
            assertThat(client.waitFor()).isEqualTo(1);
        }
        waitForSeat();
    }

    private void waitForSeat() throws Exception {
        for (int i = 0; i < 100; i++) {
            Outcome outcome = run(true, launcher.toString(), "eval", "--expr", "1");
            if (outcome.status() == 0) {
                assertThat(outcome).isEqualTo(new Outcome(0, "1\n", ""));
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no seat was given back");
    }
}
