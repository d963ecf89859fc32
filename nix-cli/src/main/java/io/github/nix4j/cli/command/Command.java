package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** A command of the program: declares its flags, takes its words, runs. One object serves one run. */
abstract class Command {
    protected final Session session;

    Command(Session session) {
        this.session = session;
    }

    /** Adds the flags that the command understands beside the common ones. */
    abstract void declare(Flags flags);

    /** The name of the command's help page. */
    abstract String helpPage();

    /** The commands below this one; none for most. */
    Collection<String> subcommands() {
        return List.of();
    }

    /** Takes a word that is no flag; {@code rest} are the words after it, which may be taken too. */
    void word(String word, Deque<String> rest) {
        throw new UsageException("unexpected argument '" + word + "'");
    }

    /** Whether the command evaluates impurely unless told otherwise. */
    boolean impureByDefault() {
        return false;
    }

    /** The experimental feature that the command needs; empty for none. */
    String feature() {
        return "nix-command";
    }

    /** What the program ends with after {@link #run}. */
    int status() {
        return 0;
    }

    /** Does the work; a failure is an exception with Nix's message. */
    abstract void run();
}
