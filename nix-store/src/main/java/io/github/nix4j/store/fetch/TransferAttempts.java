package io.github.nix4j.store.fetch;

import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tries a transfer until it works or trying again is of no use; all attempts are one activity. An interrupt ends it. */
final class TransferAttempts {
    private final HttpTransfer transfer;
    private final RetryPolicy retries;
    private final Consumer<String> warnings;
    private final ActivityListener activities;

    TransferAttempts(
            HttpTransfer transfer, RetryPolicy retries, Consumer<String> warnings, ActivityListener activities) {
        this.transfer = transfer;
        this.retries = retries;
        this.warnings = warnings;
        this.activities = activities;
    }

    /** Brings what is at {@code url} to {@code target}, unless it is what {@code knownEtag} names. */
    HttpTransfer.Result download(String url, Map<String, String> headers, String knownEtag, Path target) {
        try (Activity activity = activities.begin(ActivityKind.DOWNLOAD, Secrets.hideInUrl(url))) {
            return repeat(transfer, url, headers, knownEtag, target, activity);
        }
    }

    /** Sends {@code content}, of which it becomes the owner, and brings the answer to {@code target}. */
    void upload(byte[] content, String url, Map<String, String> headers, Path target) {
        try (Activity activity = activities.begin(ActivityKind.UPLOAD, Secrets.hideInUrl(url))) {
            // What arrives is the answer, not what is uploaded.
            repeat(transfer.posting(content), url, headers, "", target, Activity.UNWATCHED);
        }
    }

    private HttpTransfer.Result repeat(
            HttpTransfer means, String url, Map<String, String> headers, String etag, Path target, Activity activity) {
        @Nullable Resumption resumption = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return means.get(url, headers, etag, target, resumption, activity);
            } catch (DownloadException e) {
                if (!e.mayWorkLater() || attempt >= retries.attempts()) {
                    throw e;
                }
                Duration wait =
                        retries.wait(attempt, e, ThreadLocalRandom.current().nextDouble());
                resumption = e.resumption();
                String where = resumption == null ? "" : " from offset " + resumption.offset();
                warnings.accept(e.byteMessage() + "; retrying" + where + " in " + wait.toMillis() + " ms (attempt "
                        + attempt + "/" + retries.attempts() + ")");
                sleep(url, wait);
            }
        }
    }

    private static void sleep(String url, Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(url, e);
        }
    }

    /** What a download ends with that was given up because its thread was interrupted. */
    static DownloadException interrupted(String url, Exception cause) {
        return new DownloadException(
                Kind.OTHER, "download of '" + Secrets.hideInUrl(url) + "' was interrupted", null, cause);
    }
}
