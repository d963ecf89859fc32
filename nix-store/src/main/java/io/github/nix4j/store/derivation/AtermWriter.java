package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes derivations in the form of {@code .drv} files. Evaluation does this two or three times for every derivation, so all
 * goes into one byte array.
 */
final class AtermWriter {
    /** For all but environment and inputs. */
    private static final int USUAL_REST = 1024;

    private static final int PER_VARIABLE = 8;
    private static final int PER_INPUT = 128;

    private final StoreDir dir;
    private byte[] bytes;
    private int used;

    private AtermWriter(StoreDir dir, Derivation derivation) {
        this.dir = dir;
        this.bytes = new byte[estimate(derivation)];
    }

    /**
     * About how large the text will be, with room to escape the longest variable. An array that grew from 4 KiB instead took
     * 6 MB more of the 280 that the evaluation of a NixOS system allocates.
     */
    private static int estimate(Derivation derivation) {
        long size = USUAL_REST
                + (long) PER_INPUT
                        * (derivation.inputs().size()
                                + derivation.inputSources().size());
        int longest = 0;
        for (Map.Entry<String, String> variable : derivation.env().entrySet()) {
            int length = variable.getValue().length();
            size += variable.getKey().length() + length + PER_VARIABLE;
            longest = Math.max(longest, length);
        }
        return (int) Math.min(size + longest + longest / 2, Integer.MAX_VALUE / 2);
    }

    /** The content of the file. */
    static byte[] write(Derivation derivation, StoreDir dir) {
        AtermWriter writer = new AtermWriter(dir, derivation);
        writer.derivation(derivation, false, null);
        return Arrays.copyOf(writer.bytes, writer.used);
    }

    /**
     * The SHA-256 of the file with {@code inputs} (hashes to output names) in place of the input derivations and, if
     * {@code mask}, with empty text in place of its own output paths.
     */
    static Hash hash(Derivation derivation, StoreDir dir, boolean mask, SortedMap<String, SortedSet<String>> inputs) {
        AtermWriter writer = new AtermWriter(dir, derivation);
        writer.derivation(derivation, mask, inputs);
        MessageDigest digest = HashAlgorithm.SHA256.newDigest();
        digest.update(writer.bytes, 0, writer.used);
        return Hash.of(HashAlgorithm.SHA256, digest.digest());
    }

    private void derivation(Derivation drv, boolean mask, @Nullable SortedMap<String, SortedSet<String>> hashedInputs) {
        if (drv.env().containsKey(StructuredAttrs.ENV_NAME)) {
            throw new StoreException("Cannot have an environment variable named '__json'."
                    + " This key is reserved for encoding structured attrs");
        }
        boolean dynamic = drv.inputs().values().stream()
                .anyMatch(input -> !input.dynamic().isEmpty());
        raw(dynamic ? "DrvWithVersion(\"xp-dyn-drv\",[" : "Derive([");
        String separator = "";
        for (Map.Entry<String, DerivationOutput> output : drv.outputs().entrySet()) {
            raw(separator);
            separator = ",";
            output(drv.name(), output.getKey(), output.getValue(), mask);
        }
        raw("],[");
        if (hashedInputs == null) {
            inputs(drv.inputs());
        } else {
            hashedInputs(hashedInputs);
        }
        raw("],[");
        separator = "";
        for (StorePath source : drv.inputSources()) {
            raw(separator);
            separator = ",";
            path(source);
        }
        raw("],");
        quoted(drv.system());
        raw(",");
        escaped(drv.builder());
        raw(",[");
        separator = "";
        for (String arg : drv.args()) {
            raw(separator);
            separator = ",";
            escaped(arg);
        }
        raw("],[");
        env(drv, mask);
        raw("])");
    }

    private void output(String derivationName, String name, DerivationOutput output, boolean mask) {
        raw("(");
        quoted(name);
        raw(",");
        StorePath path = output.path(dir, derivationName, name);
        if (path == null || mask) {
            quoted("");
        } else {
            path(path);
        }
        String algorithm = "";
        String hash = "";
        if (output instanceof DerivationOutput.CAFixed fixed) {
            algorithm = fixed.address().methodAndAlgorithm();
            hash = fixed.address().hash().base16();
        } else if (output instanceof DerivationOutput.CAFloating floating) {
            algorithm = methodAndAlgorithm(floating.method(), floating.algorithm());
        } else if (output instanceof DerivationOutput.Impure impure) {
            algorithm = methodAndAlgorithm(impure.method(), impure.algorithm());
            hash = "impure";
        }
        raw(",");
        quoted(algorithm);
        raw(",");
        quoted(hash);
        raw(")");
    }

    private static String methodAndAlgorithm(ContentAddressMethod method, HashAlgorithm algorithm) {
        return method.prefix() + algorithm.nixName();
    }

    private void inputs(SortedMap<StorePath, DerivationInput> inputs) {
        String separator = "(";
        for (Map.Entry<StorePath, DerivationInput> input : inputs.entrySet()) {
            raw(separator);
            separator = ",(";
            path(input.getKey());
            raw(",");
            input(input.getValue());
            raw(")");
        }
    }

    private void hashedInputs(SortedMap<String, SortedSet<String>> inputs) {
        String separator = "(";
        for (Map.Entry<String, SortedSet<String>> input : inputs.entrySet()) {
            raw(separator);
            separator = ",(";
            quoted(input.getKey());
            raw(",");
            names(input.getValue());
            raw(")");
        }
    }

    private void input(DerivationInput input) {
        if (input.dynamic().isEmpty()) {
            names(input.outputs());
            return;
        }
        raw("(");
        names(input.outputs());
        raw(",[");
        String separator = "(";
        for (Map.Entry<String, DerivationInput> entry : input.dynamic().entrySet()) {
            raw(separator);
            separator = ",(";
            quoted(entry.getKey());
            raw(",");
            input(entry.getValue());
            raw(")");
        }
        raw("])");
    }

    private void names(SortedSet<String> names) {
        raw("[");
        String separator = "";
        for (String name : names) {
            raw(separator);
            separator = ",";
            quoted(name);
        }
        raw("]");
    }

    private void env(Derivation drv, boolean mask) {
        SortedMap<String, String> env = drv.env();
        StructuredAttrs structured = drv.structuredAttrs();
        if (structured != null) {
            env = new TreeMap<>(env);
            env.put(StructuredAttrs.ENV_NAME, structured.json());
        }
        String separator = "(";
        for (Map.Entry<String, String> variable : env.entrySet()) {
            raw(separator);
            separator = ",(";
            escaped(variable.getKey());
            raw(",");
            escaped(mask && drv.outputs().containsKey(variable.getKey()) ? "" : variable.getValue());
            raw(")");
        }
    }

    private void path(StorePath path) {
        raw("\"");
        raw(dir.path());
        raw("/");
        raw(path.baseName());
        raw("\"");
    }

    private void quoted(String text) {
        raw("\"");
        raw(text);
        raw("\"");
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is just what byte text needs
    private void raw(String text) {
        int length = text.length();
        need(length);
        text.getBytes(0, length, bytes, used);
        used += length;
    }

    /** Escapes from the upper half of the room to the lower one: bytes are quicker to go through than chars of a text. */
    @SuppressWarnings("deprecation") // as for raw
    private void escaped(String text) {
        int length = text.length();
        need(2 * (long) length + 2);
        byte[] to = bytes;
        int at = used;
        to[at++] = '"';
        int from = at + length;
        int end = from + length;
        text.getBytes(0, length, to, from);
        for (; from < end; from++) {
            byte c = to[from];
            if (c == '"' || c == '\\') {
                to[at++] = '\\';
            } else if (c == '\n' || c == '\r' || c == '\t') {
                to[at++] = '\\';
                c = (byte) (c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            }
            to[at++] = c;
        }
        to[at++] = '"';
        used = at;
    }

    private void need(long room) {
        if (bytes.length - used < room) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(2L * bytes.length, used + room)));
        }
    }
}
