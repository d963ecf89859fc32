package io.github.nix4j.lang.parser.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The LALR(1) automaton of a grammar with default reductions, as parser generators of the yacc family make it: in a state, the
 * most frequent reduction is done whatever comes next, and what is left are the tokens that the state expects.
 */
final class Automaton {
    private static final int ERROR = -1;

    private final MessageGrammar grammar;
    private final List<ItemSets.State> states;

    /** For each state the action of each terminal: 0 none, n &gt; 0 go to state n - 1, below -1 reduce by rule -2 - n. */
    private final int[][] actions;

    /** For each state the rule that is reduced by default, or -1. */
    private final int[] defaults;

    Automaton(MessageGrammar grammar) {
        this.grammar = grammar;
        ItemSets itemSets = new ItemSets(grammar);
        states = itemSets.states();
        actions = new int[states.size()][grammar.terminalCount()];
        defaults = new int[states.size()];
        BitSet[][] lookaheads = new Lookaheads(grammar, states).ofReductions();
        for (int s = 0; s < states.size(); s++) {
            fill(s, lookaheads[s]);
        }
    }

    private void fill(int s, BitSet[] lookaheads) {
        ItemSets.State state = states.get(s);
        int[] row = actions[s];
        for (int terminal = 0; terminal < row.length; terminal++) {
            row[terminal] = state.target(terminal) + 1;
        }
        List<Integer> reductions = state.reductions();
        for (int r = 0; r < reductions.size(); r++) {
            int rule = reductions.get(r);
            lookaheads[r].stream().forEach(terminal -> row[terminal] = resolve(row[terminal], rule, terminal));
        }
        defaults[s] = mostFrequent(row, reductions);
        int none = defaults[s] < 0 ? ERROR : reduction(defaults[s]);
        Arrays.setAll(row, terminal -> row[terminal] == none ? 0 : row[terminal]);
    }

    private static int reduction(int rule) {
        return -2 - rule;
    }

    private int resolve(int present, int rule, int terminal) {
        if (present == 0) {
            return reduction(rule);
        }
        int ruleLevel = grammar.rules().get(rule).level();
        int level = grammar.level(terminal);
        if (present < 0 || ruleLevel < 0 || level < 0) {
            throw new IllegalStateException(
                    "the grammar of messages is ambiguous: rule " + rule + " at " + grammar.display(terminal));
        }
        if (ruleLevel != level) {
            return ruleLevel > level ? reduction(rule) : present;
        }
        switch (MessageGrammar.associativity(level)) {
            case "left":
                return reduction(rule);
            case "right":
                return present;
            default:
                return ERROR;
        }
    }

    private static int mostFrequent(int[] row, List<Integer> reductions) {
        int best = reductions.isEmpty() ? -1 : reductions.get(0);
        int bestCount = 0;
        for (int rule : reductions) {
            int count = 0;
            for (int action : row) {
                count += action == reduction(rule) ? 1 : 0;
            }
            if (count > bestCount) {
                best = rule;
                bestCount = count;
            }
        }
        return best;
    }

    /** What a run has on its stack: a state, and what is below it. */
    private record Frame(int state, @Nullable Frame below) {}

    /** A run of the automaton over terminals. */
    final class Run {
        private Frame top;

        Run() {
            this(new Frame(0, null));
        }

        private Run(Frame top) {
            this.top = top;
        }

        /** A run that goes on from here on its own. */
        Run copy() {
            return new Run(top);
        }

        /** Takes the next terminal; false if it does not fit. */
        boolean accept(int terminal) {
            return accept(terminal, Integer.MAX_VALUE);
        }

        /** As {@link #accept(int)}, but false, too, for what fits only after more than this many reductions. */
        boolean accept(int terminal, int reductions) {
            for (int reduced = 0; reduced <= reductions; reduced++) {
                int action = actions[top.state][terminal];
                if (action > 0) {
                    top = new Frame(action - 1, top);
                    return true;
                }
                int rule = action == 0 ? defaults[top.state] : action == ERROR ? -1 : -2 - action;
                if (rule < 0) {
                    return false;
                }
                reduce(grammar.rules().get(rule));
            }
            return false;
        }

        private void reduce(MessageGrammar.Rule rule) {
            Frame frame = top;
            for (int i = 0; i < rule.symbols().length; i++) {
                frame = Objects.requireNonNull(frame.below, "a rule longer than the stack");
            }
            top = new Frame(states.get(frame.state).target(rule.name()), frame);
        }

        /** The terminals that the state expects in which the last one did not fit. */
        List<Integer> expected() {
            List<Integer> expected = new ArrayList<>();
            int[] row = actions[top.state];
            for (int terminal = 0; terminal < row.length; terminal++) {
                if (row[terminal] != 0 && row[terminal] != ERROR) {
                    expected.add(terminal);
                }
            }
            return expected;
        }
    }
}
