package io.github.nix4j.testkit.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles source files with faults in them. */
final class FaultCompiler {
    /** What the compiler copies into the classes that use it. */
    private static final Pattern SHARED_CONSTANT =
            Pattern.compile("(?m)^    (?!private)(?:(?:public |protected )?static final )?"
                    + "(?:String|int|long|char|boolean|byte) [A-Z][A-Z0-9_]* =");

    private final List<Path> sources;

    FaultCompiler(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            this.sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Compiles the file of a fault into {@code patch}; false if it does not compile. */
    boolean compile(Fault fault, Path patch) throws IOException {
        Path source = patch.resolve(fault.file().getFileName());
        Files.writeString(source, fault.planted(), StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-g",
                "-encoding",
                "UTF-8",
                "-d",
                patch.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString()));
        users(fault.file()).forEach(file -> words.add(file.toString()));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        return compiler.run(null, null, OutputStream.nullOutputStream(), words.toArray(new String[0])) == 0;
    }

    /** The files that may hold constants of {@code file}; none if it has none. */
    private List<Path> users(Path file) throws IOException {
        if (!SHARED_CONSTANT
                .matcher(Files.readString(file, StandardCharsets.UTF_8))
                .find()) {
            return List.of();
        }
        String name = file.getFileName().toString().replace(".java", "");
        Pattern use = Pattern.compile("\\b" + name + "\\b");
        List<Path> users = new ArrayList<>();
        for (Path other : sources) {
            if (!other.equals(file)
                    && use.matcher(Files.readString(other, StandardCharsets.UTF_8))
                            .find()) {
                users.add(other);
            }
        }
        return users;
    }
}
