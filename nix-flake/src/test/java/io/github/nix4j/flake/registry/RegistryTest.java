package io.github.nix4j.flake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Files of registries. */
class RegistryTest {
    @Test
    void aRegistryWithoutEntriesHasNoList() {
        assertThat(Registry.EMPTY.write()).isEqualTo("{\n  \"flakes\": null,\n  \"version\": 2\n}");
    }
}
