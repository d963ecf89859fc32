package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which Nix makes its builtins. As sets are sorted by symbol, it decides which of several failing attributes is
 * met first when they have names of builtins.
 */
public final class BuiltinOrder {
    /** Nix has this one for its own use: its name is known, but nothing else of it. */
    public static final String HIDDEN = "fetchFinalTree";

    private static final String NAMES = ""
            + "builtins true false null currentTime currentSystem nixVersion storeDir langVersion traceVerbose "
            + "nixPath scopedImport import typeOf isNull isFunction isInt isFloat isString isBool isPath "
            + "genericClosure break abort throw addErrorContext ceil floor tryEval getEnv seq deepSeq trace warn "
            + "derivationStrict placeholder toPath storePath pathExists baseNameOf dirOf readFile findFile hashFile "
            + "readFileType readDir outputOf toXML toJSON fromJSON toFile filterSource path attrNames attrValues "
            + "getAttr unsafeGetAttrPos hasAttr isAttrs removeAttrs listToAttrs intersectAttrs catAttrs "
            + "functionArgs mapAttrs zipAttrsWith isList elemAt head tail map filter elem concatLists length foldl' "
            + "any all genList sort partition groupBy concatMap add sub mul div bitAnd bitOr bitXor lessThan "
            + "toString substring stringLength hashString convertHash match split concatStringsSep replaceStrings "
            + "parseDrvName compareVersions splitVersion unsafeDiscardStringContext hasContext "
            + "unsafeDiscardOutputDependency addDrvOutputDependencies getContext appendContext fetchClosure "
            + "fetchMercurial fetchTree fetchFinalTree fetchurl fetchTarball fetchGit fromTOML getFlake "
            + "parseFlakeRef flakeRefToString derivation";

    /** The names that Nix gets to know from its own definition of {@code derivation}, which it reads at once. */
    public static final List<String> OF_DERIVATION =
            List.of("strict", "drvAttrs", "commonAttrs", "outputsList", "x", "outputToAttrListElement");

    private BuiltinOrder() {}

    /** The entries in Nix's order, then those that Nix does not have. */
    public static List<BuiltinRegistry.Entry> sorted(List<BuiltinRegistry.Entry> entries) {
        Map<String, Integer> places = new HashMap<>();
        for (String name : NAMES.split(" ")) {
            places.put(name, places.size());
        }
        // By places, not by a comparator: those that comparingInt makes are in no class cache and take a start 8 ms.
        BuiltinRegistry.Entry[] known = new BuiltinRegistry.Entry[places.size()];
        List<BuiltinRegistry.Entry> others = new ArrayList<>();
        for (BuiltinRegistry.Entry entry : entries) {
            Integer place = places.get(entry.name());
            if (place == null) {
                others.add(entry);
            } else {
                known[place] = entry;
            }
        }
        List<BuiltinRegistry.Entry> sorted = new ArrayList<>(entries.size());
        for (BuiltinRegistry.Entry entry : known) {
            if (entry != null) {
                sorted.add(entry);
            }
        }
        sorted.addAll(others);
        return sorted;
    }

    /** Whether the name {@link #HIDDEN} becomes known just before that of {@code entry}. */
    public static boolean followsHidden(BuiltinRegistry.Entry entry) {
        return entry.name().equals("fetchurl");
    }
}
