package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.syntax.Expr;
import java.util.Arrays;
import java.util.List;

/**
 * A compiled file, read as far as its top: the rest of the tree is read when it is asked for.
 *
 * @param root the expression, with {@link io.github.nix4j.lang.syntax.Deferred} ones in it
 * @param names in the order in which parsing enters them into the symbol table
 * @param free names that have to be global for the file's variables to be bound
 * @param needsHome whether there has to be a home directory
 */
public record CompiledForm(Expr root, List<String> names, List<String> free, boolean needsHome) {

    /**
     * Reads a form that {@link FormWriter} made.
     *
     * @param source the text that was parsed
     * @param whole whether the whole tree is read at once
     */
    static CompiledForm read(byte[] form, String source, boolean whole) {
        ByteCursor in = new ByteCursor(form, 0);
        int interned = in.number();
        String[] names = new String[in.number()];
        for (int i = 0; i < names.length; i++) {
            names[i] = in.text();
        }
        boolean needsHome = in.next() != 0;
        String[] free = new String[in.number()];
        for (int i = 0; i < free.length; i++) {
            free[i] = names[in.number()];
        }
        Expr root = new ExprReader(new ExprReader.Text(form, names, source, whole), in.at).read(0);
        return new CompiledForm(root, Arrays.asList(names).subList(0, interned), Arrays.asList(free), needsHome);
    }
}
