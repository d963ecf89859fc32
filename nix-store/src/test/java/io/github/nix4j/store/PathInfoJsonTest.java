package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathInfoJsonTest {
    private static final StorePath PATH = StorePath.of("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo");

    @ParameterizedTest
    @CsvSource({
        "1, impure, true", "1, pure, false", "1, empty_pure, false", "1, empty_impure, true",
        "2, impure, true", "2, pure, false", "2, empty_pure, false", "2, empty_impure, true",
    })
    void golden(int version, String name, boolean impure) throws IOException {
        String json = SharedData.read("data/golden/store/path-info/json-" + version + "/" + name + ".json");
        PathInfo info = PathInfoJson.read(StoreDir.DEFAULT, PATH, json);
        String written = new PathInfoJson(StoreDir.DEFAULT, version).write(info, impure);
        assertThat(JsonWriter.pretty(JsonReader.read(written), 2) + "\n").isEqualTo(json);
    }

    @Test
    void withoutVersion() throws IOException {
        String with = SharedData.read("data/golden/store/path-info/json-1/pure.json");
        String without = SharedData.read("data/golden/store/path-info/json-1/pure_noversion.json");
        assertThat(PathInfoJson.read(StoreDir.DEFAULT, PATH, without))
                .isEqualTo(PathInfoJson.read(StoreDir.DEFAULT, PATH, with));
    }

    @Test
    void unknownVersion() {
        assertThatThrownBy(() -> PathInfoJson.read(StoreDir.DEFAULT, PATH, "{\"version\":3}"))
                .hasMessage("unsupported path info JSON format version 3; supported versions are 1 and 2");
    }
}
