package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@code .drv} file, as lax as Nix: commas may be missing and what follows the end is not looked at. */
final class AtermReader {
    private final StoreDir dir;
    private final String text;
    private int at;

    AtermReader(StoreDir dir, String text) {
        this.dir = dir;
        this.text = text;
    }

    Derivation read(String name) {
        boolean versioned = start();
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
        expect("[");
        while (!endOfList()) {
            expect("(");
            String output = string();
            DerivationOutput parsed = output();
            outputs.putIfAbsent(output, parsed);
        }
        TreeMap<StorePath, DerivationInput> inputs = new TreeMap<>();
        expect(",[");
        while (!endOfList()) {
            expect("(");
            String path = path();
            expect(",");
            inputs.put(dir.parse(path), input(versioned));
            expect(")");
        }
        expect(",");
        TreeSet<StorePath> sources = new TreeSet<>();
        for (String source : paths()) {
            sources.add(dir.parse(source));
        }
        expect(",");
        String system = string();
        expect(",");
        String builder = string();
        List<String> args = new ArrayList<>();
        expect(",[");
        while (!endOfList()) {
            args.add(string());
        }
        TreeMap<String, String> env = new TreeMap<>();
        StructuredAttrs structured = env(env);
        expect(")");
        return new Derivation(name, outputs, inputs, sources, system, builder, args, env, structured);
    }

    /** Whether this is the newer form, which knows dynamic inputs. */
    private boolean start() {
        expect("D");
        if (peek() == 'e') {
            expect("erive(");
            return false;
        }
        if (peek() != 'r') {
            throw new StoreException("derivation does not start with 'Derive' or 'DrvWithVersion'");
        }
        expect("rvWithVersion(");
        String version = string();
        if (!version.equals("xp-dyn-drv")) {
            throw new StoreException("Unknown derivation ATerm format version '" + version + "'");
        }
        expect(",");
        return true;
    }

    private DerivationOutput output() {
        expect(",");
        String path = string();
        expect(",");
        String algorithm = string();
        expect(",");
        String hash = string();
        expect(")");
        return output(path, algorithm, hash);
    }

    private DerivationOutput output(String path, String algorithmText, String hash) {
        if (algorithmText.isEmpty()) {
            if (path.isEmpty()) {
                return new DerivationOutput.Deferred();
            }
            checkPath(path);
            return new DerivationOutput.InputAddressed(dir.parse(path));
        }
        ContentAddressMethod method = ContentAddressMethod.ofPrefix(algorithmText);
        HashAlgorithm algorithm =
                HashAlgorithm.parse(algorithmText.substring(method.prefix().length()));
        if (hash.equals("impure")) {
            if (!path.isEmpty()) {
                throw new StoreException("impure derivation output should not specify output path");
            }
            return new DerivationOutput.Impure(method, algorithm);
        }
        if (hash.isEmpty()) {
            if (!path.isEmpty()) {
                throw new StoreException("content-addressing derivation output should not specify output path");
            }
            return new DerivationOutput.CAFloating(method, algorithm);
        }
        checkPath(path);
        return new DerivationOutput.CAFixed(new ContentAddress(method, Hash.parseBare(hash, algorithm)));
    }

    private DerivationInput input(boolean versioned) {
        if (!versioned || peek() == '[') {
            return DerivationInput.of(strings());
        }
        if (peek() != '(') {
            throw new StoreException("invalid inputDrvs entry in derivation");
        }
        expect("(");
        SortedSet<String> outputs = strings();
        expect(",[");
        SortedMap<String, DerivationInput> dynamic = new TreeMap<>();
        while (!endOfList()) {
            expect("(");
            String output = string();
            expect(",");
            dynamic.put(output, input(true));
            expect(")");
        }
        expect(")");
        return new DerivationInput(outputs, dynamic);
    }

    /** Fills {@code env}; gives the structured attributes, which are written among the variables. */
    private @Nullable StructuredAttrs env(TreeMap<String, String> env) {
        StructuredAttrs structured = null;
        expect(",[");
        while (!endOfList()) {
            expect("(");
            String variable = string();
            expect(",");
            String value = string();
            expect(")");
            if (variable.equals(StructuredAttrs.ENV_NAME)) {
                structured = StructuredAttrs.parse(value);
            } else {
                env.put(variable, value);
            }
        }
        return structured;
    }

    private SortedSet<String> strings() {
        expect("[");
        String only = endOfList() ? null : string();
        if (only == null) {
            return Collections.emptySortedSet();
        }
        TreeSet<String> strings = new TreeSet<>();
        strings.add(only);
        while (!endOfList()) {
            strings.add(string());
        }
        return strings;
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        expect("[");
        while (!endOfList()) {
            paths.add(path());
        }
        return paths;
    }

    private String path() {
        String path = string();
        checkPath(path);
        return path;
    }

    private static void checkPath(String path) {
        if (!path.startsWith("/")) {
            throw new StoreException("bad path '" + path + "' in derivation");
        }
    }

    private String string() {
        expect("\"");
        int start = at;
        boolean escapes = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                String raw = text.substring(start, at++);
                return escapes ? unescaped(raw) : raw;
            }
            if (c == '\\') {
                escapes = true;
                at++;
            }
        }
        throw new StoreException("unterminated string in derivation");
    }

    private static String unescaped(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\') {
                c = raw.charAt(++i);
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
            }
            out.append(c);
        }
        return out.toString();
    }

    private boolean endOfList() {
        char c = peek();
        if (c == ',' || c == ']') {
            at++;
        }
        return c == ']';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(String expected) {
        if (!text.startsWith(expected, at)) {
            throw new StoreException("expected string '" + expected + "'");
        }
        at += expected.length();
    }
}
