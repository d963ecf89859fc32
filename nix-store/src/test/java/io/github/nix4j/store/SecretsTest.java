package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
        "http://host/x.tgz?private_token=SECRET, http://host/x.tgz?private_token=***",
        "tarball+https://host/x?a=b&Access-Token=SECRET&narHash=c, tarball+https://host/x?a=b&Access-Token=***&narHash=c",
        "https://host?token=SECRET#a?sig=b, https://host?token=***#a?sig=***",
        "https://host/x?X-Amz-Credential=A%2FB&X-Amz-Date=1&X-Amz-Signature=C, https://host/x?X-Amz-Credential=***&X-Amz-Date=1&X-Amz-Signature=***",
        "https://me:secret@host/x?apikey=a@b&sig=c, https://me:***@host/x?apikey=***&sig=***",
        "https://host/?to=http://other/x?api_key=SECRET, https://host/?to=http://other/x?api_key=***",
        "https://host/?token=http://me:secret@other/x, https://host/?token=***",
        "https://host/x?key=a&tokens=b&mytoken=c&token, https://host/x?key=a&tokens=b&mytoken=c&token",
        "https://host/x?token=&password=, https://host/x?token=&password=",
        "https://host/token=a&token=b, https://host/token=a&token=b",
        "git+file:///x?publicKey=a&keytype=b&ref=sig, git+file:///x?publicKey=a&keytype=b&ref=sig",
        "path:/x?token=y, path:/x?token=y",
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
                "a 'http://h/x?token=S'; '\u001b[35mhttp://h/x?a=b&sig=S\u001b[0m' | a 'http://h/x?token=***'; '\u001b[35mhttp://h/x?a=b&sig=***\u001b[0m'",
                "is http://h there? token=a, ?token=b | is http://h there? token=a, ?token=b",
                "{\"url\":\"http://h?secret=S\",\"a\":1} | {\"url\":\"http://h?secret=***\",\"a\":1}",
                "f \"http://h?secret=S\\n\" and http://h?pwd=S x | f \"http://h?secret=***\\n\" and http://h?pwd=*** x",
                "nothing in http:// but a@b | nothing in http:// but a@b",
            })
    void inTexts(String text, String shown) {
        assertThat(Secrets.hide(text)).isEqualTo(shown);
        assertThat(new StoreException(text).getMessage()).isEqualTo(shown);
        assertThat(new StoreException("x").during(text).doing()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "https://me:se cret@host/x, https://me:***@host/x",
        "https://host/x?token=a b\"c&d=e, https://host/x?token=***&d=e",
    })
    void withBlanksInUrlsAlone(String url, String shown) {
        assertThat(Secrets.hideInUrl(url)).isEqualTo(shown);
    }

    @Test
    void inNamesOfTrees() {
        String shown = "\u00c2\u00abhttp://h/x?token=***\u00c2\u00bb/y:1:2 & token=b";
        assertThat(Secrets.hide(shown.replace("***", "SECRET"))).isEqualTo(shown);
        assertThat(Secrets.hide(shown)).isEqualTo(shown);
    }
}
