package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why a run of the reference says nothing about nix4j. */
enum VoidReason {
    /** It took too long or printed too much. */
    GIVEN_UP(""),
    /** A signal ended it. */
    SIGNAL(""),
    HEAP("(?m)^GC Warning: Out of Memory!"),
    NATIVE_STACK("(?m)^ *error: stack overflow \\(possible infinite recursion\\)$"),
    /** It took a per cent sign of the program's text for one in a format, as its warning about {@code or} does. */
    FORMAT("(?m)^ *error: boost::bad_format_string"),
    /** It tells all the reasons why it builds nothing. */
    BUILDS("(?m)^ *Reason: local builds are disabled \\(max-jobs = 0\\)"),
    /** Its store in memory takes no trees. */
    DUMMY_STORE("' is not supported by store 'dummy://"),
    /** Its store in memory does not know its own name. */
    UNKNOWN_STORE(ByteText.fromUnicode("«unknown»") + "/"),
    /** It quotes its own {@code <nix/fetchurl.nix>}, of which ours has another text. */
    FETCHURL_FILE("(?m)^ *(\\S+ )?at <nix/fetchurl\\.nix>:");

    /** A line of source text in an excerpt, which may have any words in it. */
    private static final Pattern EXCERPT = Pattern.compile("(?m)^ *[0-9]*\\|.*$");

    private static final int FIRST_SIGNAL = 128;

    private final Pattern message;

    VoidReason(String message) {
        this.message = Pattern.compile(message);
    }

    static Optional<VoidReason> of(Outcome outcome) {
        if (outcome.isGivenUp()) {
            return Optional.of(GIVEN_UP);
        }
        if (outcome.status() >= FIRST_SIGNAL) {
            return Optional.of(SIGNAL);
        }
        String messages = EXCERPT.matcher(outcome.err()).replaceAll("");
        for (VoidReason reason : values()) {
            if (!reason.message.pattern().isEmpty()
                    && reason.message.matcher(messages).find()) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
