package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.lock.LockEdge;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.ApplyNodes;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsUpdate;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.TreePath;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A locked flake and its inputs as values. Every node of the lock file is one value, made when something needs it: an input
 * that is not used is not fetched.
 */
public final class FlakeValues {
    private static final Object[] NO_VARIABLES = {};

    private final LockFile lockFile;
    private final Map<LockNode, TreePath> directories;
    private final Top top;
    private final FinalTrees trees;
    private final CallFlakePlaces places;
    private final Map<LockNode, NodeValue> values = new IdentityHashMap<>();
    private volatile boolean namesEntered;

    /** Fetches what a lock file pins. */
    public interface FinalTrees {
        /** Shows the tree of {@code input} in the store. */
        FetchTreeBuiltins.Fetched fetch(Evaluation ev, Input input);
    }

    /**
     * The flake itself.
     *
     * @param described what was fetched, perhaps without its hash
     * @param locked gives the same with its hash
     * @param changed whether the flake's files are not those of its revision
     * @param names the names of its {@code flake.nix}
     */
    public record Top(FlakeRef described, Supplier<Input> locked, boolean changed, List<String> names) {}

    /**
     * @param directories where the trees are that locking had to fetch
     * @param places what the values' positions and traces name
     */
    public FlakeValues(
            LockFile lockFile, Map<LockNode, TreePath> directories, Top top, FinalTrees trees, CallFlakePlaces places) {
        this.lockFile = lockFile;
        this.directories = directories;
        this.top = top;
        this.trees = trees;
        this.places = places;
    }

    /** The flake's value: its outputs and what is known about it. */
    public Value value(Evaluation ev) {
        try {
            NodeValue root = node(lockFile.root());
            if (!namesEntered) {
                new LockNumbers(ev, places).check(lockFile);
                CallFlakeNames.enter(ev, top.names, () -> root.sourceInfo.force(ev, 0), lockFile);
                namesEntered = true;
            }
            return root.select(ev);
        } catch (NixException e) {
            throw called(ev, e, places.at(15, 1), 0);
        }
    }

    /** The frames of a call of a function in {@code call-flake.nix}, which stands at {@code place}. */
    private static NixException called(Evaluation ev, NixException e, int place, int callPos) {
        if (ev.engine.settings().showTrace()) {
            ev.errors.frame(e, place, "while calling anonymous lambda");
            if (callPos != 0) {
                ev.errors.frame(e, callPos, "from call site");
            }
        }
        return e;
    }

    /** A side of {@code //}. */
    private static AttrsValue operand(Evaluation ev, Value cell, int place) {
        try {
            if (cell.force(ev, place) instanceof AttrsValue attrs) {
                return attrs;
            }
            throw ev.errors.expected("a set", cell.force(ev, place));
        } catch (NixException e) {
            throw ev.errors.frame(e, place, "in the left operand of the update (//) operator");
        }
    }

    /** The function that makes an input of its name: inputs are calls that wait. */
    private final class InputLambda extends Lambda {
        private final LockEdge edge;

        InputLambda(LockEdge edge) {
            super(places.at(68, 37), null, null);
            this.edge = edge;
        }

        @Override
        public Value call(Evaluation ev, Object[] env, Value name, int callPos) {
            try {
                return node(edge).select(ev);
            } catch (NixException e) {
                throw called(ev, e, pos, callPos);
            }
        }

        @Override
        public Formal @Nullable [] formals() {
            return null;
        }

        @Override
        public boolean ellipsis() {
            return false;
        }

        @Override
        public int parameter() {
            return -1;
        }
    }

    private synchronized NodeValue node(LockNode node) {
        NodeValue known = values.get(node);
        if (known == null) {
            known = new NodeValue(node);
            values.put(node, known);
        }
        return known;
    }

    private NodeValue node(LockEdge edge) {
        if (edge instanceof LockEdge.To to) {
            return node(to.node());
        }
        LockNode target = lockFile.find(((LockEdge.Follows) edge).path());
        if (target == null) {
            throw new IllegalStateException("a checked lock file has no dangling follows");
        }
        return node(target);
    }

    /** The cells of one node. */
    private final class NodeValue {
        private final LockNode node;

        /** Where the tree is if that is found out late. */
        private final @Nullable LateRoot late;

        /** What is known of the tree. */
        final Value sourceInfo;

        final Value outPath;

        /** The file {@code flake.nix}. */
        final Value flake;

        /** The flake's inputs without itself. */
        final Value inputs;

        final Value outputs;

        /** What the flake's own outputs get as {@code self}. */
        final Value result;

        /** What others get: fails if {@code outputs} is no function. */
        final Value checked;

        NodeValue(LockNode node) {
            this.node = node;
            this.sourceInfo = JavaNode.delay(this::sourceInfo);
            this.outPath = JavaNode.delay(this::outPath);
            TreePath directory = node == lockFile.root() ? directories.get(node) : null;
            this.late = directory == null ? null : directory.late();
            this.flake = JavaNode.delay(this::flake);
            this.inputs = JavaNode.delay(this::inputs);
            this.outputs = JavaNode.delay(this::outputs);
            this.result = JavaNode.delay(this::result);
            this.checked = JavaNode.delay(this::checked);
        }

        /** The value that others get. */
        Value select(Evaluation ev) {
            int place = places.at(94, 7);
            try {
                return checked.force(ev, place);
            } catch (NixException e) {
                String key = lockFile.keys().getOrDefault(node, "");
                throw ev.errors.frame(e, place, "while evaluating the attribute '%s'", Literals.name(key) + ".result");
            }
        }

        private @Nullable LockedNode locked() {
            return node instanceof LockedNode locked ? locked : null;
        }

        /** The node whose tree this one lies in, if it was not fetched but is known by its relative path only. */
        private @Nullable NodeValue container() {
            LockedNode locked = locked();
            if (locked == null
                    || directories.containsKey(node)
                    || locked.locked().input().relativePath() == null) {
                return null;
            }
            LockNode parent = locked.parent() == null ? null : lockFile.find(locked.parent());
            return node(parent == null ? lockFile.root() : parent);
        }

        private Value sourceInfo(Evaluation ev) {
            LockedNode locked = locked();
            TreePath directory = directories.get(node);
            if (directory != null) {
                boolean changed = locked == null && top.changed;
                LateRoot root = late;
                if (root != null) {
                    return TreeAttributes.late(
                            ev,
                            () -> dir(ev).locate(root.text()).storePath(),
                            top.described.input(),
                            top.locked,
                            changed);
                }
                StorePath path = dir(ev).locate(directory.text()).storePath();
                Input input =
                        locked == null ? top.described.input() : locked.locked().input();
                return TreeAttributes.of(ev, path, input, false, changed);
            }
            NodeValue container = container();
            if (container != null) {
                return container.sourceInfo.force(ev, 0);
            }
            Input input = ((LockedNode) node).locked().input();
            FetchTreeBuiltins.Fetched fetched;
            try {
                fetched = trees.fetch(ev, input);
            } catch (NixException e) {
                throw ev.errors.frame(e, places.at(56, 11), "while calling the 'fetchFinalTree' builtin");
            }
            return TreeAttributes.of(ev, fetched.path(), fetched.locked(), false, false);
        }

        private Value outPath(Evaluation ev) {
            NodeValue container = container();
            String below;
            StringValue base;
            if (container != null) {
                base = (StringValue) container.outPath.force(ev, 0);
                below = ((LockedNode) node).locked().input().attributes().requireText("path");
            } else {
                AttrsValue info = (AttrsValue) sourceInfo.force(ev, 0);
                base = ev.forceString(ev.getAttr(info, ev.intern("outPath"), ""), 0, "");
                TreePath directory = directories.get(node);
                below = directory != null
                        ? inStore(ev, directory).text().substring(1)
                        : ((LockedNode) node).locked().dir();
            }
            return below.isEmpty() ? base : new StringValue(base.text + "/" + below, base.context);
        }

        private TreePath inStore(Evaluation ev, TreePath directory) {
            return directory.late() != null
                    ? directory.insideLate()
                    : dir(ev).locate(directory.text()).inside();
        }

        private Value flake(Evaluation ev) {
            try {
                TreePath directory = directories.get(node);
                if (directory != null && late != null) {
                    SourcePath file = new SourcePath(ev.engine.io().root(), directory.child("flake.nix"));
                    return ev.engine.importFile(ev, file);
                }
                String path = ((StringValue) place(ev)).text + "/flake.nix";
                return ev.engine.importFile(ev, new SourcePath(ev.engine.io().root(), TreePath.of(path)));
            } catch (NixException e) {
                throw ev.errors.frame(e, places.at(66, 15), "while calling the 'import' builtin");
            }
        }

        private Value place(Evaluation ev) {
            try {
                return outPath.force(ev, 0);
            } catch (NixException e) {
                throw ev.errors.frame(e, 0, "while realising the context of a path");
            }
        }

        private Value outputsFunction(Evaluation ev) {
            AttrsValue file = ev.forceAttrs(flake, 0, "while evaluating a flake");
            return ev.getAttr(file, ev.intern("outputs"), "while evaluating a flake");
        }

        private AttrsValue inputs(Evaluation ev) {
            AttrsBuilder inputs = ev.newAttrs(node.inputs().size());
            node.inputs()
                    .forEach((name, edge) -> inputs.add(
                            ev.intern(name),
                            ApplyNodes.delay(
                                    ev, new Closure(new InputLambda(edge), NO_VARIABLES, true), StringValue.of(name))));
            return inputs.build();
        }

        private Value outputs(Evaluation ev) {
            AttrsBuilder self = ev.newAttrs(1).add(ev.intern("self"), result, places.at(72, 44));
            int call = places.at(72, 17);
            AttrsValue arguments = AttrsUpdate.update(ev, (AttrsValue) inputs.force(ev, call), self.build());
            return Calls.call(ev, outputsFunction(ev), arguments, call).force(ev, call);
        }

        private Value result(Evaluation ev) {
            AttrsBuilder known = ev.newAttrs(5)
                    // Nix has read the flake by its path before anybody sees this.
                    .add(
                            ev.intern("outPath"),
                            late == null ? outPath : JavaNode.late(() -> outPath.force(ev, 0)),
                            places.at(84, 19))
                    .add(ev.intern("inputs"), inputs, places.at(86, 19))
                    .add(ev.intern("outputs"), outputs, places.at(87, 19))
                    .add(ev.intern("sourceInfo"), sourceInfo, places.at(88, 19))
                    .add(ev.intern("_type"), StringValue.of("flake"), places.at(89, 11));
            // A chain is evaluated from right to left.
            AttrsValue info = operand(ev, sourceInfo, places.at(81, 12));
            AttrsValue own = operand(ev, outputs, places.at(75, 9));
            return AttrsUpdate.update(ev, AttrsUpdate.update(ev, own, info), known.build());
        }

        private Value checked(Evaluation ev) {
            LockedNode locked = locked();
            if (locked != null && !locked.isFlake()) {
                AttrsBuilder known = ev.newAttrs(2)
                        .add(ev.intern("sourceInfo"), sourceInfo, places.at(99, 35))
                        .add(ev.intern("outPath"), outPath, places.at(99, 46));
                return AttrsUpdate.update(ev, operand(ev, sourceInfo, places.at(99, 11)), known.build());
            }
            try {
                outputsFunction(ev).force(ev, 0);
            } catch (NixException e) {
                ev.errors.frame(e, places.at(96, 18), "while calling the 'isFunction' builtin");
                throw ev.errors.frame(e, places.at(96, 11), "in the condition of the assert statement");
            }
            ev.forceFunction(outputsFunction(ev), 0, "while evaluating the outputs of a flake");
            return result.force(ev, 0);
        }

        private StoreDir dir(Evaluation ev) {
            return new StoreDir(ev.engine.storeBridge().storeDir());
        }
    }
}
