package io.github.nix4j.testkit.fuzz;

/**
 * A program on which the two sides differ.
 *
 * @param text its source as byte text
 */
public record Difference(String name, Mode mode, String text, Outcome reference, Outcome nix4j) {

    /** What kind of difference it is, roughly: alike for programs that most likely show the same fault. */
    String kind() {
        if (reference.status() != nix4j.status()) {
            return "status " + reference.status() + "/" + nix4j.status() + " "
                    + masked(last(reference.status() == 0 ? nix4j.err() : reference.err()));
        }
        if (!reference.err().equals(nix4j.err())) {
            return "err " + masked(firstOther(reference.err(), nix4j.err())) + " / "
                    + masked(firstOther(nix4j.err(), reference.err()));
        }
        return "out " + mode.name();
    }

    /** The last line of {@code text} that names an error, or its last line. */
    static String last(String text) {
        String[] lines = text.strip().split("\n");
        for (int i = lines.length - 1; i >= 0; i--) {
            if (lines[i].contains("error:")) {
                return lines[i];
            }
        }
        return lines[lines.length - 1];
    }

    private static String firstOther(String text, String other) {
        String[] lines = text.split("\n");
        String[] others = other.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (i >= others.length || !others[i].equals(lines[i])) {
                return lines[i];
            }
        }
        return "(end)";
    }

    static String masked(String line) {
        return line.strip()
                .replaceAll("'[^']*'", "'_'")
                .replaceAll("\"[^\"]*\"", "\"_\"")
                .replaceAll("[0-9]+", "0");
    }

    /** The report; long texts are cut. */
    String report() {
        return "==== " + name + " " + mode.program() + " " + String.join(" ", mode.flags()) + "\n" + kind()
                + "\n---- program\n"
                + text + "\n---- reference: status " + reference.status() + "\n" + reference.out() + reference.err()
                + "---- nix4j: status " + nix4j.status() + "\n" + nix4j.out() + nix4j.err() + "\n";
    }
}
