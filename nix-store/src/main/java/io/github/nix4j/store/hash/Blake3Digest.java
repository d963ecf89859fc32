package io.github.nix4j.store.hash;

import java.security.MessageDigest;
import org.apache.commons.codec.digest.Blake3;

/** Commons Codec's BLAKE3 behind the JDK's digest interface, 32 bytes of output. */
final class Blake3Digest extends MessageDigest {
    private Blake3 state = Blake3.initHash();

    Blake3Digest() {
        super("BLAKE3");
    }

    @Override
    protected int engineGetDigestLength() {
        return HashAlgorithm.BLAKE3.size();
    }

    @Override
    protected void engineUpdate(byte input) {
        state.update(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        state.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] result = state.doFinalize(HashAlgorithm.BLAKE3.size());
        engineReset();
        return result;
    }

    @Override
    protected void engineReset() {
        state = Blake3.initHash();
    }
}
