package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockChange;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The flag {@code --dry-run} of {@code flake lock} and {@code flake update}, which Nix does not have: the plan is shown. */
final class LockPreview {
    private final JsonOutput json = new JsonOutput();
    private boolean wanted;

    void declare(Flags flags, Session session) {
        if (session.invocation().programName().equals("nix4j")) {
            flags.section("Options");
            flags.add(
                    "dry-run",
                    '\0',
                    "Print what would change in the lock file, and why, and leave it as it is.",
                    () -> wanted = true);
            json.declare(flags, "With --dry-run: print it as JSON.");
        }
    }

    boolean isWanted() {
        return wanted;
    }

    void print(LockPlan plan, FlakeLoader loader, FlakeRef ref, Session session) {
        List<LockChange> changes = plan.changes();
        if (json.isWanted()) {
            List<Object> list = new ArrayList<>();
            changes.forEach(change -> list.add(change.toJson()));
            SortedMap<String, Object> object = new TreeMap<>();
            object.put("changed", plan.isChange());
            object.put("changes", list);
            object.put("flake", plan.flake().locked().toString());
            Path file = loader.localFile(ref);
            if (file != null) {
                object.put("lockFile", DiskNames.textOf(file.resolveSibling("flake.lock")));
            }
            session.out(json.text(FlakeJson.compact(object)));
        } else if (changes.isEmpty()) {
            session.out(plan.isChange() ? "only the form of the lock file would change\n" : "nothing would change\n");
        } else {
            changes.forEach(change -> session.out(change.text()));
        }
    }
}
