package io.github.nix4j.cli.develop;

import io.github.nix4j.cli.develop.BuildEnvironment.Variable;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Bash's commands that bring a {@link BuildEnvironment} into a shell. */
public final class ShellScript {
    /** What belongs to the shell that reads it, not to the one that it was taken from. */
    private static final Set<String> LEFT_OUT = Set.of(
            "BASHOPTS",
            "HOME",
            "NIX_BUILD_TOP",
            "NIX_ENFORCE_PURITY",
            "NIX_LOG_FD",
            "NIX_REMOTE",
            "PPID",
            "SHELLOPTS",
            "SSL_CERT_FILE",
            "TEMP",
            "TEMPDIR",
            "TERM",
            "TMP",
            "TMPDIR",
            "TZ",
            "UID");

    /** To these the shell's own values are appended, as it could not be used otherwise. */
    private static final List<String> KEPT = List.of("PATH", "XDG_DATA_DIRS");

    private final BuildEnvironment environment;
    private final StringBuilder script = new StringBuilder();

    private ShellScript(BuildEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The commands.
     *
     * @param temporary how the name of a new folder begins, in which files of structured attributes are put if there are any
     * @param folder the working directory, below which outputs are made
     * @param others gives for the commands which other names in them mean which places
     */
    public static String of(
            BuildEnvironment environment, String temporary, Path folder, Function<String, Map<String, String>> others)
            throws IOException {
        ShellScript script = new ShellScript(environment);
        script.write();
        return script.redirected(temporary, folder.resolve("outputs"), others);
    }

    /** A text as one word of a shell. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private void write() {
        script.append("unset shellHook\n");
        for (String name : KEPT) {
            script.append(name + "=${" + name + ":-}\nnix_saved_" + name + "=\"$" + name + "\"\n");
        }
        environment.variables().forEach((name, variable) -> {
            if (!LEFT_OUT.contains(name)) {
                write(name, variable);
            }
        });
        environment.functions().forEach((name, body) -> script.append(name + " ()\n{\n" + body + "}\n"));
        for (String name : KEPT) {
            script.append(name + "=\"$" + name + "${nix_saved_" + name + ":+:$nix_saved_" + name + "}\"\n");
        }
        script.append("export NIX_BUILD_TOP=\"$(mktemp -d -t nix-shell.XXXXXX)\"\n");
        for (String name : List.of("TMP", "TMPDIR", "TEMP", "TEMPDIR")) {
            script.append("export " + name + "=\"$NIX_BUILD_TOP\"\n");
        }
        script.append("eval \"${shellHook:-}\"\n");
    }

    private void write(String name, Variable variable) {
        if (variable instanceof Variable.Text text) {
            script.append(name + "=" + quoted(text.value()) + "\n");
            if (text.exported()) {
                script.append("export " + name + "\n");
            }
        } else if (variable instanceof Variable.Numbered numbered) {
            script.append("declare -a " + name + "=(");
            numbered.values().forEach(value -> script.append(quoted(value) + " "));
            script.append(")\n");
        } else if (variable instanceof Variable.Associative associative) {
            script.append("declare -A " + name + "=(");
            associative.values().forEach((key, value) -> script.append("[" + quoted(key) + "]=" + quoted(value) + " "));
            script.append(")\n");
        }
    }

    /** Outputs are made where the user is, and files of structured attributes are his own. */
    private String redirected(String temporary, Path outputs, Function<String, Map<String, String>> others)
            throws IOException {
        SortedMap<String, String> places = new TreeMap<>();
        environment.outputs().forEach((name, place) -> places.put(place, DiskNames.textOf(outputs) + "/" + name));
        Path files = null;
        for (String kind : List.of("sh", "json")) {
            String content = environment.structured().get(".attrs." + kind);
            String variable = "NIX_ATTRS_" + (kind.equals("sh") ? "SH" : "JSON") + "_FILE";
            String place = environment.text(variable);
            if (content != null && place != null) {
                files = files == null ? Files.createTempDirectory(temporary) : files;
                Path file = files.resolve(".attrs." + kind);
                Files.write(file, ByteText.bytes(content));
                places.put(place, DiskNames.textOf(file));
            }
        }
        String text = script.toString();
        others.apply(text).forEach(places::putIfAbsent);
        for (var place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        return text;
    }
}
