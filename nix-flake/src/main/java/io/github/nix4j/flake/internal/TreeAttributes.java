package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.TimeText;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.path.StorePath;
import java.util.Objects;
import java.util.function.Supplier;

/** What a program sees of a fetched tree: {@code sourceInfo} of a flake, the result of {@code fetchTree}. */
final class TreeAttributes {
    private static final int SHORT_REVISION = 7;
    private static final String NULL_REVISION = "0".repeat(40);

    private final Evaluation ev;
    private final AttrsBuilder attrs;

    private TreeAttributes(Evaluation ev) {
        this.ev = ev;
        this.attrs = ev.newAttrs(10);
    }

    /**
     * The attributes of the tree at {@code path}.
     *
     * @param nullRevision whether a tree without revision gets one of zeros, as {@code fetchGit} does
     * @param hideRevision whether it is other than the revision that it was fetched from
     */
    static AttrsValue of(Evaluation ev, StorePath path, Input input, boolean nullRevision, boolean hideRevision) {
        return new TreeAttributes(ev).make(path, input, nullRevision, hideRevision);
    }

    /**
     * The attributes of a tree that is hashed when a program asks for one of those that tell its hash.
     *
     * @param input what is known of it before
     * @param locked gives the same with the hash
     */
    static AttrsValue late(
            Evaluation ev, Supplier<StorePath> path, Input input, Supplier<Input> locked, boolean hideRevision) {
        TreeAttributes tree = new TreeAttributes(ev);
        // Printers show both as what they are: to programs, nothing about them is late.
        tree.attrs.add(
                ev.intern("outPath"), JavaNode.late(() -> FlakeBuiltins.store(ev, () -> outPath(ev, path.get()))));
        tree.attrs.add(
                ev.intern("narHash"),
                JavaNode.late(() -> FlakeBuiltins.store(ev, () -> StringValue.of(narHash(locked.get())))));
        return tree.describe(input, false, hideRevision);
    }

    private static String narHash(Input locked) {
        return Objects.requireNonNull(locked.narHash());
    }

    private static StringValue outPath(Evaluation ev, StorePath path) {
        return new StringValue(ev.engine.storeBridge().print(path), StringContext.of(new ContextElement.Opaque(path)));
    }

    private AttrsValue make(StorePath path, Input input, boolean nullRevision, boolean hideRevision) {
        attrs.add(ev.intern("outPath"), outPath(ev, path));
        text("narHash", input.narHash());
        return describe(input, nullRevision, hideRevision);
    }

    private AttrsValue describe(Input input, boolean nullRevision, boolean hideRevision) {
        if (input.type().equals("git")) {
            attrs.add(ev.intern("submodules"), BoolValue.of(input.attributes().bool("submodules")));
        }
        if (!hideRevision) {
            revision(input, nullRevision);
        }
        String dirty = input.attributes().text("dirtyRev");
        if (dirty != null) {
            text("dirtyRev", dirty);
            text("dirtyShortRev", input.attributes().text("dirtyShortRev"));
        }
        Long modified = input.lastModified();
        if (modified != null) {
            attrs.add(ev.intern("lastModified"), IntValue.of(modified));
            text("lastModifiedDate", TimeText.digits(modified));
        }
        return attrs.build();
    }

    private void revision(Input input, boolean nullRevision) {
        String rev = input.rev();
        if (rev == null && nullRevision) {
            rev = NULL_REVISION;
        }
        if (rev != null) {
            text("rev", rev);
            text("shortRev", rev.substring(0, SHORT_REVISION));
        }
        Long count = input.revCount();
        if (count != null || nullRevision) {
            attrs.add(ev.intern("revCount"), IntValue.of(count == null ? 0 : count));
        }
    }

    private void text(String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            attrs.add(ev.intern(name), StringValue.of(value));
        }
    }
}
