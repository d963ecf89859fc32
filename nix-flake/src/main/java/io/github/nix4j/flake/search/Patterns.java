package io.github.nix4j.flake.search;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.search.FoundPackage.Range;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.regex.Regex;
import io.github.nix4j.lang.internal.regex.RegexException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is searched for: all of some regular expressions and none of others, in letters of either case. Immutable. */
final class Patterns {
    private final List<Regex> wanted;
    private final List<Regex> unwanted;

    Patterns(List<String> wanted, List<String> unwanted) {
        this.wanted = wanted.stream().map(Patterns::compile).toList();
        this.unwanted = unwanted.stream().map(Patterns::compile).toList();
    }

    private static Regex compile(String pattern) {
        try {
            return Regex.compileIgnoringCase(pattern);
        } catch (RegexException e) {
            throw new FlakeException("invalid regular expression '" + pattern + "'", 1, e);
        }
    }

    /** The package if it is searched for, else null. */
    @Nullable
    FoundPackage match(Evaluation ev, String path, String fullName, String description) {
        int dash = fullName.indexOf('-');
        while (dash >= 0 && (dash + 1 == fullName.length() || isLetter(fullName.charAt(dash + 1)))) {
            dash = fullName.indexOf('-', dash + 1);
        }
        String name = dash < 0 ? fullName : fullName.substring(0, dash);
        String version = dash < 0 ? "" : fullName.substring(dash + 1);
        for (Regex regex : unwanted) {
            boolean found = !matches(ev, regex, path).isEmpty()
                    || !matches(ev, regex, name).isEmpty()
                    || !matches(ev, regex, description).isEmpty();
            if (found) {
                return null;
            }
        }
        List<Range> inPath = new ArrayList<>();
        List<Range> inDescription = new ArrayList<>();
        for (Regex regex : wanted) {
            List<Range> path1 = matches(ev, regex, path);
            List<Range> description1 = matches(ev, regex, description);
            if (path1.isEmpty()
                    && description1.isEmpty()
                    && matches(ev, regex, name).isEmpty()) {
                return null;
            }
            inPath.addAll(path1);
            inDescription.addAll(description1);
        }
        return new FoundPackage(path, name, version, description, merged(inPath), merged(inDescription));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static List<Range> matches(Evaluation ev, Regex regex, String text) {
        return regex.findAll(text, ev::checkLimits).stream()
                .map(match -> new Range(match.begin(), match.end()))
                .toList();
    }

    /** The same places, each once. */
    private static List<Range> merged(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(Range::begin));
        List<Range> result = new ArrayList<>();
        for (Range range : sorted) {
            Range last = result.isEmpty() ? null : result.get(result.size() - 1);
            if (last != null && range.begin() <= last.end()) {
                result.set(result.size() - 1, new Range(last.begin(), Math.max(last.end(), range.end())));
            } else {
                result.add(range);
            }
        }
        return result;
    }
}
