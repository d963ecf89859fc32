package io.github.nix4j.flake.fetch.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.jgit.lib.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where submodules are, as C++ Nix finds it: recorded from what it tries to fetch. */
class SubmoduleUrlTest {
    @ParameterizedTest
    @CsvSource({
        "/w/a, ../b, /w/b",
        "/w//a/, ./../b, /w/b",
        "/w/a, ../../../b, ",
        "/w/a, ../, /w/",
        "/w/a, ../b/./.., /w/",
        "/w/a, .//b, /w/a/b",
        "/w/a, '..\\b', /w/b",
        "/w/a, '\\w\\b', /w/b",
        "../w/a, ../../b, ../b",
        "../w/a, ../../../../b, ../../../b",
        "a, ../b, b",
        "./a, ../../b, ../b",
        "host:p/a, ../b, host:p/b",
        "host:p/a, ../../b, b",
        "user@host:a, ../b, b",
        "user@host:a, ./b, user@host:a/b",
        "http://h/g/a, ../b//c, http://h/g/b/c",
        "http://h/g/a, ../../../b, http://b",
        "http://h/g/a, ../../../../b, ",
        "ssh://h/p/a, '../b?x=1', ssh://h/p/b?x=1",
        "file:///w/a, ../b, file://w/b",
        "file:///w/a/, ../../b, file://b",
        "/w/a, ., ",
        "/w/a, .., ",
        "/w/a, b/../c, ",
        "/w/a, .../b, ",
        "/w/a, '', ",
        "/w/a, ssh://h/b, ssh://h/b",
    })
    void relativeUrls(String origin, String url, String resolved) {
        if (resolved == null) {
            assertThatThrownBy(() -> GitModules.resolve(url, origin))
                    .hasMessageContaining("resolving Git submodule URL '" + url + "'");
        } else {
            assertThat(GitModules.resolve(url, origin)).isEqualTo(resolved);
        }
    }

    @Test
    void originIsThatOfTheBranch() throws Exception {
        Config settings = new Config();
        assertThat(OriginUrl.ofBranch(settings, "refs/heads/m")).isNull();
        settings.setString("remote", "origin", "url", "foo:a/x");
        settings.setString("remote", "up", "url", "/up");
        settings.setString("branch", "m", "remote", "up");
        // Nothing is merged, and then nothing is fetched of what is merged.
        assertThat(OriginUrl.ofBranch(settings, "refs/heads/m")).isEqualTo("foo:a/x");
        settings.setString("branch", "m", "merge", "refs/heads/m");
        assertThat(OriginUrl.ofBranch(settings, "refs/heads/m")).isEqualTo("foo:a/x");
        settings.setString("remote", "up", "fetch", "+refs/heads/*:refs/remotes/up/*");
        assertThat(OriginUrl.ofBranch(settings, "refs/heads/m")).isEqualTo("/up");
        assertThat(OriginUrl.ofBranch(settings, "0123")).isEqualTo("foo:a/x");
        settings.setString("url", "/q/", "insteadOf", "foo:");
        assertThat(OriginUrl.ofBranch(settings, "refs/heads/other")).isEqualTo("/q/a/x");
    }
}
