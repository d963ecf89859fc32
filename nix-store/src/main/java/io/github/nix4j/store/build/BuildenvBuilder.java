package io.github.nix4j.store.build;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code builtin:buildenv}: a tree of links to the files of packages, which is what a profile is. Of two packages with the same
 * file that of the lower priority's number wins; packages that others ask for come after all that were named.
 */
final class BuildenvBuilder implements BuiltinBuilder {
    private static final Splitter WORDS =
            Splitter.on(CharMatcher.anyOf(" \t\n\r")).omitEmptyStrings();
    private static final Splitter LINES = Splitter.on(CharMatcher.anyOf(" \n")).omitEmptyStrings();
    private static final int FIRST_PROPAGATED = 1000;

    private record Package(Path path, int priority) {}

    @Override
    public void build(Task task) throws IOException {
        Path out = task.out();
        List<Package> packages = packages(task.attribute("derivations"), task.folder());
        String manifest = task.attribute("manifest");
        Files.createDirectories(out);
        ProfileLinks links = new ProfileLinks(task.warnings());
        Set<Path> done = new HashSet<>();
        Set<Path> postponed = new TreeSet<>();
        for (Package each : packages) {
            add(each, out, task.folder(), links, done, postponed);
        }
        for (int priority = FIRST_PROPAGATED; !postponed.isEmpty(); ) {
            Set<Path> now = postponed;
            postponed = new TreeSet<>();
            for (Path path : now) {
                add(new Package(path, priority++), out, task.folder(), links, done, postponed);
            }
        }
        ProfileLinks.create(out.resolve("manifest.nix"), DiskNames.pathOf(manifest));
    }

    private static void add(
            Package added, Path out, Path folder, ProfileLinks links, Set<Path> done, Set<Path> postponed)
            throws IOException {
        if (!done.add(added.path())) {
            return;
        }
        links.add(added.path(), out, added.priority());
        Path propagated = added.path().resolve("nix-support").resolve("propagated-user-env-packages");
        for (String word : LINES.split(text(propagated))) {
            Path path = folder.resolve(DiskNames.pathOf(word));
            if (!done.contains(path)) {
                postponed.add(path);
            }
        }
    }

    /** The text (byte text) of a file; empty if there is none. */
    private static String text(Path file) {
        try {
            return ByteText.of(Files.readAllBytes(file));
        } catch (IOException e) {
            if (ProfileLinks.isAbsence(e)) {
                return "";
            }
            throw new StoreException("opening file \"" + DiskNames.textOf(file) + "\": " + SystemReason.of(e), e);
        }
    }

    /** The active packages, lowest priority's number first. */
    private static List<Package> packages(String text, Path folder) {
        List<Package> packages = new ArrayList<>();
        Iterator<String> words = WORDS.split(text).iterator();
        while (words.hasNext()) {
            boolean active = !words.next().equals("false");
            int priority = number(words);
            for (int outputs = number(words); outputs > 0; outputs--) {
                Path path = folder.resolve(DiskNames.pathOf(next(words)));
                if (active) {
                    packages.add(new Package(path, priority));
                }
            }
        }
        packages.sort(Comparator.comparingInt(Package::priority).thenComparing(Package::path));
        return packages;
    }

    private static int number(Iterator<String> words) {
        String word = next(words);
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new StoreException("attribute 'derivations' has '" + word + "' where a number should be", e);
        }
    }

    private static String next(Iterator<String> words) {
        if (!words.hasNext()) {
            throw new StoreException("attribute 'derivations' ends in the middle of a package");
        }
        return words.next();
    }
}
