package io.github.nix4j.testkit.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The builtins and their types, read from the resource {@code signatures}. */
final class Signatures {
    private static final List<Signature> ALL = read();

    private Signatures() {}

    static List<Signature> all() {
        return ALL;
    }

    /** The names of all builtins that are generated. */
    static List<String> names() {
        return ALL.stream().map(Signature::builtin).distinct().toList();
    }

    private static List<Signature> read() {
        try (InputStream in = Signatures.class.getResourceAsStream("signatures")) {
            if (in == null) {
                throw new IllegalStateException("the resource 'signatures' is missing");
            }
            List<Signature> signatures = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("##")) {
                    int colon = line.indexOf(" : ");
                    signatures.add(Signature.of(line.substring(0, colon).strip(), type(line.substring(colon + 3))));
                }
            }
            return List.copyOf(signatures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The type that a text of the resource names. */
    static Type type(String text) {
        Reader reader = new Reader(text.replace(" ", ""));
        Type type = reader.function();
        if (reader.at != reader.text.length()) {
            throw new IllegalStateException("not a type: " + text);
        }
        return type;
    }

    /** Reads {@code int}, {@code a}, {@code [t]}, {@code {x:t,y:t}}, {@code {*t}}, {@code #special}, {@code 'literal'}. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        Type function() {
            Type left = simple();
            if (text.startsWith("->", at)) {
                at += 2;
                return new Type.Function(left, function());
            }
            return left;
        }

        private Type simple() {
            if (take("(")) {
                Type type = function();
                expect(")");
                return type;
            }
            if (take("[")) {
                Type type = function();
                expect("]");
                return new Type.ListOf(type);
            }
            if (take("{*")) {
                Type type = function();
                expect("}");
                return new Type.MapOf(type);
            }
            if (take("{")) {
                Map<String, Type> attributes = new TreeMap<>();
                do {
                    String name = word();
                    expect(":");
                    attributes.put(name, function());
                } while (take(","));
                expect("}");
                return new Type.Attrs(attributes);
            }
            if (take("'")) {
                String literal = word();
                expect("'");
                return new Type.Special("=" + literal);
            }
            if (take("#")) {
                return new Type.Special(word());
            }
            String word = word();
            return switch (word) {
                case "int" -> Type.Basic.INT;
                case "float" -> Type.Basic.FLOAT;
                case "bool" -> Type.Basic.BOOL;
                case "string" -> Type.Basic.STRING;
                case "path" -> Type.Basic.PATH;
                case "null" -> Type.Basic.NULL;
                case "drv" -> Type.Basic.DERIVATION;
                case "any" -> Type.Basic.ANY;
                default -> new Type.Variable(word);
            };
        }

        private String word() {
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                throw new IllegalStateException("not a type: " + text);
            }
            return text.substring(start, at);
        }

        private boolean take(String token) {
            if (text.startsWith(token, at)) {
                at += token.length();
                return true;
            }
            return false;
        }

        private void expect(String token) {
            if (!take(token)) {
                throw new IllegalStateException("not a type: " + text);
            }
        }
    }
}
