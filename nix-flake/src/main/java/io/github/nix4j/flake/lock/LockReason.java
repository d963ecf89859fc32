package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.InputPath;
import org.jspecify.annotations.Nullable;

/**
 * Why an input is locked other than it was.
 *
 * @param by for {@link Kind#CAME_WITH_ITS_FLAKE} and {@link Kind#WENT_WITH_ITS_FLAKE}, the input that this flake is
 */
public record LockReason(Kind kind, @Nullable InputPath by) {
    /** What may lead to a change; the names in lower case with hyphens are what programs are told. */
    public enum Kind {
        /** The lock file did not have it. */
        NEW("it is not locked yet"),
        /** No flake names it any more. */
        UNUSED("no flake has this input any more"),
        /** Its reference in {@code flake.nix} is another one. */
        REFERENCE_CHANGED("its reference was changed"),
        /** It is a relative path, and the flake that this is relative to is another one. */
        PARENT_CHANGED("its path is relative to another flake now"),
        /** The {@code follows} in {@code flake.nix} was added, removed or changed. */
        FOLLOWS_CHANGED("what it follows was changed"),
        /** The caller asked for this input to be updated. */
        UPDATE("its update was asked for"),
        /** The caller asked for all inputs to be updated. */
        UPDATE_OF_ALL("the update of all inputs was asked for"),
        /** The caller gave another reference for it. */
        OVERRIDE("it was overridden"),
        /** The flake that has it as an input was locked anew, and it or its own lock file says so. */
        CAME_WITH_ITS_FLAKE("it comes with"),
        /** The flake that had it as an input is another one, or none any more. */
        WENT_WITH_ITS_FLAKE("it goes with the change of");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name for programs, as in {@code reference-changed}. */
        public String keyword() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    static LockReason of(Kind kind) {
        return new LockReason(kind, null);
    }

    /** The reason in words that go on after "because" (byte text). */
    public String text() {
        return by == null ? kind.text : kind.text + " '" + by + "'";
    }
}
