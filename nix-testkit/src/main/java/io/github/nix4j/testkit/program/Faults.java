package io.github.nix4j.testkit.program;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Code that goes wrong in place of an expression of some type. */
final class Faults {
    private static final char S = Code.SPACE;
    private static final List<String> FIXED = List.of(
            "1 / 0",
            "9223372036854775807 + 1",
            "let x = x; in x",
            "rec { a = b; b = a; }.a",
            "{ }.missing",
            "{ foo = 1; fob = 2; }.fo",
            "undefinedVariable",
            "1 2",
            "{ } { }",
            "({ a }: a) { }",
            "({ a }: a) { a = 1; b = 2; }",
            "({ a, ... }: a) { b = 1; }",
            "\"${1}\"",
            "\"${{ }}\"",
            "\"a\" + 1",
            "[ ] + 1",
            "1 + \"a\"",
            "1 ++ [ ]",
            "{ } // 1",
            "!1",
            "1 && true",
            "true && 1",
            "if 1 then 2 else 3",
            "-\"a\"",
            "{ } < { }",
            "1 < \"a\"",
            "null < null",
            "builtins.head [ ]",
            "builtins.elemAt [ 1 2 ] 5",
            "builtins.elemAt [ ] (-1)",
            "builtins.fromJSON \"{\"",
            "builtins.fromTOML \"a = \"",
            "import ./fix/absent.nix",
            "import ./fix/broken.nix",
            "import ./fix/fails.nix",
            "<absent/path>",
            "builtins.readFile ./fix/dir",
            "builtins.readDir ./fix/text",
            "with 1; a",
            "with { }; b1",
            "{ ${1} = 2; }",
            "{ \"${derivation { name = \"n\"; system = \"s\"; builder = \"b\"; }}\" = 1; }",
            "({ a, b }: a) { a = 1; }",
            "{ a = 1; a = 2; }",
            "let a = 1; a = 2; in a",
            "builtins.getAttr \"${./fix}\" { }",
            "(a@{ b, ... }: b) { c = 1; }",
            "./fix + [ ]",
            "1.5 + true",
            "null + 1",
            "{ a.b = 1; a = 2; }",
            "rec { x = 1; inherit x; }",
            "{ inherit ({ }) q; }.q",
            "{ ${\"a\"} = 1; a = 2; }.${\"\" + \"b\"}",
            "{ a = 1; ${\"a\" + \"\"} = 2; }",
            "builtins.nope",
            "assert false; 1",
            "assert 1 == 2; 3",
            "assert { a = 1; b = { c = 2; }; } == { a = 1; b = { c = 3; }; }; 1",
            "assert [ 1 2 ] == [ 1 3 ]; 1",
            "assert 1; 2",
            "throw \"thrown\"",
            "throw 1",
            "throw { }",
            "abort \"aborted\"",
            "builtins.substring (-1) 2 \"abc\"",
            "builtins.genList (x: x) (-1)",
            "builtins.toJSON (x: x)",
            "builtins.listToAttrs [ { name = \"a\"; } ]",
            "builtins.listToAttrs [ 1 ]",
            "builtins.toFile \"a/b\" \"\"",
            "builtins.match \"(\" \"a\"",
            "builtins.hashString \"md6\" \"a\"",
            "builtins.toPath \"a\"",
            "toString (x: x)",
            "derivation { name = \"x\"; }",
            "(derivation { name = \"a b\"; system = \"s\"; builder = \"b\"; }).outPath",
            "let f = x: f (x + 1); in f 0",
            "builtins.foldl' (a: b: a + b) 0 [ 1 \"a\" ]",
            "builtins.sort (a: b: 1) [ 1 2 ]",
            "builtins.concatMap (x: x) [ 1 ]",
            "builtins.mapAttrs 1 { a = 1; }",
            "(builtins.mapAttrs 1 { a = 1; }).a",
            "map 1 [ 1 ]",
            "builtins.addErrorContext \"more\" (throw \"less\")",
            "builtins.getAttr \"a\" { b = 1; }",
            "builtins.warn 1 2",
            "builtins.deepSeq { a = throw \"deep\"; } 1",
            "let inherit (1) a; in a",
            "let a = { inherit (a) b; }; in a.b",
            "(x: x.y.z) { y = null; }",
            "{ a.b = 1; }.a.c",
            "builtins.ceil 1.0e30",
            "builtins.bitAnd 1 1.0",
            "builtins.length 1",
            "builtins.attrNames [ ]",
            "builtins.intersectAttrs 1 { }",
            "builtins.compareVersions 1 2",
            "builtins.splitVersion null",
            "builtins.genericClosure { }",
            "builtins.genericClosure { startSet = [ { } ]; operator = x: [ ]; }",
            "builtins.zipAttrsWith 1 [ 1 ]",
            "builtins.groupBy (x: 1) [ 1 ]",
            "builtins.partition 1 [ 1 ]",
            "builtins.filter (x: 1) [ 1 ]",
            "builtins.all (x: null) [ 1 ]",
            "builtins.replaceStrings [ \"a\" ] [ ] \"a\"",
            "builtins.replaceStrings [ 1 ] [ 2 ] \"a\"",
            "builtins.tryEval",
            "builtins.tryEval (abort \"no\")",
            "builtins.tryEval (1 + \"\")",
            "builtins.storePath \"/a\"",
            "builtins.path { }",
            "builtins.path { path = ./fix; bad = 1; }",
            "builtins.getEnv 1",
            "builtins.placeholder 1",
            "builtins.scopedImport 1 ./fix/lib.nix",
            "builtins.parseDrvName { }",
            "builtins.functionArgs 1",
            "builtins.unsafeGetAttrPos 1 { }",
            "builtins.hasAttr 1 { }",
            "builtins.removeAttrs { } [ 1 ]",
            "builtins.catAttrs \"a\" [ 1 ]",
            "builtins.concatStringsSep 1 [ ]",
            "builtins.concatStringsSep \"\" [ 1 ]",
            "builtins.concatLists [ 1 ]",
            "builtins.appendContext \"a\" { a = 1; }",
            "builtins.trace (throw \"t\") 1",
            "builtins.seq (throw \"s\") 1",
            "({ a ? throw \"default\" }: a) { }",
            "\"a\" < 1",
            "[ 1 ] < [ \"a\" ]",
            "./fix < \"a\"",
            "builtins.findFile 1 \"a\"",
            "builtins.findFile [ { } ] \"a\"",
            "builtins.filterSource 1 ./fix",
            "__curPos.foo",
            "builtins.convertHash { hash = \"x\"; toHashFormat = \"sri\"; }",
            "(throw \"f\") 1",
            "{ __functor = 1; } 2",
            "{ __functor = x: 1; } 2 3",
            "\"${{ __toString = 1; }}\"",
            "\"${{ outPath = 1; }}\"",
            "./fix + 1",
            "./a${1}/b");

    /** Those that would be too rare otherwise. */
    private static final List<String> RARE = List.of(
            "{ \"${derivation { name = \"n\"; system = \"s\"; builder = \"b\"; }}\" = 1; }",
            "builtins.hasAttr \"${./fix}\" { }",
            "builtins.getEnv \"${./fix/text}\"",
            "builtins.toJSON [ (x: x) ]",
            "builtins.fromJSON \"[1,\"",
            "({ a, b }: b) { a = 1; }",
            "({ a, b, ... }: a) { b = 1; }",
            "({ a }: a) { }",
            "({ a, b ? 1 }: a) { }",
            "1 + null",
            "{ a = 1; ${\"a\"} = 2; }",
            "[ 1 ] < [ null ]",
            "let x = [ x y ]; y = x + 1; in y",
            "rec { a = b + 1; b = a; }");

    /** Values of all types, and some that are in other ways not what is wanted. */
    private static final List<String> VALUES = List.of(
            "1",
            "(-1)",
            "1.5",
            "true",
            "null",
            "\"a\"",
            "\"\"",
            "./fix/text",
            "/absent/path",
            "[ ]",
            "[ 1 ]",
            "[ \"a\" 1 ]",
            "[ (throw \"element\") ]",
            "[ { } ]",
            "[ [ 1 ] 2 ]",
            "{ }",
            "{ a = 1; }",
            "{ a = throw \"attribute\"; x = 1; }",
            "{ outPath = \"/out\"; }",
            "{ outPath = 1; }",
            "{ __toString = self: 1; }",
            "{ name = 1; value = 2; }",
            "(x: x)",
            "(x: throw \"called\")",
            "(x: y: 1)",
            "({ a }: a)",
            "builtins.add",
            "(throw \"argument\")",
            "(abort \"argument\")",
            "(let x = x; in x)",
            "(1 + \"a\")",
            "\"${./fix/text}\"",
            "\"${derivation { name = \"n\"; system = \"s\"; builder = \"b\"; }}\"",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; })",
            "9223372036854775807");

    /** Constructs with a place for a value. */
    private static final List<String> OPERATIONS = List.of(
            "% + 1",
            "1 + %",
            "1.5 + %",
            "% + 1.5",
            "\"a\" + %",
            "% + \"a\"",
            "./fix + %",
            "% + ./fix",
            "% - 1",
            "1 - %",
            "% * 2",
            "2.5 * %",
            "% / 2",
            "2 / %",
            "-%",
            "!%",
            "% && true",
            "true && %",
            "% || false",
            "false || %",
            "% -> true",
            "true -> %",
            "% // { b = 1; }",
            "{ b = 1; } // %",
            "{ b = 1; } // { c = 2; } // %",
            "% ++ [ 2 ]",
            "[ 2 ] ++ %",
            "[ 2 ] ++ [ 3 ] ++ %",
            "% < 1",
            "1 < %",
            "\"a\" <= %",
            "% > ./fix",
            "[ 1 % ] < [ 1 2 ]",
            "% == 1",
            "% == %",
            "% != { a = 1; }",
            "[ 1 ] == %",
            "% ? a",
            "% ? a.b",
            "%.a",
            "%.a or 1",
            "%.a.b",
            "%.${\"a\" + \"\"}",
            "{ a = %; }.a.b",
            "{ a = 1; }.${%}",
            "{ a = 1; } ? ${%}",
            "{ a = 1; }.${%} or 2",
            "% 1",
            "% 1 2",
            "\"${%}\"",
            "\"a${%}b\"",
            "''a${%}b''",
            "./fix/${%}",
            "if % then 1 else 2",
            "if true then % else 2",
            "assert %; 1",
            "assert % == 1; 2",
            "with %; a",
            "with { }; with %; a",
            "{ ${%} = 1; }",
            "rec { ${%} = 1; b = 2; }",
            "({ a }: a) %",
            "({ a ? 1, ... }: a) %",
            "(args@{ a, ... }: args) %",
            "{ inherit (%) a; }",
            "let inherit (%) a; in a",
            "rec { a = 1; __overrides = %; }",
            "{ __functor = %; } 1",
            "{ __functor = self: %; } 1",
            "\"${{ __toString = %; }}\"",
            "\"${{ __toString = self: %; }}\"",
            "\"${{ outPath = %; }}\"",
            "let { body = %; }",
            "toString [ 1 % ]",
            "derivation { name = %; system = \"s\"; builder = \"b\"; }",
            "(derivation { name = \"n\"; system = %; builder = \"b\"; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = %; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; args = %; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; env = %; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; __ignoreNulls = %; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; __structuredAttrs = %; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = \"b\"; outputHash = %; }).drvPath",
            "builtins.fromJSON (builtins.toJSON %)",
            "builtins.deepSeq [ % ] 1",
            "builtins.toXML [ % ]",
            "builtins.sort (a: b: %) [ 1 2 ]",
            "builtins.foldl' (a: b: %) 0 [ 1 2 ]",
            "builtins.concatMap (x: %) [ 1 ]",
            "builtins.filter (x: %) [ 1 ]",
            "builtins.genericClosure { startSet = %; operator = x: [ ]; }",
            "builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: %; }",
            "builtins.genericClosure { startSet = [ { key = %; } { key = 2; } ]; operator = x: [ ]; }",
            "builtins.listToAttrs [ % ]",
            "builtins.listToAttrs [ { name = %; value = 1; } ]",
            "builtins.replaceStrings [ \"a\" ] [ % ] \"abc\"",
            "builtins.replaceStrings [ % ] [ \"b\" ] \"abc\"",
            "builtins.concatStringsSep \",\" [ \"a\" % ]",
            "builtins.path { path = ./fix; name = %; }",
            "builtins.path { path = ./fix; filter = %; }",
            "builtins.path { path = ./fix; filter = p: t: %; }",
            "builtins.path { path = ./fix; recursive = %; }",
            "builtins.path { path = ./fix; sha256 = %; }",
            "builtins.path { path = %; }",
            "builtins.filterSource (p: t: %) ./fix",
            "builtins.findFile [ { path = %; } ] \"text\"",
            "builtins.findFile [ { prefix = %; path = ./fix; } ] \"text\"",
            "builtins.appendContext \"a\" { \"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a\" = %; }",
            "builtins.appendContext \"a\" { \"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a.drv\" = { outputs = %; }; }",
            "builtins.convertHash { hash = %; toHashFormat = \"sri\"; }",
            "builtins.convertHash { hash = \"a\"; hashAlgo = %; toHashFormat = \"sri\"; }",
            "builtins.groupBy (x: %) [ 1 ]",
            "builtins.partition (x: %) [ 1 ]",
            "builtins.zipAttrsWith (n: v: %) [ { a = 1; } ]",
            "(builtins.mapAttrs (n: v: %) { a = 1; }).a",
            "builtins.tryEval %",
            "builtins.flakeRefToString { type = \"path\"; path = %; }");

    private final Expressions expressions;
    private final Dice dice;

    Faults(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    Code of(Type wanted, Scope scope, int fuel) {
        expressions.used.add("fault");
        int choice = dice.below(20);
        if (choice < 5) {
            Type other = expressions.anyType(1);
            return expressions.sound(other.equals(wanted) ? Type.Basic.NULL : other, scope, fuel);
        }
        if (choice < 7) {
            return Code.of(Code.EXPRESSION, dice.of(RARE));
        }
        if (choice < 15) {
            return Code.of(Code.EXPRESSION, dice.of(FIXED));
        }
        if (choice < 17) {
            return new Code(
                    dice.of("throw", "throw", "abort")
                            + S
                            + expressions.of(Type.Basic.STRING, scope, fuel).at(Code.SELECTION),
                    Code.APPLICATION);
        }
        if (choice < 18) {
            Type.Attrs attrs = expressions.attrSets.anyAttrs(1);
            return new Code(
                    expressions.of(attrs, scope, fuel).at(Code.ATOM) + "."
                            + expressions.attrSets.anyName().replaceAll("[^a-z]", "q") + "q",
                    Code.SELECTION);
        }
        if (choice < 19) {
            return Code.atom(expressions.functions.variable() + "U");
        }
        return missingArgument(wanted, scope, fuel);
    }

    /** A value that is most likely not of the type that is wanted. */
    Code wrong() {
        return Code.of(Code.ATOM, dice.of(VALUES));
    }

    Code wrongOperand() {
        String operation = dice.of(OPERATIONS);
        return Code.of(Code.EXPRESSION, operation.replace("%", wrong().text()));
    }

    private Code missingArgument(Type wanted, Scope scope, int fuel) {
        Map<String, Type> formals = new TreeMap<>(Map.of("a", expressions.anyType(0), "b", Type.Basic.INT));
        Code function = expressions.of(new Type.Function(new Type.Attrs(formals), wanted), scope, fuel / 2);
        Code argument = expressions.of(new Type.Attrs(new TreeMap<>(Map.of("a", Type.Basic.INT))), scope, fuel / 2);
        return new Code(function.at(Code.APPLICATION) + S + argument.at(Code.SELECTION), Code.APPLICATION);
    }
}
