package io.github.nix4j.lang.internal.builtins;

/**
 * The part of {@code derivation} that is written in Nix. A constant and no resource, because nearly every real evaluation needs
 * it, and reading a first resource from the program's jar takes 10 ms.
 */
final class DerivationSource {
    static final String NAME = "derivation-internal.nix";

    static final String TEXT = """
            /*
              The function `derivation`, as far as it is written in Nix.

              Error traces quote lines of this file, and programs can ask where its
              attributes stand. Both are observable, so the code below keeps the lines
              and columns that traces of Nix show. This comment fills what comes before.

              What the function does:

                - It calls `derivationStrict`, which writes the derivation, only when
                  `drvPath` or an output path is needed. Until then the result is an
                  ordinary set, and one can look at its other attributes for free.

                - The result has all attributes of the argument, one attribute for each
                  output, the list `all` of them, and the argument itself as `drvAttrs`.

                - Each output is the same set again, with its own `outPath` and
                  `outputName`. The result as a whole is the first output.
            */

            /**
              Describe something to be built.

              The argument needs `name`, `system` and `builder`. `args` are the builder's
              arguments, `outputs` the names of what it makes (by default just `out`).
              All attributes but `args` become the builder's environment: numbers,
              Booleans, null and lists as `toString` writes them.

            */
            drvAttrs@{
              outputs ? [ "out" ],
              ...
            }:

            let

              strict = derivationStrict drvAttrs;

              # What every output has, whichever it is.
              # Its lines have their places too.

              commonAttrs = drvAttrs // builtins.listToAttrs byName // {
                  all = map (one: one.value) byName;
                  inherit drvAttrs; };
              # The outputs as listToAttrs wants them, in their order.
              byName = map (outputName: {
                name = outputName;

                value = commonAttrs // {
                  outPath = builtins.getAttr outputName strict;
                  drvPath = strict.drvPath;
                  type = "derivation";
                  inherit outputName;
                };
              }) outputs;


            # The first output stands for the derivation.
            in
            (builtins.head byName).value
            """;

    private DerivationSource() {}
}
