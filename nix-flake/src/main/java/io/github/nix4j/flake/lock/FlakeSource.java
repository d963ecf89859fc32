package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.file.FlakeFile;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.store.tree.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * A flake that was fetched and whose {@code flake.nix} was read.
 *
 * @param original what was asked for
 * @param resolved what the registries made of that
 * @param locked what was fetched
 * @param directory the flake's directory, which in the tree of all files lies in the store
 * @param fingerprint what identifies the content of its tree; null if nothing does
 */
public record FlakeSource(
        FlakeRef original,
        FlakeRef resolved,
        FlakeRef locked,
        TreePath directory,
        FlakeFile file,
        @Nullable String fingerprint) {}
