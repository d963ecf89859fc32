package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.internal.compiled.Entry.Key;
import io.github.nix4j.lang.parser.Lint;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The compiled files in a folder. What is parsed is compiled by a thread of its own and written at the end.
 *
 * <p>It only ever saves time: where the folder cannot be read or written, is full, or holds damaged files, everything is parsed as
 * if there were none. Nothing here throws. Thread-safe.
 */
public final class CompiledFiles {
    // Recursion is as deep as the expression; what is deeper is not kept.
    private static final long STACK = 64 << 20;
    // No more sources than this are taken up in one run.
    private static final long MAX_FRESH = PackFolder.BOUND / 3;

    private record Job(
            byte[] content, int options, @Nullable ParseResult parsed) {}

    private static final Job END = new Job(new byte[0], 0, null);

    private final PackFolder folder;
    private final int options;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final List<Entry> fresh = new ArrayList<>();
    private long freshSize;
    private @Nullable Thread compiler;
    private boolean opened;
    private boolean usable = true;

    private CompiledFiles(PackFolder folder, int options) {
        this.folder = folder;
        this.options = options;
    }

    /** The compiled files in a folder, which need not exist, as far as they were parsed with the same options. */
    public static CompiledFiles in(Path folder, ParseOptions options) {
        return in(folder, options, PackFolder.BOUND);
    }

    static CompiledFiles in(Path folder, ParseOptions options, long bound) {
        return new CompiledFiles(new PackFolder(folder, bound), number(options));
    }

    private static int number(ParseOptions options) {
        int lints = Lint.values().length;
        int number = options.pipeOperators() ? 1 : 0;
        number = number * 2 + (options.pure() ? 1 : 0);
        number = number * lints + options.urlLiterals().ordinal();
        number = number * lints + options.shortPathLiterals().ordinal();
        return number * lints + options.absolutePathLiterals().ordinal();
    }

    /** The compiled form of a file, or null if it has to be parsed. {@code text} is the content as byte text. */
    public @Nullable CompiledForm find(byte[] content, String text) {
        byte[] form = form(content);
        return form == null ? null : CompiledForm.read(form, text, false);
    }

    private synchronized byte @Nullable [] form(byte[] content) {
        if (!usable) {
            return null;
        }
        try {
            if (!opened) {
                opened = true;
                folder.open();
            }
            return folder.find(Key.of(content, options), content);
        } catch (IOException e) {
            usable = false;
            return null;
        }
    }

    /** Takes up what was parsed without error. */
    public synchronized void add(byte[] content, ParseResult parsed) {
        if (!usable || freshSize > MAX_FRESH) {
            return;
        }
        freshSize += content.length;
        if (compiler == null) {
            compiler = new Thread(null, this::compile, "nix4j-compiler", STACK);
            compiler.setDaemon(true);
            compiler.start();
        }
        jobs.add(new Job(content, options, parsed));
    }

    private void compile() {
        try {
            for (Job job = jobs.take(); job.parsed != null; job = jobs.take()) {
                byte[] form = form(job.parsed);
                if (form != null) {
                    fresh.add(new Entry(Key.of(job.content, job.options), job.content, form));
                }
            }
        } catch (InterruptedException e) {
            // Whoever ends this thread wants nothing more of it.
            Thread.currentThread().interrupt();
        }
    }

    private static byte @Nullable [] form(ParseResult parsed) {
        try {
            return FormWriter.write(parsed);
        } catch (StackOverflowError e) {
            return null;
        }
    }

    /** Writes what is new, and closes the folder. */
    public synchronized void close() {
        usable = false;
        try {
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The next run compiles again.
        }
    }

    private void write() throws InterruptedException, IOException {
        try {
            if (compiler != null) {
                jobs.add(END);
                compiler.join();
                compiler = null;
            }
            if (!fresh.isEmpty()) {
                folder.add(fresh);
            }
        } finally {
            folder.close();
        }
    }
}
