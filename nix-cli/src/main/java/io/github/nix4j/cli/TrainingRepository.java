package io.github.nix4j.cli;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.DeflaterOutputStream;

/**
 * A Git repository with one commit of one file, for the training. Written by hand: what writes repositories has no place in the
 * class cache, and the program {@code git} may not be there.
 */
final class TrainingRepository {
    private static final String FILE = "flake.nix";
    private static final long OLD = 1_000_000_000;
    private static final int REGULAR = 0100644;
    private static final int NAME_AT = 62;

    private final Path folder;
    private final Path git;

    private TrainingRepository(Path folder) {
        this.folder = folder;
        this.git = folder.resolve(".git");
    }

    /** Makes {@code folder}, which holds nothing but {@code flake.nix}, a repository in which that is committed. */
    static void make(Path folder) throws IOException {
        new TrainingRepository(folder).make();
    }

    private void make() throws IOException {
        for (String part : new String[] {"objects", "refs/heads"}) {
            Files.createDirectories(git.resolve(part));
        }
        text("HEAD", "ref: refs/heads/main\n");
        text("config", "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n");
        Files.setLastModifiedTime(folder.resolve(FILE), FileTime.fromMillis(OLD * 1000));
        Hash blob = object("blob", Files.readAllBytes(folder.resolve(FILE)));
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        tree.write(("100644 " + FILE + "\0").getBytes(StandardCharsets.US_ASCII));
        tree.write(blob.bytes());
        Hash root = object("tree", tree.toByteArray());
        String who = "training <training@localhost> " + OLD + " +0000\n";
        String commit = "tree " + root.base16() + "\nauthor " + who + "committer " + who + "\nTraining\n";
        text(
                "refs/heads/main",
                object("commit", commit.getBytes(StandardCharsets.US_ASCII)).base16() + "\n");
        Files.write(git.resolve("index"), index(blob));
    }

    private void text(String name, String content) throws IOException {
        Files.write(git.resolve(name), content.getBytes(StandardCharsets.US_ASCII));
    }

    private Hash object(String type, byte[] content) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write((type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        whole.write(content);
        Hash id = HashAlgorithm.SHA1.hash(whole.toByteArray());
        Path file = git.resolve("objects")
                .resolve(id.base16().substring(0, 2))
                .resolve(id.base16().substring(2));
        Files.createDirectories(file.getParent());
        try (DeflaterOutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
            out.write(whole.toByteArray());
        }
        return id;
    }

    /** The index, in whose eyes the file has not changed. */
    private byte[] index(Hash blob) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("DIRC");
        out.writeInt(2);
        out.writeInt(1);
        long changed = ((FileTime) Files.getAttribute(folder.resolve(FILE), "unix:ctime")).toMillis();
        int[] numbers = {
            (int) (changed / 1000), 0, (int) OLD, 0, 0, 0, REGULAR, 0, 0, (int) Files.size(folder.resolve(FILE))
        };
        for (int number : numbers) {
            out.writeInt(number);
        }
        out.write(blob.bytes());
        out.writeShort(FILE.length());
        out.writeBytes(FILE);
        for (int length = NAME_AT + FILE.length(), end = (length + 8) / 8 * 8; length < end; length++) {
            out.write(0);
        }
        out.write(HashAlgorithm.SHA1.hash(bytes.toByteArray()).bytes());
        return bytes.toByteArray();
    }
}
