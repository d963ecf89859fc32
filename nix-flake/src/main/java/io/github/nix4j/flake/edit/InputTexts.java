package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.store.ByteText;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and references that somebody wants in a {@code flake.nix}: checked Unicode text becomes byte text, and that a literal. */
final class InputTexts {
    /** What editing refuses is what no Nix could read; which features there are is for those to say who lock. */
    private static final ReferenceRules RULES = new ReferenceRules(Set.of("flakes", "verified-fetches"), warning -> {});

    /** Paths that nobody would take for anything else. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(?s)[./].*|(?!~)[A-Za-z0-9._+/?&=%@~-]+");

    private InputTexts() {}

    /** The name of an input of the flake itself. */
    static String name(String unicode) {
        String name = bytes("the name of an input", unicode);
        if (name.equals("self")) {
            throw new FlakeEditException("'self' is the flake itself, no input");
        }
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new FlakeEditException("'" + name + "' is no name of an input: "
                    + (name.isEmpty() ? "it is empty" : "slashes separate the names of inputs of inputs"));
        }
        return name;
    }

    /** A reference that Nix can read. */
    static String url(String unicode) {
        String url = bytes("a flake reference", unicode);
        if (url.isEmpty()) {
            throw new FlakeEditException("'' is no flake reference: it is empty");
        }
        String path;
        try {
            path = FlakeRefParser.of(RULES)
                    .relativePaths(true)
                    .parse(url)
                    .input()
                    .relativePath();
        } catch (FlakeException e) {
            throw new FlakeEditException(
                    "'" + url + "' is no flake reference: " + e.nixMessage().text());
        }
        // Nix takes what is no URL for a relative path, and says at the next use that there is no such file.
        boolean asPath = path != null && (!url.startsWith("path:") || path.startsWith("path:"));
        if (asPath && !PLAIN_PATH.matcher(url).matches()) {
            throw new FlakeEditException(
                    "'" + url + "' is no flake reference: it is neither a URL that Nix can read (in which blanks,"
                            + " quotes and letters beyond ASCII are % and two digits) nor a path that begins with './'");
        }
        return url;
    }

    /** The path of an input that is to be followed. */
    static InputPath target(String unicode) {
        String target = bytes("the path of an input", unicode);
        try {
            return InputPath.parse(target);
        } catch (FlakeException e) {
            throw new FlakeEditException(
                    "'" + target + "' cannot be followed: " + e.nixMessage().text());
        }
    }

    private static String bytes(String what, String unicode) {
        Objects.requireNonNull(unicode, what);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(unicode)) {
            throw new FlakeEditException(what + " has half a character in it, which UTF-8 cannot write: '"
                    + ByteText.fromUnicode(unicode) + "'");
        }
        for (int i = 0; i < unicode.length(); i++) {
            if (unicode.charAt(i) < ' ' || unicode.charAt(i) == 0x7f) {
                throw new FlakeEditException(
                        what + " has a control character in it, number " + (int) unicode.charAt(i) + " at " + (i + 1));
            }
        }
        return ByteText.fromUnicode(unicode);
    }

    /** Whether a function can name an argument so. */
    static boolean isArgument(String name) {
        return Literals.isIdentifier(name) && !Literals.isKeyword(name);
    }

    /** A name (byte text) as it stands before {@code =}. */
    static String attribute(String name) {
        return Literals.name(name);
    }

    /** A text (byte text) as a literal. */
    static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${");
        return "\"" + escaped + "\"";
    }
}
