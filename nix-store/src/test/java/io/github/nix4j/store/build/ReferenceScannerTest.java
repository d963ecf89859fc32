package io.github.nix4j.store.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** References are found wherever they lie, however the bytes come. */
class ReferenceScannerTest {
    private static final StorePath FIRST = StorePath.of("92hvx00fg0l4kai48ilcb9alskzj5lgx-a");
    private static final StorePath SECOND = StorePath.of("5758gmgp8vf479smalfvq6m4sw5xsh2z-b");
    private static final StorePath ABSENT = StorePath.of("5758gmgp8vf479smalfvq6m4sw5xsh20-c");

    @Property(tries = 500)
    void anySplit(@ForAll long seed, @ForAll @IntRange(max = 200) int before, @ForAll @IntRange(max = 80) int between) {
        Random random = new Random(seed);
        String noise = "0123456789abcdfghijklmnpqrsvwxyz/-eE";
        StringBuilder text = new StringBuilder();
        random.ints(before, 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
        text.append(FIRST.hashPart());
        random.ints(between, 0, noise.length()).forEach(i -> text.append(noise.charAt(i)));
        text.append(SECOND.hashPart(), 0, 31).append('e').append(SECOND.hashPart());
        byte[] bytes = ByteText.bytes(text.toString());
        ReferenceScanner scanner = new ReferenceScanner(List.of(FIRST, SECOND, ABSENT));
        int at = 0;
        while (at < bytes.length) {
            int n = Math.min(bytes.length - at, 1 + random.nextInt(70));
            scanner.write(bytes, at, n);
            at += n;
        }
        assertThat(scanner.found()).isEqualTo(new TreeSet<>(List.of(FIRST, SECOND)));
    }
}
