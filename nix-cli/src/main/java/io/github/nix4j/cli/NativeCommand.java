package io.github.nix4j.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Words of a command as the JVM can hand them on. It encodes words in the platform's character set, which not all bytes have; a
 * command with other bytes than ASCII's is started by a shell, which is told the bytes by their numbers.
 */
final class NativeCommand {
    private NativeCommand() {}

    /** The command of byte text {@code words}, for {@link ProcessBuilder}. */
    static List<String> of(List<String> words) {
        if (words.stream()
                .allMatch(word -> StandardCharsets.US_ASCII.newEncoder().canEncode(word))) {
            return words;
        }
        StringBuilder script = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            // The last byte keeps line breaks before it, which the shell would cut off.
            script.append("w").append(i).append("=$(printf '");
            for (char c : words.get(i).toCharArray()) {
                script.append(String.format("\\%03o", (int) c));
            }
            script.append(".')\n");
            arguments.add("\"${w" + i + "%.}\"");
        }
        script.append("exec ").append(String.join(" ", arguments));
        return List.of("/bin/sh", "-c", script.toString());
    }
}
