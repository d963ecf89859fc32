package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.syntax.AstPrinter;
import io.github.nix4j.lang.syntax.Formals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The formals of a function while they are read, and their check. */
final class FormalsDraft {
    private static final int LIMIT = 65_535;

    final int token;
    final List<Formals.Formal> formals = new ArrayList<>();
    boolean ellipsis;

    FormalsDraft(int token) {
        this.token = token;
    }

    /**
     * The finished formals of the function that begins at an offset.
     *
     * @param param the name of the whole argument, if it has one
     * @param problems told if a name occurs twice: of several, that which was known first
     */
    Formals finish(@Nullable String param, int start, NameTable names, Problems problems) {
        Set<String> seen = new HashSet<>();
        Formals.@Nullable Formal duplicate = null;
        for (Formals.Formal formal : formals) {
            if (!seen.add(formal.name())
                    && (duplicate == null || names.rank(formal.name()) < names.rank(duplicate.name()))) {
                duplicate = formal;
            }
        }
        if (duplicate != null) {
            problems.report(duplicate(duplicate.name(), duplicate.pos()));
        }
        if (param != null && seen.contains(param)) {
            problems.report(duplicate(param, start));
        }
        if (formals.size() > LIMIT) {
            problems.report(
                    new ParseFailure("too many formal arguments, implementation supports at most " + LIMIT, start));
        }
        return new Formals(duplicate == null ? List.copyOf(formals) : distinct(), ellipsis);
    }

    private List<Formals.Formal> distinct() {
        Set<String> seen = new HashSet<>();
        return formals.stream().filter(formal -> seen.add(formal.name())).toList();
    }

    private static ParseFailure duplicate(String name, int pos) {
        return new ParseFailure(Message.of("duplicate formal function argument '%s'", AstPrinter.name(name)), pos);
    }
}
