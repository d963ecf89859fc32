package io.github.nix4j.store;

/** Lays out messages of several lines as Nix does. Texts are byte text. */
public final class HangingText {
    private static final String INDENT = " ".repeat("error: ".length());

    private HangingText() {}

    /** {@code message} as it stands behind {@code error: }: all lines but the first are indented, and none ends with white space. */
    public static String behindError(String message) {
        StringBuilder text = new StringBuilder();
        String start = "";
        for (String line : message.split("\n", -1)) {
            text.append(start).append(withoutSpaceAtEnd(start.isEmpty() ? line : INDENT + line));
            start = "\n";
        }
        return text.toString();
    }

    /** A line as it is shown, in messages and of what builders print. */
    public static String withoutSpaceAtEnd(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }
}
