package io.github.nix4j.flake.check;

import io.github.nix4j.flake.internal.FlakeBuiltins;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.activity.Activity;

/** Walks through the outputs of a flake to the items that are to be checked. Of one check. */
final class OutputCheck {
    private static final String JOBS = "hydraJobs";

    private final Evaluation ev;
    private final FindingLog log;
    private final ItemCheck items;

    OutputCheck(Evaluation ev, FindingLog log) {
        this.ev = ev;
        this.log = log;
        this.items = new ItemCheck(ev, log);
    }

    /** What is done with an attribute. */
    private interface Visit {
        void attribute(String name, Value cell, int pos);
    }

    private void each(Value set, int pos, Visit visit) {
        FlatAttrs attrs = ev.forceAttrs(set, pos, "").flat();
        for (int i = 0; i < attrs.size(); i++) {
            visit.attribute(ev.name(attrs.symbolAt(i)), attrs.valueAt(i), attrs.positionAt(i));
        }
    }

    void check(AttrsValue outputs) {
        // Jobs first: what they may not import, other outputs may.
        int jobs = ev.intern(JOBS);
        Value cell = outputs.get(jobs);
        if (cell != null) {
            int pos = outputs.position(jobs);
            if (log.options().importsInJobs()) {
                output(JOBS, cell, pos);
            } else {
                ev.refusingImports(() -> {
                    output(JOBS, cell, pos);
                    return cell;
                });
            }
        }
        each(outputs, 0, (name, value, pos) -> {
            if (!name.equals(JOBS)) {
                output(name, value, pos);
            }
        });
    }

    private void output(String name, Value cell, int pos) {
        try (Activity step = log.step("checking flake output '" + name + "'")) {
            FlakeBuiltins.store(ev, () -> {
                ev.force(cell, pos);
                OutputKind kind = OutputKind.of(name);
                if (kind == null) {
                    log.warn(name, "unknown flake output '%s'", name);
                    return cell;
                }
                if (kind.replacement() != null) {
                    log.warn(
                            name,
                            "flake output attribute '%s' is deprecated; use '%s' instead",
                            name,
                            kind.replacement());
                }
                items(kind, name, cell, pos);
                return cell;
            });
        } catch (NixException e) {
            log.report(name, ev.errors.frame(e, pos, "while checking flake output '%s'", name));
        }
    }

    private void items(OutputKind kind, String name, Value output, int pos) {
        switch (kind.layout()) {
            case SINGLE -> items.check(kind.item(), name, output, pos);
            case JOBS -> jobs(name, output, pos);
            case NAMED ->
                each(
                        output,
                        pos,
                        (item, cell, at) -> items.check(kind.item(), name + "." + Literals.name(item), cell, at));
            case BY_SYSTEM ->
                each(output, pos, (system, cell, at) -> {
                    if (isWanted(name, system, at)) {
                        items.check(kind.item(), name + "." + Literals.name(system), cell, at);
                    }
                });
            case BY_SYSTEM_AND_NAME ->
                each(output, pos, (system, set, at) -> {
                    if (isWanted(name, system, at)) {
                        each(set, at, (item, cell, place) -> {
                            // The reference shows systems of checks as they are.
                            String shown = name.equals("checks") ? system : Literals.name(system);
                            String path = name + "." + shown + "." + Literals.name(item);
                            items.check(kind.item(), path, cell, place);
                            if (name.equals("checks")
                                    && system.equals(log.options().system())) {
                                items.noteForBuilding(path);
                            }
                        });
                    }
                });
        }
    }

    private boolean isWanted(String output, String system, int pos) {
        if (!system.contains("-")) {
            log.report(
                    output + "." + system,
                    ev.errors.eval(
                            "'%s' is not a valid system type, at %s",
                            system, ev.engine.positions().display(pos)));
        }
        if (log.options().allSystems() || system.equals(log.options().system())) {
            return true;
        }
        log.omit(system);
        return false;
    }

    private void jobs(String path, Value cell, int pos) {
        try (Activity step = log.step("checking Hydra job '" + path + "'")) {
            if (ev.isDerivation(ev.forceAttrs(cell, pos, ""))) {
                throw ev.errors.eval("jobset should not be a derivation at top-level");
            }
            each(cell, pos, (name, inner, at) -> {
                String innerPath = path + "." + name;
                if (ev.isDerivation(ev.forceAttrs(inner, at, ""))) {
                    try (Activity inside = log.step("checking Hydra job '" + innerPath + "'")) {
                        items.check(OutputKind.Item.DERIVATION, innerPath, inner, at);
                    }
                } else {
                    jobs(innerPath, inner, at);
                }
            });
        } catch (NixException e) {
            log.report(path, ev.errors.frame(e, pos, "while checking the Hydra jobset '%s'", path));
        }
    }
}
