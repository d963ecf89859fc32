package io.github.nix4j.lang.value;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Suggestions;
import io.github.nix4j.store.ByteText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** An attribute set that Java made. */
record GivenAttrs(TreeMap<String, NixValue> attributes) implements NixAttrs {
    static GivenAttrs of(Map<String, ? extends NixValue> attributes) {
        // Nix compares bytes, which is not the order of Java's chars.
        TreeMap<String, NixValue> sorted = new TreeMap<>(Comparator.comparing(ByteText::fromUnicode));
        attributes.forEach((name, value) -> {
            if (sorted.put(NixText.checked(name), Objects.requireNonNull(value, name)) != null) {
                throw new IllegalArgumentException("two names have the same bytes as '" + name + "'");
            }
        });
        return new GivenAttrs(sorted);
    }

    @Override
    public List<String> names() {
        return List.copyOf(attributes.keySet());
    }

    @Override
    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    @Override
    public Optional<NixValue> find(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public NixValue get(String... path) {
        NixValue at = this;
        for (String name : path) {
            NixAttrs set = at.asAttrs();
            at = set.find(name).orElseThrow(() -> missing(set, ByteText.fromUnicode(name)));
        }
        return at;
    }

    private static NixException missing(NixAttrs set, String name) {
        List<String> names = set.names().stream().map(ByteText::fromUnicode).toList();
        return ErrorAccess.suggest(
                new NixException(ErrorKind.MISSING_ATTRIBUTE, Message.of("attribute '%s' missing", name)),
                Suggestions.best(names, name));
    }

    @Override
    public String toString() {
        return "a set of " + size() + " from Java";
    }
}
