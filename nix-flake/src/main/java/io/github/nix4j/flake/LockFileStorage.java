package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.git.GitWorkTree;
import io.github.nix4j.flake.fetch.hg.MercurialWorkTree;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.path.StoreDir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes lock files into the flakes that they belong to, where these are local directories. */
final class LockFileStorage {
    private final FetchSettings settings;

    private final StoreDir storeDir;

    LockFileStorage(FetchSettings settings, StoreDir storeDir) {
        this.settings = settings;
        this.storeDir = storeDir;
    }

    /** What became of a plan. */
    enum Outcome {
        UNCHANGED,
        WRITTEN,
        /** It changed, but was not written, so that the flake is other than its files. */
        HELD_BACK,
        /** It changed, but was not written because of an unlocked input; Nix goes on as if it were. */
        UNLOCKED
    }

    /** Does with the plan's lock file what {@code output} says. */
    Outcome store(LockPlan plan, LockOutput output) {
        if (!plan.isChange() && output.file() == null) {
            return Outcome.UNCHANGED;
        }
        FlakeRef top = plan.flake().original();
        String diff = plan.diff().text();
        if (!output.write()) {
            settings.warnings()
                    .accept("not writing modified lock file of flake '" + top + "':\n" + diff.stripTrailing());
            return Outcome.HELD_BACK;
        }
        Path source = directory(top.input());
        if (source != null && storeDir.contains(LocalPaths.toText(source))) {
            // C++ Nix changes the store where its user may: what is there never changes.
            source = null;
        }
        if (source == null && output.file() == null) {
            throw new FlakeException(
                    "cannot write modified lock file of flake '" + top + "' (use '--no-write-lock-file' to ignore)");
        }
        FlakeRef unlocked = plan.after().unlockedInput(settings.allowDirtyLocks());
        if (unlocked != null) {
            String reason = " lock file of flake '" + top + "' because it has an unlocked input ('" + unlocked + "')";
            if (output.failOnUnlocked()) {
                throw new FlakeException("Not writing" + reason + ". Use '--allow-dirty-locks' to allow this anyway.");
            }
            if (settings.warnDirty()) {
                settings.warnings().accept("not writing" + reason);
            }
            return Outcome.UNLOCKED;
        }
        if (!output.update()) {
            throw new FlakeException("flake '" + top
                    + "' requires lock file changes but they're not allowed due to '--no-update-lock-file'");
        }
        byte[] content = plan.after().bytes();
        try {
            if (output.file() != null) {
                if (output.commit()) {
                    throw new FlakeException("'--commit-lock-file' and '--output-lock-file' are incompatible");
                }
                String name = output.fileName();
                replace(output.file(), name.isEmpty() ? LocalPaths.toText(output.file()) : name, content);
            } else if (source != null) {
                write(top, source, content, diff, output);
            }
        } catch (IOException e) {
            throw new FlakeException("writing the lock file of flake '" + top + "': " + SystemReason.withFile(e), 1, e);
        }
        return Outcome.WRITTEN;
    }

    private static void replace(Path file, String name, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw FileFailures.writing(name, e);
        }
    }

    private void write(FlakeRef top, Path source, byte[] content, String diff, LockOutput output) throws IOException {
        String relative = relative(top);
        Path file = file(source, top);
        String place = LocalPaths.toText(file);
        if (settings.unsaved().changes(file)) {
            throw new FlakeException("cannot write lock file \"" + place + "\", which has changes that are not saved");
        }
        boolean exists = Files.exists(file);
        String changes = diff.stripTrailing();
        settings.warnings()
                .accept(
                        !exists
                                ? "creating lock file \"" + place + "\": \n" + changes
                                : "updating lock file \"" + place + "\"" + (changes.isEmpty() ? "" : ":\n" + changes));
        replace(file, place, content);
        String summary = output.summary().isEmpty() ? relative + ": " + (exists ? "Update" : "Add") : output.summary();
        String message = summary + "\n\nFlake lock file updates:\n\n" + diff;
        if (top.input().type().equals("hg")) {
            MercurialWorkTree repository = new MercurialWorkTree(settings.warnings());
            repository.add(place);
            if (output.commit()) {
                repository.commit(place, message);
            }
        }
        if (top.input().type().equals("git")) {
            GitWorkTree repository = new GitWorkTree(source);
            boolean visible = repository.addIntention(relative);
            if (visible && output.commit()) {
                repository.commit(relative, message);
            }
        }
    }

    private static String relative(FlakeRef top) {
        return (top.dir().isEmpty() ? "" : top.dir() + "/") + "flake.lock";
    }

    private static Path file(Path source, FlakeRef top) {
        return LocalPaths.toPath(source.getFileSystem(), LocalPaths.toText(source) + "/" + relative(top));
    }

    /** As {@link #textOnDisk}; null, too, for a file that cannot be read: planning reads it as well, and says what is wrong with it. */
    @Nullable
    String readableTextOnDisk(FlakeRef top) {
        try {
            return textOnDisk(top);
        } catch (IOException e) {
            return null;
        }
    }

    /** The text of the lock file of a flake in a local directory (ISO 8859-1); null if there is none. */
    private @Nullable String textOnDisk(FlakeRef top) throws IOException {
        Path source = directory(top.input());
        if (source == null) {
            return null;
        }
        try {
            return Files.readString(file(source, top), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Fails if the lock file on disk is neither what the plan was made with nor what it would write. */
    void checkFresh(LockPlan plan) {
        FlakeRef top = plan.flake().original();
        String now;
        try {
            now = textOnDisk(top);
        } catch (IOException e) {
            throw new FlakeException("reading the lock file of flake '" + top + "': " + e.getMessage(), 1, e);
        }
        if (!Objects.equals(now, plan.onDisk())
                && !Objects.equals(now, new String(plan.after().bytes(), StandardCharsets.ISO_8859_1))) {
            throw new StalePlanException("the lock file of flake '" + top
                    + "' has changed since the plan was made; make another plan, or forget what was fetched and load");
        }
    }

    /** The directory that a reference to a local flake means; null if it is none. */
    @Nullable
    Path directory(Input input) {
        String path = null;
        if (input.type().equals("path")) {
            path = input.attributes().requireText("path");
        } else if (input.type().equals("git")
                || (input.type().equals("hg") && input.ref() == null && input.rev() == null)) {
            NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
            path = url.scheme().equals("file") ? String.join("/", url.path()) : null;
        }
        if (path == null) {
            return null;
        }
        return path.startsWith("/")
                ? LocalPaths.toPath(settings.directory().getFileSystem(), path)
                : settings.directory().resolve(ByteText.toUnicode(path));
    }
}
