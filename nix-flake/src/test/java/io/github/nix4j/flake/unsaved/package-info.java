@org.jspecify.annotations.NullMarked
package io.github.nix4j.flake.unsaved;
