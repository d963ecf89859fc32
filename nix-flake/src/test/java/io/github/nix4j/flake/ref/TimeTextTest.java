package io.github.nix4j.flake.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    @Test
    void timesThatNoCalendarHas() {
        assertThat(TimeText.digits(1_600_000_000)).isEqualTo("20200913122640");
        assertThatThrownBy(() -> TimeText.digits(Long.MAX_VALUE))
                .isInstanceOf(FlakeException.class)
                .hasMessage("no calendar has the time 9223372036854775807 seconds after 1970");
    }
}
