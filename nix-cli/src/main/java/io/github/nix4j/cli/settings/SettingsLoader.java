package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.store.ByteText;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a run from where Nix keeps them: the system's {@code nix.conf}, the user's, {@code NIX_CONFIG}; a
 * later one wins.
 */
public final class SettingsLoader {
    private final Session session;
    private final Invocation invocation;
    private final Settings settings;

    private SettingsLoader(Session session) {
        this.session = session;
        this.invocation = session.invocation();
        this.settings = session.settings();
    }

    /**
     * Sets in the settings of {@code session} what its environment gives.
     *
     * @throws io.github.nix4j.cli.CliException if a text is malformed or a value is invalid
     */
    public static void load(Session session) {
        Invocation invocation = session.invocation();
        SettingsLoader loader = new SettingsLoader(session);
        String directory = invocation.nonEmptyVariable("NIX_CONF_DIR");
        loader.applyFile((directory == null ? "/etc/nix" : directory) + "/nix.conf");
        List<String> userFiles = loader.userFiles();
        for (int i = userFiles.size() - 1; i >= 0; i--) {
            loader.applyFile(userFiles.get(i));
        }
        String config = invocation.variable("NIX_CONFIG");
        if (config != null) {
            loader.apply(config, "NIX_CONFIG");
        }
        String nixPath = invocation.variable("NIX_PATH");
        if (nixPath != null) {
            loader.settings.set("nix-path", words(SearchPathParser.parse(nixPath)));
        }
    }

    private static String words(List<SearchPathEntry> entries) {
        List<String> words = new ArrayList<>();
        for (SearchPathEntry entry : entries) {
            words.add(entry.prefix().isEmpty() ? entry.path() : entry.prefix() + "=" + entry.path());
        }
        return String.join(" ", words);
    }

    private List<String> userFiles() {
        String listed = invocation.variable("NIX_USER_CONF_FILES");
        List<String> files = new ArrayList<>();
        if (listed != null) {
            addAll(listed, "", files);
            return files;
        }
        files.add(session.folders().config() + "/nix.conf");
        String shared = invocation.variable("XDG_CONFIG_DIRS");
        addAll(shared == null ? "/etc/xdg" : shared, "/nix/nix.conf", files);
        return files;
    }

    private static void addAll(String colonList, String suffix, List<String> files) {
        int start = 0;
        while (start <= colonList.length()) {
            int end = colonList.indexOf(':', start);
            end = end < 0 ? colonList.length() : end;
            if (end > start) {
                files.add(colonList.substring(start, end) + suffix);
            }
            start = end + 1;
        }
    }

    private void applyFile(String path) {
        String text = read(path);
        if (text != null) {
            apply(text, path);
        }
    }

    private void apply(String text, String origin) {
        settings.apply(text, origin, this::read, invocation.variable("NIX_PATH") != null);
    }

    // java.io.File names a file by the locale's encoding: a configuration file is found where that can name it.
    private @Nullable String read(String path) {
        try (FileInputStream in = new FileInputStream(ByteText.toUnicode(invocation.absolute(path)))) {
            return ByteText.of(in.readAllBytes());
        } catch (IOException e) {
            return null;
        }
    }
}
