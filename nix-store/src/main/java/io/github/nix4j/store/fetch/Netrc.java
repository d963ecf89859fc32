package io.github.nix4j.store.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * User names and passwords by host, as {@code netrc} files hold them. Immutable; its text never holds a password. All texts
 * are byte text.
 */
public final class Netrc {
    /** Knows nobody. */
    public static final Netrc EMPTY = new Netrc(List.of());

    /** What stands for every other host. */
    private static final String ANY = "";

    private final List<Entry> entries;

    /** A user and a password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "login of " + user;
        }
    }

    private record Entry(String host, Login login) {
        boolean isFor(String wanted) {
            return host.equals(wanted) || host.equals(ANY);
        }
    }

    private Netrc(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads the content of a file. What is not understood counts for nothing. */
    public static Netrc parse(String content) {
        List<Entry> entries = new ArrayList<>();
        List<String> words = words(content);
        String host = null;
        String user = "";
        String password = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (word) {
                case "machine", "default" -> {
                    add(entries, host, user, password);
                    user = "";
                    password = "";
                    host = word.equals("default") ? ANY : next.toLowerCase(Locale.ROOT);
                    i += word.equals("default") ? 0 : 1;
                }
                case "login" -> {
                    user = next;
                    i++;
                }
                case "password" -> {
                    password = next;
                    i++;
                }
                case "account" -> i++;
                default -> {}
            }
        }
        add(entries, host, user, password);
        return new Netrc(entries);
    }

    private static void add(List<Entry> entries, @Nullable String host, String user, String password) {
        if (host != null && !(user.isEmpty() && password.isEmpty())) {
            entries.add(new Entry(host, new Login(user, password)));
        }
    }

    /** The words between blanks, quoted ones whole; without comments and macros, which end with an empty line. */
    private static List<String> words(String content) {
        List<String> words = new ArrayList<>();
        boolean macro = false;
        for (String line : content.split("\r?\n", -1)) {
            macro &= !line.isBlank();
            if (macro || line.stripLeading().startsWith("#")) {
                continue;
            }
            for (int i = 0; i < line.length(); ) {
                char c = line.charAt(i);
                if (c == ' ' || c == '\t') {
                    i++;
                    continue;
                }
                StringBuilder word = new StringBuilder();
                i = c == '"' ? quoted(line, i + 1, word) : plain(line, i, word);
                if (word.toString().equals("macdef")) {
                    macro = true;
                    break;
                }
                words.add(word.toString());
            }
        }
        return words;
    }

    private static int plain(String line, int start, StringBuilder word) {
        int i = start;
        while (i < line.length() && line.charAt(i) != ' ' && line.charAt(i) != '\t') {
            word.append(line.charAt(i++));
        }
        return i;
    }

    private static int quoted(String line, int start, StringBuilder word) {
        int i = start;
        while (i < line.length() && line.charAt(i) != '"') {
            if (line.charAt(i) == '\\' && i + 1 < line.length()) {
                i++;
                char c = line.charAt(i);
                word.append(c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c);
            } else {
                word.append(line.charAt(i));
            }
            i++;
        }
        return i + 1;
    }

    /** The first entry for {@code host}: what stands for every host does so for those behind it as well. */
    @Nullable
    Login find(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        for (Entry entry : entries) {
            if (entry.isFor(wanted)) {
                return entry.login();
            }
        }
        return null;
    }

    /** The password of {@code user} on {@code host}; empty where none is known. */
    String password(String host, String user) {
        String wanted = host.toLowerCase(Locale.ROOT);
        for (Entry entry : entries) {
            if (entry.isFor(wanted) && entry.login().user().equals(user)) {
                return entry.login().password();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "netrc for " + entries.stream().map(Entry::host).distinct().toList();
    }
}
