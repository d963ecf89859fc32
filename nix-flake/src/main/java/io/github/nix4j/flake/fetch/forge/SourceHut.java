package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.url.BadUrlException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** SourceHut, for Git and Mercurial, which is asked as Git's simple HTTP clients ask. */
record SourceHut() implements Forge {
    /** A line of {@code HEAD} or {@code info/refs}. */
    private static final Pattern LINE = Pattern.compile("(?:ref: *)?(\\S+)(?:\\t+([^\n\r]*))?");

    @Override
    public String type() {
        return "sourcehut";
    }

    @Override
    public String defaultHost() {
        return "git.sr.ht";
    }

    @Override
    public Map<String, String> authorization(String token, Consumer<String> warnings) {
        return Map.of("Authorization", "Bearer " + token);
    }

    @Override
    public String resolve(Input input, String ref, UrlFetcher urls, Map<String, String> headers) {
        Pattern wanted = pattern("refs/(heads|tags)/" + ref);
        if (ref.equals("HEAD")) {
            String head = ForgeAnswer.text(urls, repository(input) + "/HEAD", headers);
            Matcher line = LINE.matcher(head.lines().findFirst().orElse(""));
            if (!line.matches()) {
                throw new BadUrlException("in '" + input + "', couldn't resolve HEAD ref '" + ref + "'");
            }
            wanted = pattern(line.group(1));
        }
        String refs = ForgeAnswer.text(urls, repository(input) + "/info/refs", headers);
        for (String text : refs.split("\n")) {
            Matcher line = LINE.matcher(text);
            if (line.matches()
                    && line.group(2) != null
                    && wanted.matcher(line.group(2)).matches()) {
                return line.group(1);
            }
        }
        throw new BadUrlException("in '" + input + "', couldn't find ref '" + ref + "'");
    }

    /** Nix takes names for regular expressions, which shows where one has a dot. */
    private static Pattern pattern(String ref) {
        try {
            return Pattern.compile(ref);
        } catch (PatternSyntaxException e) {
            return Pattern.compile(Pattern.quote(ref));
        }
    }

    @Override
    public String archive(Input input, String rev, boolean authorized) {
        return repository(input) + "/archive/" + rev + ".tar.gz";
    }

    @Override
    public String repository(Input input) {
        return "https://" + host(input) + "/" + Forge.path(input, "/");
    }
}
