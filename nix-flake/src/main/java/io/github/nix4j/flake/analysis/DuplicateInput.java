package io.github.nix4j.flake.analysis;

import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.internal.eval.Literals;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A flake or tree that a lock file pins more than once, so that it is fetched and evaluated more than once.
 *
 * @param source what it is, without branch and revision, such as {@code github:NixOS/nixpkgs} (byte text)
 * @param occurrences where it is pinned, by path
 * @param merges what would leave one of them. Those of a report that are {@linkplain Merge#sameReference of the same reference} can be
 *     made together; the others may be above these: see {@link LockReport#allMerges}.
 */
public record DuplicateInput(String source, List<Occurrence> occurrences, List<Merge> merges) {
    public DuplicateInput {
        occurrences = List.copyOf(occurrences);
        merges = List.copyOf(merges);
    }

    /**
     * A {@code follows} that makes an input the same as another.
     *
     * @param input the input that is to follow
     * @param target the input that stays
     * @param sameReference whether both ask for the same branch or revision, so that only their age can differ
     */
    public record Merge(InputPath input, InputPath target, boolean sameReference) {
        /** The definition as it may stand in a {@code flake.nix}: {@code inputs.a.inputs.b.follows = "b";} (byte text). */
        public String definition() {
            String path = input.names().stream().map(Literals::name).collect(Collectors.joining(".inputs."));
            return "inputs." + path + ".follows = \"" + target + "\";";
        }
    }
}
