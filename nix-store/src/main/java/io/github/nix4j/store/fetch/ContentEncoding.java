package io.github.nix4j.store.fetch;

import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.brotli.BrotliCompressorInputStream;
import org.apache.commons.compress.compressors.brotli.BrotliUtils;

/** Undoes what a server did to content for its way only. We ask for none of this, but some servers do it all the same. */
final class ContentEncoding {
    private static final int COPY_SIZE = 1 << 16;

    private ContentEncoding() {}

    /** The codes in a header's value, in the order in which they were applied. */
    static List<String> codes(String header) {
        return List.of(header.toLowerCase(Locale.ROOT).split(",")).stream()
                .map(String::strip)
                .filter(code -> !code.isEmpty() && !code.equals("identity") && !code.equals("none"))
                .toList();
    }

    /** Replaces the content of {@code file} by what it encodes; an {@link IOException} says that it is broken. */
    static FileSubscriber.Written undo(Path file, List<String> codes, long maxSize) throws IOException {
        Path plain = file.resolveSibling(file.getFileName() + ".plain");
        try (InputStream in = decoder(file, codes);
                HashingOutputStream out = new HashingOutputStream(HashAlgorithm.SHA256, Files.newOutputStream(plain))) {
            byte[] buffer = new byte[COPY_SIZE];
            for (int n; (n = in.read(buffer)) >= 0; ) {
                out.write(buffer, 0, n);
                if (out.count() > maxSize) {
                    throw new FileSubscriber.TooLarge(maxSize);
                }
            }
            out.flush();
            Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
            return new FileSubscriber.Written(out.count(), out.finish());
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static InputStream decoder(Path file, List<String> codes) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            for (int i = codes.size() - 1; i >= 0; i--) {
                in = decoder(new BufferedInputStream(in), codes.get(i));
            }
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static InputStream decoder(BufferedInputStream in, String code) throws IOException {
        return switch (code) {
            case "gzip", "x-gzip" -> undo(in, Compression.Kind.GZIP);
            case "zstd" -> undo(in, Compression.Kind.ZSTD);
            case "deflate" -> new Inflating(in, new Inflater(!hasZlibHeader(in)));
            case "br" -> {
                if (!BrotliUtils.isBrotliCompressionAvailable()) {
                    throw new IOException("the artifact org.brotli:dec is missing");
                }
                yield new BrotliCompressorInputStream(in);
            }
            default -> throw new IOException("unknown content encoding '" + code + "'");
        };
    }

    /** Gives the memory of its inflater back, which the JDK leaves to whoever made that. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in, Inflater inflater) {
            super(in, inflater);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }

    private static InputStream undo(BufferedInputStream in, Compression.Kind kind) throws IOException {
        Compression.Kind found = Compression.Kind.of(in);
        in.mark(1);
        boolean empty = in.read() < 0;
        in.reset();
        if (found != kind && !empty) {
            throw new IOException("the content is not encoded as the server says");
        }
        return found.undo(in);
    }

    /** Some servers send what they call deflated without the header that belongs to it. */
    private static boolean hasZlibHeader(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return (first & 15) == Deflater.DEFLATED && ((first << 8) + second) % 31 == 0;
    }
}
