package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All positions of an engine as one number each: every source text gets a range, a position is its start plus the byte
 * offset; 0 is "none". Thread-safe.
 *
 * <p>A number does not keep its text alive. So texts are let go of by rule: those that were only evaluated, not imported, when
 * {@link #RECENT} bytes of newer ones have been; all that are not in use any more by {@link #retain}. A position in a text
 * that is gone is none; its range is given away again only after 2 GiB of other text.
 */
public final class PositionTable {
    /** How much text of finished evaluations is remembered, for errors in values that outlived them. */
    static final int RECENT = 16 << 20;

    private static final String UNKNOWN = ByteText.fromUnicode("«none»:0");

    private final TreeMap<Integer, SourceFile> files = new TreeMap<>();
    private final LinkedHashSet<Integer> finished = new LinkedHashSet<>();
    private long finishedLength;
    private int next = 1;

    /** Gives {@code file} a range and returns its start. */
    public synchronized int add(SourceFile file) {
        int length = file.text().length() + 1;
        int start = length < Integer.MAX_VALUE - next ? next : gap(length);
        files.put(start, file);
        next = start + length;
        return start;
    }

    /** The first place that {@code length} positions fit in between those in use. */
    private int gap(int length) {
        int start = 1;
        for (Map.Entry<Integer, SourceFile> used : files.entrySet()) {
            if (used.getKey() - start >= length) {
                return start;
            }
            start = used.getKey() + used.getValue().text().length() + 1;
        }
        if (length >= Integer.MAX_VALUE - start) {
            throw new NixLimitException(Message.plain("more than 2 GiB of source text in one evaluator; use several"));
        }
        return start;
    }

    /** Says that the text whose range begins at {@code start} has been evaluated; its place in memory may go to newer ones. */
    public synchronized void finish(int start) {
        SourceFile file = files.get(start);
        if (file != null && finished.add(start)) {
            finishedLength += file.text().length();
            while (finishedLength > RECENT && finished.size() > 1) {
                Integer first = finished.iterator().next();
                finished.remove(first);
                SourceFile oldest = files.remove(first);
                finishedLength -= oldest == null ? 0 : oldest.text().length();
            }
        }
    }

    /** Lets go of all texts but nix4j's own and those whose ranges begin at {@code starts}. */
    public synchronized void retain(Set<Integer> starts) {
        files.entrySet()
                .removeIf(entry -> !starts.contains(entry.getKey())
                        && !(entry.getValue().origin() instanceof SourceFile.InternalOrigin));
        finished.clear();
        finishedLength = 0;
    }

    /** How many bytes of source text are held. */
    public synchronized long heldLength() {
        return files.values().stream().mapToLong(file -> file.text().length()).sum();
    }

    /** How messages show the place that {@code pos} stands for, as byte text; {@code «none»:0} where it is not known. */
    public String display(int pos) {
        SourcePosition place = resolve(pos);
        return place == null ? UNKNOWN : place.display();
    }

    /** The place that {@code pos} stands for; null for 0 and where the text is gone. */
    public synchronized @Nullable SourcePosition resolve(int pos) {
        Map.Entry<Integer, SourceFile> entry = files.floorEntry(pos);
        if (entry == null || pos - entry.getKey() > entry.getValue().text().length()) {
            return null;
        }
        return new SourcePosition(entry.getValue(), pos - entry.getKey());
    }
}
