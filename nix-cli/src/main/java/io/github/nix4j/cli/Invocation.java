package io.github.nix4j.cli;

import io.github.nix4j.store.tree.TreePath;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run of the program gets from outside; nothing below reads it from the JVM again. All texts are byte
 * text, so that arguments, variables and paths that are not UTF-8 stay what they are.
 *
 * @param programPath how the program was called: usage errors print it, see {@link #typedName}
 * @param arguments the words after it
 * @param environment the environment variables
 * @param workingDirectory the absolute path of the working directory
 * @param in standard input
 * @param out standard output; flushed by {@link Main}
 * @param err standard error; flushed by {@link Main}
 * @param errIsTerminal whether somebody looks at standard error as it is written
 */
public record Invocation(
        String programPath,
        List<String> arguments,
        Map<String, String> environment,
        String workingDirectory,
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean errIsTerminal) {

    /** With a standard error that is no terminal. */
    public Invocation(
            String programPath,
            List<String> arguments,
            Map<String, String> environment,
            String workingDirectory,
            InputStream in,
            OutputStream out,
            OutputStream err) {
        this(programPath, arguments, environment, workingDirectory, in, out, err, false);
    }

    /** Whether standard error is shown on a terminal that has colours, to a user who does not want none. */
    public boolean showsColours() {
        String terminal = variable("TERM");
        return errIsTerminal
                && terminal != null
                && !terminal.equals("dumb")
                && variable("NO_COLOR") == null
                && variable("NOCOLOR") == null;
    }

    /** The program's name without directories and extension. */
    public String programName() {
        String name = programPath.substring(programPath.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /**
     * How the user called the program: a name alone if it lies where {@code PATH} finds it, which is all that was typed then,
     * although a launcher sees the whole path.
     */
    public String typedName() {
        int slash = programPath.lastIndexOf('/');
        String path = variable("PATH");
        boolean found = slash > 0 && path != null && List.of(path.split(":")).contains(programPath.substring(0, slash));
        return found ? programPath.substring(slash + 1) : programPath;
    }

    /** The variable {@code name}, or null if it is unset. */
    public @Nullable String variable(String name) {
        return environment.get(name);
    }

    /** The variable {@code name}, or null if it is unset or empty. */
    public @Nullable String nonEmptyVariable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /**
     * The store directory that the environment names, canonical; null if it names none.
     *
     * @throws CliException if it is not absolute
     */
    public @Nullable String storeDirectory() {
        String named = nonEmptyVariable("NIX_STORE_DIR");
        String directory = named != null ? named : nonEmptyVariable("NIX_STORE");
        if (directory == null) {
            return null;
        }
        if (!directory.startsWith("/")) {
            throw new CliException("not an absolute path: \"" + directory + "\"");
        }
        return TreePath.of(directory).text();
    }

    /** {@code path} as an absolute path, seen from the working directory; not made canonical. */
    public String absolute(String path) {
        return path.startsWith("/") ? path : workingDirectory + "/" + path;
    }
}
