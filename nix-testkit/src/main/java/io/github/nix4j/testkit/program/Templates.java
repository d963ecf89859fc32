package io.github.nix4j.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The templates of the resource {@code corners}, which tells of its form, and whose turn it is. */
final class Templates {
    /** What the names of groups begin with. */
    static final String PREFIX = "corner: ";

    /** @param line where it stands: one that stands there twice has twice the turns */
    record Template(int line, String group, boolean gated, String text) {
        /** Those with many choices have more turns. */
        double weight() {
            return 1 + text.chars().filter(c -> c == '~').count() / CHOICES;
        }
    }

    /**
     * A template's turn.
     *
     * @param visit the how manieth one it is: choices go round with it, so that all of them come
     */
    record Turn(Template template, long visit) {}

    private record Slot(Template template, int number, int slots) {}

    /** @param place in the round, from 0 to 1 */
    private record Placed(double place, Slot slot) {}

    /** So many choices weigh as much as a template. */
    private static final double CHOICES = 8;

    /** What part of the turns goes by weight; the rest goes by groups, so that those of few templates come often enough too. */
    private static final double BY_WEIGHT = 0.25;

    private static final int ROUND = 2000;

    private static final List<Template> ALL = read();

    /** One round: each template at least once. */
    private static final List<Slot> SLOTS = slots();

    private Templates() {}

    /** The names of the groups, as programs tell of them. */
    static Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        ALL.forEach(template -> groups.add(template.group));
        return groups;
    }

    /** Whose turn it is, of the programs of {@code seed} that are made from templates the one with this number. */
    static Turn turn(long seed, int number) {
        long place = (long) Dice.choice(seed, "templates", Integer.MAX_VALUE) + number;
        Slot slot = SLOTS.get((int) (place % SLOTS.size()));
        return new Turn(slot.template, place / SLOTS.size() * slot.slots + slot.number);
    }

    private static List<Slot> slots() {
        Map<String, Long> sizes = ALL.stream().collect(Collectors.groupingBy(Template::group, Collectors.counting()));
        double weights = ALL.stream().mapToDouble(Template::weight).sum();
        Map<String, List<Slot>> byGroup = new LinkedHashMap<>();
        for (Template template : ALL) {
            double part = BY_WEIGHT * template.weight() / weights
                    + (1 - BY_WEIGHT) / sizes.size() / Objects.requireNonNull(sizes.get(template.group));
            int count = Math.max(1, (int) Math.round(part * ROUND));
            for (int i = 0; i < count; i++) {
                byGroup.computeIfAbsent(template.group, group -> new ArrayList<>())
                        .add(new Slot(template, i, count));
            }
        }
        return spread(byGroup.values());
    }

    /** The slots of all groups, those of each in equal distances: however short a stretch is, each group has its part of it. */
    private static List<Slot> spread(Collection<List<Slot>> groups) {
        Random random = new Random(1);
        List<Placed> placed = new ArrayList<>();
        for (List<Slot> group : groups) {
            Collections.shuffle(group, random);
            double first = random.nextDouble();
            for (int i = 0; i < group.size(); i++) {
                placed.add(new Placed((i + first) / group.size(), group.get(i)));
            }
        }
        placed.sort(Comparator.comparingDouble(Placed::place));
        return placed.stream().map(Placed::slot).toList();
    }

    private static List<Template> read() {
        try (InputStream in = Templates.class.getResourceAsStream("corners")) {
            if (in == null) {
                throw new IllegalStateException("the resource 'corners' is missing");
            }
            List<Template> templates = new ArrayList<>();
            String group = "";
            boolean gated = false;
            int number = 0;
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                number++;
                if (line.startsWith("# ")) {
                    gated = line.endsWith(" gated");
                    group = PREFIX + line.substring(2).replace(" gated", "");
                } else if (!line.isBlank() && !line.startsWith("##")) {
                    templates.add(new Template(number, group, gated, line));
                }
            }
            return List.copyOf(templates);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
