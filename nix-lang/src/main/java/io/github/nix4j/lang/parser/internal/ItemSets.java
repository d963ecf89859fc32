package io.github.nix4j.lang.parser.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The LR(0) item sets of a grammar. An item is a rule with a place in it, as one number. */
final class ItemSets {
    private static final int PLACES = 16;

    /** A state: where its symbols lead, and which rules end in it. */
    static final class State {
        private final int[] targets;
        private final List<Integer> reductions = new ArrayList<>();

        State(int symbolCount) {
            targets = new int[symbolCount];
            Arrays.fill(targets, -1);
        }

        /** The state that a symbol leads to, or -1. */
        int target(int symbol) {
            return targets[symbol];
        }

        /** The rules that end here, in the order of the grammar. */
        List<Integer> reductions() {
            return reductions;
        }
    }

    private final MessageGrammar grammar;
    private final List<State> states = new ArrayList<>();
    private final List<int[]> kernels = new ArrayList<>();
    private final Map<List<Integer>, Integer> stateOfKernel = new HashMap<>();

    ItemSets(MessageGrammar grammar) {
        this.grammar = grammar;
        int first = grammar.rules().get(0).name();
        List<Integer> start = new ArrayList<>();
        for (int rule = 0; rule < grammar.rules().size(); rule++) {
            if (grammar.rules().get(rule).name() == first) {
                start.add(rule * PLACES);
            }
        }
        state(start);
        for (int s = 0; s < states.size(); s++) {
            expand(s);
        }
        // Behind a whole text the end of the text is to come.
        State accepted = new State(grammar.symbolCount());
        State complete = new State(grammar.symbolCount());
        states.add(complete);
        states.add(accepted);
        states.get(0).targets[first] = states.size() - 2;
        complete.targets[MessageGrammar.END] = states.size() - 1;
    }

    List<State> states() {
        return states;
    }

    private int state(List<Integer> kernel) {
        return stateOfKernel.computeIfAbsent(kernel, unknown -> {
            states.add(new State(grammar.symbolCount()));
            kernels.add(kernel.stream().mapToInt(i -> i).toArray());
            return states.size() - 1;
        });
    }

    private void expand(int s) {
        BitSet items = closure(kernels.get(s));
        Map<Integer, List<Integer>> kernelsBySymbol = new TreeMap<>();
        State state = states.get(s);
        items.stream().forEach(item -> {
            int[] symbols = grammar.rules().get(item / PLACES).symbols();
            int place = item % PLACES;
            if (place == symbols.length) {
                state.reductions.add(item / PLACES);
            } else {
                kernelsBySymbol
                        .computeIfAbsent(symbols[place], unknown -> new ArrayList<>())
                        .add(item + 1);
            }
        });
        kernelsBySymbol.forEach((symbol, kernel) -> state.targets[symbol] = state(kernel));
    }

    private BitSet closure(int[] kernel) {
        BitSet items = new BitSet();
        List<Integer> open = new ArrayList<>();
        for (int item : kernel) {
            items.set(item);
            open.add(item);
        }
        for (int i = 0; i < open.size(); i++) {
            int[] symbols = grammar.rules().get(open.get(i) / PLACES).symbols();
            int place = open.get(i) % PLACES;
            for (int rule = 0; place < symbols.length && rule < grammar.rules().size(); rule++) {
                if (grammar.rules().get(rule).name() == symbols[place] && !items.get(rule * PLACES)) {
                    items.set(rule * PLACES);
                    open.add(rule * PLACES);
                }
            }
        }
        return items;
    }
}
