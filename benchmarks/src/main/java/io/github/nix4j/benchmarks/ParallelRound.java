package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.value.NixList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The elements of a list, each forced deeply by the next thread that is free. */
final class ParallelRound implements Round {
    private final NixEvaluator evaluator;
    private final ExecutorService threads;
    private final int count;
    private final NixSource source;

    ParallelRound(int count, String expression, Path caches) {
        this.evaluator = EvaluationRound.newEvaluator(caches);
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
        this.source = NixSource.ofString(expression);
    }

    @Override
    public void prepare() {
        evaluator.refresh();
    }

    @Override
    public void run() throws InterruptedException, ExecutionException {
        NixList list = evaluator.evaluate(source).asList();
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(() -> evaluator.within(EvalOptions.UNLIMITED, () -> {
                for (int at = next.getAndIncrement(); at < list.size(); at = next.getAndIncrement()) {
                    list.get(at).toJava();
                }
                return null;
            })));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        evaluator.close();
    }
}
