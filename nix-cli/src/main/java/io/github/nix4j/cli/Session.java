package io.github.nix4j.cli;

import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** One run of the program: what it was given, its settings, and where it writes. Used by one thread at a time. */
public final class Session {
    /** The release of C++ Nix that this program behaves as. */
    public static final String NIX_VERSION = "2.34.8";

    private final Invocation invocation;
    private final Settings settings;

    private int verbosity;

    Session(Invocation invocation, Settings settings) {
        this.invocation = invocation;
        this.settings = settings;
    }

    public Invocation invocation() {
        return invocation;
    }

    public Settings settings() {
        return settings;
    }

    /** What {@code --version} prints: the release of Nix whose behaviour this is. */
    public String versionLine() {
        return invocation.programName() + " (Nix) " + NIX_VERSION + "\n";
    }

    /** Says more (or, below zero, less) than usual. */
    public void addVerbosity(int levels) {
        verbosity += levels;
    }

    /** How much more than usual is said; below zero for less. */
    public int verbosity() {
        return verbosity;
    }

    /** Writes byte text to standard output. */
    public void out(String byteText) {
        write(invocation.out(), byteText);
    }

    /** Writes a line of byte text to standard error at once. */
    public void err(String byteText) {
        write(invocation.err(), byteText + "\n");
        try {
            invocation.err().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reports something that does not stop the run. */
    public void warn(String byteText) {
        err("warning: " + byteText);
    }

    /** Writes what the settings have to warn of. */
    public void warnOfSettings() {
        for (String warning : settings.takeWarnings()) {
            warn(warning);
        }
    }

    private static void write(OutputStream stream, String byteText) {
        try {
            stream.write(ByteText.bytes(byteText));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
