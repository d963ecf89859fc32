package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.nar.NarListing;
import io.github.nix4j.store.nar.NarListingJson;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.GitObjectHash;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small golden files of Nix's own tests that need no test class of their own. */
class GoldenFilesTest {
    private static Json json(String file) throws IOException {
        return JsonReader.read(SharedData.read("data/golden/" + file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nar", "text"})
    void contentAddress(String method) throws IOException {
        Json.Obj object = json("store/content-address/" + method + ".json").object();
        ContentAddress address = new ContentAddress(
                ContentAddressMethod.parse(object.at("method").string()),
                Hash.parseSri(object.at("hash").string()));
        assertThat(address.method().nixName()).isEqualTo(method);
        assertThat(JsonWriter.compact(Json.Obj.of(
                        "method",
                        new Json.Str(method),
                        "hash",
                        new Json.Str(address.hash().sri()))))
                .isEqualTo(JsonWriter.compact(object));
    }

    @Test
    void storePath() throws IOException {
        String path = json("store/store-path/simple.json").string();
        assertThat(StorePath.of(path)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "name", "names", "extended/all", "extended/name", "extended/names"})
    void outputsSpec(String file) throws IOException {
        List<String> names = json("store/outputs-spec/" + file + ".json").array().stream()
                .map(Json::string)
                .toList();
        OutputsSpec spec = OutputsSpec.parse(String.join(",", names));
        assertThat(spec.render()).isEqualTo(String.join(",", names));
        assertThat(spec instanceof OutputsSpec.All).isEqualTo(names.equals(List.of("*")));
        assertThat(spec.contains("a")).isTrue();
        assertThat(spec.isSubsetOf(new OutputsSpec.All())).isTrue();
        assertThat(spec.union(spec)).isEqualTo(spec);
    }

    @Test
    void outputsSuffix() {
        OutputsSpec ab = new OutputsSpec.Names(new TreeSet<>(List.of("a", "b")));
        assertThat(OutputsSpec.Suffixed.parse("x^y^b,a")).isEqualTo(new OutputsSpec.Suffixed("x^y", ab));
        assertThat(OutputsSpec.Suffixed.parse("x^y^b,a").render()).isEqualTo("x^y^a,b");
        assertThat(OutputsSpec.Suffixed.parse("x").outputs()).isNull();
        for (String bad : List.of("x^", "x^a,", "x^,a", "x^*,a", "x^$", "x^a b")) {
            assertThatThrownBy(() -> OutputsSpec.Suffixed.parse(bad))
                    .hasMessage("invalid extended outputs specifier '" + bad + "'");
        }
    }

    @Test
    void narListing() throws IOException {
        String deep = SharedData.read("data/golden/util/nar-listing/deep.json");
        NarListing listing = NarListingJson.read(deep);
        assertThat(JsonWriter.pretty(JsonReader.read(NarListingJson.write(listing)), 2) + "\n")
                .isEqualTo(deep);
        assertThat(JsonWriter.pretty(JsonReader.read(NarListingJson.writeShallow(listing)), 2) + "\n")
                .isEqualTo(SharedData.read("data/golden/util/nar-listing/shallow.json"));
    }

    @Test
    void gitObjects() throws IOException {
        String listing = SharedData.read("data/golden/util/git/tree-sha1.txt");
        MemoryTree empty = MemoryTree.builder().build();
        assertThat(listing)
                .contains(GitObjectHash.of(empty, TreePath.ROOT, TreeFilter.ALL, HashAlgorithm.SHA1)
                        .base16());
        MemoryTree tree = MemoryTree.builder()
                .file("/a", "a\n")
                .file(TreePath.of("/d/x"), ByteText.bytes("x\n"), true)
                .directory("/e/f")
                .directory("/emp")
                .file("/d.txt", "1\n")
                .file("/d-", "2\n")
                .symlink("/l", "a")
                .build();
        assertThat(GitObjectHash.of(tree, TreePath.ROOT, TreeFilter.ALL, HashAlgorithm.SHA1)
                        .sri())
                .isEqualTo("sha1-e7/4UMFVOF5nl1RcV5rXhuiXqgI=");
        assertThat(GitObjectHash.of(tree, TreePath.ROOT, TreeFilter.ALL, HashAlgorithm.SHA256)
                        .sri())
                .isEqualTo("sha256-W1pDQHlsdT1JAy7lUpySmOT5O45yHTRFYNIpSG73Shg=");
        Ingestion ingestion = Ingestion.of("gt", tree, TreePath.ROOT, ContentAddressMethod.GIT, HashAlgorithm.SHA1);
        assertThat(ingestion.storePath(StoreDir.DEFAULT)).hasToString("4i9prgsfpriyrjrq6i0pnib1y7s7yll2-gt");
    }
}
