package io.github.nix4j.testkit.program;

/** Chooses the blanks of a program: mostly single spaces, here and there new lines, indentation and comments. */
final class Layout {
    private final Dice dice;
    private final double breaks;

    Layout(Dice dice) {
        this.dice = dice;
        this.breaks = dice.of(0.0, 0.05, 0.15, 0.4);
    }

    String apply(String code) {
        StringBuilder text = new StringBuilder(code.length());
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == Code.SPACE) {
                text.append(blank());
            } else {
                text.append(c);
            }
        }
        return text.append(dice.chance(0.9) ? "\n" : "").toString();
    }

    private String blank() {
        if (dice.chance(breaks)) {
            return dice.of(
                    "\n", "\n  ", "\n    ", "\n\n", "\r\n", "\t", " # comment\n", "\n/* comment */ ", "\n/** doc */ ");
        }
        return " ";
    }
}
