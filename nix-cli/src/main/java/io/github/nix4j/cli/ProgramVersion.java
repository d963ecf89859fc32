package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What {@code --version} prints. */
final class ProgramVersion {
    private ProgramVersion() {}

    /** As {@link Session#versionLine} of {@code program}. */
    static String line(String program) {
        return program.equals("nix4j")
                ? "nix4j " + own() + " (behaves as Nix " + Session.NIX_VERSION + ")\n"
                : program + " (Nix) " + Session.NIX_VERSION + "\n";
    }

    private static String own() {
        try (InputStream in = ProgramVersion.class.getResourceAsStream("version")) {
            if (in == null) {
                throw new IllegalStateException("the file 'version' is not beside the classes");
            }
            return ByteText.of(in.readAllBytes()).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
