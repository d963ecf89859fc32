package io.github.nix4j.cli.command;

import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.OutputLinks;
import java.util.List;

/** The flags {@code --out-link} and {@code --no-link}: by which name to link to what was built. */
final class OutLink {
    private String name = "result";

    void declare(Flags flags) {
        flags.add(
                "out-link",
                'o',
                List.of("path"),
                "Link to what was built by this name; result by default.",
                arguments -> name = arguments.get(0));
        flags.add("no-link", '\0', "Make no link.", () -> name = "");
    }

    /** Links to what was built, unless no link is wanted: numbered from the second one on. */
    void make(OutputLinks links, List<Buildable> built) {
        if (name.isEmpty()) {
            return;
        }
        for (int i = 0; i < built.size(); i++) {
            String numbered = i == 0 ? name : name + "-" + i;
            built.get(i).links().forEach((target, suffix) -> links.link(numbered + suffix, target));
        }
    }
}
