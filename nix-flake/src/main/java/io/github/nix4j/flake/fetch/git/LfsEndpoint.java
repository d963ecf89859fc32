package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.url.UrlAuthority;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a server of large files is asked.
 *
 * @param headers what to send there, which may be secret
 */
record LfsEndpoint(String url, Map<String, String> headers) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9%+,./:=@_~-]*");

    /** That of the repository at {@code repository}, which is asked over ssh if that is how it is reached. */
    static LfsEndpoint of(NixUrl repository) throws IOException {
        UrlAuthority authority = repository.authority();
        if (authority == null) {
            throw new FlakeException("cannot tell where the LFS server of Git repository '" + repository
                    + "' is: it has no remote 'origin' with an absolute URL");
        }
        return repository.scheme().equals("ssh")
                ? login(authority, String.join("/", repository.path()))
                : new LfsEndpoint(repository + "/info/lfs", Map.of());
    }

    private static LfsEndpoint login(UrlAuthority authority, String path) throws IOException {
        String target = (authority.user() == null ? "" : authority.user() + "@") + authority.host();
        if (target.startsWith("-")) {
            // Else it would be an option, which may name a program to run.
            throw new FlakeException("strange hostname '" + target + "' blocked");
        }
        List<String> arguments = new ArrayList<>();
        if (authority.port() != null) {
            arguments.add("-p" + authority.port());
        }
        // The other side's shell reads the words.
        String word = PLAIN.matcher(path).matches() ? path : quoted(path);
        arguments.addAll(List.of(target, "--", "git-lfs-authenticate", word, "download"));
        String output = run(arguments);
        if (output.isEmpty()) {
            throw new FlakeException("git-lfs-authenticate: no output (cmd: 'ssh "
                    + arguments.stream().map(LfsEndpoint::quoted).collect(Collectors.joining(" ")) + "')");
        }
        Object answer = FlakeJson.read(output);
        Object header = answer instanceof Map<?, ?> map ? map.get("header") : null;
        if (header == null) {
            throw new FlakeException("no header in git-lfs-authenticate response");
        }
        Object authorization = header instanceof Map<?, ?> map ? map.get("Authorization") : null;
        if (authorization == null) {
            throw new FlakeException("no Authorization in git-lfs-authenticate response");
        }
        Object url = ((Map<?, ?>) answer).get("href");
        if (url == null) {
            throw new FlakeException("[json.exception.out_of_range.403] key 'href' not found");
        }
        return new LfsEndpoint(text(url), Map.of("Authorization", text(authorization)));
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new FlakeException(
                "[json.exception.type_error.302] type must be string, but is " + FlakeJson.type(value));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** What {@code ssh} prints; it may ask its user for passwords. */
    private static String run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ssh"));
        arguments.forEach(argument -> command.add(ByteText.toUnicode(argument)));
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return ProgramOutput.await(process);
        } finally {
            process.destroy();
        }
    }
}
