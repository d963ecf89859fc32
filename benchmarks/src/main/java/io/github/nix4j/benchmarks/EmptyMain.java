package io.github.nix4j.benchmarks;

/** Does nothing: what a JVM takes to start and end, the floor of every fresh run. */
final class EmptyMain {
    private EmptyMain() {}

    public static void main(String[] arguments) {}
}
