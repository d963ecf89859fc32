package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A recipe: a program with arguments and environment, what it needs, and which store objects it makes. Immutable; all text
 * is byte text.
 *
 * @param name the name without {@code .drv}
 * @param outputs what it makes, by output name
 * @param inputs what it takes from other derivations
 * @param inputSources the other store objects that it needs
 * @param system the kind of machine that can run it
 * @param builder the program, or {@code builtin:NAME}
 * @param args the program's arguments
 * @param env the program's environment
 * @param structuredAttrs the structured attributes, where it has them
 */
public record Derivation(
        String name,
        SortedMap<String, DerivationOutput> outputs,
        SortedMap<StorePath, DerivationInput> inputs,
        SortedSet<StorePath> inputSources,
        String system,
        String builder,
        List<String> args,
        SortedMap<String, String> env,
        @Nullable StructuredAttrs structuredAttrs) {
    public Derivation {
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        inputSources = Collections.unmodifiableSortedSet(new TreeSet<>(inputSources));
        args = List.copyOf(args);
        env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
    }

    /** Parses the content of a {@code .drv} file, as byte text; throws {@link StoreException}. */
    public static Derivation parse(StoreDir dir, String name, String aterm) {
        return new AtermReader(dir, aterm).read(name);
    }

    /** The content of the {@code .drv} file. */
    public byte[] toAterm(StoreDir dir) {
        return AtermWriter.write(this, dir);
    }

    /** The path of the {@code .drv} file. */
    public StorePath path(StoreDir dir) {
        return path(dir, toAterm(dir));
    }

    /** The path of the {@code .drv} file whose content, {@code aterm}, is already known. */
    public StorePath path(StoreDir dir, byte[] aterm) {
        return dir.makeTextPath(name + StorePath.DRV_EXTENSION, HashAlgorithm.SHA256.hash(aterm), references());
    }

    /** What the {@code .drv} file refers to: input sources and the input derivations, not the outputs. */
    public StoreReferences references() {
        TreeSet<StorePath> references = new TreeSet<>(inputSources);
        references.addAll(inputs.keySet());
        return new StoreReferences(references, false);
    }

    /** This derivation with other outputs and environment. */
    public Derivation with(SortedMap<String, DerivationOutput> newOutputs, SortedMap<String, String> newEnv) {
        return new Derivation(name, newOutputs, inputs, inputSources, system, builder, args, newEnv, structuredAttrs);
    }

    /** The path of an output, where it is known before building. */
    public @Nullable StorePath outputPath(StoreDir dir, String output) {
        DerivationOutput found = outputs.get(output);
        if (found == null) {
            throw new StoreException("derivation '" + name + "' does not have an output named '" + output + "'");
        }
        return found.path(dir, name, output);
    }

    /** What the outputs have in common; throws {@link StoreException} for combinations that Nix does not allow. */
    public DerivationType type() {
        DerivationType type = null;
        HashAlgorithm floating = null;
        for (Map.Entry<String, DerivationOutput> entry : outputs.entrySet()) {
            DerivationOutput output = entry.getValue();
            DerivationType next = typeOf(output);
            if (type != null && type != next) {
                throw new StoreException("can't mix derivation output types");
            }
            if (type == DerivationType.FIXED) {
                throw new StoreException("only one fixed output is allowed for now");
            }
            type = next;
            if (next == DerivationType.FIXED && !entry.getKey().equals("out")) {
                throw new StoreException("single fixed output must be named \"out\"");
            }
            if (output instanceof DerivationOutput.CAFloating made) {
                if (floating != null && floating != made.algorithm()) {
                    throw new StoreException("all floating outputs must use the same hash algorithm");
                }
                floating = made.algorithm();
            }
        }
        if (type == null) {
            throw new StoreException("must have at least one output");
        }
        return type;
    }

    private static DerivationType typeOf(DerivationOutput output) {
        if (output instanceof DerivationOutput.InputAddressed) {
            return DerivationType.INPUT_ADDRESSED;
        }
        if (output instanceof DerivationOutput.CAFixed) {
            return DerivationType.FIXED;
        }
        if (output instanceof DerivationOutput.CAFloating) {
            return DerivationType.FLOATING;
        }
        return output instanceof DerivationOutput.Deferred ? DerivationType.DEFERRED : DerivationType.IMPURE;
    }

    /** Whether the program is one that Nix itself contains. */
    public boolean isBuiltin() {
        return builder.startsWith("builtin:");
    }
}
