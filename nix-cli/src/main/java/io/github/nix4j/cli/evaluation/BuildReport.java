package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.HangingText;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.build.BuildException;
import io.github.nix4j.store.build.BuildListener;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Tells on standard error what builds do, and runs the hook that wants to know of finished ones. */
final class BuildReport implements BuildListener {
    private static final int TAB = 8;

    private final Session session;
    private final StoreReader store;

    BuildReport(Session session, StoreReader store) {
        this.session = session;
        this.store = store;
    }

    @Override
    public void building(StorePath derivation) {
        session.tell("building '" + store.storeDir().print(derivation) + "'...");
    }

    @Override
    public void log(StorePath derivation, String line) {
        if (session.printsBuildLogs()) {
            session.tell(withoutTabs(derivation.derivationName() + "> " + HangingText.withoutSpaceAtEnd(line)));
        }
    }

    private static String withoutTabs(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                do {
                    text.append(' ');
                } while (text.length() % TAB != 0);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @Override
    public void failed(StorePath derivation, BuildException failure) {
        session.fail(failure);
    }

    @Override
    public void message(int level, String text) {
        if (level <= session.level()) {
            session.log(level, text);
        }
    }

    @Override
    public void warning(String text) {
        session.warn(text);
    }

    @Override
    public void note(String text) {
        session.err(text);
    }

    @Override
    public void built(StorePath derivation, Collection<StorePath> outputs) {
        String hook = session.settings().text("post-build-hook", "");
        if (!hook.isEmpty()) {
            List<String> paths = outputs.stream().map(store.storeDir()::print).toList();
            run(hook, derivation, String.join(" ", paths));
        }
    }

    private void run(String hook, StorePath derivation, String outputs) {
        ProcessBuilder process = new ProcessBuilder(ByteText.toUnicode(hook))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        process.environment().clear();
        session.invocation()
                .environment()
                .forEach((name, value) ->
                        process.environment().put(ByteText.toUnicode(name), ByteText.toUnicode(value)));
        process.environment().put("DRV_PATH", store.storeDir().print(derivation));
        process.environment().put("OUT_PATHS", outputs);
        try {
            Process running = process.start();
            for (String line :
                    ByteText.of(running.getInputStream().readAllBytes()).split("\n")) {
                said(derivation, line);
            }
            int status = running.waitFor();
            if (status != 0) {
                throw new BuildException("program \"" + hook + "\" failed with exit code " + status);
            }
        } catch (IOException e) {
            // As C++ Nix has it: there, the child finds out that it cannot become the program.
            said(derivation, "error: executing \"" + hook + "\": " + SystemReason.ofStart(e));
            throw new BuildException("program \"" + hook + "\" failed with exit code 1", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted", e);
        }
    }

    private void said(StorePath derivation, String line) {
        if (session.printsBuildLogs() && !line.isEmpty()) {
            session.tell(derivation.name().replaceFirst("\\.drv$", "") + " (post)> " + line);
        }
    }
}
