package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.fetch.forge.Forge;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.nar.DirectorySink;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes copies of inputs for people to work on: of repositories with their history, by the {@code git} program, which asks
 * its user for passwords and knows his settings; of everything else the files.
 */
public final class InputClone {
    private final Function<Input, FetchedTree> fetcher;
    private final Path directory;
    private final Consumer<String> progress;

    /**
     * @param directory what relative paths are relative to
     * @param progress receives lines that Git prints (byte text)
     */
    public InputClone(Function<Input, FetchedTree> fetcher, Path directory, Consumer<String> progress) {
        this.fetcher = fetcher;
        this.directory = directory;
        this.progress = progress;
    }

    /** Copies {@code input}, which needs no registry, to {@code target} (byte text). */
    public void make(Input input, String target) {
        for (Forge forge : Forge.all()) {
            if (forge.type().equals(input.type())) {
                NixUrl url = NixUrl.parse("git+" + forge.repository(input), false, warning -> {});
                Input repository = Input.fromUrl(url, true, ReferenceRules.quiet());
                make(repository.withAttributes(at(repository, input)), target);
                return;
            }
        }
        if (input.type().equals("git")) {
            repository(input, target);
        } else {
            files(input, target);
        }
    }

    private static InputAttributes at(Input repository, Input input) {
        InputAttributes attributes = repository.attributes();
        if (input.ref() != null) {
            attributes = attributes.with("ref", input.ref());
        }
        return input.rev() == null ? attributes : attributes.with("rev", input.rev());
    }

    private void repository(Input input, String target) {
        if (input.rev() != null) {
            throw new FlakeException("cloning a specific revision is not implemented");
        }
        NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
        String place;
        if (url.scheme().equals("file")) {
            place = String.join("/", url.path());
            if (!Files.exists(LocalPaths.toPath(directory.getFileSystem(), place))) {
                throw new FlakeException("Git repository \"" + place + "\" does not exist.");
            }
        } else {
            TreeMap<String, String> query = new TreeMap<>(url.query());
            query.remove("dir");
            place = url.withQuery(query).toString();
        }
        List<String> command = new ArrayList<>(List.of("git", "clone", ByteText.toUnicode(place)));
        if (input.ref() != null) {
            command.addAll(List.of("--branch", ByteText.toUnicode(input.ref())));
        }
        command.add(ByteText.toUnicode(target));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectErrorStream(true)
                    .start();
            int status = ProgramOutput.await(process, progress);
            if (status != 0) {
                throw new FlakeException("program \"git\" failed with exit code " + status);
            }
        } catch (IOException e) {
            // As C++ Nix has it: there, the child finds out that it cannot become the program, and says so in colours.
            progress.accept("\u001b[31;1merror:\u001b[0m executing \u001b[35;1m\"git\"\u001b[0m: \u001b[35;1m"
                    + SystemReason.ofStart(e) + "\u001b[0m");
            throw new FlakeException("program \"git\" failed with exit code 1", 1, e);
        }
    }

    private void files(Input input, String target) {
        String absolute = target.startsWith("/") ? target : LocalPaths.toText(directory) + "/" + target;
        Path place = LocalPaths.toPath(directory.getFileSystem(), absolute);
        if (isThere(place, target)) {
            throw new FlakeException("cannot clone into existing path \"" + target + "\"");
        }
        SourceTree tree = fetcher.apply(input).tree();
        try {
            copy(tree, TreePath.ROOT, new DirectorySink(place));
        } catch (IOException e) {
            throw failed(e, tree, place, target);
        }
    }

    private static FlakeException failed(IOException e, SourceTree tree, Path place, String target) {
        boolean first =
                e instanceof FileSystemException file && place.toString().equals(file.getFile());
        String text = !first
                ? "cloning to \"" + target + "\": " + SystemReason.withFile(e)
                : isFile(tree)
                        ? "creating file \"" + target + "\": " + SystemReason.of(e)
                        : "filesystem error: cannot create directory: " + SystemReason.of(e) + " [" + target + "]";
        return new FlakeException(text, 1, e);
    }

    private static boolean isFile(SourceTree tree) {
        try {
            Stat stat = tree.stat(TreePath.ROOT);
            return stat != null && stat.type() == FileType.REGULAR;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isThere(Path place, String target) {
        try {
            Files.readAttributes(place, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            String reason = SystemReason.of(e);
            if (reason.equals("Not a directory")) {
                return false;
            }
            throw new FlakeException("filesystem error: status: " + reason + " [" + target + "]", 1, e);
        }
    }

    private static void copy(SourceTree tree, TreePath path, DirectorySink to) throws IOException {
        Stat stat = tree.stat(path);
        if (stat == null) {
            throw new FlakeException("path '" + tree.display(path) + "' does not exist");
        }
        switch (stat.type()) {
            case DIRECTORY -> {
                to.directory(path);
                for (String name : tree.list(path)) {
                    copy(tree, path.child(name), to);
                }
            }
            case REGULAR -> {
                try (InputStream content = tree.open(path)) {
                    to.regularFile(path, stat.executable(), stat.size(), 0, content);
                }
            }
            case SYMLINK -> to.symlink(path, tree.readLink(path));
            default -> throw new FlakeException("file '" + tree.display(path) + "' has an unsupported type");
        }
    }
}
