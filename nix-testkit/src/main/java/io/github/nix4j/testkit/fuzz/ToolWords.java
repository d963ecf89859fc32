package io.github.nix4j.testkit.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The words and variables that a tool is started with, looked at before it begins to work. */
public final class ToolWords {
    /** What is wrong with a command line or with what a tool needs, in one line. */
    public static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        public Refusal(String message) {
            super(message);
        }
    }

    /** What a tool does; it returns the exit status. */
    public interface Work {
        int run(ToolWords words) throws IOException, InterruptedException, Refusal;
    }

    /** The exit status of a tool that has not done its work. */
    static final int REFUSED = 2;

    private final List<String> words;
    private final Map<String, String> variables;

    private ToolWords(List<String> words, Map<String, String> variables) {
        this.words = words;
        this.variables = variables;
    }

    /**
     * Runs a tool and gives its exit status. What it refuses is told in a line, with the usage; {@code --help} shows the usage alone.
     *
     * @param usage the name of the tool and its words
     * @param most how many words it takes at most
     */
    public static int run(
            String usage, int most, List<String> words, Map<String, String> variables, PrintStream err, Work work)
            throws IOException, InterruptedException {
        try {
            if (!words.contains("--help") && !words.contains("-h")) {
                if (words.size() > most) {
                    throw new Refusal("one word too many: '" + words.get(most) + "'");
                }
                return work.run(new ToolWords(words, variables));
            }
        } catch (Refusal e) {
            err.println(usage.substring(0, usage.indexOf(' ')) + ": " + e.getMessage());
        }
        err.println("usage: " + usage);
        return REFUSED;
    }

    /** The word at a place, if there is one. */
    public String word(int at, String otherwise) {
        return at < words.size() ? words.get(at) : otherwise;
    }

    /** The number at a place, where one has to be. */
    public int count(int at, String name) throws Refusal {
        if (at >= words.size()) {
            throw new Refusal(name + " is missing");
        }
        try {
            int count = Integer.parseInt(words.get(at));
            if (count > 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // The same is wrong as with a number below 1.
        }
        throw new Refusal(name + " is no whole number from 1 to " + Integer.MAX_VALUE + ": '" + words.get(at) + "'");
    }

    /** The seed at a place, if there is one. */
    public long seed(int at, long otherwise) throws Refusal {
        try {
            return at < words.size() ? Long.parseLong(words.get(at)) : otherwise;
        } catch (NumberFormatException e) {
            throw new Refusal("SEED is no whole number of 64 bits: '" + words.get(at) + "'");
        }
    }

    /** A variable; empty if it is not set. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** The folder of the reference's programs. */
    public Path reference() throws Refusal {
        String name = variable("NIX_REFERENCE");
        if (name.isEmpty()) {
            throw new Refusal("NIX_REFERENCE has to name the folder of C++ Nix's programs");
        }
        Path bin = Path.of(name).toAbsolutePath();
        for (String program : List.of("nix-instantiate", "nix")) {
            if (!Files.isRegularFile(bin.resolve(program)) || !Files.isExecutable(bin.resolve(program))) {
                throw new Refusal("NIX_REFERENCE names no folder with the program '" + program + "': '" + name + "'");
            }
        }
        return bin;
    }
}
