package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.fuzz.Campaign;
import io.github.nix4j.testkit.fuzz.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs under the nix4j of its class path: {@code DIRECTORY FILE COUNT SEED}. Records what they give in FILE if there is
 * none; else ends with status 1 at the first program that gives something else.
 */
final class Replay {
    private Replay() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path record = Path.of(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        List<Campaign.Entry> entries = Campaign.entries(Long.parseLong(arguments[3]), count);
        List<String> expected = Files.exists(record) ? Files.readAllLines(record) : List.of();
        List<String> found = new ArrayList<>();
        for (Campaign.Entry entry : entries) {
            Outcome outcome = Campaign.alone(directory, entry);
            String text = outcome.status() + " "
                    + java.util.UUID.nameUUIDFromBytes(
                            (outcome.out() + "\n" + outcome.err()).getBytes(StandardCharsets.UTF_8));
            if (!expected.isEmpty() && !expected.get(found.size()).equals(text)) {
                System.out.println("program " + found.size());
                System.exit(1);
            }
            found.add(text);
        }
        if (expected.isEmpty()) {
            Files.write(record, found);
        }
        System.exit(0);
    }
}
