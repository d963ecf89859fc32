package io.github.nix4j.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Programs from templates, for what random expressions seldom reach: the resource {@code corners}, which tells of its form.
 */
final class Corners {
    /** Use of what only experimental features allow. */
    static final String GATED = "gated";

    /** What the names of groups begin with. */
    static final String PREFIX = "corner: ";

    private static final String OPEN = "<<";
    private static final String CLOSE = ">>";

    private record Template(String group, boolean gated, String text) {}

    private static final List<Template> ALL = read();

    /** So many choices make a template come once more. */
    private static final int CHOICES = 8;

    /** All templates; those with many choices more often, so that each choice has its turns. */
    private static final List<Template> WEIGHTED = ALL.stream()
            .flatMap(template ->
                    Collections.nCopies(
                            1
                                    + (int) template.text
                                                    .chars()
                                                    .filter(c -> c == '~')
                                                    .count()
                                            / CHOICES,
                            template)
                            .stream())
            .toList();

    private static final List<List<Template>> BY_GROUP = List.copyOf(ALL.stream()
            .collect(Collectors.groupingBy(Template::group, LinkedHashMap::new, Collectors.toList()))
            .values());

    private final Expressions expressions;
    private final Dice dice;

    Corners(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    /** The names of the groups, as programs tell of them. */
    static Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        ALL.forEach(template -> groups.add(template.group));
        return groups;
    }

    private static List<Template> read() {
        try (InputStream in = Corners.class.getResourceAsStream("corners")) {
            if (in == null) {
                throw new IllegalStateException("the resource 'corners' is missing");
            }
            List<Template> templates = new ArrayList<>();
            String group = "";
            boolean gated = false;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("# ")) {
                    gated = line.endsWith(" gated");
                    group = PREFIX + line.substring(2).replace(" gated", "");
                } else if (!line.isBlank() && !line.startsWith("##")) {
                    templates.add(new Template(group, gated, line));
                }
            }
            return List.copyOf(templates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program from one of the templates. */
    Code any() {
        // Groups of few templates come often enough too.
        Template template = dice.of(dice.chance(0.4) ? WEIGHTED : dice.of(BY_GROUP));
        expressions.used.add(template.group);
        if (template.gated) {
            expressions.used.add(GATED);
        }
        String text = filled(template.text);
        // Half of them with the layout's blanks, in strings too.
        return dice.chance(0.5) ? Code.of(Code.EXPRESSION, text) : new Code(text, Code.EXPRESSION);
    }

    private String filled(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            out.append(text, at, open);
            int close = end(text, open);
            out.append(hole(text.substring(open + 2, close)));
            at = close + 2;
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Where the hole that opens at {@code open} closes. */
    private static int end(String text, int open) {
        int depth = 0;
        for (int i = open; i + 1 < text.length(); i++) {
            if (text.startsWith(OPEN, i)) {
                depth++;
                i++;
            } else if (text.startsWith(CLOSE, i)) {
                depth--;
                // Of three in a row, the outer ones close: what they close may end in such a sign.
                if (depth == 0 && !text.startsWith(CLOSE, i + 1)) {
                    return i;
                }
                if (depth == 0) {
                    return i + 1;
                }
                i++;
            }
        }
        throw new IllegalStateException("a hole without an end: " + text);
    }

    private String hole(String text) {
        if (text.startsWith(":")) {
            return expressions
                    .sound(Signatures.type(text.substring(1)), Scope.EMPTY, dice.below(6))
                    .at(Code.SELECTION);
        }
        if (text.equals("!")) {
            return expressions.wrong().text();
        }
        if (text.equals("n")) {
            return "\n";
        }
        if (text.matches("x:[0-9a-f]{2}")) {
            return String.valueOf((char) (Code.BYTE + Integer.parseInt(text.substring(2), 16)));
        }
        if (text.matches("\\d+-\\d+")) {
            String[] ends = text.split("-");
            return Integer.toString(dice.between(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
        }
        return filled(dice.of(choices(text)));
    }

    private static List<String> choices(String text) {
        List<String> choices = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(OPEN, i)) {
                i = end(text, i) + 1;
            } else if (text.charAt(i) == '~') {
                choices.add(text.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(text.substring(start));
        return choices;
    }
}
