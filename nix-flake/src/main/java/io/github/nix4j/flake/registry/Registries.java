package io.github.nix4j.flake.registry;

import com.google.common.base.Suppliers;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import java.util.List;
import java.util.function.Supplier;

/**
 * The registries of a user, in the order in which they are asked. Thread-safe. The global one may have to be downloaded:
 * that is done when it is asked for first.
 */
public final class Registries {
    /** No registry says anything. */
    public static final Registries NONE =
            new Registries(Registry.EMPTY, Registry.EMPTY, Registry.EMPTY, Registry.EMPTY);

    private static final int LONGEST_CHAIN = 100;

    private final Registry flag;
    private final Supplier<Registry> user;
    private final Supplier<Registry> system;
    private final Supplier<Registry> global;

    /**
     * All registries at once.
     *
     * @param flag what the caller gave, such as by {@code --override-flake}
     * @param user the user's own
     * @param system the machine's
     * @param global the one that all share
     */
    public Registries(Registry flag, Registry user, Registry system, Registry global) {
        this(flag, () -> user, () -> system, () -> global);
    }

    /** As the other constructor, with sources, each of which is asked once, and only if need be. */
    public Registries(Registry flag, Supplier<Registry> user, Supplier<Registry> system, Supplier<Registry> global) {
        this.flag = flag;
        this.user = Suppliers.memoize(user::get);
        this.system = Suppliers.memoize(system::get);
        this.global = Suppliers.memoize(global::get);
    }

    /** What the caller gave. */
    public Registry flag() {
        return flag;
    }

    /** The user's own registry. */
    public Registry user() {
        return user.get();
    }

    /** The machine's registry. */
    public Registry system() {
        return system.get();
    }

    /** The registry that all share; throws what its source throws. */
    public Registry global() {
        return global.get();
    }

    /** These registries with others given by the caller. */
    public Registries withFlag(Registry other) {
        return new Registries(other, user, system, global);
    }

    /**
     * What {@code ref} means: itself if nothing is said about it.
     *
     * @param limited whether the user's and the machine's registry are left out, as for inputs of flakes, whose meaning must
     *     not depend on who locks them
     */
    public FlakeRef resolve(FlakeRef ref, boolean limited) {
        List<Registry> asked = limited ? List.of(flag, global()) : List.of(flag, user(), system(), global());
        Input input = ref.input();
        String dir = "";
        boolean again = true;
        for (int steps = 0; again; steps++) {
            if (steps > LONGEST_CHAIN) {
                throw new FlakeException("cycle detected in flake registry for '" + ref.input() + "'");
            }
            again = false;
            Registry.Entry entry = match(asked, input);
            if (entry != null) {
                input = target(entry, input);
                dir = entry.to().dir();
                again = true;
            }
        }
        if (!input.isDirect()) {
            throw new FlakeException("cannot find flake '" + input + "' in the flake registries");
        }
        return new FlakeRef(input, dir.isEmpty() ? ref.dir() : dir);
    }

    private static Registry.@org.jspecify.annotations.Nullable Entry match(List<Registry> asked, Input input) {
        for (Registry registry : asked) {
            for (Registry.Entry entry : registry.entries()) {
                if (entry.exact() ? entry.from().equals(input) : entry.from().contains(input)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static Input target(Registry.Entry entry, Input input) {
        Input to = entry.to().input();
        if (entry.exact()) {
            return to;
        }
        return to.withRevision(
                entry.from().ref() == null ? input.ref() : null, entry.from().rev() == null ? input.rev() : null);
    }
}
