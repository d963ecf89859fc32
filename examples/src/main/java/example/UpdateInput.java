package example;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockChange;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.ByteText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Locks an input of a flake anew, as a bot does: what would change is known before anything is written. */
public final class UpdateInput {
    private UpdateInput() {}

    public static void main(String[] arguments) {
        update(Path.of(arguments[0]).toAbsolutePath(), arguments[1]).forEach(System.out::println);
    }

    /** A line for each input that changes; the lock file is written if there is any. */
    static List<String> update(Path directory, String input) {
        List<String> lines = new ArrayList<>();
        FlakeLoader loader = FlakeLoader.builder(directory)
                .warnings(warning -> lines.add(ByteText.toUnicode(warning)))
                .build();
        LockMode mode = LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse(input)));
        LockPlan plan = loader.plan(loader.references().parse("."), mode);
        for (LockChange change : plan.changes()) {
            lines.add(change.path() + ": " + state(change.lockedBefore()) + " to " + state(change.lockedAfter())
                    + " because " + change.reason().text());
        }
        if (plan.isChange() && !loader.apply(plan, LockOutput.WRITE)) {
            lines.add("the lock file was not written");
        }
        return lines;
    }

    private static String state(@Nullable Input locked) {
        Long modified = locked == null ? null : locked.lastModified();
        if (locked == null || modified == null) {
            return "nothing";
        }
        // A local directory has no revisions.
        String content = locked.rev() == null ? locked.narHash() : locked.rev();
        return content + " of " + Instant.ofEpochSecond(modified);
    }
}
