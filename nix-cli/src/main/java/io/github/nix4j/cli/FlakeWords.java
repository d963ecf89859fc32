package io.github.nix4j.cli;

import io.github.nix4j.flake.Preparation;
import java.io.File;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Guesses from the words of a command line, before they are parsed, which flake it is going to read. */
final class FlakeWords {
    private static final Set<String> COMMANDS =
            Set.of("lock", "update", "metadata", "info", "show", "check", "archive");

    private FlakeWords() {}

    /** Begins with what the flake needs that {@code words} seem to name; null if they seem to name none. */
    static @Nullable Preparation prepare(List<String> words) {
        File directory = directory(words);
        // The launcher has looked for repositories already, to choose a class cache.
        return directory == null ? null : Preparation.begin(directory, Boolean.getBoolean("nix4j.git"));
    }

    /** The folder of the flake, seen from where the process is; null for other commands. */
    static @Nullable File directory(List<String> words) {
        int flake = words.indexOf("flake");
        if (flake < 0 || flake + 1 >= words.size() || !COMMANDS.contains(words.get(flake + 1))) {
            return null;
        }
        for (String word : words.subList(flake + 2, words.size())) {
            String place = word.startsWith("path:") ? word.substring("path:".length()) : word;
            if (place.startsWith("/") || place.startsWith(".")) {
                return new File(withoutParameters(place));
            }
        }
        return new File(".");
    }

    private static String withoutParameters(String place) {
        for (int i = 0; i < place.length(); i++) {
            if (place.charAt(i) == '?' || place.charAt(i) == '#') {
                return place.substring(0, i);
            }
        }
        return place;
    }
}
