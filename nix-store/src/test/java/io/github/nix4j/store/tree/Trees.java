package io.github.nix4j.store.tree;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitrary trees in memory, with names and contents of any bytes. */
public final class Trees {
    private Trees() {}

    /** What a tree is made from. */
    private sealed interface Part {
        record File(byte[] content, boolean executable) implements Part {}

        record Link(String target) implements Part {}

        record Folder(Map<String, Part> entries) implements Part {}
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(name -> name.indexOf('/') < 0 && !name.equals(".") && !name.equals(".."));
    }

    private static Arbitrary<Part> parts(int depth) {
        Arbitrary<Part> files = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(40)
                .flatMap(content -> Arbitraries.of(true, false).map(executable -> new Part.File(content, executable)));
        Arbitrary<Part> links = names().map(Part.Link::new);
        if (depth == 0) {
            return Arbitraries.oneOf(files, links);
        }
        return Arbitraries.oneOf(files, links, folders(depth));
    }

    private static Arbitrary<Part> folders(int depth) {
        return Arbitraries.maps(names(), Arbitraries.lazy(() -> parts(depth - 1)))
                .ofMaxSize(4)
                .map(Part.Folder::new);
    }

    /** Trees whose root may be of any kind. */
    public static Arbitrary<MemoryTree> any() {
        return parts(3).map(part -> {
            MemoryTree.Builder builder = MemoryTree.builder();
            add(builder, TreePath.ROOT, part);
            return builder.build();
        });
    }

    private static void add(MemoryTree.Builder builder, TreePath path, Part part) {
        if (part instanceof Part.File file) {
            builder.file(path, file.content, file.executable);
        } else if (part instanceof Part.Link link) {
            builder.symlink(path.text(), link.target);
        } else if (part instanceof Part.Folder folder) {
            builder.directory(path.text());
            folder.entries.forEach((name, entry) -> add(builder, path.child(name), entry));
        }
    }
}
