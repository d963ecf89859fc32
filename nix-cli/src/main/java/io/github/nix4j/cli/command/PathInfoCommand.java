package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.PathInfoJson;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code nix path-info}: tells what the store knows of objects. */
final class PathInfoCommand extends StorePathsCommand {
    private static final double UNIT = 1024;
    private static final String SUFFIXES = "KKMGTPEZY";

    private final JsonOutput json = new JsonOutput();
    private boolean size;
    private boolean closureSize;
    private boolean human;
    private boolean signatures;
    private int format;

    PathInfoCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "path-info";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Output");
        flags.add("size", 's', "Print the size of each object's archive.", () -> size = true);
        flags.add(
                "closure-size",
                'S',
                "Print the size of the archives of each object and all it needs.",
                () -> closureSize = true);
        flags.add("human-readable", 'h', "Print sizes as people read them.", () -> human = true);
        flags.add("sigs", '\0', "Print signatures.", () -> signatures = true);
        json.declare(flags, "Print all that is known as JSON.");
        flags.add(
                "json-format",
                '\0',
                List.of("version"),
                "The format of that: 1 or 2.",
                arguments -> format = format(arguments.get(0)));
        declarePaths(flags);
    }

    private static int format(String text) {
        if (!text.equals("1") && !text.equals("2")) {
            throw new UsageException("unsupported path info JSON format version " + text);
        }
        return Integer.parseInt(text);
    }

    @Override
    void run() {
        try (Evaluators world = world(false)) {
            Store store = world.store();
            SortedSet<StorePath> paths = paths(world);
            if (json.isWanted()) {
                printJson(store, paths);
            } else {
                print(store, inOrder(store, paths));
            }
        }
    }

    private static long closureSize(Store store, StorePath path) {
        return store.closure(Set.of(path)).stream()
                .mapToLong(one -> store.requirePathInfo(one).narSize())
                .sum();
    }

    /** What is needed comes before what needs it. */
    private static List<StorePath> inOrder(Store store, Set<StorePath> paths) {
        LinkedHashSet<StorePath> ordered = new LinkedHashSet<>();
        Set<StorePath> seen = new TreeSet<>();
        paths.forEach(path -> visit(store, path, paths, seen, ordered));
        return List.copyOf(ordered);
    }

    private static void visit(
            Store store, StorePath path, Set<StorePath> paths, Set<StorePath> seen, Set<StorePath> ordered) {
        if (!seen.add(path)) {
            return;
        }
        PathInfo info = store.pathInfo(path);
        if (info != null) {
            for (StorePath needed : info.references()) {
                if (paths.contains(needed)) {
                    visit(store, needed, paths, seen, ordered);
                }
            }
        }
        ordered.add(path);
    }

    private void printJson(Store store, Set<StorePath> paths) {
        if (format == 0) {
            session.warn(
                    "'--json' without '--json-format' is deprecated; please specify '--json-format 1' or '--json-format 2'."
                            + " This will become an error in a future release.");
        }
        int version = format == 0 ? 1 : format;
        PathInfoJson form = new PathInfoJson(store.storeDir(), version);
        Map<String, Object> all = new TreeMap<>();
        for (StorePath path : paths) {
            String key = version == 1 ? store.storeDir().print(path) : path.toString();
            PathInfo info = store.pathInfo(path);
            if (info == null) {
                all.put(key, FlakeJson.NULL);
                continue;
            }
            Map<String, Object> fields = FlakeJson.object(FlakeJson.read(form.write(info, true)));
            if (closureSize) {
                fields.put("closureSize", closureSize(store, path));
            }
            all.put(key, fields);
        }
        Object result = version == 1
                ? all
                : Map.of("info", all, "storeDir", store.storeDir().path(), "version", (long) version);
        session.out(json.text(FlakeJson.compact(new TreeMap<>((Map<?, ?>) result))));
    }

    private void print(Store store, List<StorePath> paths) {
        int longest = paths.stream()
                .mapToInt(path -> store.storeDir().print(path).length())
                .max()
                .orElse(0);
        for (StorePath path : paths) {
            PathInfo info = store.requirePathInfo(path);
            StringBuilder line = new StringBuilder(store.storeDir().print(path));
            if (size || closureSize || signatures) {
                line.append(" ".repeat(longest - line.length()));
            }
            if (size) {
                line.append(sized(info.narSize()));
            }
            if (closureSize) {
                line.append(sized(closureSize(store, path)));
            }
            if (signatures) {
                List<String> known = new ArrayList<>();
                if (info.ultimate()) {
                    known.add("ultimate");
                }
                if (info.contentAddress() != null) {
                    known.add("ca:" + info.contentAddress());
                }
                known.addAll(info.signatures());
                line.append('\t').append(String.join(" ", known));
            }
            session.out(line.append('\n').toString());
        }
    }

    private String sized(long bytes) {
        if (!human) {
            return String.format(Locale.ROOT, "\t%11d", bytes);
        }
        int power = 0;
        for (long rest = bytes; rest > UNIT; rest /= (long) UNIT) {
            power++;
        }
        double shown = bytes / Math.pow(UNIT, Math.max(1, power));
        return String.format(Locale.ROOT, "\t%6.1f %ciB", shown, SUFFIXES.charAt(power));
    }
}
