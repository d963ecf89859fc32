package io.github.nix4j.flake.file;

import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code nixConfig}. */
final class FlakeSettings {
    private final FlakeText text;

    FlakeSettings(FlakeText text) {
        this.text = text;
    }

    SortedMap<String, Object> read(AttrSet set) {
        SortedMap<String, Object> settings = new TreeMap<>();
        for (Binding binding : text.bindings(set)) {
            settings.put(binding.name(), setting(binding, set));
        }
        return settings;
    }

    private Object setting(Binding binding, AttrSet set) {
        FlakeDatum value = FlakeDatum.of(binding.value(), set, text);
        if (value instanceof FlakeDatum.Text string) {
            return string.value();
        }
        if (value instanceof FlakeDatum.File file) {
            // Nix copies the file at once: that it is missing is said before what is wrong with later settings.
            SourcePath path = file.path();
            if (new PathAccess(path.tree()).maybeStat(path) == null) {
                throw text.error("path '" + path.display() + "' does not exist", binding.pos());
            }
            return path;
        }
        if (value instanceof FlakeDatum.Int number) {
            return number.value();
        }
        if (value instanceof FlakeDatum.Bool bool) {
            return bool.value();
        }
        if (!(value instanceof FlakeDatum.Elements list)) {
            throw text.error("flake configuration setting '" + binding.name() + "' is " + value.kind(), binding.pos());
        }
        List<String> elements = new ArrayList<>();
        for (Expr element : list.list().elements()) {
            if (!(FlakeDatum.of(element, set, text) instanceof FlakeDatum.Text string)) {
                throw text.error(
                        "list element in flake configuration setting '" + binding.name() + "' is " + value.kind()
                                + " while a string is expected",
                        element.start());
            }
            elements.add(string.value());
        }
        return elements;
    }
}
