package io.github.nix4j.store.activity;

/** What takes long. Each kind has a subject (byte text), such as an URL. */
public enum ActivityKind {
    /** A file at an URL is downloaded; progress is in bytes. Attempts and redirects are parts of one download. */
    DOWNLOAD("downloading '", "'"),
    /** Something is sent to an URL. */
    UPLOAD("uploading '", "'"),
    /** An archive is downloaded, if need be, and unpacked. */
    UNPACK("unpacking '", "' into the Git cache"),
    /** Commits of the Git repository at an URL are fetched. */
    GIT_FETCH("fetching Git repository '", "'"),
    /** Commits of the Mercurial repository at an URL are fetched. */
    MERCURIAL_FETCH("fetching Mercurial repository '", "'"),
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
}
