package io.github.nix4j.lang.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the reference makes of search paths: {@code builtins.nixPath} under these values of {@code NIX_PATH}. */
class SearchPathParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a=/x:/y a|/x;|/y",
                "/x:https://foo/bar:/y |/x;|https://foo/bar;|/y",
                "n=https://foo:80/bar:/y n|https://foo;|80/bar;|/y",
                "n=channel:nixos:/z n|channel:nixos;|/z",
                "n=flake:nixpkgs:/z n|flake:nixpkgs;|/z",
                "::/a |/a",
                "a:b=c:d |a;b|c;|d",
                "x=foo://a:/b x|foo;|//a;|/b",
                "channel:q |channel:q",
                "a=b=c a|b=c",
                "git://x/y:z |git://x/y;|z",
                "file:/x:/y |file;|/x;|/y",
                "=/x |/x",
                "a=:b a|;|b",
            })
    void splits(String text, String entries) {
        List<String> found = SearchPathParser.parse(text).stream()
                .map(entry -> entry.prefix() + "|" + entry.path())
                .toList();
        assertThat(String.join(";", found)).isEqualTo(entries);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a,true",
        "http://a/b,true",
        "http://ab,false",
        "https://a/b,true",
        "https://a,false",
        "github:x/y,true",
        "git+https://q,false",
        "github,false"
    })
    void urisAllowedByPrefixes(String uri, boolean allowed) {
        assertThat(AllowedUris.allow(List.of("http://a", "github:", "https://a/"), uri))
                .isEqualTo(allowed);
    }
}
