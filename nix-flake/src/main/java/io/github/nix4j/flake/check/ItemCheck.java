package io.github.nix4j.flake.check;

import io.github.nix4j.flake.internal.FlakeBuiltins;
import io.github.nix4j.flake.internal.PackageValue;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.path.StorePath;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks single items, such as a package or an overlay. Of one check. */
final class ItemCheck {
    private static final AttributePath SYSTEM_BUILD = new AttributePath("config.system.build.toplevel");

    private final Evaluation ev;
    private final FindingLog log;
    private @Nullable StorePath lastDerivation;

    ItemCheck(Evaluation ev, FindingLog log) {
        this.ev = ev;
        this.log = log;
    }

    void check(OutputKind.Item item, String path, Value cell, int pos) {
        lastDerivation = null;
        switch (item) {
            case APP -> check(path, pos, "app '%s'", "app definition", () -> app(path, cell, pos));
            case BUNDLER -> check(path, pos, "bundler '%s'", "template", () -> bundler(cell, pos));
            case DERIVATION -> check(path, pos, "derivation %s", "derivation", () -> derivation(path, cell));
            case MACHINE ->
                check(path, pos, "NixOS configuration '%s'", "NixOS configuration", () -> machine(cell, pos));
            case MODULE -> check(path, pos, "NixOS module '%s'", "NixOS module", () -> ev.force(cell, pos));
            case OVERLAY -> check(path, pos, "overlay '%s'", "overlay", () -> overlay(cell, pos));
            case TEMPLATE -> check(path, pos, "template '%s'", "template", () -> template(path, cell, pos));
            case ANYTHING -> {}
        }
    }

    /** Has the derivation that was checked last, if it was one, built for {@code path}. */
    void noteForBuilding(String path) {
        if (lastDerivation != null) {
            log.toBuild(lastDerivation, path);
        }
    }

    private void check(String path, int pos, String step, String what, Runnable body) {
        try (Activity activity = log.step("checking " + step.replace("%s", path))) {
            FlakeBuiltins.store(ev, () -> {
                body.run();
                return path;
            });
        } catch (NixException e) {
            log.report(path, ev.errors.frame(e, pos, "while checking the " + what + " '%s'", path));
        }
    }

    private void derivation(String path, Value cell) {
        PackageValue found = PackageValue.of(ev, cell);
        if (found == null) {
            throw ev.errors.eval("flake attribute '%s' is not a derivation", path);
        }
        StorePath derivation = found.derivationPath();
        if (derivation != null) {
            log.evaluated(ev.engine.storeBridge().print(derivation));
            lastDerivation = derivation;
        }
    }

    private void machine(Value cell, int pos) {
        AttributePath.Found found = SYSTEM_BUILD.find(ev, cell, new AutoArguments(Map.of()));
        if (!ev.isDerivation(ev.force(found.cell(), pos))) {
            throw ev.errors.eval("attribute 'config.system.build.toplevel' is not a derivation");
        }
    }

    private void overlay(Value cell, int pos) {
        Value value = ev.force(cell, pos);
        if (!(value instanceof Closure closure)) {
            throw ev.errors.eval("overlay is not a function, but %s instead", value.describeType());
        }
        int parameter = closure.lambda.parameter();
        String name = parameter < 0 ? "" : ev.name(parameter);
        boolean fits = name.equals("final") || name.equals("_") || name.equals("_final");
        if (closure.lambda.formals() != null || !fits) {
            throw ev.errors.eval("overlay does not take an argument named 'final'");
        }
    }

    private void bundler(Value cell, int pos) {
        if (!(ev.force(cell, pos) instanceof Closure)) {
            throw ev.errors.eval("bundler must be a function");
        }
    }

    private void app(String path, Value cell, int pos) {
        AttrsValue app = ev.forceAttrs(cell, pos, "");
        ev.forceStringNoContext(required(app, "app", path, "type"), at(app, "type"), "");
        ev.forceString(required(app, "app", path, "program"), at(app, "program"), "");
        Value meta = app.get(ev.intern("meta"));
        if (meta == null) {
            log.warn(path, "app '%s' lacks attribute '%s'", path, "meta");
        } else {
            AttrsValue attributes = ev.forceAttrs(meta, at(app, "meta"), "");
            Value description = attributes.get(ev.intern("description"));
            if (description == null) {
                log.warn(path, "app '%s' lacks attribute '%s'", path, "meta.description");
            } else {
                ev.forceStringNoContext(description, at(attributes, "description"), "");
            }
        }
        refuseOthers(app, "app", path, Set.of("type", "program", "meta"));
    }

    private void template(String path, Value cell, int pos) {
        AttrsValue template = ev.forceAttrs(cell, pos, "");
        Value files = required(template, "template", path, "path");
        SourcePath place = Coercion.toPath(ev, at(template, "path"), files, new ContextBuilder(), "");
        if (new PathAccess(place.tree()).maybeStat(place) == null) {
            throw ev.errors.eval("template '%s' refers to a non-existent path '%s'", path, place.display());
        }
        ev.forceStringNoContext(required(template, "template", path, "description"), at(template, "description"), "");
        refuseOthers(template, "template", path, Set.of("path", "description", "welcomeText"));
    }

    private Value required(AttrsValue set, String what, String path, String name) {
        Value value = set.get(ev.intern(name));
        if (value == null) {
            throw ev.errors.eval(what + " '%s' lacks attribute '" + name + "'", path);
        }
        return value;
    }

    private int at(AttrsValue set, String name) {
        return set.position(ev.intern(name));
    }

    private void refuseOthers(AttrsValue set, String what, String path, Set<String> allowed) {
        FlatAttrs attrs = set.flat();
        for (int i = 0; i < attrs.size(); i++) {
            String name = ev.name(attrs.symbolAt(i));
            if (!allowed.contains(name)) {
                throw ev.errors.eval(what + " '%s' has unsupported attribute '%s'", path, name);
            }
        }
    }
}
