package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.ChildProcess;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.build.ExitStatus;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code allow-unsafe-native-code-during-evaluation} brings: programs that an expression runs. Libraries that C++ Nix
 * loads speak its own binary interface, so {@code importNative} has nothing that it could load.
 */
final class NativeBuiltins implements BuiltinGroup {
    private final Session session;

    NativeBuiltins(Session session) {
        this.session = session;
    }

    @Override
    public void register(BuiltinRegistry r) {
        r.add1("exec", "words", this::exec)
                .doc(
                        "Runs a program with arguments and gives the value of the expression that it writes to its standard"
                                + " output. Present only with `allow-unsafe-native-code-during-evaluation`.");
        r.add2("importNative", "path symbol", NativeBuiltins::importNative)
                .doc(
                        "In C++ Nix, a value that a shared library makes. nix4j cannot load such libraries: it always fails."
                                + " Present only with `allow-unsafe-native-code-during-evaluation`.");
    }

    private Value exec(Evaluation ev, Value words) {
        HelperThread.refuse("a program");
        ListValue list = ev.forceList(words, 0, "while evaluating the first argument passed to builtins.exec");
        if (list.items.length == 0) {
            throw ev.errors.eval("at least one argument to 'exec' required");
        }
        ContextBuilder context = new ContextBuilder();
        List<String> command = new ArrayList<>();
        for (Value word : list.items) {
            String which = command.isEmpty() ? "the first element of" : "an element of";
            String frame = "while evaluating " + which + " the argument passed to builtins.exec";
            command.add(Coercion.toText(ev, 0, word, context, frame, Coercion.Mode.PLAIN));
        }
        String program = command.get(0);
        try {
            ev.engine.storeBridge().realise(ev, context.build());
        } catch (NixException e) {
            throw e.kind() == ErrorKind.INVALID_PATH
                    ? ev.errors.eval(
                            "cannot execute '%s', since store " + e.nixMessage().text(), program)
                    : e;
        }
        SourceFile output = SourceFile.ofString(output(ev, command));
        SourcePath root = new SourcePath(ev.engine.io().root(), TreePath.ROOT);
        Value parsed;
        try {
            parsed = ev.engine.prepare(output, root);
        } catch (NixException e) {
            throw ev.errors.frame(e, 0, "while parsing the output from '%s'", program);
        }
        try {
            return ev.force(parsed, 0);
        } catch (NixException e) {
            throw ev.errors.frame(e, 0, "while evaluating the output from '%s'", program);
        }
    }

    /** What a program writes, as byte text. */
    private String output(Evaluation ev, List<String> command) {
        String program = command.get(0);
        ChildProcess child;
        try {
            child = ChildProcess.start(
                    session, command, null, session.invocation().workingDirectory(), true);
        } catch (IOException e) {
            // Nix's process says so itself, in colours whatever it writes to, and ends.
            session.log(
                    0,
                    "\u001b[31;1merror:\u001b[0m executing \u001b[35;1m\"" + program + "\"\u001b[0m: \u001b[35;1m"
                            + SystemReason.ofStart(e) + "\u001b[0m");
            throw failed(ev, program, new ExitStatus(1).text());
        }
        try (child;
                InputStream out = child.output()) {
            byte[] text = out.readAllBytes();
            ExitStatus ending = new ExitStatus(child.waitFor());
            if (!ending.isSuccess()) {
                throw failed(ev, program, ending.text());
            }
            return ByteText.of(text);
        } catch (IOException e) {
            throw failed(ev, program, "was not read: " + SystemReason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ev.checkLimitsNow();
            throw failed(ev, program, "was interrupted");
        }
    }

    private static NixException failed(Evaluation ev, String program, String how) {
        return ev.errors.eval("program \"%s\" %s", program, Message.plain(how));
    }

    private static Value importNative(Evaluation ev, Value path, Value symbol) {
        ContextBuilder context = new ContextBuilder();
        SourcePath library = Coercion.toPath(ev, 0, path, context, "while realising the context of a path");
        ev.engine.storeBridge().realise(ev, context.build());
        ev.forceStringNoContext(symbol, 0, "while evaluating the second argument passed to builtins.importNative");
        throw ev.errors.eval(
                "could not open '%s': nix4j runs in a JVM and cannot load libraries made for C++ Nix",
                library.display());
    }
}
