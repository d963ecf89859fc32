package io.github.nix4j.cli.args;

import java.util.List;

/**
 * A flag of a command line.
 *
 * @param longName the name after two dashes
 * @param shortName the letter after one dash; 0 for none
 * @param labels what each argument is called in help texts; their number is the number of arguments, or all words
 *     that follow are if the last label ends in dots
 * @param description what it does, for help texts
 * @param section the heading that it stands under in help texts
 * @param handler what the flag does with its arguments (byte text)
 */
public record Flag(
        String longName, char shortName, List<String> labels, String description, String section, Handler handler) {
    /** Whether all the rest of the command line belongs to it. */
    boolean takesRest() {
        return !labels.isEmpty() && labels.get(labels.size() - 1).endsWith("...");
    }

    /** What a flag does. */
    @FunctionalInterface
    public interface Handler {
        void accept(List<String> arguments);
    }
}
