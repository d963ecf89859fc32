package io.github.nix4j.store.activity;

/** What takes long. Each kind has a subject (byte text), such as an URL. Only downloads tell how far they are. */
public enum ActivityKind {
    /** A file at an URL is downloaded; progress is in bytes of the file. Attempts and redirects are parts of one download. */
    DOWNLOAD("downloading '", "'"),
    /** Something is sent to an URL. */
    UPLOAD("uploading '", "'"),
    /** An archive is downloaded, if need be, and unpacked. */
    UNPACK("unpacking '", "' into the Git cache"),
    /** Commits of the Git repository at an URL are fetched. */
    GIT_FETCH("fetching Git repository '", "'"),
    /** The Git repository at an URL is asked which branch is its own. */
    GIT_HEAD("looking at Git repository '", "'"),
    /** Commits of the Mercurial repository at an URL are fetched. */
    MERCURIAL_FETCH("fetching Mercurial repository '", "'"),
    /** Another machine is asked for credentials. */
    LOGIN("logging in to '", "'"),
    /** What a flake needs is brought, by whatever way; the subject is a flake reference. */
    INPUT("fetching input '", "'"),
    /** A step of a command; the subject says what is done. */
    STEP("", "");

    private final String before;
    private final String after;

    ActivityKind(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** What is done, in the words of C++ Nix if it has any: byte text without a full stop. */
    public String describe(String subject) {
        return before + subject + after;
    }

    /** Whether another program does it, which may ask its user for a password on the terminal. */
    public boolean mayAsk() {
        return this == GIT_FETCH || this == GIT_HEAD || this == MERCURIAL_FETCH || this == LOGIN;
    }
}
