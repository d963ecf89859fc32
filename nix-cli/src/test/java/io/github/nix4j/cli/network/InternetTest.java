package io.github.nix4j.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel's tables say of a machine's addresses. */
class InternetTest {
    private static final String LOOPBACK = """
            Main:
              +-- 127.0.0.0/8 2 0 2
                 +-- 127.0.0.0/31 1 0 0
                    |-- 127.0.0.0
                       /8 host LOCAL
                    |-- 127.0.0.1
                       /32 host LOCAL
                 |-- 127.255.255.255
                    /32 link BROADCAST
            """;

    private static boolean hasIpv4(String more) throws IOException {
        return Internet.hasIpv4(new BufferedReader(new StringReader(LOOPBACK + more)));
    }

    @Test
    void loopbackAloneIsNothing() throws IOException {
        assertThat(hasIpv4("")).isFalse();
        assertThat(hasIpv4("   |-- 192.0.2.0\n      /24 link UNICAST\n   |-- 192.0.2.255\n      /32 link BROADCAST\n"))
                .isFalse();
    }

    @Test
    void anyOtherAddress() throws IOException {
        assertThat(hasIpv4("   |-- 192.0.2.2\n      /32 host LOCAL\n")).isTrue();
        // C++ Nix knows the one loopback address only.
        assertThat(hasIpv4("   |-- 127.0.0.53\n      /32 host LOCAL\n")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000001 01 80 10 80 lo, false",
        "fe8000000000000000fc00fffe000001 04 40 20 80 eth0, false",
        "fd000000000000000000000000000002 04 40 00 82 eth0, true",
        "20010db8000000000000000000000001 02 40 00 80 eth0, true",
        "'', false",
    })
    void ofIpv6(String line, boolean there) throws IOException {
        assertThat(Internet.hasIpv6(new BufferedReader(new StringReader(line)))).isEqualTo(there);
    }
}
