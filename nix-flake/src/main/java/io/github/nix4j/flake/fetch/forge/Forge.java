package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.io.UrlFetcher;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A kind of forge: where it has what, and how it is asked. Implementations hold no state. */
public sealed interface Forge permits GitHub, GitLab, SourceHut {
    /** All kinds. */
    static List<Forge> all() {
        return List.of(new GitHub(), new GitLab(), new SourceHut());
    }

    /** The type of its inputs. */
    String type();

    /** The host that inputs mean which do not name one. */
    String defaultHost();

    /** How {@code token} is presented to the forge, as the headers of a request. */
    Map<String, String> authorization(String token, Consumer<String> warnings);

    /**
     * The commit that a branch, tag or {@code HEAD} is at, in hexadecimal.
     *
     * @param headers go with every request
     */
    String resolve(Input input, String ref, UrlFetcher urls, Map<String, String> headers);

    /** Where the archive of a commit is. */
    String archive(Input input, String rev, boolean authorized);

    /** Where Git finds the repository. */
    String repository(Input input);

    /** The host that {@code input} is on. */
    default String host(Input input) {
        return Objects.requireNonNullElse(input.attributes().text("host"), defaultHost());
    }

    /** The owner and the name of the repository, with a separator between. */
    static String path(Input input, String separator) {
        return input.attributes().requireText("owner")
                + separator
                + input.attributes().requireText("repo");
    }
}
