# What commands evaluate of flakes: attribute paths, checks, listings, settings, positions, remembered failures.

[flakes/absolute-attr-paths.sh 1] Where an attribute path is looked for
w/flake.nix <- { outputs = _: { x = 1; y = 5; packages.$SYS = { x = 2; "a.b" = 3; default = 6; }; legacyPackages.$SYS.y = 4; }; }
nix eval path:$D/w#x
= 2
nix eval path:$D/w#.x
= 1
nix eval path:$D/w#.packages.$SYS.x
= 2
nix eval path:$D/w#y
= 4
nix eval 'path:$D/w#"a.b"'
= 3
nix eval path:$D/w#%78
= 2
nix eval path:$D/w#
= 6
nix eval --apply builtins.attrNames path:$D/w#.
= [ "legacyPackages" "packages" "x" "y" ]

[flakes/absolute-paths.sh 1] A path outside of the flake
secret <- hidden
w/flake.nix <- { outputs = _: { x = builtins.readFile $D/secret; }; }
commit w
nix eval --impure --json ./w#x
= "hidden\n"
nix eval --json ./w#x
? 1
~ access to absolute path '$D/secret' is forbidden in pure evaluation mode

[flakes/build-paths.sh 8] A store path as a value
text <- text
nix eval --impure --raw --expr '"${./text}"'
set P readlink -f store/nix/store/*-text | sed "s|$D/store||"
nix eval --impure --raw --expr 'builtins.storePath $P'
= $P
nix eval --raw --expr 'builtins.storePath $P'
? 1
~ 'builtins.storePath' is not allowed in pure evaluation mode

[flakes/check.sh 1] Overlays
a/flake.nix <- { outputs = _: { overlay = final: prev: { }; }; }
b/flake.nix <- { outputs = _: { overlay = finalll: prev: { }; }; }
c/flake.nix <- { outputs = _: { overlays.x.foo = 1; }; }
nix flake check path:$D/a
~ deprecated
nix flake check path:$D/b
? 1
~ overlay does not take an argument named 'final'
nix flake check path:$D/c
? 1
~ overlay is not a function, but a set instead

[flakes/check.sh 2] Modules
a/flake.nix <- { outputs = _: { nixosModules.foo = { a.b.c = 123; foo = true; }; nixosModules.bar = { config, pkgs, ... }: { }; }; }
b/flake.nix <- { outputs = _: { nixosModules.foo = assert false; { }; }; }
c/flake.nix <- { outputs = _: { nixosModule = { a = 1; }; }; }
nix flake check path:$D/a
nix flake check path:$D/b
? 1
nix flake check path:$D/c

[flakes/check.sh 3] Systems that are left out
a/flake.nix <- { outputs = _: { packages.system-1.default = "foo"; packages.system-2.default = "bar"; }; }
nix flake check path:$D/a
~ The check omitted these incompatible systems: system-1, system-2
nix flake check --all-systems --keep-going path:$D/a
? 1
~ packages.system-1.default
~ packages.system-2.default

[flakes/check.sh 4] Apps
a/flake.nix <- { outputs = _: { apps.system-1.default = { type = "app"; program = "foo"; }; apps.system-1.other = { type = "app"; program = "foo"; meta.description = "x"; }; }; }
b/flake.nix <- { outputs = _: { apps.system-1.default = { type = "app"; program = "foo"; unknown-attr = "bar"; }; }; }
c/flake.nix <- { outputs = _: { apps.system-1.default = { type = "nope"; program = "foo"; }; }; }
nix flake check --all-systems path:$D/a
~ lacks attribute 'meta'
nix flake check --all-systems path:$D/b
? 1
~ app 'apps.system-1.default' has unsupported attribute 'unknown-attr'
nix flake check --all-systems path:$D/c

[flakes/check.sh 5] Formatters
a/flake.nix <- { outputs = _: { formatter.system-1 = "foo"; }; }
nix flake check --all-systems path:$D/a
? 1
~ formatter.system-1
nix flake check path:$D/a

[flakes/check.sh 7] Templates, names of systems, sets of packages, outputs that nobody knows
a/flake.nix <- { outputs = _: { templates.default.path = ./.; }; }
b/flake.nix <- { outputs = _: { templates.default = { path = ./.; description = "x"; foo = 1; }; }; }
c/flake.nix <- { outputs = _: { packages."bad sys" = { }; }; }
d/flake.nix <- { outputs = _: { packages = 1; }; }
e/flake.nix <- { outputs = _: { foo = 1; }; }
nix flake check path:$D/a
? 1
~ lacks attribute 'description'
nix flake check path:$D/b
? 1
~ has unsupported attribute 'foo'
nix flake check path:$D/c
? 1
~ 'bad sys' is not a valid system type
nix flake check path:$D/d
? 1
~ expected a set but found an integer: 1
nix flake check path:$D/e
~ unknown flake output 'foo'

[flakes/config.sh 1] Settings that nobody trusts
a/flake.nix <- { nixConfig.post-build-hook = ./hook; nixConfig.allow-dirty = false; outputs = _: { x = 1; }; }
a/hook <- 
nix eval path:$D/a#x
= 1
~ ignoring untrusted flake configuration setting 'post-build-hook'.
~ Pass '--accept-flake-config' to trust it
nix eval --accept-flake-config path:$D/a#x
= 1
- untrusted

[flakes/config.sh 3] Settings that are always trusted, and their kinds
a/flake.nix <- { nixConfig = { bash-prompt = "x"; bash-prompt-prefix = "p"; extra-bash-prompt-suffix = "s"; commit-lockfile-summary = "s"; commit-lock-file-summary = "t"; flake-registry = ./r; }; outputs = _: { x = 1; }; }
a/r <- {"version":2,"flakes":[]}
b/flake.nix <- { nixConfig = { max-jobs = 3; allow-dirty = true; extra-trusted-users = [ "a" "b" ]; }; outputs = _: { x = 1; }; }
c/flake.nix <- { nixConfig.max-jobs = 1.5; outputs = _: { x = 1; }; }
d/flake.nix <- { nixConfig.extra-trusted-users = [ 1 ]; outputs = _: { x = 1; }; }
nix eval path:$D/a#x
= 1
- untrusted
nix eval --accept-flake-config path:$D/b#x
= 1
- untrusted
nix eval path:$D/c#x
? 1
nix eval path:$D/d#x
? 1

[flakes/eval-cache.sh 1] Failures are told again
w/flake.nix <- { outputs = _: { foo.bar = throw "breaks"; }; }
commit w
nix eval ./w#foo.bar
? 1
~ breaks
- cached
nix eval ./w#foo.bar
? 1
~ breaks
- cached

[flakes/eval-cache.sh 2] A stack that is full is not remembered
w/flake.nix <- { outputs = _: { deep = let f = n: if n == 0 then 1 else 1 + f (n - 1); in { type = "x"; y = f 100; }; }; }
commit w
nix eval ./w#deep.y --max-call-depth 50
? 1
~ stack overflow; max-call-depth exceeded
nix eval ./w#deep.y
= 101

[flakes/flakes.sh 7] getFlake needs references that are locked
w/flake.nix <- { outputs = _: { x = 1; }; }
commit w
set REV git -C w rev-parse HEAD
nix eval --expr '(builtins.getFlake "$D/w").x'
? 1
~ cannot call 'getFlake' on unlocked flake reference '$D/w'
nix eval --expr '(builtins.getFlake "git+file://$D/w?rev=$REV").x'
= 1
nix eval --impure --expr '(builtins.getFlake "$D/w").x'
= 1
nix eval --expr '(builtins.getFlake "path:$D/w").x'
? 1

[flakes/flakes.sh 8] The folder of a flake, and copies of it
w/flake.nix <- { outputs = _: { parent = builtins.dirOf ./.; base = baseNameOf ./.; root = ./.; copy = "${./.}"; }; }
commit w
nix eval --json ./w#parent
= "/nix/store"
nix eval --raw ./w#base
~ -source
nix eval --json ./w#root
~ -source"
nix eval --raw ./w#copy
~ -source
nix eval ./w#root

[flakes/flakes.sh 29] References in the search path
w/flake.nix <- { outputs = _: { }; }
w/default.nix <- { x = 123; }
commit w
nix registry add flake1 git+file://$D/w
nix-instantiate --eval flake:flake1 -A x
= 123
nix-instantiate --eval flake:git+file://$D/w -A x
= 123
nix-instantiate --eval -I foo=flake:flake1 --expr '(import <foo>).x'
= 123
NIX_PATH=foo=flake:flake1 nix-instantiate --eval --expr '(import <foo>).x'
= 123

[flakes/init.sh 4] The flake of a template
t/flake.nix <- { description = "Some templates"; outputs = _: { templates = { default = { path = ./t; description = "A trivial template"; }; }; }; }
t/t/flake.nix <- { outputs = _: { x = 1; }; }
commit t
nix flake check ./t
nix flake show ./t
~ A trivial template
nix flake show ./t --json
~ "description":"A trivial template"

[flakes/inputs.sh 1] A flake below the top of its tree
r/b-low/flake.nix <- { outputs = inputs: rec { x = inputs.self.outPath == inputs.self.sourceInfo.outPath + "/b-low"; m = builtins.readFile (inputs.self + "/message") == builtins.readFile ./message; }; }
r/b-low/message <- hi
r/flake.nix <- { outputs = _: { }; }
commit r
c/flake.nix <- { inputs.b.url = "git+file://$D/r?dir=b-low"; outputs = { self, b }: { inherit (b) x m; o = b.outPath == b.sourceInfo.outPath + "/b-low"; }; }
nix eval --json '$D/r?dir=b-low#x'
= true
nix eval --json '$D/r?dir=b-low#m'
= true
nix eval --json path:$D/c#o
= true
nix eval --json path:$D/c#m
= true

[flakes/non-flake-inputs.sh 2] What an input that is no flake has
p/README <- x
w/flake.nix <- { inputs.p = { url = "path:$D/p"; flake = false; }; outputs = { self, p }: { names = builtins.attrNames p; text = builtins.readFile (p + "/README"); same = p.outPath == p.sourceInfo.outPath; }; }
nix eval --json path:$D/w#names
= ["lastModified","lastModifiedDate","narHash","outPath","sourceInfo"]
nix eval --raw path:$D/w#text
= x
nix eval --json path:$D/w#same
= true

[flakes/relative-paths.sh 5] Flakes in flakes, evaluated twice
w/flake.nix <- { inputs.a.url = "path:./a"; outputs = { self, a }: { x = a.x + 1; y = a.inputs.b.x; }; }
w/a/flake.nix <- { inputs.b.url = "path:./b"; outputs = { self, b }: { x = b.x + 1; }; }
w/a/b/flake.nix <- { outputs = _: { x = 1; }; }
commit w
nix eval ./w#x --no-eval-cache
= 3
git -C w add .
nix eval ./w#x --no-eval-cache
= 3
nix eval ./w#y
= 1

[flakes/show.sh 1] Which systems are shown
w/flake.nix <- { outputs = _: let d = s: derivation { name = "simple"; system = s; builder = "x"; } // { meta.description = "D"; }; in { packages.$SYS.default = d "$SYS"; packages.someOtherSystem.default = d "someOtherSystem"; legacyPackages.$SYS.hello = d "$SYS"; }; }
nix flake show --json path:$D/w
~ "default":{"description":"D","name":"simple","type":"derivation"}
~ "someOtherSystem":{"default":{}}
nix flake show --json --all-systems path:$D/w
- "someOtherSystem":{"default":{}}
nix flake show --json --legacy path:$D/w
~ "hello":{"description":"D","name":"simple","type":"derivation"}
nix flake show path:$D/w

[flakes/show.sh 2] Empty sets
w/flake.nix <- { outputs = _: { packages = { }; checks.$SYS = { }; formatter = { }; }; }
nix flake show --json --all-systems path:$D/w
= {}
nix flake show path:$D/w

[flakes/show.sh 3] Legacy packages that fail
w/flake.nix <- { outputs = _: { legacyPackages.$SYS = { bad = throw "no"; good = derivation { name = "g"; system = "$SYS"; builder = "x"; }; }; }; }
nix flake show --json --legacy path:$D/w
~ "good"
~ "bad":{}

[flakes/show.sh 4] Packages that would need a build
w/flake.nix <- { outputs = _: { packages.$SYS.default = import (builtins.toString (derivation { name = "e"; system = "$SYS"; builder = "/bin/sh"; })); }; }
nix flake show --json path:$D/w
~ omitted due to use of import from derivation
~ "default":{}

[flakes/show.sh 5] Packages that are none
w/flake.nix <- { outputs = _: { packages.$SYS.nd = { name = "x"; }; }; }
v/flake.nix <- { outputs = _: { packages.$SYS.t = throw "thrown"; }; }
nix flake show --json path:$D/w
~ is not a derivation
nix flake show --json path:$D/v
? 1
~ thrown

[flakes/source-paths.sh 3] Files that are not there
w/flake.nix <- { outputs = _: { miss = builtins.readFile ./foo; un = builtins.readFile ./un; imp = import ./un; ex = builtins.pathExists ./un; dir = builtins.readDir ./.; }; }
commit w
w/un <- x
nix eval ./w#miss
? 1
~ Path 'foo' does not exist in Git repository "$D/w".
nix eval git+file://$D/w?ref=master#miss
? 1
~ /foo' does not exist
nix eval ./w#un
? 1
~ Path 'un' in the repository "$D/w" is not tracked by Git.
nix eval ./w#imp
? 1
~ Path 'un' in the repository "$D/w" is not tracked by Git.
nix eval ./w#ex
= false
nix eval ./w#dir
= { "flake.nix" = "regular"; }

[flakes/source-paths.sh 4] Files that are staged
w/flake.nix <- { outputs = _: { x = builtins.readFile ./new; }; }
commit w
w/new <- staged
git -C w add new
nix eval --raw ./w#x
= staged

[flakes/edit.sh 1] Where a package was written
w/flake.nix <- { outputs = _: { packages.$SYS.default = import ./pkg.nix; }; }
w/pkg.nix <- derivation { name = "x"; system = "$SYS"; builder = "x"; } // { meta.position = "${toString ./.}/pkg.nix:1"; }
EDITOR=cat nix edit path:$D/w#
~ meta.position
commit w
EDITOR=cat nix edit ./w#
~ meta.position
