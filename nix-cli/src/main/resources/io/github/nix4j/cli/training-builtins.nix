# What package sets and module systems call besides what training.nix does. Every class that only such a call needs is in the
# class cache through this: made at run time, the first one of them takes 20 ms, each further one half a millisecond.
# keeps: whether there is a store that files can be read from again
{ folder, link, keeps ? false, scale ? 200 }:
let
  inherit (builtins)
    all any catAttrs concatLists concatMap concatStringsSep deepSeq filter foldl' genList genericClosure getAttr groupBy hashString
    intersectAttrs isPath listToAttrs mapAttrs match partition replaceStrings seq sort split toFile toJSON toXML tryEval typeOf
    zipAttrsWith;

  work = n: foldl' (a: b: a + b) 0 (genList (x: x) n);
  set = { b = 1; a = 2; "${"c"}" = 3; d.e.f = 4; d."g h" = 5; };
  name = "dynamic";
  scope = { outer = 1; inner = { deep = 2; }; };
  inherit (scope) outer inner;

  versions = {
    compared = map (builtins.compareVersions "2.3.1pre4") [ "2.3.1" "2.10" "2.3.1pre4" "a" ];
    split = builtins.splitVersion "1.2a-3";
    parsed = builtins.parseDrvName "a-name-1.2.3";
    language = builtins.langVersion;
    isNew = builtins.nixVersion != "2.0";
  };

  strings = {
    bracket = match "([[:alpha:]_][[:alnum:]._-]*)(-[0-9]+)?" "name-12";
    spans = split "([^a-z/]+|x{2,3})" "ab12cd//xxxe";
    none = match "a(b|c)*[]x-z]" "q";
    replaced = replaceStrings [ "a" "" ] [ "b" "-" ] "banana";
    hashed = map (kind: hashString kind "text") [ "md5" "sha1" "sha256" "sha512" ];
    parts = builtins.substring 1 2 "abcd" + toString [ 1 2.5 true null "x" ];
    json = builtins.fromJSON ''{ "a": [ 1, -2.5e3, true, null, "\u00e9\n" ], "b": { } }'';
    toml = (builtins.fromTOML "a = 1\n[b]\nc = [ 'x' ]\n") ? a || true;
    text = toJSON { a = [ 1 2.5 true null "\"é\"" ]; b.c = { }; };
    number = builtins.ceil 1.5 + builtins.floor (-1.5) + 7 / 2 - builtins.bitAnd 6 (builtins.bitOr 1 (builtins.bitXor 2 3));
    compared = [ ("a" < "b") (1 <= 1.5) ([ 1 2 ] > [ 1 ]) (set == { }) ([ 1 set ] != [ 1 set ]) (!true -> false) ];
    path = toString (./. + "/x/../${name}");
    base = [ (baseNameOf ./a/b) (dirOf "/a/b") (toString (dirOf ./a/b)) ];
    places = [ (builtins.unsafeGetAttrPos "a" set) __curPos.line ];
  };

  lists = {
    closure = genericClosure {
      startSet = [ { key = 0; } ];
      operator = item: if item.key < 5 then [ { key = item.key + 1; } { key = 3; } ] else [ ];
    };
    named = genericClosure { startSet = [ { key = "a"; } ]; operator = item: if item.key == "a" then [ { key = "b"; } ] else [ ]; };
    grouped = groupBy (n: if n > 2 then "large" else "small") [ 1 2 3 4 ];
    parted = partition (n: n > 2) [ 1 2 3 4 ];
    zipped = zipAttrsWith (name: values: { inherit name values; }) [ { a = 1; } { a = 2; b = 3; } ];
    caught = catAttrs "a" [ set { } { a = 9; } ];
    ordered = sort (a: b: a.n < b.n) (map (n: { inherit n; }) [ 3 1 2 5 4 9 8 7 6 0 10 12 11 ]);
    least = sort builtins.lessThan [ 3 1 2 ];
    checks = [ (all (n: n > 0) [ 1 2 ]) (any (n: n > 1) [ 1 2 ]) (builtins.elem 2 [ 1 2 ]) ];
    removed = removeAttrs set [ "a" "x" ];
    common = intersectAttrs { a = null; d = null; } set;
    mapped = mapAttrs (name: value: typeOf value) set;
    values = builtins.attrValues set ++ concatMap (n: [ n n ]) (genList (n: n) 8);
    arguments = builtins.functionArgs ({ a, b ? 1, ... }: a);
    kinds = map typeOf [ 1 1.5 "s" ./. null true [ ] { } (x: x) ];
  };

  expressions = {
    ${name} = 1;
    ${null} = 2;
    inherit outer;
    inherit (inner) deep;
    found = set ? d.e.f && set ? "d" && !(set ? ${name}.x);
    selected = [ set.d.e.f set.d.${"e"}.f (set.x.y or "none") (set.${name} or null) ];
    within = with scope; with inner; [ outer deep ];
    called = { __functor = self: x: self.n + x; n = 1; } 2;
    shown = "${{ __toString = self: "text"; }} ${"a" + "b"}";
    curried = (a: b: c: { x ? a, y, ... }@args: a + b + c + x + y + args.y) 1 2 3 { y = 4; z = 5; };
    recursive = rec { a = 1; b = a + 1; inherit (set) d; };
    asserted = assert outer == 1; let x = 1; in if x > 1 || x == 0 then "a" else "b";
    lazy = (tryEval (assert false; 1)).success || (tryEval (throw "no" + "x")).success;
    indented = ''
      first ${name}
        second ''${not} '''
    '';
    updated = set // { a = 1; } // { z = 2; };
    negated = -work 3 * 2;
    context = builtins.getContext (builtins.unsafeDiscardOutputDependency one.drvPath);
    plain = [ (builtins.hasContext "${one}") (builtins.unsafeDiscardStringContext one.outPath) ];
    placed = builtins.placeholder "out";
    traced = builtins.addErrorContext "here" (seq one.name (deepSeq [ set ] 1));
    variable = builtins.getEnv "HOME" != "/";
    tests = [ (builtins.isFunction work) (isPath ./.) (builtins.isBool true) (builtins.isFloat 1.0) (builtins.isAttrs set) ];
  };

  drv = more: derivation ({ name = "one"; system = "x86_64-linux"; builder = "/bin/sh"; } // more);
  one = drv { };
  two = drv {
    name = "two";
    outputs = [ "out" "dev" ];
    src = folder + "/by-name";
    deps = [ one fetched.out filtered ];
    __ignoreNulls = true;
    nothing = null;
    same = builtins.placeholder "dev";
    script = toFile "script" "echo ${toFile "text" "x"}";
  };
  fetched = drv {
    name = "fetched";
    outputHashMode = "recursive";
    outputHashAlgo = "sha256";
    outputHash = "0000000000000000000000000000000000000000000000000000";
  };
  structured = drv { name = "structured"; __structuredAttrs = true; list = [ 1 "a" one ]; nested.a = true; };
  flat = drv { name = "flat"; outputHash = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="; };
  many = genList (n: drv { name = "many${toString n}"; inherit n; deps = genList (m: drv { name = "dep${toString m}"; }) 3; }) 20;

  filtered = builtins.filterSource (path: type: type == "regular") (folder + "/by-name");
  sources = {
    inherit filtered;
    named = builtins.path { path = folder + "/by-name"; name = "named"; filter = path: type: baseNameOf path != "p1.nix"; };
    interpolated = "${folder + "/packages.nix"}";
    read = builtins.stringLength (builtins.readFile (folder + "/packages.nix"));
    linked = builtins.attrNames (import (link + "/packages.nix") { });
    listed = builtins.readDir folder;
    core = builtins.functionArgs (import <nix/fetchurl.nix>);
    inside = if keeps then builtins.readFile (toFile "inside" "text") else "";
    kind = [ (builtins.readFileType folder) (builtins.pathExists (folder + "/nope")) (builtins.hashFile "sha256" (folder + "/packages.nix")) ];
  };
in
# Enough that other threads help, and then what they can help with.
seq (work 300000) {
  inherit versions strings lists expressions sources;
  inherit one;
  derivations = concatLists (map (d: [ d.drvPath d.outPath ]) ([ one two fetched structured flat ] ++ many));
  texts = concatStringsSep ":" (map (d: "${d}") many) + toString many;
  xml = toXML { inherit lists one; f = { a ? 1, ... }: a; g = x: x; path = ./.; };
  deep = deepSeq many (foldl' (a: b: a + b) 0 (filter (n: n > 1) (genList (n: work n) scale)));
  named = listToAttrs (map (value: { name = "n${toString value}"; inherit value; }) (genList (n: n) 30));
  attribute = getAttr "a" set;
  tried = map (x: (tryEval x).success) [ (throw "a") (assert false; 1) 1 ];
}
