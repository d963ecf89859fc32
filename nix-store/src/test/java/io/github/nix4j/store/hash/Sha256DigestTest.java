package io.github.nix4j.store.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The own SHA-256 is that of the JDK, however the input is cut. */
class Sha256DigestTest {
    @Property
    void itIsTheHashOfTheJdk(@ForAll @IntRange(max = 1000) int length, @ForAll Random random) throws Exception {
        byte[] input = new byte[length];
        random.nextBytes(input);
        MessageDigest own = new Sha256Digest();
        for (int at = 0; at < length; ) {
            int count = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(Math.min(200, length - at));
            if (count == 1 && random.nextBoolean()) {
                own.update(input[at]);
            } else {
                own.update(input, at, count);
            }
            at += count;
        }
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(input);
        assertThat(own.digest()).isEqualTo(expected);
        // It begins anew afterwards.
        assertThat(own.digest(input)).isEqualTo(expected);
    }

    @Test
    void allLengthsUpToSomeBlocks() throws Exception {
        for (int length = 0; length < 300; length++) {
            byte[] input = new byte[length];
            new Random(length).nextBytes(input);
            assertThat(new Sha256Digest().digest(input))
                    .as("length %d", length)
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(input));
        }
    }

    @Test
    void inputsLongerThanTheirBitsFitInAnInt() throws Exception {
        byte[] part = new byte[1 << 20];
        MessageDigest own = new Sha256Digest();
        MessageDigest theirs = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 300; i++) {
            own.update(part);
            theirs.update(part);
        }
        assertThat(own.digest()).isEqualTo(theirs.digest());
    }
}
