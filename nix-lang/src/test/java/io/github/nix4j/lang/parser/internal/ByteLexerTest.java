package io.github.nix4j.lang.parser.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.Corpus;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.store.ByteText;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The lexer gives the tokens that the lexer generated from NixTokens.g4 gives, after the fusing and retyping described there. */
class ByteLexerTest {
    private static final ParseOptions OPTIONS = ParseOptions.DEFAULT.withPipeOperators(true);

    private record Place(int type, int start, int end) {}

    @TestFactory
    Stream<DynamicTest> agreesWithTheGeneratedLexerOnRealFiles() throws Exception {
        return Corpus.testEveryNth(9, file -> {
            String text = ByteText.of(Files.readAllBytes(file));
            assertThat(ours(text)).isEqualTo(generated(text));
        });
    }

    @Property(tries = 3000)
    void agreesWithTheGeneratedLexer(@ForAll("texts") String text) {
        assertThat(ours(text)).isEqualTo(generated(text));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "if", "or", "let", "a", "a-b", "x:y", "1", "1.5", ".5", "0.5", "1.e3", "00.", "./a", "a/b", "a/", "/",
                "//", "~/a", "~/", "~", "<a/b>", "<", "${", "${", "}", "{", "}", "\"", "\"", "''", "''", "'''", "'",
                "$", "$$", "\\", "\\n", "\n", "\r\n", " ", "  ", "#c", "/*", "*/", "/**", "...", "..", ".", "+", "-",
                "->", "++", "=", "==", "!=", "<=", ">=", "&&", "||", "|>", "<|", "&", "|", "@", ":", ";", ",", "?", "(",
                ")", "[", "]", "*", "!", "\u0000", "\u00e9", "\t", "_", "%");
        return pieces.list().ofMaxSize(14).map(list -> String.join("", list));
    }

    /** Our tokens, taken apart and typed as the generated lexer has them. */
    private static List<Place> ours(String text) {
        Tokens tokens = ByteLexer.lex(text, OPTIONS, Problems.STOP, () -> {});
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            int start = tokens.start(i);
            int end = tokens.end(i);
            switch (tokens.typeAt(i)) {
                case NixTokens.STRING ->
                    addParts(
                            places,
                            NixTokens.STRING_OPEN,
                            NixTokens.STRING_TEXT,
                            NixTokens.STRING_CLOSE,
                            start,
                            start + 1,
                            end - 1,
                            end);
                case NixTokens.IND_STRING -> {
                    int open = start + 2;
                    while (text.charAt(open) == ' ') {
                        open++;
                    }
                    open = text.charAt(open) == '\n' ? open + 1 : start + 2;
                    addParts(
                            places,
                            NixTokens.IND_OPEN,
                            NixTokens.IND_TEXT,
                            NixTokens.IND_CLOSE,
                            start,
                            open,
                            end - 2,
                            end);
                }
                case NixTokens.FAULT -> {
                    return places;
                }
                default ->
                    places.add(new Place(
                            raw(tokens.typeAt(i), start < text.length() ? text.charAt(start) : 0), start, end));
            }
        }
        places.remove(places.size() - 1);
        return places;
    }

    private static void addParts(
            List<Place> places, int open, int text, int close, int start, int from, int to, int end) {
        places.add(new Place(open, start, from));
        if (from < to) {
            places.add(new Place(text, from, to));
        }
        places.add(new Place(close, to, end));
    }

    private static int raw(int type, int first) {
        switch (type) {
            case NixTokens.LAMBDA_ID:
            case NixTokens.AT_ID:
                return NixTokens.ID;
            case NixTokens.FORMALS_OPEN:
                return NixTokens.LBRACE;
            case NixTokens.LET_SET:
                return NixTokens.LET;
            case NixTokens.LAST_COMMA:
                return NixTokens.COMMA;
            case NixTokens.PATH:
            case NixTokens.PATH_OPEN:
                return first == '~' ? NixTokens.HOME_PATH : NixTokens.PATH;
            case NixTokens.PATH_TEXT:
                return NixTokens.STRING_TEXT;
            case NixTokens.PATH_INTERP:
                return NixTokens.INTERP;
            default:
                return type;
        }
    }

    /** The generated lexer's tokens up to the place where ours finds a fault; neighbouring pieces of indented text are one. */
    private static List<Place> generated(String text) {
        Tokens tokens = ByteLexer.lex(text, OPTIONS, Problems.STOP, () -> {});
        NixTokens lexer = new NixTokens(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Place> places = new ArrayList<>();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (token.getStartIndex() >= tokens.faultStart()) {
                break;
            }
            boolean hidden = token.getChannel() != Token.DEFAULT_CHANNEL || token.getType() == NixTokens.PATH_END;
            Place last = places.isEmpty() ? null : places.get(places.size() - 1);
            if (!hidden && token.getType() == NixTokens.IND_TEXT && last != null && last.type == NixTokens.IND_TEXT) {
                places.set(places.size() - 1, new Place(last.type, last.start, token.getStopIndex() + 1));
            } else if (!hidden) {
                places.add(new Place(token.getType(), token.getStartIndex(), token.getStopIndex() + 1));
            }
        }
        return places;
    }
}
