package io.github.nix4j.flake.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A random set of flakes below one directory: directories and repositories that refer to each other by absolute and relative
 * paths, with follows, overrides, trees that are no flakes, and flakes with lock files of their own. The same seed gives the
 * same flakes.
 */
final class FlakeWorld {
    /** What every flake provides: what it sees of itself and its inputs, and a derivation made of them. */
    private static final String OUTPUTS = """
            let
              others = builtins.removeAttrs inputs [ "self" ];
              see = i: {
                names = builtins.attrNames i;
                place = i.outPath;
                tree = i.sourceInfo.outPath;
                info = builtins.removeAttrs i.sourceInfo [ "outPath" ];
                inputs = builtins.mapAttrs (n: j: j.outPath) (i.inputs or { });
                v = i.v or "none";
              };
            in
            {
              v = "VALUE";
              seen = builtins.mapAttrs (n: see) others;
              own = see self;
              packages.x86_64-linux.default = derivation {
                name = "VALUE";
                system = "x86_64-linux";
                builder = "/bin/sh";
                sources = builtins.mapAttrs (n: i: "${i}") others;
                __structuredAttrs = true;
                self = "${self}/flake.nix";
                lock = builtins.pathExists ./flake.lock;
                text = builtins.hashFile "sha256" ./flake.nix;
              };
              packages.other-system = { };
              overlays.default = final: prev: { };
              templates.t = { description = "a template"; path = ./.; };
              lib.x = 1;
            }""";

    private static final String[] NAMES = {"a", "b", "c", "nixpkgs", "utils"};

    /** How many worlds have one whose top has many inputs. */
    private static final int WIDE_ONE_IN = 6;

    private static final int MOST_INPUTS = 20;

    /** Inputs that the top has besides the few that every flake may have. */
    private final int more;

    private final Random random;
    private final Path root;
    private final ReferenceNix reference;
    private final List<Member> members = new ArrayList<>();

    /**
     * A flake.
     *
     * @param tree the tree that it is in
     * @param dir its directory there; empty for the root
     */
    record Member(String tree, String dir, boolean git, TreeMap<String, String> inputs) {
        Path path(Path root) {
            return dir.isEmpty() ? root.resolve(tree) : root.resolve(tree).resolve(dir);
        }
    }

    FlakeWorld(long seed, Path root, ReferenceNix reference) {
        this.random = new Random(seed);
        this.more = seed % WIDE_ONE_IN == WIDE_ONE_IN - 1 ? 4 + random.nextInt(MOST_INPUTS - 3) : 0;
        this.root = root;
        this.reference = reference;
    }

    Path root() {
        return root;
    }

    Member top() {
        return members.get(0);
    }

    List<Member> members() {
        return members;
    }

    /** Makes the flakes on disk. The first is the top: none depends on it. */
    void create() throws IOException, InterruptedException {
        int trees = 1 + random.nextInt(7);
        for (int i = 0; i < trees; i++) {
            String tree = "t" + i;
            boolean git = random.nextInt(3) == 0;
            members.add(new Member(tree, "", git, new TreeMap<>()));
            for (int j = random.nextInt(4) - 1; j > 0; j--) {
                members.add(new Member(tree, random.nextBoolean() ? "sub" + j : "deep/sub" + j, git, new TreeMap<>()));
            }
        }
        for (int i = 0; i < members.size(); i++) {
            for (int n = random.nextInt(4); n > 0; n--) {
                members.get(i).inputs().put(name(), input(i));
            }
        }
        for (int n = 0; n < more; n++) {
            top().inputs().put("input" + n, input(0));
        }
        for (int i = members.size() - 1; i >= 0; i--) {
            write(members.get(i));
        }
        Files.createDirectories(root.resolve("plain"));
        Files.writeString(root.resolve("plain/README"), "plain\n");
        stamp(root.resolve("plain"));
        for (int i = trees - 1; i >= 0; i--) {
            Path tree = root.resolve("t" + i);
            Member first = member("t" + i);
            if (first.git()) {
                reference.git(tree, "init", "-q");
                reference.git(tree, "add", "-A");
                reference.git(tree, "commit", "-qm", "first");
            }
            if (i > 0 && random.nextInt(3) == 0) {
                reference.nix(root, "flake", "lock", (first.git() ? "git+file://" : "path:") + tree);
                if (first.git()) {
                    reference.git(tree, "add", "-A");
                    reference.git(tree, "commit", "-qm", "lock");
                }
            }
            stamp(tree);
        }
    }

    private Member member(String tree) {
        return members.stream()
                .filter(member -> member.tree().equals(tree))
                .findFirst()
                .orElseThrow();
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    /** Changes one flake: an input more, less or other, or just its text. */
    void edit() throws IOException, InterruptedException {
        int i = random.nextInt(members.size());
        Member member = members.get(i);
        if (random.nextInt(3) > 0 || member.inputs().isEmpty()) {
            member.inputs().put(name(), input(i));
        } else {
            member.inputs().remove(member.inputs().firstKey());
        }
        write(member);
        if (member.git() && random.nextInt(4) > 0) {
            reference.git(root.resolve(member.tree()), "commit", "-qam", "edit");
        }
        stamp(root.resolve(member.tree()));
    }

    private String input(int from) {
        StringBuilder text = new StringBuilder("{ ");
        switch (random.nextInt(8)) {
            case 0 -> text.append("follows = \"").append(path()).append("\"; ");
            case 1 -> text.append("url = \"path:").append(root).append("/plain\"; flake = false; ");
            default -> text.append("url = \"").append(url(from)).append("\"; ");
        }
        for (int n = random.nextInt(3) - 1; n > 0; n--) {
            String at = "inputs." + name() + (random.nextInt(3) == 0 ? ".inputs." + name() : "");
            if (random.nextBoolean()) {
                text.append(at).append(".follows = \"").append(path()).append("\"; ");
            } else {
                text.append(at).append(".url = \"").append(url(from)).append("\"; ");
            }
        }
        return text.append("}").toString();
    }

    private String path() {
        String path = name();
        while (random.nextInt(3) == 0) {
            path += "/" + name();
        }
        return random.nextInt(20) == 0 ? "" : path;
    }

    private String url(int from) {
        Member member = members.get(from);
        // Mostly later ones, so that most worlds have no cycle.
        int target = random.nextInt(12) == 0 || from + 1 >= members.size()
                ? random.nextInt(members.size())
                : from + 1 + random.nextInt(members.size() - from - 1);
        Member other = members.get(target);
        if (other.tree().equals(member.tree())) {
            Path relative = member.path(root).relativize(other.path(root));
            String text = relative.toString();
            return random.nextBoolean() ? "path:" + (text.isEmpty() ? "." : text) : "./" + text;
        }
        String dir = other.dir().isEmpty() ? "" : "?dir=" + other.dir();
        return (other.git() ? "git+file://" : "path:") + root.resolve(other.tree()) + dir;
    }

    private void write(Member member) throws IOException {
        StringBuilder text = new StringBuilder("{\n  description = \"" + member.tree() + "\";\n");
        member.inputs()
                .forEach((name, input) -> text.append("  inputs.")
                        .append(name)
                        .append(" = ")
                        .append(input)
                        .append(";\n"));
        text.append("  outputs = { self, ... }@inputs: ")
                .append(OUTPUTS.replace("VALUE", "v" + random.nextInt(1000)))
                .append(";\n}\n");
        Files.createDirectories(member.path(root));
        Files.writeString(member.path(root).resolve("flake.nix"), text.toString());
    }

    /** Gives all files the same date. */
    void stamp(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(file -> !file.toString().contains("/.git/"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
            }
        }
    }

    /** An argument for {@code flake update} or {@code --override-input}. */
    String inputPath() {
        String path = name();
        return random.nextInt(3) == 0 ? path + "/" + name() : path;
    }

    /** A reference to some flake. */
    String reference() {
        Member other = members.get(random.nextInt(members.size()));
        return (other.git() ? "git+file://" : "path:") + root.resolve(other.tree());
    }

    int choose(int bound) {
        return random.nextInt(bound);
    }

    String topReference() {
        return (top().git() ? "git+file://" : "path:") + root.resolve("t0");
    }

    Path topLock() {
        return root.resolve("t0/flake.lock");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Member member : members) {
            text.append(member.tree())
                    .append('/')
                    .append(member.dir())
                    .append(member.git() ? " (git) " : " ")
                    .append(member.inputs())
                    .append('\n');
        }
        return text.toString();
    }
}
