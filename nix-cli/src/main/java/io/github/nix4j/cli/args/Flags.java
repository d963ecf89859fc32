package io.github.nix4j.cli.args;

import io.github.nix4j.lang.Message;
import io.github.nix4j.store.UnknownNameException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The flags that a command understands, and the parser of its command line.
 *
 * <p>Nix's rules: flags and other words may be mixed; {@code -qlf} is {@code -q -l -f} and {@code -j3} is {@code -j 3};
 * after {@code --} nothing is a flag. Used by one thread.
 */
public final class Flags {
    private final Map<String, Flag> byLongName = new LinkedHashMap<>();
    private final Map<Character, Flag> byShortName = new LinkedHashMap<>();
    private @Nullable FlagFamily family;
    private String section = "Options";
    private @Nullable Positional unknown;
    private BiFunction<Collection<String>, String, Message> nearest = (names, word) -> Message.plain("");

    /** Puts the flags that are added from now on under a heading of help texts. */
    public Flags section(String heading) {
        section = heading;
        return this;
    }

    /** Adds a flag with arguments; a later one of the same name replaces it. */
    public Flags add(String longName, char shortName, List<String> labels, String description, Flag.Handler handler) {
        Flag flag = new Flag(longName, shortName, labels, description, section, handler);
        byLongName.put(longName, flag);
        if (shortName != 0) {
            byShortName.put(shortName, flag);
        }
        return this;
    }

    /** Adds a flag without arguments. */
    public Flags add(String longName, char shortName, String description, Runnable action) {
        return add(longName, shortName, List.of(), description, arguments -> action.run());
    }

    /** Takes back a flag that was added, which has no short name: a command does not have all that a group has. */
    public Flags remove(String longName) {
        byLongName.remove(longName);
        return this;
    }

    /** Asks {@code family} for flags that the table does not have: one that is computed from the name. */
    public Flags family(FlagFamily family) {
        this.family = family;
        return this;
    }

    /**
     * Adds to what is said of an unknown flag, of which Nix says no more.
     *
     * @param nearest makes the addition of the names that there are and the one that was given, with their dashes; empty for none
     */
    public Flags suggesting(BiFunction<Collection<String>, String, Message> nearest) {
        this.nearest = nearest;
        return this;
    }

    /** Hands on flags that are none of these instead of refusing them. */
    public Flags others(Positional handler) {
        unknown = handler;
        return this;
    }

    /** The flags in the order in which they were added. */
    public Collection<Flag> all() {
        return byLongName.values();
    }

    /**
     * Parses a whole command line.
     *
     * @param words byte text
     * @param positional gets each word that is no flag
     * @throws UsageException if a flag is unknown, lacks arguments, or has the name of something that does not exist for one
     */
    public void parse(List<String> words, Positional positional) {
        Deque<String> rest = new ArrayDeque<>(words);
        boolean onlyPositional = false;
        while (!rest.isEmpty()) {
            if (!onlyPositional) {
                expandCompound(rest);
            }
            String word = rest.removeFirst();
            if (!onlyPositional && word.equals("--")) {
                onlyPositional = true;
            } else if (!onlyPositional && word.startsWith("-")) {
                flag(word, rest, positional);
            } else if (!positional.accept(word, rest)) {
                return;
            }
        }
    }

    private void flag(String word, Deque<String> rest, Positional positional) {
        Flag flag = find(word);
        if (flag == null) {
            if (word.equals("-") && positional.acceptsDash()) {
                positional.accept(word, rest);
                return;
            }
            if (unknown != null && unknown.accept(word, rest)) {
                return;
            }
            throw unrecognised(word);
        }
        int arity = flag.labels().size();
        List<String> arguments = new ArrayList<>(arity);
        if (flag.takesRest()) {
            arguments.addAll(rest);
            rest.clear();
            flag.handler().accept(arguments);
            return;
        }
        while (arguments.size() < arity) {
            String argument = rest.pollFirst();
            if (argument == null) {
                throw new UsageException(Message.of(
                        "flag '%s' requires %s argument(s), but only %s were given", word, arity, arguments.size()));
            }
            arguments.add(argument);
        }
        try {
            flag.handler().accept(arguments);
        } catch (UnknownNameException e) {
            throw new UsageException(e.byteMessage());
        }
    }

    private UsageException unrecognised(String word) {
        List<String> names = new ArrayList<>();
        if (word.startsWith("--")) {
            byLongName.keySet().forEach(name -> names.add("--" + name));
        }
        return new UsageException(Message.quoting("unrecognised flag '" + word + "'"), nearest.apply(names, word));
    }

    private @Nullable Flag find(String word) {
        if (word.startsWith("--")) {
            String name = word.substring(2);
            Flag flag = byLongName.get(name);
            return flag != null || family == null ? flag : family.flag(name);
        }
        return word.length() == 2 ? byShortName.get(word.charAt(1)) : null;
    }

    private static void expandCompound(Deque<String> rest) {
        String word = rest.getFirst();
        if (word.length() <= 2 || word.charAt(0) != '-' || !isLetter(word.charAt(1))) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (int i = 1; i < word.length(); i++) {
            if (!isLetter(word.charAt(i))) {
                parts.add(word.substring(i));
                break;
            }
            parts.add("-" + word.charAt(i));
        }
        rest.removeFirst();
        for (int i = parts.size() - 1; i >= 0; i--) {
            rest.addFirst(parts.get(i));
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
