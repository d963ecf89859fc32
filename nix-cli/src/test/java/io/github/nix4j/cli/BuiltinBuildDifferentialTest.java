package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builders that are part of Nix, and what builders tell Nix: both programs say the same and leave the same objects. */
class BuiltinBuildDifferentialTest {
    private static final String HELLO = "sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=";

    @TempDir
    Path directory;

    private BuildFolder folder;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
        Path files = Files.createDirectories(directory.resolve("files"));
        Files.writeString(files.resolve("hello"), "hello\n");
        Files.createDirectories(files.resolve("tree/sub"));
        Path program = Files.writeString(files.resolve("tree/sub/program"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(files.resolve("tree/link"), Path.of("sub"));
        ByteArrayOutputStream nar = new ByteArrayOutputStream();
        NarWriter.write(DiskTree.of(files.resolve("tree")), TreePath.ROOT, nar);
        Files.write(files.resolve("tree.nar"), nar.toByteArray());
        try (var compressed = new XZCompressorOutputStream(Files.newOutputStream(files.resolve("tree.nar.xz")))) {
            compressed.write(nar.toByteArray());
        }
        try (OutputStream encoded = new GZIPOutputStream(Files.newOutputStream(files.resolve("encoded")))) {
            encoded.write("hello\n".getBytes(StandardCharsets.US_ASCII));
        }
        tar(files.resolve("one.tar"), "channel/default.nix", "channel/sub/x");
        tar(files.resolve("two.tar"), "a", "b");
        tar(files.resolve("none.tar"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = files.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean found = Files.isRegularFile(file);
            byte[] body = found ? Files.readAllBytes(file) : "nothing\n here \n".getBytes(StandardCharsets.US_ASCII);
            if (file.endsWith("encoded")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void tar(Path file, String... names) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(1);
                tar.putArchiveEntry(entry);
                tar.write('x');
                tar.closeArchiveEntry();
            }
        }
    }

    /** Both build these attributes of the expression, in this order. */
    private void same(String expression, String... attributes) throws IOException, InterruptedException {
        Files.writeString(
                directory.resolve("x.nix"),
                expression
                        .replace(
                                "URL", "http://127.0.0.1:" + server.getAddress().getPort())
                        .replace("FILES", directory.resolve("files").toString())
                        .replace("HELLO", HELLO));
        List<List<String>> commands = new ArrayList<>();
        for (String attribute : attributes) {
            commands.add(BuildFolder.line("build -f x.nix --no-link --print-out-paths " + attribute));
        }
        List<ProgramRun> theirs = folder.story(false, commands);
        Map<String, String> expected = folder.objects();
        folder.clear();
        List<ProgramRun> ours = folder.story(true, commands);
        Map<String, String> found = folder.objects();
        folder.clear();
        for (int i = 0; i < attributes.length; i++) {
            assertThat(ours.get(i)).as(attributes[i]).isEqualTo(theirs.get(i));
        }
        // What a failed build has made stays in the store of C++ Nix, without being valid.
        found.forEach((name, what) -> assertThat(what).as(name).isEqualTo(expected.get(name)));
        Stream<ProgramRun> built = theirs.stream().filter(run -> run.status() == 0);
        assertThat(found).hasSizeGreaterThan((int) built.count());
    }

    @Test
    void filesAreFetched() throws IOException, InterruptedException {
        same(
                """
                let
                  fetch = url: more: import <nix/fetchurl.nix> ({ inherit url; hash = "HELLO"; } // more);
                  plain = more: derivation ({ name = "x"; system = "builtin"; builder = "builtin:fetchurl"; } // more);
                  flat = { outputHash = "HELLO"; outputHashMode = "flat"; };
                in {
                  http = fetch "URL/hello" { };
                  file = fetch "file://FILES/hello" { name = "other"; };
                  encoded = fetch "URL/encoded" { };
                  nothing = fetch "URL/nothing" { };
                  noFile = fetch "file://FILES/nothing" { };
                  noUrl = fetch "nothing" { };
                  mismatch = fetch "URL/tree.nar" { };
                  program = fetch "URL/hello" {
                    executable = true;
                    hash = "sha256-GdaNwZxJ6LdC8ZZbM8NMo0sNPb2BaSEUBEqdTHjBHyQ=";
                  };
                  nar = fetch "URL/tree.nar" { unpack = true; hash = "sha256-lUQFcPsI8wxBDRqzHtpkjkdnrkgBUe8qk+FwLSC+W8s="; };
                  compressed = fetch "URL/tree.nar.xz" { unpack = true; hash = "HELLO"; };
                  noNar = fetch "URL/one.tar" { unpack = true; };
                  noHash = plain { url = "URL/hello"; };
                  direct = plain (flat // { url = "URL/hello"; });
                }
                """,
                "http",
                "file",
                "encoded",
                "nothing",
                "noFile",
                "noUrl",
                "mismatch",
                "program",
                "nar",
                "compressed",
                "noNar",
                "noHash",
                "direct",
                "http --option hashed-mirrors URL",
                "mismatch --keep-failed");
    }

    @Test
    void channelsAreUnpacked() throws IOException, InterruptedException {
        same("""
                let
                  channel = src: name: derivation {
                    name = "channel";
                    system = "builtin";
                    builder = "builtin:unpack-channel";
                    channelName = name;
                    src = builtins.path { path = src; };
                  };
                in {
                  one = channel FILES/one.tar "mine";
                  two = channel FILES/two.tar "mine";
                  none = channel FILES/none.tar "mine";
                  slash = channel FILES/one.tar "a/b";
                  noArchive = channel FILES/hello "mine";
                  relative = derivation {
                    name = "x"; system = "builtin"; builder = "builtin:unpack-channel"; channelName = "x";
                    src = "files/one.tar";
                  };
                  noSource = derivation {
                    name = "x"; system = "builtin"; builder = "builtin:unpack-channel"; channelName = "x";
                  };
                }
                """, "one", "two", "none", "slash", "noArchive", "relative", "noSource");
    }

    // C++ Nix might kill a shell's last command, which takes its place, between closing its output and its end.
    @Test
    void profilesAreLinked() throws IOException, InterruptedException {
        same(
                """
                let
                  package = name: script: derivation {
                    inherit name;
                    system = "x86_64-linux";
                    builder = "/bin/bash";
                    PATH = "/bin:/usr/bin";
                    args = [ "-c" "mkdir $out; cd $out; ${script}\\n:" ];
                  };
                  env = derivations: derivation {
                    inherit derivations;
                    name = "env";
                    system = "builtin";
                    builder = "builtin:buildenv";
                    manifest = "/manifest";
                  };
                  a = package "a" ''
                    mkdir bin doc nix-support info; echo a > bin/a; echo h > .hidden; echo 1 > info/dir; echo 2 > info/x
                    echo > log; echo > manifest.nix; echo > nix-support/y; echo > doc/a; echo > perllocal.pod
                  '';
                  b = package "b" "mkdir bin doc; echo b > bin/b; echo d > doc/b; ln -s $out/doc linked";
                  c = package "c" "mkdir bin; echo other > bin/a; echo c > bin/c";
                  dangling = package "d" "ln -s /nowhere x";
                  circle = package "circle" "ln -s x x";
                  asks = package "asks" "mkdir nix-support; echo -n '${b} ${c}' > nix-support/propagated-user-env-packages";
                  flat = package "flat" "echo x > bin";
                  folder = package "folder" "mkdir linked; echo z > linked/z";
                in {
                  beside = env [ "true" "5" "1" a "true" "5" "1" b ];
                  conflict = env [ "true" "5" "1" a "true" "5" "1" c ];
                  first = env [ "true" "5" "1" a "true" "4" "1" c ];
                  second = env [ "true" "5" "1" a "true" "6" "1" c "false" "1" "1" b ];
                  asked = env [ "true" "5" "1" asks "true" "5" "1" a ];
                  lost = env [ "true" "5" "1" dangling ];
                  fileFirst = env [ "true" "5" "1" flat "true" "5" "1" a ];
                  fileLast = env [ "true" "5" "1" a "true" "5" "1" b "true" "6" "1" flat ];
                  throughLink = env [ "true" "5" "2" a b "true" "7" "1" folder ];
                  noFolder = env [ "true" "5" "1" ./x.nix "true" "5" "1" a ];
                  twice = env [ "true" "5" "1" a "true" "5" "1" a ];
                  missing = env [ "true" "5" "1" "/no/such" ];
                  circles = env [ "true" "5" "1" circle ];
                  none = env [ ];
                  noList = derivation { name = "x"; system = "builtin"; builder = "builtin:buildenv"; };
                }
                """,
                "beside",
                "conflict",
                "first",
                "second",
                "asked",
                "lost",
                "fileFirst",
                "fileLast",
                "throughLink",
                "noFolder",
                "twice",
                "missing",
                "none",
                "circles",
                "noList");
    }

    @Test
    void buildersTellNix() throws IOException, InterruptedException {
        same("""
                let
                  run = script: derivation {
                    name = "x";
                    system = "x86_64-linux";
                    builder = "/bin/bash";
                    PATH = "/bin:/usr/bin";
                    args = [ "-c" script ];
                  };
                in {
                  messages = run ''
                    echo a
                    echo '@nix {"action":"setPhase","phase":"unpackPhase"}' >&2
                    for i in 0 1 3 4 7; do echo '@nix {"action":"msg","level":'$i',"msg":"level '$i'"}'; done
                    echo ' @nix {}'
                    echo '@nix {"action":"start","id":5,"level":3,"type":0,"text":"x","parent":0,"fields":[]}'
                    echo '@nix {"action":"result","id":5,"type":101,"fields":["x"]}'
                    echo '@nix {"action":"stop","id":5}'
                    echo '@nix {"action":"unknown"}'
                    echo > $out
                    exit 1
                  '';
                  ends = run "printf 'abc\\rx\\n\\rq\\n123\\r\\n\\n  y  \\n   \\nlast'; exit 1";
                }
                """, "messages", "messages --quiet", "messages -v -L", "ends", "ends -L");
    }
}
