package io.github.nix4j.lang.io;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.value.ContextElement;
import java.util.List;

/** Builds what evaluation itself needs to read ("import from derivation"). Called on evaluating threads, maybe several. */
@FunctionalInterface
public interface Realiser {
    /** Builds nothing: as Nix on a machine that has neither a local store nor remote builders. */
    Realiser NONE = outputs -> {
        throw ErrorAccess.exitStatus(
                new NixException(
                        ErrorKind.IO,
                        Message.plain("Unable to build with a primary store that isn't a local store; either pass a"
                                + " different '--store' or enable remote builds.\n\n"
                                + "For more information check 'man nix.conf' and search for '/machines'.")),
                100);
    };

    /** Makes these outputs valid in the evaluator's store; throws {@link NixException} if that fails. */
    void realise(List<ContextElement.Built> outputs);
}
