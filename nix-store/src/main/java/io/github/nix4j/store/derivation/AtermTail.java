package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.Arrays;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The text of a derivation after its inputs: sources, system, builder, arguments and environment, which is most of it. It is needed
 * three times for each derivation that is evaluated, with different texts before it and with or without the paths of the
 * derivation's own outputs, and so made once, without these and with the places where they go. Immutable.
 */
final class AtermTail {
    /** For all but environment and inputs. */
    private static final int USUAL_REST = 512;

    private static final int PER_VARIABLE = 8;
    private static final int PER_SOURCE = 128;

    private final byte[] bytes;

    /** Where the values of variables called like outputs go, in the order of their names. */
    private final int[] places;

    private final StoreDir dir;

    private AtermTail(StoreDir dir, byte[] bytes, int[] places) {
        this.dir = dir;
        this.bytes = bytes;
        this.places = places;
    }

    static AtermTail of(Derivation drv, StoreDir dir) {
        if (drv.env().containsKey(StructuredAttrs.ENV_NAME)) {
            throw new StoreException("Cannot have an environment variable named '__json'."
                    + " This key is reserved for encoding structured attrs");
        }
        AtermBuffer to = new AtermBuffer(dir, estimate(drv));
        String separator = "],[";
        for (StorePath source : drv.inputSources()) {
            to.raw(separator);
            separator = ",";
            to.path(source);
        }
        to.raw(drv.inputSources().isEmpty() ? "],[]," : "],");
        to.quoted(drv.system());
        to.raw(",");
        to.escaped(drv.builder());
        to.raw(",[");
        separator = "";
        for (String arg : drv.args()) {
            to.raw(separator);
            separator = ",";
            to.escaped(arg);
        }
        to.raw("],[");
        int[] places = environment(drv, to);
        to.raw("])");
        return new AtermTail(dir, to.toBytes(), places);
    }

    private static int[] environment(Derivation drv, AtermBuffer to) {
        // Both are in order: the next output is looked for only from where the last one was.
        Iterator<String> names = drv.outputs().keySet().iterator();
        String output = names.hasNext() ? names.next() : null;
        int[] places = new int[drv.outputs().size()];
        int outputs = 0;
        String separator = "(";
        SortedMap<String, String> variables = environment(drv);
        // Not its entries, which an immutable map makes for whoever asks.
        Iterator<String> values = variables.values().iterator();
        for (String name : variables.keySet()) {
            String value = values.next();
            to.raw(separator);
            separator = ",(";
            to.escaped(name);
            to.raw(",");
            while (output != null && output.compareTo(name) < 0) {
                output = names.hasNext() ? names.next() : null;
            }
            if (name.equals(output)) {
                places[outputs++] = to.size() + 1;
                to.quoted("");
            } else {
                to.escaped(value);
            }
            to.raw(")");
        }
        return outputs == places.length ? places : Arrays.copyOf(places, outputs);
    }

    private static SortedMap<String, String> environment(Derivation drv) {
        StructuredAttrs structured = drv.structuredAttrs();
        if (structured == null) {
            return drv.env();
        }
        SortedMap<String, String> env = new TreeMap<>(drv.env());
        env.put(StructuredAttrs.ENV_NAME, structured.json());
        return env;
    }

    /**
     * About how large the text will be, with room to escape the longest variable. An array that grew from 4 KiB instead took
     * 6 MB more of the 280 that the evaluation of a NixOS system allocates.
     */
    private static int estimate(Derivation derivation) {
        long size = USUAL_REST + (long) PER_SOURCE * derivation.inputSources().size();
        int longest = 0;
        for (String name : derivation.env().keySet()) {
            size += name.length() + PER_VARIABLE;
        }
        for (String value : derivation.env().values()) {
            size += value.length();
            longest = Math.max(longest, value.length());
        }
        return (int) Math.min(size + longest + longest / 2, Integer.MAX_VALUE / 2);
    }

    /** Whether this is for a store in {@code other}. */
    boolean isFor(StoreDir other) {
        return dir.equals(other);
    }

    /** How many bytes there are without what depends on outputs. */
    int size() {
        return bytes.length;
    }

    /** The text without the values of variables called like outputs. */
    void writeMasked(AtermBuffer to) {
        to.bytes(bytes, 0, bytes.length);
    }

    /** The text for {@code drv}, which may differ in such values from the derivation that this was made of. */
    void write(Derivation drv, AtermBuffer to) {
        SortedMap<String, String> env = environment(drv);
        int from = 0;
        int output = 0;
        for (String name : drv.outputs().keySet()) {
            String value = env.get(name);
            if (value != null) {
                // The quotation marks around it are there already.
                to.bytes(bytes, from, places[output] - 1);
                to.escaped(value);
                from = places[output++] + 1;
            }
        }
        to.bytes(bytes, from, bytes.length);
    }
}
