package io.github.nix4j.store.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * User names and passwords by host, as {@code netrc} files hold them. Immutable; its text never holds a password. All texts
 * are byte text.
 */
public final class Netrc {
    /** Knows nobody. */
    public static final Netrc EMPTY = new Netrc(Map.of());

    /** What stands for every other host. */
    private static final String ANY = "";

    private final Map<String, Login> logins;

    /** A user and a password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "login of " + user;
        }
    }

    private Netrc(Map<String, Login> logins) {
        this.logins = logins;
    }

    /** Reads the content of a file. What is not understood counts for nothing. */
    public static Netrc parse(String content) {
        Map<String, Login> logins = new LinkedHashMap<>();
        List<String> words = words(content);
        String host = null;
        String user = "";
        String password = "";
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).toLowerCase(Locale.ROOT);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            switch (word) {
                case "machine", "default" -> {
                    add(logins, host, user, password);
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
        add(logins, host, user, password);
        return new Netrc(logins);
    }

    private static void add(Map<String, Login> logins, @Nullable String host, String user, String password) {
        if (host != null && !(user.isEmpty() && password.isEmpty())) {
            logins.putIfAbsent(host, new Login(user, password));
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

    @Nullable
    Login find(String host) {
        Login login = logins.get(host.toLowerCase(Locale.ROOT));
        return login != null ? login : logins.get(ANY);
    }

    @Override
    public String toString() {
        return "netrc for " + logins.keySet();
    }
}
