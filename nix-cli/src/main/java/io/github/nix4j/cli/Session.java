package io.github.nix4j.cli;

import io.github.nix4j.cli.log.ErrorOutput;
import io.github.nix4j.cli.log.JsonLog;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.flake.Preparation;
import io.github.nix4j.flake.fetch.FetchNews;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.ActivityListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of the program: what it was given, its settings, and where it writes. Used by one thread at a time, but for messages and
 * activities, which may come from any.
 */
public final class Session {
    /** The release of C++ Nix that this program behaves as. */
    public static final String NIX_VERSION = "2.34.8";

    /** The levels of what Nix tells, where 0 is for errors. */
    public static final int WARNING = 1;

    public static final int NOTICE = 2;
    public static final int INFO = 3;
    public static final int TALKATIVE = 4;
    public static final int DEBUG = 6;

    private final Invocation invocation;
    private final Settings settings;
    private final UserFolders folders;
    private final Remembered remembered = new Remembered(this);

    private volatile int verbosity;
    private boolean printsBuildLogs;
    private String helpPlace = "";
    private final ErrorOutput err;
    private final SessionActivities activities;
    private final FetchNews fetchNews;
    private volatile boolean logsJson;
    private volatile boolean logsLines;
    private boolean showsStatistics;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<Runnable> closings = new ArrayList<>();
    private String baseDirectory;
    private final Told told = new Told();
    private final SessionOutput output;
    private final Questions questions;
    private final @Nullable Told toldBefore;
    private final @Nullable Preparation preparation;
    private boolean looksAhead;
    private Function<SourceFile, @Nullable Path> localFiles = text -> null;

    Session(Invocation invocation) {
        this(invocation, null, null);
    }

    /**
     * @param preparation what was done ahead for this run, if anything
     * @param toldBefore what an attempt at the same with lookahead has told, if there was one
     */
    Session(Invocation invocation, @Nullable Preparation preparation, @Nullable Told toldBefore) {
        this.preparation = preparation;
        this.toldBefore = toldBefore;
        this.invocation = invocation;
        this.err = new ErrorOutput(invocation.err());
        this.activities = new SessionActivities(this, err);
        this.output = new SessionOutput(invocation.out(), err, activities, told, toldBefore);
        this.questions = new Questions(invocation, err, told, toldBefore);
        this.fetchNews = new FetchNews(this::warn, activities);
        this.settings = new Settings(invocation.workingDirectory(), this::warn);
        this.folders = new UserFolders(this);
        this.baseDirectory = invocation.workingDirectory();
    }

    public Invocation invocation() {
        return invocation;
    }

    public Settings settings() {
        return settings;
    }

    /** Where this user's files are. */
    public UserFolders folders() {
        return folders;
    }

    /**
     * What {@code --version} prints. Under the names of Nix's programs that is the release of Nix whose behaviour this is,
     * which scripts look for; {@code nix4j} names its own version too.
     */
    public String versionLine() {
        return ProgramVersion.line(invocation.programName());
    }

    /** Whether standard error is in colours: where it is shown so, and always in JSON. */
    public boolean hasColours() {
        return logsJson || invocation.showsColours();
    }

    /** Whether somebody sits at a terminal before this run: it reads what they type and prints to where they look. */
    public boolean isInteractive() {
        return invocation.in() == System.in && System.console() != null;
    }

    /**
     * The folder from which files, expressions and flakes are seen that words name: the working directory, or that of the script
     * which the words are in.
     */
    public String baseDirectory() {
        return baseDirectory;
    }

    /** Sees what words name from {@code folder} (absolute byte text). */
    public void seeFrom(String folder) {
        baseDirectory = folder;
    }

    /** Says more (or, below zero, less) than usual. */
    public void addVerbosity(int levels) {
        verbosity = verbosity + levels;
    }

    /** Reports at the end what was counted. */
    public void showStatistics() {
        showsStatistics = true;
    }

    public boolean showsStatistics() {
        String wanted = invocation.variable("NIX_SHOW_STATS");
        return showsStatistics || wanted != null && !wanted.equals("0");
    }

    /**
     * Lets evaluation look ahead on other processor cores: for commands that end at the first failure. They may be run a second time
     * without it ({@link io.github.nix4j.lang.LookaheadException}): all that they do may be done twice.
     */
    public void lookAhead() {
        looksAhead = true;
    }

    /** How many threads may evaluate ahead of this run's. */
    public int helpers() {
        boolean shared = looksAhead && toldBefore == null && verbosity <= 0 && !showsStatistics();
        return shared ? Helpers.number(invocation) : 0;
    }

    /** What this run has written so far. */
    Told told() {
        return told;
    }

    /** What was done ahead for this run; null if nothing was. */
    public @Nullable Preparation preparation() {
        return preparation;
    }

    /** What is kept of a run for the next one. */
    public Remembered remembered() {
        return remembered;
    }

    /** Shows what builders print, line by line. */
    public void printBuildLogs() {
        printsBuildLogs = true;
    }

    /** Whether what builders print is shown. */
    public boolean printsBuildLogs() {
        return printsBuildLogs;
    }

    /** Does something when all output is out. */
    public void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /** Lets go of something when all output is out, also when the run is given up. */
    public void closeAfterwards(Runnable close) {
        closings.add(close);
    }

    void runAfterwards() {
        afterwards.forEach(Runnable::run);
        close();
    }

    /** Ends the run without doing what it would do afterwards. */
    void close() {
        closings.forEach(Runnable::run);
    }

    /** How much more than usual is said; below zero for less. */
    public int verbosity() {
        return verbosity;
    }

    /**
     * Writes byte text to standard output.
     *
     * @throws OutputException if nobody takes it
     */
    public void out(String byteText) {
        output.write(byteText);
    }

    /**
     * Hands on what standard output has buffered.
     *
     * @throws OutputException if nobody takes it
     */
    public void flush() {
        output.flush();
    }

    /** Writes all messages as JSON from here on. */
    public void logJson() {
        logsJson = true;
    }

    /**
     * Writes messages as text from here on.
     *
     * @param progress whether a terminal shows below them what goes on
     */
    public void logText(boolean progress) {
        logsJson = false;
        logsLines = !progress;
    }

    /** Whether messages are written as JSON. */
    public boolean logsJson() {
        return logsJson;
    }

    /** Tells on standard error what {@link #level} allows or is not asked about. */
    public void err(String byteText) {
        log(INFO, byteText);
    }

    /** Tells something on standard error; that it is told at this level is decided before. */
    public void log(int level, String byteText) {
        raw(logsJson ? JsonLog.message(level, byteText) : byteText);
    }

    /** Tells on standard error of a failure. */
    public void fail(Throwable failure) {
        raw(logsJson ? Failure.json(this, failure) : Failure.text(this, failure));
    }

    /** Writes a line of byte text to standard error at once. */
    public void raw(String byteText) {
        if (toldBefore != null && toldBefore.hasLine(byteText)) {
            return;
        }
        told.line(byteText);
        err.line(byteText);
    }

    /** Tells of what goes on as this run's flags ask for, and on a terminal by a line of progress. */
    public ActivityListener activities() {
        return activities;
    }

    /** What fetching has to tell: downloads and all that asks for them tell it together. */
    public FetchNews fetchNews() {
        return fetchNews;
    }

    /** Shows no line of progress from here on. */
    public void withoutProgress() {
        logsLines = true;
        activities.close();
    }

    /** Whether a terminal shows what goes on; not under the names of Nix's older programs, which do not. */
    boolean showsProgress() {
        return isOnTerminal() && !logsJson && !logsLines && verbosity >= 0;
    }

    private boolean isOnTerminal() {
        return invocation.showsColours() && !invocation.programName().startsWith("nix-");
    }

    /** Leaves the terminal to another program until what this returns is closed. */
    public ErrorOutput.Suspension leaveTerminal() {
        return err.suspend();
    }

    /** Writes to standard error what another program has written. */
    void copyError(byte[] bytes, int length) throws IOException {
        err.copy(bytes, length);
    }

    /** Takes away what is shown of activities. */
    void endActivities() {
        activities.close();
    }

    /** Tells on standard error what is being done; on a terminal, a line of progress shows enough. */
    public void progress(String byteText) {
        if (level() >= INFO) {
            err(Secrets.hide(byteText));
        }
    }

    /** Tells on standard error what came of it, as Nix does, also on a terminal. */
    public void notice(String byteText) {
        if (level() >= NOTICE) {
            log(NOTICE, Secrets.hide(byteText));
        }
    }

    /** Tells on standard error what only nix4j does, unless less is to be said. */
    public void tell(String byteText) {
        if (verbosity >= 0) {
            err(byteText);
        }
    }

    /** Has usage errors point to the help page of {@code command}: for commands that Nix does not have, whose texts are our own. */
    public void pointTo(String command) {
        helpPlace = " " + command;
    }

    /** What comes between the program and {@code --help} in usage errors. */
    String helpPlace() {
        return helpPlace;
    }

    /** Has hints name files on disk as {@code files} finds them for texts that messages name elsewhere; null for others. */
    public void findLocalFiles(Function<SourceFile, @Nullable Path> files) {
        localFiles = files;
    }

    /** The file on disk that a text comes from, if messages may name another place; null if nothing is known of one. */
    public @Nullable Path localFile(SourceFile text) {
        return localFiles.apply(text);
    }

    /** Whether more is said than Nix says; not under the names of Nix's programs, whose output scripts know. */
    public boolean givesHints() {
        return invocation.programName().equals("nix4j");
    }

    /**
     * How much is said, in Nix's numbers: 0 is errors only, 1 warnings too, 2 notices, 3 what is done. On a terminal the newer
     * programs begin at 2, as they show there what they do.
     */
    public int level() {
        return (isOnTerminal() ? 2 : 3) + verbosity;
    }

    /**
     * Asks whoever sits at the terminal.
     *
     * @param question byte text
     * @return the one character of the answer; null for other answers, or if there is no terminal
     */
    public @Nullable Character ask(String question) {
        return logsJson ? null : questions.ask(question);
    }

    /** Reports something that does not stop the run. */
    public void warn(String byteText) {
        if (level() < WARNING) {
            return;
        }
        String shown = Secrets.hide(byteText);
        log(WARNING, hasColours() ? "\u001b[35;1mwarning:\u001b[0m " + shown : "warning: " + shown);
    }

    /**
     * Warns of settings that do not exist, and checks that flags had the experimental features that they need.
     *
     * @throws CliException if such a feature is off
     */
    public void checkSettings() {
        for (String name : settings.takeUnknown()) {
            warn("unknown setting '" + name + "'");
            SettingHints.add(this, name);
        }
        settings.requireFeaturesOfFlags();
    }
}
