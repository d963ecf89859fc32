package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.ArchiveUnpacker;
import io.github.nix4j.store.nar.DirectorySink;
import io.github.nix4j.store.nar.NarReader;
import io.github.nix4j.store.tree.DiskNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code builtin:unpack-channel}: the one folder of an archive, under the name of a channel. */
final class UnpackChannelBuilder implements BuiltinBuilder {
    private static final Pattern FAILURE = Pattern.compile("Failed to open archive \\((.*)\\)");

    @Override
    public void build(Task task) throws IOException {
        Path out = task.out();
        String name = task.attribute("channelName");
        String source = task.attribute("src");
        if (name.isEmpty() || name.contains("/") || name.equals(".") || name.equals("..")) {
            throw new StoreException("channelName is not allowed to contain filesystem separators, got " + name);
        }
        Path nar = task.folder().resolve("channel.nar");
        try {
            new ArchiveUnpacker(Long.MAX_VALUE).unpackWhole(task.folder().resolve(DiskNames.pathOf(source)), nar);
        } catch (NoSuchFileException e) {
            throw new StoreException("failed to open archive: Failed to open '" + source + "'", e);
        } catch (StoreException e) {
            // Of files that are there already C++ Nix says it in other words than of those that arrive.
            Matcher failure = FAILURE.matcher(e.byteMessage());
            throw failure.matches() ? new StoreException("failed to open archive: " + failure.group(1), e) : e;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(nar))) {
            NarReader.read(in, new DirectorySink(out));
        }
        List<Path> entries;
        try (Stream<Path> found = Files.list(out)) {
            entries = found.limit(2).toList();
        }
        if (entries.isEmpty()) {
            throw new StoreException("channel tarball '" + source + "' is empty");
        }
        if (entries.size() > 1) {
            throw new StoreException("channel tarball '" + source + "' contains more than one file");
        }
        Files.move(entries.get(0), out.resolve(DiskNames.pathOf(name)));
    }
}
