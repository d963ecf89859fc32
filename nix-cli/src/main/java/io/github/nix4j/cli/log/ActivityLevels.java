package io.github.nix4j.cli.log;

import io.github.nix4j.store.activity.ActivityKind;

/** What Nix's logs know of kinds of activities. */
public final class ActivityLevels {
    private static final int INFO = 3;
    private static final int TALKATIVE = 4;
    private static final int NEVER = Integer.MAX_VALUE;

    private static final long UNKNOWN = 0;
    private static final long FILE_TRANSFER = 101;
    private static final long FETCH_TREE = 112;

    private ActivityLevels() {}

    /** How much has to be said for the beginning of one to be told in text. */
    public static int of(ActivityKind kind) {
        return switch (kind) {
            case STEP, UNPACK -> INFO;
            case DOWNLOAD, UPLOAD, GIT_FETCH, MERCURIAL_FETCH -> TALKATIVE;
            case INPUT, GIT_HEAD, LOGIN -> NEVER;
        };
    }

    /** Whether C++ Nix tells of such activities, too. */
    static boolean isKnownToNix(ActivityKind kind) {
        return of(kind) != NEVER;
    }

    static long number(ActivityKind kind) {
        return switch (kind) {
            case DOWNLOAD, UPLOAD -> FILE_TRANSFER;
            case GIT_FETCH -> FETCH_TREE;
            case UNPACK, MERCURIAL_FETCH, INPUT, GIT_HEAD, LOGIN, STEP -> UNKNOWN;
        };
    }

    /** Whether it is told of its subject by itself. */
    static boolean hasSubject(ActivityKind kind) {
        return number(kind) == FILE_TRANSFER;
    }
}
