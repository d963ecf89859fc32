package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.StalePlanException;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan tells of each input that changes why it does. */
class LockPlanTest {
    @TempDir
    Path root;

    private void flake(String directory, String text) throws IOException {
        Path target = Files.createDirectories(root.resolve(directory));
        Files.writeString(target.resolve("flake.nix"), text.replace("ROOT", root.toString()));
    }

    private void top(String inputs) throws IOException {
        flake("top", "{ inputs = { " + inputs + " }; outputs = _: { }; }");
    }

    @BeforeEach
    void makeFlakes() throws IOException {
        flake("lib", "{ outputs = _: { }; }");
        flake("other", "{ outputs = _: { }; }");
        flake("tool", "{ inputs.lib.url = \"path:ROOT/lib\"; outputs = _: { }; }");
        flake(
                "tool2",
                "{ inputs = { lib.url = \"path:ROOT/lib\"; more.url = \"path:ROOT/other\"; }; outputs = _: { }; }");
    }

    private LockPlan plan(LockMode mode) {
        FlakeLoader loader = FlakeLoader.builder(root).build();
        return loader.plan(loader.references().parse("path:" + root.resolve("top")), mode);
    }

    private void lock() {
        FlakeLoader.builder(root).build().apply(plan(LockMode.DEFAULT), LockOutput.WRITE);
        assertThat(plan(LockMode.DEFAULT).changes()).isEmpty();
    }

    /** A line for each change: what happens to which input, and why. */
    private List<String> changes(LockMode mode) {
        return plan(mode).changes().stream()
                .map(change -> change.keyword() + " " + change.path() + ": "
                        + change.reason().kind().keyword() + ", "
                        + change.reason().text())
                .toList();
    }

    @Test
    void whatIsNewComesWithItsInputs() throws IOException {
        top("tool.url = \"path:ROOT/tool\"; lib.url = \"path:ROOT/lib\"; same.follows = \"lib\";");
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly(
                        "added lib: new, it is not locked yet",
                        "added same: follows-changed, what it follows was changed",
                        "added tool: new, it is not locked yet",
                        "added tool/lib: came-with-its-flake, it comes with 'tool'");
    }

    @Test
    void whatFlakeNixSaysIsAReason() throws IOException {
        top("tool.url = \"path:ROOT/tool\"; lib.url = \"path:ROOT/lib\"; gone.url = \"path:ROOT/other\";");
        lock();
        top("tool.url = \"path:ROOT/tool2\"; lib.url = \"path:ROOT/other\";");
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly(
                        "removed gone: unused, no flake has this input any more",
                        "updated lib: reference-changed, its reference was changed",
                        "updated tool: reference-changed, its reference was changed",
                        "added tool/more: came-with-its-flake, it comes with 'tool'");
        lock();
        top("tool.url = \"path:ROOT/tool\"; tool.inputs.lib.follows = \"lib\"; lib.url = \"path:ROOT/other\";");
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly(
                        "updated tool: reference-changed, its reference was changed",
                        "updated tool/lib: follows-changed, what it follows was changed",
                        "removed tool/more: went-with-its-flake, it goes with the change of 'tool'");
        lock();
        top("tool.url = \"path:ROOT/tool\"; lib.url = \"path:ROOT/other\";");
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly("updated tool/lib: follows-changed, what it follows was changed");
        top("tool.follows = \"lib\"; lib.url = \"path:ROOT/other\";");
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly(
                        "updated tool: follows-changed, what it follows was changed",
                        "removed tool/lib: went-with-its-flake, it goes with the change of 'tool'");
    }

    @Test
    void aPlanIsForTheLockFileThatItWasMadeWith() throws IOException {
        top("lib.url = \"path:ROOT/lib\";");
        FlakeLoader loader = FlakeLoader.builder(root).build();
        LockPlan first = plan(LockMode.DEFAULT);
        LockPlan same = plan(LockMode.DEFAULT);
        LockPlan other = plan(LockMode.DEFAULT.withOverrides(
                Map.of(InputPath.parse("lib"), loader.references().parse("path:" + root.resolve("other")))));
        assertThat(loader.apply(first, LockOutput.WRITE)).isTrue();
        assertThat(loader.apply(same, LockOutput.WRITE))
                .as("what it would write")
                .isTrue();
        Path lock = root.resolve("top/flake.lock");
        String written = Files.readString(lock);
        assertThatThrownBy(() -> loader.apply(other, LockOutput.WRITE))
                .isInstanceOf(FlakeException.class)
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("has changed since the plan was made");
        assertThat(lock).hasContent(written);
        Files.writeString(lock, "{");
        assertThatThrownBy(() -> loader.apply(first, LockOutput.WRITE)).isInstanceOf(FlakeException.class);
        Files.delete(lock);
        assertThat(loader.apply(first, LockOutput.WRITE)).isTrue();
        assertThat(lock).hasContent(written);
    }

    @Test
    void anUnlockedInputKeepsThePlanFromBeingWritten() throws Exception {
        Path repository = Files.createDirectories(root.resolve("repository"));
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("flake.nix"), "{ outputs = _: { }; }");
            git.add().addFilepattern(".").call();
        }
        top("lib.url = \"git+file:ROOT/repository\";");
        LockPlan plan = plan(LockMode.DEFAULT);
        List<String> warnings = new ArrayList<>();
        FlakeLoader loader = FlakeLoader.builder(root).warnings(warnings::add).build();
        assertThat(loader.apply(plan, LockOutput.WRITE)).isFalse();
        assertThat(root.resolve("top/flake.lock")).doesNotExist();
        assertThat(warnings).singleElement().asString().contains("because it has an unlocked input");
    }

    @Test
    void theCallersWishesAreReasons() throws IOException {
        top("tool.url = \"path:ROOT/tool\"; lib.url = \"path:ROOT/lib\";");
        lock();
        flake("lib", "{ outputs = _: { v = 2; }; }");
        assertThat(changes(LockMode.DEFAULT)).isEmpty();
        assertThat(changes(LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse("lib")))))
                .containsExactly("updated lib: update, its update was asked for");
        assertThat(changes(LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse("tool/lib")))))
                .containsExactly("updated tool/lib: update, its update was asked for");
        assertThat(changes(LockMode.DEFAULT.withRecreate(true)))
                .containsExactly(
                        "updated lib: update-of-all, the update of all inputs was asked for",
                        "updated tool/lib: came-with-its-flake, it comes with 'tool'");
        FlakeLoader loader = FlakeLoader.builder(root).build();
        assertThat(changes(LockMode.DEFAULT.withOverrides(
                        Map.of(InputPath.parse("lib"), loader.references().parse("path:" + root.resolve("other"))))))
                .containsExactly("updated lib: override, it was overridden");
    }

    @Test
    void whatWasNamedAndIsNotThereIsToldWithWhatMayBeMeant() throws IOException {
        top("tool.url = \"path:ROOT/tool\"; lib.url = \"path:ROOT/lib\"; same.follows = \"lib\";");
        FlakeLoader loader = FlakeLoader.builder(root).build();
        LockPlan plan = plan(LockMode.DEFAULT
                .withUpdates(Set.of(InputPath.parse("tol"), InputPath.parse("lib"), InputPath.parse("same")))
                .withOverrides(Map.of(
                        InputPath.parse("tool/lob"), loader.references().parse("path:" + root.resolve("other")),
                        InputPath.parse("zzzzzzzz"), loader.references().parse("path:" + root.resolve("other")))));
        assertThat(plan.unmatched())
                .containsExactly(
                        new UnmatchedInput(
                                InputPath.parse("tool/lob"),
                                true,
                                new NameHint("input", "tool/lob", List.of("tool/lib"), false)),
                        new UnmatchedInput(InputPath.parse("zzzzzzzz"), true, null),
                        new UnmatchedInput(InputPath.parse("same"), false, NameHint.follows("same", "lib")),
                        new UnmatchedInput(
                                InputPath.parse("tol"), false, new NameHint("input", "tol", List.of("tool"), false)));
        assertThat(plan(LockMode.DEFAULT).unmatched()).isEmpty();
    }

    @Test
    void aLostFollowsIsToldWithItsPlace() throws IOException {
        top("lib.url = \"path:ROOT/lib\";\n  same.follows = \"lob\";");
        assertThatThrownBy(() -> plan(LockMode.DEFAULT)).isInstanceOfSatisfying(LostFollowsException.class, lost -> {
            assertThat(lost).hasMessage("input 'same' follows a non-existent input 'lob'");
            assertThat(lost.position()).isNull();
            assertThat(lost.place()).isNotNull();
            assertThat(lost.place().line()).isEqualTo(2);
            assertThat(lost.hint()).isEqualTo(new NameHint("input", "lob", List.of("lib"), false));
        });
    }

    @Test
    void relativePathsDependOnWhoWroteThem() throws IOException {
        flake("top/m", "{ inputs.k.url = \"path:./orig\"; outputs = _: { }; }");
        flake("top/mine", "{ outputs = _: { }; }");
        flake("top/m/orig", "{ outputs = _: { }; }");
        flake("top/m/mine", "{ outputs = _: { }; }");
        top("m.url = \"path:./m\"; m.inputs.k.url = \"path:./mine\";");
        lock();
        flake("top/m", "{ inputs.k.url = \"path:./mine\"; outputs = _: { }; }");
        top("m.url = \"path:./m\";");
        assertThat(plan(LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse("m"))))
                        .reasons())
                .containsEntry(InputPath.parse("m"), new LockReason(LockReason.Kind.UPDATE, null));
        assertThat(changes(LockMode.DEFAULT))
                .containsExactly("updated m/k: parent-changed, its path is relative to another flake now");
    }

    @Test
    void revisionsAndDatesAreToldOfBoth() throws Exception {
        try (Git git = Git.init()
                .setDirectory(root.resolve("lib").toFile())
                .setInitialBranch("main")
                .call()) {
            String first = commit(git, 0);
            top("lib.url = \"git+file://ROOT/lib\";");
            lock();
            String second = commit(git, 3);
            List<LockChange> changes = plan(LockMode.DEFAULT.withRecreate(true)).changes();
            assertThat(changes).hasSize(1);
            assertThat(FlakeJson.compact(changes.get(0).toJson()).replaceAll("sha256-[^\"]*", "HASH"))
                    .isEqualTo("""
                            {"after":{"date":"2024-01-05","lastModified":1704423845,"narHash":"HASH",\
                            "original":"git+file://ROOT/lib","rev":"SECOND",\
                            "url":"git+file://ROOT/lib?ref=refs/heads/main&rev=SECOND"},\
                            "because":"the update of all inputs was asked for",\
                            "before":{"date":"2024-01-02","lastModified":1704164645,"narHash":"HASH",\
                            "original":"git+file://ROOT/lib","rev":"FIRST",\
                            "url":"git+file://ROOT/lib?ref=refs/heads/main&rev=FIRST"},\
                            "change":"updated","input":"lib","reason":"update-of-all"}""".replace("ROOT", root.toString())
                            .replace("FIRST", first)
                            .replace("SECOND", second));
            assertThat(ByteText.toUnicode(changes.get(0).text())).isEqualTo("""
                            • Updated input 'lib':
                                'git+file://ROOT/lib?ref=refs/heads/main&rev=FIRST' (2024-01-02)
                              → 'git+file://ROOT/lib?ref=refs/heads/main&rev=SECOND' (2024-01-05)
                              because the update of all inputs was asked for
                            """.replace("ROOT", root.toString())
                    .replace("FIRST", first)
                    .replace("SECOND", second));
        }
    }

    private static String commit(Git git, int day) throws Exception {
        PersonIdent who = new PersonIdent(
                "A", "a@b", Instant.parse("2024-01-02T03:04:05Z").plusSeconds(day * 86_400L), ZoneOffset.UTC);
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("day " + day)
                .setAllowEmpty(true)
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call()
                .name();
    }
}
