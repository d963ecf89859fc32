package io.github.nix4j.store.derivation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A recipe: a program with arguments and environment, what it needs, and which store objects it makes. Immutable; all text
 * is byte text.
 */
public final class Derivation {
    private final String name;
    private final ImmutableSortedMap<String, DerivationOutput> outputs;
    private final ImmutableSortedMap<StorePath, DerivationInput> inputs;
    private final ImmutableSortedSet<StorePath> inputSources;
    private final String system;
    private final String builder;
    private final ImmutableList<String> args;
    private final ImmutableSortedMap<String, String> env;
    private final @Nullable StructuredAttrs structuredAttrs;
    private @Nullable AtermTail tail; // made by whoever needs it first; racing threads make equal ones
    private @Nullable HashedInputs hashedInputs; // likewise

    /**
     * All is copied.
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
    public Derivation(
            String name,
            SortedMap<String, DerivationOutput> outputs,
            SortedMap<StorePath, DerivationInput> inputs,
            SortedSet<StorePath> inputSources,
            String system,
            String builder,
            List<String> args,
            SortedMap<String, String> env,
            @Nullable StructuredAttrs structuredAttrs) {
        this.name = name;
        this.outputs = ImmutableSortedMap.copyOf(outputs);
        this.inputs = ImmutableSortedMap.copyOf(inputs);
        this.inputSources = copyOf(inputSources);
        this.system = system;
        this.builder = builder;
        this.args = ImmutableList.copyOf(args);
        this.env = ImmutableSortedMap.copyOf(env);
        this.structuredAttrs = structuredAttrs;
    }

    /** What is in its natural order already is not sorted again: derivations are made by the thousand. */
    private static ImmutableSortedSet<StorePath> copyOf(SortedSet<StorePath> paths) {
        return paths.comparator() == null ? ImmutableSortedSet.copyOfSorted(paths) : ImmutableSortedSet.copyOf(paths);
    }

    /** The name without {@code .drv}. */
    public String name() {
        return name;
    }

    /** What it makes, by output name. */
    public SortedMap<String, DerivationOutput> outputs() {
        return outputs;
    }

    /** What it takes from other derivations. */
    public SortedMap<StorePath, DerivationInput> inputs() {
        return inputs;
    }

    /** The other store objects that it needs. */
    public SortedSet<StorePath> inputSources() {
        return inputSources;
    }

    /** The kind of machine that can run it. */
    public String system() {
        return system;
    }

    /** The program, or {@code builtin:NAME}. */
    public String builder() {
        return builder;
    }

    /** The program's arguments. */
    public List<String> args() {
        return args;
    }

    /** The program's environment. */
    public SortedMap<String, String> env() {
        return env;
    }

    /** The structured attributes, where it has them. */
    public @Nullable StructuredAttrs structuredAttrs() {
        return structuredAttrs;
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
        if (inputSources.isEmpty()) {
            return new StoreReferences(inputs.keySet(), false);
        }
        SortedSet<StorePath> all = new TreeSet<>(inputs.keySet());
        all.addAll(inputSources);
        return new StoreReferences(all, false);
    }

    /** This derivation with other outputs and environment. */
    public Derivation with(SortedMap<String, DerivationOutput> newOutputs, SortedMap<String, String> newEnv) {
        return new Derivation(name, newOutputs, inputs, inputSources, system, builder, args, newEnv, structuredAttrs);
    }

    /** This derivation with the paths of its outputs, and with these in variables that it has already. */
    Derivation withOutputPaths(SortedMap<String, DerivationOutput> filled, SortedMap<String, String> newEnv) {
        Derivation other = with(filled, newEnv);
        if (newEnv.size() == env.size()) {
            other.tail = tail;
        }
        other.hashedInputs = hashedInputs;
        return other;
    }

    /** The end of its text, for a store in {@code dir}; made once. */
    AtermTail tail(StoreDir dir) {
        AtermTail known = tail;
        if (known == null || !known.isFor(dir)) {
            known = AtermTail.of(this, dir);
            tail = known;
        }
        return known;
    }

    /** Its inputs by their {@code hashes}, for a store in {@code dir}; made once, since a path says all that follows from an input. */
    HashedInputs hashedInputs(StoreDir dir, Function<StorePath, DerivationHash> hashes) {
        HashedInputs known = hashedInputs;
        if (known == null || !known.isFor(dir)) {
            known = HashedInputs.of(this, dir, hashes);
            hashedInputs = known;
        }
        return known;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Derivation drv
                && drv.name.equals(name)
                && drv.outputs.equals(outputs)
                && drv.inputs.equals(inputs)
                && drv.inputSources.equals(inputSources)
                && drv.system.equals(system)
                && drv.builder.equals(builder)
                && drv.args.equals(args)
                && drv.env.equals(env)
                && Objects.equals(drv.structuredAttrs, structuredAttrs);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, outputs, inputs, inputSources, system, builder, args, env, structuredAttrs);
    }

    /** Its name, outputs and inputs. */
    @Override
    public String toString() {
        return "Derivation[" + name + ", outputs=" + outputs.keySet() + ", inputs=" + inputs.keySet() + ']';
    }
}
