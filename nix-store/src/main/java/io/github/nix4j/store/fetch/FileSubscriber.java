package io.github.nix4j.store.fetch;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** Writes a response to a file and hashes it on the way; gives up when it becomes too large. */
final class FileSubscriber implements BodySubscriber<FileSubscriber.Written> {
    private static final int COPY_SIZE = 1 << 16;

    /** What was written. */
    record Written(long size, Hash sha256) {}

    /** The response is larger than allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    private final Path file;
    private final long offset;
    private final long limit;
    private final LongConsumer progress;
    private final MessageDigest digest = HashAlgorithm.SHA256.newDigest();
    private final CompletableFuture<Written> result = new CompletableFuture<>();
    private FileChannel channel;
    private Subscription subscription;
    private long size;

    /**
     * @param offset how much of what the file holds already is its beginning
     * @param progress is told how large the file is whenever something has arrived
     */
    @SuppressWarnings("NullAway.Init") // the fields are set by onSubscribe, which comes first
    FileSubscriber(Path file, long offset, long limit, LongConsumer progress) {
        this.file = file;
        this.offset = offset;
        this.limit = limit;
        this.progress = progress;
    }

    @Override
    public CompletionStage<Written> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.truncate(offset);
            takeBeginning();
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            result.completeExceptionally(e);
        }
    }

    private void takeBeginning() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_SIZE);
        while (channel.read(buffer) >= 0) {
            size += buffer.position();
            digest.update(buffer.flip());
            buffer.clear();
        }
        if (size != offset) {
            throw new IOException("what was downloaded before has gone");
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                size += buffer.remaining();
                progress.accept(size);
                if (size > limit) {
                    throw new TooLarge(limit);
                }
                digest.update(buffer.duplicate());
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            subscription.request(1);
        } catch (IOException | RuntimeException e) {
            // Of the second kind are those of whoever watches.
            subscription.cancel();
            onError(e);
        }
    }

    @Override
    public void onError(Throwable problem) {
        try {
            channel.close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        result.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        try {
            channel.close();
            result.complete(new Written(size, Hash.of(HashAlgorithm.SHA256, digest.digest())));
        } catch (IOException e) {
            result.completeExceptionally(e);
        }
    }
}
