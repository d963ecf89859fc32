package io.github.nix4j.lang.parser.internal;

import java.util.BitSet;
import java.util.List;

/**
 * The terminals that may follow where a rule ends in a state.
 *
 * <p>For every state and every rule name that leads on from it, the set of terminals that may come behind it there; these sets
 * contain each other, and grow until nothing changes.
 */
final class Lookaheads {
    private final MessageGrammar grammar;
    private final List<ItemSets.State> states;
    private final BitSet[][] follow;
    private final BitSet[][] reductions;
    private final BitSet nullable = new BitSet();
    private boolean changed;

    Lookaheads(MessageGrammar grammar, List<ItemSets.State> states) {
        this.grammar = grammar;
        this.states = states;
        follow = new BitSet[states.size()][grammar.symbolCount()];
        reductions = new BitSet[states.size()][];
        for (int s = 0; s < states.size(); s++) {
            reductions[s] = new BitSet[states.get(s).reductions().size()];
            for (int r = 0; r < reductions[s].length; r++) {
                reductions[s][r] = new BitSet();
            }
        }
        findNullable();
        findFollow();
    }

    /** For each state the lookaheads of its reductions, in their order. */
    BitSet[][] ofReductions() {
        return reductions;
    }

    private void findNullable() {
        do {
            changed = false;
            for (MessageGrammar.Rule rule : grammar.rules()) {
                if (!nullable.get(rule.name()) && isNullable(rule.symbols(), 0)) {
                    nullable.set(rule.name());
                    changed = true;
                }
            }
        } while (changed);
    }

    private boolean isNullable(int[] symbols, int from) {
        for (int i = from; i < symbols.length; i++) {
            if (!nullable.get(symbols[i])) {
                return false;
            }
        }
        return true;
    }

    private void findFollow() {
        for (int s = 0; s < states.size(); s++) {
            for (int name = grammar.terminalCount(); name < grammar.symbolCount(); name++) {
                int target = states.get(s).target(name);
                if (target >= 0) {
                    follow[s][name] = shiftable(target);
                }
            }
        }
        do {
            changed = false;
            for (int s = 0; s < states.size(); s++) {
                grow(s);
            }
        } while (changed);
    }

    private BitSet shiftable(int state) {
        BitSet terminals = new BitSet();
        for (int terminal = 0; terminal < grammar.terminalCount(); terminal++) {
            if (states.get(state).target(terminal) >= 0) {
                terminals.set(terminal);
            }
        }
        return terminals;
    }

    private void grow(int s) {
        for (int name = grammar.terminalCount(); name < grammar.symbolCount(); name++) {
            int target = states.get(s).target(name);
            if (target < 0) {
                continue;
            }
            for (int next = grammar.terminalCount(); next < grammar.symbolCount(); next++) {
                if (nullable.get(next) && states.get(target).target(next) >= 0) {
                    add(follow[s][name], follow[target][next]);
                }
            }
        }
        for (int rule = 0; rule < grammar.rules().size(); rule++) {
            int name = grammar.rules().get(rule).name();
            if (states.get(s).target(name) >= 0) {
                walk(s, rule, follow[s][name]);
            }
        }
    }

    /** Hands what follows a name in a state on to the end of one of the name's rules, and to the names at that end. */
    private void walk(int s, int rule, BitSet following) {
        int[] symbols = grammar.rules().get(rule).symbols();
        int state = s;
        for (int i = 0; i < symbols.length; i++) {
            if (!grammar.isTerminal(symbols[i]) && isNullable(symbols, i + 1)) {
                add(follow[state][symbols[i]], following);
            }
            state = states.get(state).target(symbols[i]);
        }
        add(reductions[state][states.get(state).reductions().indexOf(rule)], following);
    }

    private void add(BitSet set, BitSet addition) {
        int before = set.cardinality();
        set.or(addition);
        changed |= set.cardinality() != before;
    }
}
