package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept of compiled expressions is bounded, whatever their number and their size. */
class RegexCacheTest {
    @Test
    void largeExpressionsAreNotKeptForEver() {
        RegexCache cache = new RegexCache();
        for (int i = 0; i < 40; i++) {
            cache.get("a{90000}" + "b".repeat(i));
            assertThat(cache.size()).isBetween(1, RegexCache.MOST_STATES / 90_000);
        }
    }

    @Test
    void smallOnesAreKept() {
        RegexCache cache = new RegexCache();
        for (int i = 0; i < 5_000; i++) {
            cache.get("a+" + i);
        }
        assertThat(cache.size()).isEqualTo(5_000);
        assertThat(cache.get("a+7")).isSameAs(cache.get("a+7"));
        for (int i = 0; i < 50_000; i++) {
            cache.get("b" + i);
        }
        assertThat(cache.size()).isLessThan(20_000);
    }
}
