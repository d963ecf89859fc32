package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.Message;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code nix4j flake edit}: changes the inputs in a {@code flake.nix} and nothing else in it. */
final class FlakeEditCommand extends FlakeSubcommand {
    private static final Map<String, Integer> ARGUMENTS =
            Map.of("add", 2, "follow", 2, "remove", 1, "unfollow", 1, "url", 2);

    private static final String CHANGES =
            "add NAME URL, url INPUT URL, follow INPUT TARGET, unfollow INPUT or remove INPUT";

    private final List<String> words = new ArrayList<>();
    private boolean dryRun;

    FlakeEditCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-edit";
    }

    // Without the flags for evaluating and locking: the file is edited as text.
    @Override
    void declare(Flags flags) {
        flags.section("Options");
        flags.add(
                "flake",
                '\0',
                List.of("flake-url"),
                "The flake to edit, if not that of the working directory.",
                given -> flake(given.get(0)));
        flags.add("dry-run", '\0', "Print what the file would be, and leave it as it is.", () -> dryRun = true);
    }

    @Override
    void word(String word, Deque<String> rest) {
        words.add(word);
    }

    @Override
    void run() {
        Integer wanted = words.isEmpty() ? null : ARGUMENTS.get(words.get(0));
        if (wanted == null) {
            throw words.isEmpty()
                    ? new UsageException(Message.plain("no change is named: there are " + CHANGES))
                    : new UsageException(
                            Message.of("'%s' is not a change: %s", words.get(0), Message.plain(CHANGES)),
                            Hint.nearest(ARGUMENTS.keySet(), words.get(0)));
        }
        if (words.size() != wanted + 1) {
            throw new UsageException(
                    "'" + words.get(0) + "' takes " + wanted + (wanted == 1 ? " argument" : " arguments"));
        }
        try (Evaluators world = Evaluators.create(session, evaluation, true, true)) {
            FlakeLoader loader = world.flakes().loader();
            LocalFlakeFile file = new LocalFlakeFile(loader, loader.references().parse(reference()));
            session.findLocalFiles(text -> file.path());
            EditableFlake before = file.read();
            EditableFlake after = change(before);
            LockedNames.check(named(), file.lockFile(), session);
            if (dryRun) {
                session.out(after.text());
            } else if (after.text().equals(before.text())) {
                session.tell("'" + file.name() + "' says that already");
            } else {
                file.write(after);
                session.tell("changed '" + file.name() + "'");
            }
        }
    }

    private EditableFlake change(EditableFlake flake) {
        String last = words.get(words.size() - 1);
        return switch (words.get(0)) {
            case "add" -> flake.addInput(unicode(words.get(1)), unicode(last));
            case "url" -> flake.setUrl(path(words.get(1)), unicode(last));
            case "follow" -> flake.setFollows(path(words.get(1)), unicode(last));
            case "unfollow" -> flake.removeFollows(path(last));
            default -> flake.removeInput(path(last));
        };
    }

    /** The inputs that the change names and need not be in the file: they are known to other flakes. */
    private List<InputPath> named() {
        return switch (words.get(0)) {
            case "url" -> List.of(path(words.get(1)));
            case "follow" -> List.of(path(words.get(1)), InputPath.parse(words.get(2)));
            default -> List.of();
        };
    }

    /** The path of an input in the file, where it may have names that no target of {@code follows} has. */
    private static InputPath path(String word) {
        return new InputPath(
                Stream.of(word.split("/")).filter(name -> !name.isEmpty()).toList());
    }

    private static String unicode(String word) {
        String unicode = ByteText.toUnicode(word);
        if (!ByteText.fromUnicode(unicode).equals(word)) {
            throw new CliException("'" + word + "' is not UTF-8, so that it is not written into a flake.nix");
        }
        return unicode;
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // The file is changed as text; nothing is fetched or locked.
    }
}
