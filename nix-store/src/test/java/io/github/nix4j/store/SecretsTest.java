package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages show of URLs with passwords and tokens. */
class SecretsTest {
    @ParameterizedTest
    @CsvSource({
        "https://me:secret@host/x, https://me:***@host/x",
        "https://me:sec@ret@host/x, https://me:***@host/x",
        "https://me:sec:ret@host:80/x, https://me:***@host:80/x",
        "https://me:secret@host?x=a@b, https://me:***@host?x=a@b",
        "https://me:secret@host#a@b, https://me:***@host#a@b",
        "https://me:sec#ret@host/x, https://me:***@host/x",
        "https://me:sec?ret@host/x, https://me:***@host/x",
        "https://host#a@b, https://host#a@b",
        "http://https://me:secret@host, http://https://me:***@host",
        "https://:secret@host, https://:***@host",
        "https://:@host, https://:***@host",
        "git+ssh://git@host/x, git+ssh://git@host/x",
        "https://ghp_0123456789abcdef@host/x, https://***@host/x",
        "https://host:80/a@b, https://host:80/a@b",
        "https://host/?to=http://me:secret@other/x, https://host/?to=http://me:***@other/x",
        "git@host:x/y, git@host:x/y",
        "path:/x@y, path:/x@y",
    })
    void inUrls(String url, String shown) {
        assertThat(Secrets.hideInUrl(url)).isEqualTo(shown);
        assertThat(Secrets.hide(url)).isEqualTo(shown);
        assertThat(Secrets.hideInUrl(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unable to download 'https://me:secret@host/x': a@b | unable to download 'https://me:***@host/x': a@b",
                "'http://a:b@c' and 'http://d:e@f' | 'http://a:***@c' and 'http://d:***@f'",
                "cannot parse 'https://host': tell me:you@home | cannot parse 'https://host': tell me:you@home",
                "nothing in http:// but a@b | nothing in http:// but a@b",
            })
    void inTexts(String text, String shown) {
        assertThat(Secrets.hide(text)).isEqualTo(shown);
        assertThat(new StoreException(text).getMessage()).isEqualTo(shown);
        assertThat(new StoreException("x").during(text).doing()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"https://me:se cret@host/x, https://me:***@host/x"})
    void withBlanksInUrlsAlone(String url, String shown) {
        assertThat(Secrets.hideInUrl(url)).isEqualTo(shown);
    }
}
