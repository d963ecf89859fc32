package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.value.NixAttrs;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.lang.value.ValueFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads on one evaluator, and evaluations that are stopped: the results are one thread's, and it stays usable. */
@Timeout(120)
class ThreadsAndLimitsTest {
    /** Attributes that need each other in both orders, so that threads meet in the middle. */
    private static final String SHARED = """
            let
              work = n: if n == 0 then 0 else 1 + work (n - 1);
              s = {
                t = work 200 + s.u;
                u = work 300;
                v = s.u + s.w;
                w = s.t + work 100;
                bad = s.u + throw "no ${toString s.t}";
              };
            in s""";

    @Test
    void threadsShareThunksAndSeeWhatOneThreadSees() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            for (int round = 0; round < 150; round++) {
                NixAttrs attrs = nix.evaluate(SHARED).asAttrs();
                List<Future<?>> all = new ArrayList<>();
                for (String name : List.of("v", "t", "w", "u", "w", "v")) {
                    all.add(pool.submit(() -> assertThat(attrs.get(name).asLong())
                            .isEqualTo(
                                    switch (name) {
                                        case "t" -> 500L;
                                        case "u" -> 300L;
                                        case "w" -> 600L;
                                        default -> 900L;
                                    })));
                }
                all.add(pool.submit(
                        () -> assertThatThrownBy(() -> attrs.get("bad")).hasMessage("no 500")));
                for (Future<?> one : all) {
                    one.get();
                }
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static final String ENDLESS =
            "let " + "g = n: if n == 60 then 0 else g (n + 1) + g (n + 1); in { x = g 0; y = 1; }";

    @Test
    void valuesArePrintedAndDescribedUnderTheirLimits() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(300));
            NixValue endless = nix.evaluate(ENDLESS, limits);
            NixValue callable = nix.evaluate(ENDLESS.replace("{ x = g 0;", "{ __functor = g 0;"), limits);
            for (ValueFormat format : List.of(ValueFormat.JSON, ValueFormat.EVAL, ValueFormat.XML)) {
                assertThatThrownBy(() -> nix.print(endless, format)).isInstanceOf(NixLimitException.class);
            }
            assertThatThrownBy(() -> nix.documentation(callable)).isInstanceOf(NixLimitException.class);
        }
    }

    @Test
    void limitsHoldForElementsToo() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> nix.within(
                            limits, () -> nix.evaluate(ENDLESS).asAttrs().get("x")))
                    .isInstanceOf(NixLimitException.class);
            assertThat(nix.within(
                            limits,
                            () -> nix.evaluate(ENDLESS).asAttrs().get("y").asLong()))
                    .isEqualTo(1);
        }
    }

    @Test
    void interruptingTheCallerStopsTheEvaluation() throws Exception {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            NixAttrs attrs = nix.evaluate(ENDLESS).asAttrs();
            List<Throwable> seen = new ArrayList<>();
            Thread caller = new Thread(() -> {
                try {
                    attrs.get("x");
                } catch (NixException e) {
                    seen.add(e);
                }
            });
            caller.start();
            Thread.sleep(200);
            caller.interrupt();
            caller.join();
            assertThat(seen).hasSize(1).first().isInstanceOf(NixLimitException.class);
            // The thunk went back: another attempt runs into its own limit, not into a thunk that nobody evaluates.
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofMillis(200));
            assertThatThrownBy(() -> nix.within(limits, () -> attrs.get("x")))
                    .isInstanceOf(NixLimitException.class)
                    .hasMessageContaining("deadline");
            assertThat(attrs.get("y").asLong()).isEqualTo(1);
        }
    }

    @Test
    void hugeListsAndJavaFailuresAreNixErrors() {
        try (NixEvaluator nix = NixEvaluator.builder()
                .function("fails", value -> {
                    throw new IllegalArgumentException("on purpose");
                })
                .build()) {
            assertThatThrownBy(() -> nix.evaluate("builtins.genList (x: x) 3000000000"))
                    .isInstanceOf(NixException.class);
            assertThatThrownBy(() -> nix.evaluate("builtins.genList (x: x) 2147483000"))
                    .isInstanceOf(NixException.class);
            assertThatThrownBy(() -> nix.evaluate("builtins.fails 1"))
                    .isInstanceOf(NixException.class)
                    .hasMessageContaining("on purpose");
            assertThat(nix.evaluate("2").asLong()).isEqualTo(2);
        }
    }

    @Test
    void aClosedEvaluatorSaysSo() {
        NixEvaluator nix = NixEvaluator.isolated();
        nix.close();
        assertThatThrownBy(() -> nix.evaluate("1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anInterruptOfAFunctionInJavaIsNotKeptAsItsFailure() {
        AtomicBoolean interrupted = new AtomicBoolean(true);
        try (NixEvaluator nix = NixEvaluator.builder()
                .function("slow", argument -> {
                    if (interrupted.getAndSet(false)) {
                        throw new IllegalStateException(new InterruptedException());
                    }
                    return argument;
                })
                .build()) {
            NixAttrs value = nix.evaluate("{ x = builtins.slow 1; }").asAttrs();
            assertThatThrownBy(() -> value.get("x")).isInstanceOf(NixLimitException.class);
            assertThat(value.get("x").asLong()).isEqualTo(1);
        }
    }
}
