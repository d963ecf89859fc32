package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.command.EvaluationFlags;
import io.github.nix4j.cli.network.Downloads;
import io.github.nix4j.flake.FileFailures;
import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.registry.Registry;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** The registries in the places where Nix keeps them. Paths are byte text. */
public final class RegistryFiles {
    private static final String GLOBAL = "https://channels.nixos.org/flake-registry.json";

    private final Session session;
    private final UrlFetcher downloads;
    private final ReferenceRules rules;

    public RegistryFiles(Session session, UrlFetcher downloads) {
        this.session = session;
        this.downloads = downloads;
        this.rules = new ReferenceRules(session.settings().features(), session::warn);
    }

    /** All registries, with what the flags say first. The others are read when they are needed. */
    Registries all(EvaluationFlags flags) {
        return new Registries(overrides(flags), () -> read(userFile()), this::system, this::global);
    }

    private Registry system() {
        String folder = session.invocation().nonEmptyVariable("NIX_CONF_DIR");
        return read((folder == null ? "/etc/nix" : folder) + "/registry.json");
    }

    private Registry overrides(EvaluationFlags flags) {
        // Most runs have none, and need not load what reads references.
        if (flags.overriddenFlakes().isEmpty()) {
            return Registry.EMPTY;
        }
        FlakeRefParser parser = FlakeRefParser.of(rules)
                .in(DiskNames.pathOf(session.invocation().workingDirectory()));
        Registry registry = Registry.EMPTY;
        for (Map.Entry<String, String> override : flags.overriddenFlakes()) {
            FlakeRef from = parser.parse(override.getKey());
            registry = registry.and(from.input(), parser.parse(override.getValue()), false);
        }
        return registry;
    }

    private Registry global() {
        String place = session.settings().text("flake-registry", GLOBAL);
        if (place.isEmpty()) {
            return Registry.EMPTY;
        }
        if (place.startsWith("/")) {
            return read(place);
        }
        try {
            return Registry.read(ByteText.of(Files.readAllBytes(downloaded(place))), place, rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file at a URL. A copy is kept of one on this disk, which may go as any server may. */
    private Path downloaded(String url) throws IOException {
        Path cache = session.folders().cache();
        if (cache == null || !url.startsWith("file:")) {
            return downloads.file(url).file();
        }
        Path copy = cache.resolve("registries")
                .resolve(HashAlgorithm.SHA256.hash(url).base16());
        try {
            byte[] content = Files.readAllBytes(downloads.file(url).file());
            Files.createDirectories(copy.getParent());
            WholeFile.write(copy, content);
        } catch (StoreException e) {
            if (!Files.exists(copy)) {
                throw e;
            }
            Instant fresh = Instant.now().minus(Downloads.lifetime(session.settings()));
            if (Files.getLastModifiedTime(copy).toInstant().isBefore(fresh)) {
                session.warn(e.byteMessage() + "; using cached version");
            }
        }
        return copy;
    }

    /** The file of the user's own registry. */
    public String userFile() {
        return session.invocation().absolute(session.folders().config() + "/registry.json");
    }

    /**
     * The registry in the file {@code given}, empty if there is none. Nix looks for a relative name below the root, though it
     * writes it in the working directory.
     */
    public Registry read(String given) {
        String name = TreePath.of("/" + given).text();
        Path file = DiskNames.pathOf(name);
        if (!Files.exists(file)) {
            return Registry.EMPTY;
        }
        try {
            return Registry.read(ByteText.of(Files.readAllBytes(file)), name, rules);
        } catch (IOException e) {
            // Reading is what fails of a directory, and it is not told of which file.
            String reason = Files.isDirectory(file)
                    ? "read of 4096 bytes: Is a directory"
                    : FileFailures.opening(name, e).nixMessage().text();
            rules.warnings().accept("cannot read flake registry '" + name + "': error: " + reason);
            return Registry.EMPTY;
        }
    }

    /** Makes {@code registry} the content of the file {@code name}, all at once. */
    public void write(String name, Registry registry) {
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            throw new CliException("creating directory \"\": Invalid argument");
        }
        while (slash > 0 && name.charAt(slash - 1) == '/') {
            slash--;
        }
        String folder = slash == 0 ? "/" : name.substring(0, slash);
        Path directory = DiskNames.pathOf(session.invocation().absolute(folder));
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw FileFailures.creatingDirectory(folder, directory, e);
        }
        try {
            Path file = DiskNames.pathOf(session.invocation().absolute(name));
            if (name.endsWith("/")) {
                throw new FileSystemException(name, null, "Is a directory");
            }
            WholeFile.write(file, ByteText.bytes(registry.write()));
        } catch (IOException e) {
            throw FileFailures.writing(name, e);
        }
    }
}
