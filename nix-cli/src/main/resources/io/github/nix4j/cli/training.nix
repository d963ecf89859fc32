# What the class cache is made from: small code of the shapes that package sets and module systems have.
{ scale ? 30 }:
let
  inherit (builtins)
    attrNames concatLists concatStringsSep elem elemAt filter foldl' genList hasAttr head isAttrs isFunction isList
    isString length listToAttrs map mapAttrs match replaceStrings sort split stringLength substring tail toJSON toString;

  id = x: x;
  optional = cond: x: if cond then [ x ] else [ ];
  optionalAttrs = cond: set: if cond then set else { };
  concatMap = f: list: concatLists (map f list);
  genAttrs = names: f: listToAttrs (map (name: { inherit name; value = f name; }) names);
  fix = f: let x = f x; in x;
  extend = f: g: self: let prev = f self; in prev // g self prev;
  recursiveUpdate = a: b:
    if isAttrs a && isAttrs b then
      a // mapAttrs (name: value: if hasAttr name a then recursiveUpdate a.${name} value else value) b
    else
      b;

  platform = { system ? "x86_64-linux", config ? { } }@args: {
    inherit system config;
    isLinux = match ".*-linux" system != null;
    cpu = head (filter isString (split "-" system));
  } // optionalAttrs (args ? extra) { inherit (args) extra; };

  makeOverridable = f: args: (f args) // { override = new: makeOverridable f (args // new); };

  package = { name, version ? "1.0", buildInputs ? [ ], meta ? { }, ... }@args:
    derivation (removeAttrs args [ "meta" ] // {
      name = "${name}-${version}";
      system = (platform { }).system;
      builder = "/bin/sh";
      args = [ "-e" (builtins.toFile "builder.sh" "echo ${name} > $out\n") ];
      inputs = toString buildInputs;
      passAsFile = [ "text" ];
      text = toJSON { inherit name version; long = stringLength (replaceStrings [ "a" ] [ "bb" ] name) > 3; };
    }) // { inherit meta; };

  base = self: genAttrs (map (n: "package${toString n}") (genList id scale)) (name:
    makeOverridable package {
      inherit name;
      version = "${toString (stringLength name)}.${substring 7 3 name}";
      buildInputs = optional (name != "package0") self.package0;
      meta = { description = ''
        The package ${name},
          with a text of several lines.
      ''; };
    });

  overlay = self: super: {
    package1 = super.package1.override { version = "2.0"; };
    extra = self.package2;
  };

  module = options: defs:
    let
      merged = foldl' recursiveUpdate { } (map (def: if isFunction def then def { inherit config; } else def) defs);
      config = mapAttrs (name: option:
        let value = merged.${name} or option.default; in
        assert option.check value || throw "bad value of ${name}"; option.apply value) options;
    in config;

  option = default: check: apply: { inherit default check apply; };

  config = module {
    enable = option false builtins.isBool id;
    names = option [ ] isList (sort (a: b: a < b));
    text = option "" isString (text: concatStringsSep "\n" (filter isString (split "\n" text)));
    sum = option 0 builtins.isInt (n: n + foldl' (a: b: a + b) 0 (genList (x: x * 2 - 1) scale));
  } [
    { enable = true; names = [ "b" "a" ]; }
    ({ config, ... }: { sum = length config.names; text = "one\ntwo"; })
  ];

  packages = fix (extend base overlay);
  fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2);
in
{
  inherit config packages;
  fib = fib 15;
  names = concatMap (name: optional (elem name [ "package1" "extra" ]) name) (attrNames packages);
  last = elemAt (tail (attrNames packages)) 0;
  paths = mapAttrs (name: package: package.drvPath) packages;
  tried = (builtins.tryEval (throw "no")).success;
}
