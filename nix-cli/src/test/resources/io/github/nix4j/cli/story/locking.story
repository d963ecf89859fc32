# Lock files: follows, overrides, relative paths, inputs that are no flakes.

[flakes/follow-paths.sh 1 2] Follows at each level, and follows that are taken back
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.foobar.follows = "foobar"; }; inputs.foobar.url = "path:$D/fb"; outputs = _: { }; }
a/b/flake.nix <- { inputs.foobar.url = "path:$D/fa"; inputs.C = { url = "path:./c"; inputs.foobar.follows = "foobar"; }; outputs = _: { }; }
a/b/c/flake.nix <- { inputs.foobar.url = "path:$D/fa"; outputs = _: { }; }
fa/flake.nix <- { outputs = _: { }; }
fb/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
lock a
~ "inputs":{"C":"C","foobar":["foobar"]}
~ "inputs":{"foobar":["B","foobar"]}
cp a/flake.lock before
nix flake lock path:$D/a
cmp before a/flake.lock
a/flake.nix <- { inputs.B = { url = "path:./b"; }; inputs.foobar.url = "path:$D/fb"; outputs = _: { }; }
nix flake lock path:$D/a
lock a
~ "inputs":{"C":"C","foobar":"foobar"}

[flakes/follow-paths.sh 3] A path that leaves its tree
a/flake.nix <- { inputs.x.url = "path:../x"; outputs = _: { }; }
x/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ access to absolute path '/nix/store/x/flake.nix' is forbidden in pure evaluation mode (use '--impure' to override)
nix flake lock --impure path:$D/a
? 1
~ 'x' is too short to be a valid store path

[flakes/follow-paths.sh 4] A file of the same tree
a/flake.nix <- { inputs.E = { url = "./foo.nix"; flake = false; }; outputs = { self, E }: { e = import E; }; }
a/foo.nix <- { x = 123; }
nix flake lock path:$D/a
nix eval path:$D/a#e.x
= 123

[flakes/follow-paths.sh 5] Overrides of inputs that do not exist
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.invalid.follows = "D"; inputs.invalid2.url = "path:./d"; }; inputs.D.url = "path:./d"; outputs = _: { }; }
a/b/flake.nix <- { outputs = _: { }; }
a/d/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
~ input 'B' has an override for a non-existent input 'invalid'
~ input 'B' has an override for a non-existent input 'invalid2'
nix flake lock path:$D/a
~ input 'B' has an override for a non-existent input 'invalid'

[flakes/follow-paths.sh 6] An input that comes by way of another one's follows
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.C.follows = "C"; }; inputs.C.url = "path:./c"; outputs = _: { }; }
a/b/flake.nix <- { inputs.C.url = "path:$D/other"; inputs.D.follows = "C/D"; outputs = _: { }; }
a/c/flake.nix <- { inputs.D.url = "path:./d"; outputs = _: { }; }
a/c/d/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
- non-existent
lock a
~ "D":["B","C","D"]

[flakes/follow-paths.sh 7] Follows in a circle
a/flake.nix <- { inputs.foo.follows = "bar"; inputs.bar.follows = "baz"; inputs.baz.follows = "foo"; outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ follow cycle detected: [baz -> foo -> bar -> baz]

[flakes/follow-paths.sh 8] What is noted of overrides
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.C.url = "path:$D/other"; }; outputs = _: { }; }
a/b/flake.nix <- { inputs.C.url = "path:$D/c"; outputs = _: { }; }
c/flake.nix <- { outputs = _: { }; }
other/flake.nix <- { outputs = _: { }; }
third/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
lock a
~ "original":{"path":"$D/other","type":"path"}
a/flake.nix <- { inputs.B.url = "path:./b"; outputs = _: { }; }
rm a/flake.lock
nix flake lock path:$D/a --override-input B/C path:$D/third
lock a
~ "original":{"path":"$D/c","type":"path"}
~ "path":"$D/third"

[flakes/follow-paths.sh 9] A deep override, and a bad input that is never fetched
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.C.inputs.D.follows = "D"; }; inputs.D.url = "path:./d"; outputs = _: { }; }
a/b/flake.nix <- { inputs.C.url = "path:./c"; outputs = _: { }; }
a/b/c/flake.nix <- { inputs.D.url = "path:$D/does-not-exist"; outputs = _: { }; }
a/d/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
lock a
~ "D":["D"]

[flakes/follow-paths.sh 10] Follows over follows
a/flake.nix <- { inputs.B = { url = "path:./b"; inputs.C.follows = "C"; }; inputs.C.url = "path:./c"; outputs = _: { }; }
a/b/flake.nix <- { inputs.C.url = "path:./nonexistent"; inputs.D.follows = "C/D"; outputs = _: { }; }
a/c/flake.nix <- { inputs.D.url = "path:./d"; outputs = _: { }; }
a/c/d/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/a
nix flake lock --recreate-lock-file path:$D/a
~ deprecated
lock a
~ "D":["B","C","D"]

[flakes/follow-paths.sh 11] A reference and follows together
a/flake.nix <- { inputs.b = { url = "path:./b"; follows = "c"; }; inputs.c.url = "path:./c"; outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ flake input has both a flake reference and a follows attribute, at

[flakes/non-flake-inputs.sh 1] Inputs that are no flakes
repo/README.md <- readme
repo/dir/x <- x
commit repo
file <- file
w/config.nix <- 42
w/flake.nix <- { inputs = { g = { url = "git+file://$D/repo"; flake = false; }; p = { url = "path://$D/file"; flake = false; }; a = { url = "$D/file"; flake = false; }; d = { url = "git+file://$D/repo?dir=README.md"; flake = false; }; r = { url = "./config.nix"; flake = false; }; }; outputs = { self, g, p, a, d, r }: { p = p.outPath == p.sourceInfo.outPath && builtins.readFile p == "file\n"; d = d.outPath == d.sourceInfo.outPath + "/README.md"; r = import r; ro = r.outPath; g = builtins.readFile (g + "/README.md"); a = builtins.readFile a; }; }
nix flake lock path:$D/w
lock w
~ "a":{"flake":false
~ "d":{"flake":false
~ "r":{"flake":false
nix eval path:$D/w#p
= true
nix eval path:$D/w#d
= true
nix eval path:$D/w#r
= 42
nix eval --raw path:$D/w#ro
~ config.nix
nix eval --raw path:$D/w#g
= readme
nix eval --raw path:$D/w#a
= file

[flakes/non-flake-inputs.sh 3] An input that has gone
f/x <- x
w/flake.nix <- { inputs.f = { url = "path:$D/f"; flake = false; }; outputs = { self, f }: { y = 1; z = builtins.readFile (f + "/x"); }; }
nix flake lock path:$D/w
chmod -R u+w store; rm -rf f store home/.cache
nix eval path:$D/w#y
= 1
nix eval path:$D/w#z
? 1

[flakes/non-flake-inputs.sh 4] A lock file that lacks an input
f/x <- x
g/x <- x
w/flake.nix <- { inputs.f = { url = "path:$D/f"; flake = false; }; outputs = _: { }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.f = { url = "path:$D/f"; flake = false; }; inputs.g = { url = "path:$D/g"; flake = false; }; outputs = { self, f, g }: { x = builtins.readFile (g + "/x"); }; }
nix flake lock path:$D/w
~ Added input 'g'
- 'f'
nix eval --raw path:$D/w#x
= x

[flakes/non-flake-inputs.sh 5] Branches behind names
f/flake.nix <- { outputs = _: { x = "master"; }; }
commit f
git -C f checkout -q -b removeXyzzy
f/flake.nix <- { outputs = _: { x = "branch"; }; }
commit f two
git -C f checkout -q master
nix registry add --registry $D/reg.json flake1 git+file://$D/f
nix registry add --registry $D/reg.json flake4 flake1
nix eval --raw flake4#x --flake-registry $D/reg.json
= master
nix eval --raw flake4/removeXyzzy#x --flake-registry $D/reg.json
= branch
nix eval --raw flake1/removeXyzzy#x --flake-registry $D/reg.json
= branch

[flakes/old-lockfiles.sh 1] Folders that old lock files name twice
f/subdir/flake.nix <- { outputs = _: { x = 1; }; }
commit f
w/flake.nix <- { inputs.f.url = "git+file://$D/f?dir=subdir"; outputs = { self, f }: { x = f.x; }; }
nix flake lock path:$D/w
sed -i 's|"url": "file://$D/f"|"url": "file://$D/f?dir=subdir"|' w/flake.lock
cp w/flake.lock before
nix eval path:$D/w#x
= 1
cmp before w/flake.lock
nix flake lock path:$D/w
cmp before w/flake.lock

[flakes/relative-paths-lockfile.sh 1] The lock file of a flake below
dep/flake.nix <- { outputs = _: { x = 1; }; }
commit dep
w/flake.nix <- { inputs.sub.url = ./sub; outputs = { self, sub }: { x = sub.x; }; }
w/sub/flake.nix <- { inputs.dep.url = "git+file://$D/dep"; outputs = { self, dep }: { x = dep.x; }; }
commit w
nix flake lock ./w/sub
commit w two
nix eval ./w#x
= 1
dep/flake.nix <- { outputs = _: { x = 2; }; }
commit dep two
nix flake update --flake ./w/sub
nix eval ./w/sub#x
= 2
nix eval ./w#x
~ 1
nix flake update --flake ./w
nix eval ./w#x
~ 2

[flakes/relative-paths.sh 1 2] Flakes beside and above one another
w/flake.nix <- { inputs.sub0.url = ./sub0; outputs = { self, sub0 }: { x = 2; y = sub0.x * self.x; }; }
w/sub0/flake.nix <- { outputs = { self }: { x = 7; }; }
w/sub1/flake.nix <- { inputs.root.url = "../"; outputs = { self, root }: { x = 3; y = self.x * root.x; }; }
w/sub2/flake.nix <- { inputs.root.url = ./..; inputs.sub1.url = "../sub1"; outputs = { self, root, sub1 }: { x = 5; y = self.x * sub1.x; }; }
nix eval path:$D/w#y
= 14
commit w
nix eval ./w#y
~ 14
nix eval ./w/sub1#y
~ 6
nix eval ./w/sub2#y
~ 15
lock w/sub2
- narHash
- /nix/store
~ "locked":{"path":"..","type":"path"}
~ "parent":["sub1","root"]

[flakes/relative-paths.sh 3] Archives of such flakes
w/flake.nix <- { inputs.sub0.url = "path:./sub0"; inputs.d.url = "path:$D/dep"; outputs = _: { }; }
w/sub0/flake.nix <- { outputs = _: { }; }
dep/flake.nix <- { outputs = _: { }; }
nix flake archive --json path:$D/w
~ "sub0":{"inputs":{}}
~ "d":{"inputs":{},"path":"/nix/store/

[flakes/relative-paths.sh 4] The flake above, written with dots
w/flake.nix <- { outputs = { self }: { z = 4; }; }
w/sub/flake.nix <- { inputs.up.url = "../."; outputs = { self, up }: { y = up.z; }; }
commit w
nix eval ./w/sub#y
~ 4
nix eval ./w/sub#y
= 4

