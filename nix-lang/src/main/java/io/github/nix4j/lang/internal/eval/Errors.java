package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.NixThrownException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.UnknownNameException;

/**
 * Makes the evaluator's exceptions and their trace frames.
 *
 * <p>Style: the texts are the reference's own. Builtins throw without position; the caller that knows a place adds it. An error
 * to which Nix gives the place of a builtin's call goes through {@link #atNone}, as nothing is known of that place; others have none
 * at all. Values in a text go through {@link ErrorPrinter}. Arguments of templates are byte text and are highlighted.
 */
public final class Errors {
    private final PositionTable positions;
    private final ErrorPrinter printer;

    public Errors(PositionTable positions, ErrorPrinter printer) {
        this.positions = positions;
        this.printer = printer;
    }

    public NixException eval(String template, Object... args) {
        return new NixException(ErrorKind.EVAL, Message.of(template, args));
    }

    public NixException type(String template, Object... args) {
        return new NixException(ErrorKind.TYPE, Message.of(template, args));
    }

    public NixException of(ErrorKind kind, String template, Object... args) {
        return new NixException(kind, Message.of(template, args));
    }

    public NixThrownException thrown(String template, Object... args) {
        return new NixThrownException(Message.of(template, args));
    }

    public NixAssertionException assertion(String template, Object... args) {
        return new NixAssertionException(Message.of(template, args));
    }

    /** {@code expected a set but found an integer: 1}. A cell is shown as such: printing goes by its identity. */
    public NixException expected(String what, Value found) {
        return type("expected " + what + " but found %s: %s", found.describeType(), show(found));
    }

    public NixException infiniteRecursion(int pos) {
        return at(of(ErrorKind.INFINITE_RECURSION, "infinite recursion encountered"), pos);
    }

    public NixException callDepth(int pos) {
        return at(of(ErrorKind.STACK_OVERFLOW, "stack overflow; max-call-depth exceeded"), pos);
    }

    /** The stack is full, however deep calls may nest. */
    public NixException stackOverflow() {
        return new NixException(
                ErrorKind.STACK_OVERFLOW, Message.plain("stack overflow (possible infinite recursion)"));
    }

    public NixException interrupted() {
        return new NixLimitException(Message.plain("interrupted by the user"));
    }

    /** What the store layer reports, as an error of the program that asked for it. */
    public NixException store(StoreException e) {
        if (e.isInterruption()) {
            return interrupted();
        }
        ErrorKind kind = e instanceof UnknownNameException ? ErrorKind.USAGE : ErrorKind.IO;
        NixException error = new NixException(kind, Message.quoting(e.byteMessage()), e);
        String doing = e.doing();
        return doing == null ? error : ErrorAccess.placelessFrame(error, Message.quoting(doing));
    }

    /** Something was used that needs an experimental feature which is off. */
    public NixException disabledFeature(String feature) {
        return disabledFeature(feature, "");
    }

    /** The same, with what it was used for (byte text), unless that is empty. */
    public NixException disabledFeature(String feature, String use) {
        return new NixException(ErrorKind.DISABLED_FEATURE, Message.ofDisabledFeature(feature, use));
    }

    /** How a value is shown inside a message: short, never forcing. */
    public Message show(Value value) {
        return Message.printed(printer.print(value));
    }

    /** Sets the place of {@code e}; it is {@code «none»} for 0. */
    public <E extends NixException> E at(E e, int pos) {
        SourcePosition place = positions.resolve(pos);
        return place == null ? atNone(e) : ErrorAccess.at(e, place);
    }

    /** Sets the place of {@code e} to {@code «none»}: that of a call of which nothing is known, as builtins make and get them. */
    public <E extends NixException> E atNone(E e) {
        return ErrorAccess.atNone(e);
    }

    /**
     * Adds a frame, whose place is {@code «none»} for 0; {@code template} without arguments is shown as it is. An empty text adds
     * nothing that shows.
     */
    public <E extends NixException> E frame(E e, int pos, String template, Object... args) {
        return ErrorAccess.frame(e, positions.resolve(pos), Message.of(template, args));
    }

    /** Adds a frame that is at no place at all, not even at {@code «none»}. */
    public <E extends NixException> E placelessFrame(E e, String template, Object... args) {
        return ErrorAccess.placelessFrame(e, Message.of(template, args));
    }
}
