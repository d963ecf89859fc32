package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Deletes the generations of all profiles of the user and the store that are not current. */
public final class OldGenerations {
    private static final Pattern DAYS = Pattern.compile("[+]?[0-9]{1,9}");

    private final Session session;
    private final @Nullable String olderThan;
    private final boolean dryRun;

    /** @param olderThan how many days back must still be possible, as in {@code 30d}; null for none */
    public OldGenerations(Session session, @Nullable String olderThan, boolean dryRun) {
        this.session = session;
        this.olderThan = olderThan;
        this.dryRun = dryRun;
    }

    /** Deletes them and says which. */
    public void delete() {
        for (Path folder : folders()) {
            in(folder);
        }
    }

    private TreeSet<Path> folders() {
        String named = session.invocation().nonEmptyVariable("NIX_STATE_DIR");
        Path state = DiskNames.pathOf(named == null ? "/nix/var/nix" : named);
        String own = session.invocation().nonEmptyVariable("XDG_STATE_HOME");
        Path ownState = DiskNames.pathOf(
                session.invocation().absolute((own == null ? session.folders().inHome(".local/state") : own) + "/nix"));
        TreeSet<Path> folders = new TreeSet<>();
        folders.add(state.resolve("profiles"));
        folders.add(state.resolve("profiles/per-user/root"));
        folders.add(ownState.resolve("profiles"));
        Path profile = session.settings().bool("use-xdg-base-directories", false)
                ? ownState.resolve("profile")
                : DiskNames.pathOf(
                        session.invocation().absolute(session.folders().inHome(".nix-profile")));
        if (Files.isSymbolicLink(profile)) {
            try {
                Path target =
                        profile.resolveSibling(Files.readSymbolicLink(profile)).normalize();
                folders.add(Objects.requireNonNullElse(target.getParent(), target));
            } catch (IOException e) {
                throw unreadable(profile, e);
            }
        }
        return folders;
    }

    private static CliException unreadable(Path path, IOException e) {
        return new CliException("reading \"" + DiskNames.textOf(path) + "\": " + SystemReason.of(e));
    }

    private static List<Path> list(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return files;
    }

    private void in(Path folder) {
        if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
            return;
        }
        for (Path file : list(folder)) {
            if (Files.isSymbolicLink(file) && Files.isWritable(folder)) {
                if (target(file).contains("link")) {
                    session.progress("removing old generations of profile " + DiskNames.textOf(file));
                    of(file);
                }
            } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                in(file);
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.isSymbolicLink(link) ? DiskNames.targetOf(link) : "";
        } catch (IOException e) {
            throw unreadable(link, e);
        }
    }

    /**
     * A generation of a profile.
     *
     * @param made when it became current
     */
    private record Generation(long number, Path link, Instant made) {}

    private void of(Path profile) {
        Instant since = olderThan == null ? Instant.MAX : since(olderThan);
        String name = DiskNames.nameOf(profile);
        long current = number(name, target(profile));
        List<Generation> newestFirst = new ArrayList<>();
        for (Path file : list(Objects.requireNonNull(profile.getParent()))) {
            long number = number(name, DiskNames.nameOf(file));
            if (number >= 0) {
                newestFirst.add(new Generation(number, file, made(file)));
            }
        }
        newestFirst.sort(Comparator.comparingLong(Generation::number).reversed());
        List<Generation> old = newestFirst;
        if (olderThan != null) {
            int first = 0;
            while (first < old.size() && !old.get(first).made().isBefore(since)) {
                first++;
            }
            // The one before was current at that time.
            old = old.subList(Math.min(first + 1, old.size()), old.size());
        } else {
            old = new ArrayList<>(old);
            java.util.Collections.reverse(old);
        }
        old.stream().filter(one -> one.number() != current).forEach(this::delete);
    }

    private static Instant made(Path link) {
        try {
            return Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            throw unreadable(link, e);
        }
    }

    private void delete(Generation old) {
        if (dryRun) {
            session.notice("would remove profile version " + old.number());
            return;
        }
        session.notice("removing profile version " + old.number());
        try {
            Files.deleteIfExists(old.link());
        } catch (IOException e) {
            throw new CliException("removing file \"" + DiskNames.textOf(old.link()) + "\": " + SystemReason.of(e));
        }
    }

    /** The number in {@code PROFILE-NUMBER-link}; -1 for other names. */
    private static long number(String profile, String link) {
        Matcher parts = Pattern.compile(Pattern.quote(profile) + "-([0-9]{1,10})-link.*", Pattern.DOTALL)
                .matcher(link);
        return parts.matches() ? Long.parseLong(parts.group(1)) : -1;
    }

    private static Instant since(String period) {
        String what = "invalid number of days specifier '" + period + "'";
        if (!period.endsWith("d")) {
            throw new UsageException(what + ", expected something like '14d'");
        }
        String days = period.substring(0, period.length() - 1);
        if (!DAYS.matcher(days).matches() || Long.parseLong(days) < 1) {
            throw new UsageException(what);
        }
        return Instant.now().minus(Duration.ofDays(Long.parseLong(days)));
    }
}
