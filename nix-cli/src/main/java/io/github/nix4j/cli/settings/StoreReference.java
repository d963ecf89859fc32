package io.github.nix4j.cli.settings;

import com.google.common.net.InetAddresses;
import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.url.PercentEncoding;
import io.github.nix4j.lang.url.UrlAuthority;
import io.github.nix4j.store.tree.TreePath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a store is named: a URL, a path with a slash, or one of the words {@code auto}, {@code daemon} and {@code local}. */
public final class StoreReference {
    private StoreReference() {}

    /**
     * The form in which Nix prints a reference.
     *
     * @param directory where a relative path begins; absolute byte text
     * @param warnings receives the complaint about a parameter without equal sign
     * @throws UsageException if no store can be named so
     * @throws CliException if its parameters cannot be read
     */
    public static String normal(String text, String directory, Consumer<String> warnings) {
        int hash = text.indexOf('#');
        String rest = hash < 0 ? text : text.substring(0, hash);
        int mark = rest.indexOf('?');
        String base = mark < 0 ? rest : rest.substring(0, mark);
        SortedMap<String, String> parameters = parameters(mark < 0 ? "" : rest.substring(mark + 1), warnings);
        if (base.isEmpty() || base.equals("auto")) {
            return word("auto", parameters);
        }
        if (base.equals("local")) {
            return parameters.isEmpty() ? base : url("local", List.of(""), parameters);
        }
        if (base.equals("daemon")) {
            return parameters.isEmpty() ? base : url("unix", List.of(""), parameters);
        }
        NixUrl url = url(base);
        if (url != null) {
            NixUrl whole = url.withQuery(parameters);
            return whole.authority() != null ? whole.toString() : url(whole.scheme(), whole.path(), parameters);
        }
        if (!base.contains("/") || base.contains("://")) {
            throw new UsageException(Message.of("Cannot parse Nix store '%s'", rest));
        }
        TreePath path = TreePath.of(base.startsWith("/") ? base : directory + "/" + base);
        return url("local", Arrays.asList(path.text().split("/", -1)), parameters);
    }

    /** References in normal form, each once, in the order that sets of them have: URLs by scheme, then by what follows. */
    static List<String> sorted(List<String> normal) {
        return normal.stream()
                .distinct()
                .sorted(Comparator.comparingInt(StoreReference::rank)
                        .thenComparing(StoreReference::base)
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static int rank(String normal) {
        return switch (base(normal)) {
            case "auto" -> 0;
            case "daemon" -> 2;
            case "local" -> 3;
            default -> 1;
        };
    }

    private static String base(String normal) {
        int mark = normal.indexOf('?');
        // The end of a scheme comes before all that a longer one may go on with.
        return (mark < 0 ? normal : normal.substring(0, mark)).replace("://", "\0");
    }

    private static SortedMap<String, String> parameters(String query, Consumer<String> warnings) {
        try {
            return query.isEmpty() ? new TreeMap<>() : NixUrl.parseLenientQuery(query, warnings);
        } catch (BadUrlException e) {
            throw new CliException(e.nixMessage());
        }
    }

    private static String word(String word, SortedMap<String, String> parameters) {
        String url = url("x", List.of(""), parameters);
        return word + url.substring("x://".length());
    }

    private static String url(String scheme, List<String> path, SortedMap<String, String> parameters) {
        return new NixUrl(scheme, UrlAuthority.EMPTY, path, parameters, "").toString();
    }

    private static @Nullable NixUrl url(String base) {
        try {
            return NixUrl.parse(base, false, warning -> {});
        } catch (BadUrlException e) {
            String bracketed = bracketed(base);
            return bracketed == null ? null : NixUrl.parse(bracketed, false, warning -> {});
        }
    }

    /** A URL of nothing but an address of IPv6 without the brackets that it should have; null for others. */
    private static @Nullable String bracketed(String base) {
        int slashes = base.indexOf("://");
        int host = slashes < 0 ? 0 : Math.max(slashes + 3, base.indexOf('@') + 1);
        int percent = base.indexOf('%', host);
        String address = base.substring(host, percent < 0 ? base.length() : percent);
        if (slashes < 1 || address.indexOf(':') < 0 || !InetAddresses.isInetAddress(address)) {
            return null;
        }
        String zone = percent < 0 ? "" : "%25" + PercentEncoding.encode(base.substring(percent + 1), "");
        return base.substring(0, host) + "[" + address + zone + "]";
    }
}
