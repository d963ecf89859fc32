package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.value.NixAttrs;
import io.github.nix4j.lang.value.NixFunction;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.lang.value.NixValue;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values keep the limits of the call that gave them, and limits within limits hold both. */
@Timeout(60)
class ValueLimitsTest {
    private static final NixEvaluator NIX = NixEvaluator.builder()
            .function("unhurried", ValueLimitsTest::callWithoutLimit)
            .build();
    private static final EvalOptions SHORT = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(200));
    private static final EvalOptions STEPS = EvalOptions.UNLIMITED.withMaxSteps(40_000);

    /** {@code f} never returns; {@code s.x} and {@code list} are the same inside, {@code y} takes 27,000 steps. */
    private static final NixSource ENDLESS = NixSource.ofString("""
            let
              g = n: if n == 60 then 0 else g (n + 1) + g (n + 1);
              count = n: if n == 0 then 0 else 1 + count (n - 1);
            in { f = x: g 0; s.x = g 0; list = [ (g 0) ]; y = count 9000; z = count 9000; }""");

    @AfterAll
    static void close() {
        NIX.close();
    }

    private static NixValue callWithoutLimit(NixValue argument) {
        return NIX.within(
                EvalOptions.UNLIMITED,
                () -> argument.asAttrs().get("f").asFunction().call(new NixInt(1)));
    }

    @Test
    void everyWayIntoAValueHasItsLimits() {
        NixAttrs value = NIX.evaluate(ENDLESS, SHORT).asAttrs();
        NixFunction function = value.get("f").asFunction();
        assertThatThrownBy(() -> function.call(new NixInt(1))).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> value.get("s", "x")).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> value.get("s").asAttrs().find("x")).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> value.get("list").asList().get(0)).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> value.get("list").asList().iterator().next()).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> value.get("s").toJava()).isInstanceOf(NixLimitException.class);
    }

    @Test
    void eachCallOnAValueCountsAnew() {
        NixAttrs value = NIX.evaluate(ENDLESS, STEPS).asAttrs();
        assertThat(value.get("y").asLong()).isEqualTo(9000);
        assertThat(value.get("z").asLong()).isEqualTo(9000);
        NixSource again = NixSource.ofString(((NixSource.Text) ENDLESS).byteText() + " // { }");
        assertThatThrownBy(() -> NIX.within(STEPS, () -> {
                    NixAttrs within = NIX.evaluate(again, STEPS).asAttrs();
                    within.get("y");
                    return within.get("z");
                }))
                .hasMessage("evaluation exceeded its limit of 40000 steps");
    }

    /** The host's own loop, whose calls take no step of their own. */
    @Test
    void aLoopOfSmallCallsIsBounded() {
        assertThatThrownBy(() -> NIX.within(SHORT, () -> {
                    while (true) {
                        NIX.evaluate("1");
                    }
                }))
                .isInstanceOf(NixLimitException.class);
    }

    @Test
    void cancellationEndsAllThatCameOfTheCall() {
        Cancellation cancellation = new Cancellation();
        NixAttrs value = NIX.evaluate(ENDLESS, EvalOptions.UNLIMITED.withCancellation(cancellation))
                .asAttrs();
        NixFunction function = value.get("f").asFunction();
        cancellation.cancel();
        assertThatThrownBy(() -> function.call(new NixInt(1))).hasMessage("evaluation was cancelled");
        assertThatThrownBy(() -> value.get("y")).hasMessage("evaluation was cancelled");
    }

    @Test
    void ofLimitsWithinLimitsTheTighterOneHolds() {
        EvalOptions day = EvalOptions.UNLIMITED.withTimeout(Duration.ofDays(1));
        assertThatThrownBy(() -> NIX.within(
                        day, () -> NIX.evaluate(ENDLESS, STEPS).asAttrs().get("s", "x")))
                .hasMessage("evaluation exceeded its limit of 40000 steps");
        assertThatThrownBy(() -> NIX.within(
                        STEPS, () -> NIX.evaluate(ENDLESS, day).asAttrs().get("s", "x")))
                .hasMessage("evaluation exceeded its limit of 40000 steps");
        NixAttrs limited = NIX.within(day, () -> NIX.evaluate(ENDLESS, STEPS)).asAttrs();
        assertThatThrownBy(() -> NIX.within(day, () -> limited.get("list").toJava()))
                .hasMessage("evaluation exceeded its limit of 40000 steps");
        // A builtin cannot lift the limits of the program that calls it, and a failed inner call leaves the outer one
        // intact.
        assertThatThrownBy(() -> NIX.evaluate(
                        NixSource.ofString("builtins.unhurried { f = let g = x: g x + g x; in g; }"), SHORT))
                .isInstanceOf(NixException.class);
        assertThat(NIX.<Long>within(day, () -> {
                    assertThatThrownBy(() -> limited.get("s", "x")).isInstanceOf(NixLimitException.class);
                    return NIX.evaluate("let c = n: if n == 0 then 0 else 1 + c (n - 1); in c 9000")
                            .asLong();
                }))
                .isEqualTo(9000);
    }

    @Test
    void limitsOfAnySizeAreTaken() {
        EvalOptions ages = EvalOptions.UNLIMITED.withTimeout(Duration.ofDays(365_000));
        assertThat(NIX.evaluate(NixSource.ofString("1 + 1"), ages).asLong()).isEqualTo(2);
        EvalOptions past = EvalOptions.UNLIMITED.withTimeout(Duration.ofDays(-365_000));
        assertThatThrownBy(() -> NIX.evaluate(ENDLESS, past)).isInstanceOf(NixLimitException.class);
        assertThatThrownBy(() -> EvalOptions.UNLIMITED.withMaxSteps(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
