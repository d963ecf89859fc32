package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of inputs from the root flake to an input, such as {@code home-manager/nixpkgs}; empty for the root itself. Ordered
 * name by name.
 *
 * @param names byte text
 */
public record InputPath(List<String> names) implements Comparable<InputPath> {
    public static final InputPath ROOT = new InputPath(List.of());

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");

    public InputPath {
        names = List.copyOf(names);
    }

    /** Reads names between slashes; empty ones do not count. */
    public static InputPath parse(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            if (!NAME.matcher(name).matches()) {
                throw FlakeException.usage("invalid flake input attribute path element '" + name + "'");
            }
            names.add(name);
        }
        return new InputPath(names);
    }

    /** Whether {@code follows} can name this path: {@link #parse} refuses names that are quoted in Nix. */
    public boolean canBeFollowed() {
        return names.stream().allMatch(name -> NAME.matcher(name).matches());
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    public InputPath child(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new InputPath(longer);
    }

    /** {@code path}, seen from this input, seen from the root. */
    public InputPath resolve(InputPath path) {
        List<String> longer = new ArrayList<>(names);
        longer.addAll(path.names);
        return new InputPath(longer);
    }

    /** The path of the input that has this one as a direct input; the root is its own parent. */
    public InputPath parent() {
        return names.isEmpty() ? this : new InputPath(names.subList(0, names.size() - 1));
    }

    /** The last name; empty for the root. */
    public String last() {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** Whether this path is {@code other} or leads to something below it. */
    public boolean startsWith(InputPath other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }

    @Override
    public int compareTo(InputPath other) {
        int common = Math.min(names.size(), other.names.size());
        for (int i = 0; i < common; i++) {
            int order = names.get(i).compareTo(other.names.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(names.size(), other.names.size());
    }

    @Override
    public String toString() {
        return String.join("/", names);
    }

    // Not Java's own, which is linked when it is called first: see AttributeValue.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputPath path && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }
}
