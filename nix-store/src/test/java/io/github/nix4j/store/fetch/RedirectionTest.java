package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where C++ Nix, whose library is curl, was seen to go. */
class RedirectionTest {
    @ParameterizedTest
    @CsvSource({
        "http://h/a/f?x#y, g, http://h/a/g",
        "http://h/a/f, ./g, http://h/a/g",
        "http://h/f, ../g, http://h/g",
        "http://h/a/b/f, ../../../g, http://h/g",
        "http://h, g, http://h/g",
        "http://h/a/f?x, ?q, http://h/a/f?q",
        "http://h/a/f?x, #y, http://h/a/f?x#y",
        "https://h:1/f, //i:2/g, https://i:2/g",
        "http://h/f, /a/../g, http://h/g",
        "http://h/f, /a/%2E%2e/g/., http://h/g/",
        "http://h/f, HTTP://i/g?a/../b, HTTP://i/g?a/../b",
        "http://h/f, file:///etc/x, file:///etc/x",
    })
    void goesWhereCurlGoes(String current, String location, String target) {
        assertThat(Redirection.target(current, location)).isEqualTo(target);
    }

    @Test
    void mostStatusesAreFollowed() {
        assertThat(Redirection.isFollowed(300)).isTrue();
        assertThat(Redirection.isFollowed(304)).isFalse();
        assertThat(Redirection.isFollowed(200)).isFalse();
        assertThat(Redirection.keepsContent(303)).isFalse();
        assertThat(Redirection.keepsContent(308)).isTrue();
    }
}
