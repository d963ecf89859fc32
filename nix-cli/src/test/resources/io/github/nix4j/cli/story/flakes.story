# Flakes on the command line: references, registries, lock files that are written or not, clones, templates.

[flakes/build-paths.sh 1] Outputs that are paths
w/flake.nix <- { outputs = { self }: { lit = ./foo; tree = ./.; out = self.outPath; }; }
w/foo <- foo
nix build --no-link --json path:$D/w#lit
~ ["/nix/store/
nix build --no-link --json path:$D/w#tree
~ ["/nix/store/
nix build --no-link --json path:$D/w#out
~ ["/nix/store/
nix build --json path:$D/w#lit -o $D/result
cat store$(readlink result)
= foo

[flakes/build-paths.sh 3] Strings that refer to nothing or to too much
w/flake.nix <- { outputs = { self }: { none = "/nix/store/x"; two = "${./foo} ${./bar}"; }; }
w/foo <- foo
w/bar <- bar
nix build --no-link path:$D/w#none
? 1
~ string '/nix/store/x' has 0 entries in its context. It should only have exactly one entry
nix build --no-link path:$D/w#two
? 1
~ has 2 entries in its context. It should only have exactly one entry

[flakes/build-paths.sh 4] Derivations themselves
w/flake.nix <- { outputs = { self }: let d = derivation { name = "d"; system = "$SYS"; builder = "/none"; }; in { drv = builtins.unsafeDiscardOutputDependency d.drvPath; deep = d.drvPath; }; }
nix build --no-link --json path:$D/w#drv
~ -d.drv"]
nix build --no-link --json path:$D/w#deep
? 1
~ has a context which refers to a complete source and binary closure. This is not supported at this time

[flakes/build-paths.sh 6] What can be built in no way
w/flake.nix <- { outputs = { self }: { n = 1; s = { a = 1; }; }; }
nix build --no-link path:$D/w#n
? 1
~ expected flake output attribute 'n' to be a derivation or path but found an integer: 1
nix build --no-link path:$D/w#s
? 1
~ expected flake output attribute 's' to be a derivation or path but found a set

[flakes/circular.sh 1 2 3] Flakes that need each other
a/flake.nix <- { inputs.b.url = "git+file://$D/b"; inputs.b.inputs.a.follows = "/"; outputs = { self, b }: { foo = 123 + b.bar; xyzzy = 1000; }; }
b/flake.nix <- { inputs.a.url = "git+file://$D/a"; outputs = { self, a }: { bar = 456 + a.xyzzy; }; }
commit a
commit b
nix eval ./a#foo
= 1579
nix eval ./a#foo
= 1579
b/flake.nix <- { inputs.a.url = "git+file://$D/a"; outputs = { self, a }: { bar = 1 + a.xyzzy; }; }
commit b two
nix flake update b --flake ./a
~ Updated input 'b'
nix eval ./a#foo
= 1124
nix flake metadata ./a
~ follows input ''
a/flake.nix <- { inputs.b.url = "git+file://$D/b"; outputs = { self, b }: { foo = 1; }; }
git -C a rm -qf --cached flake.lock && rm a/flake.lock && commit a three
nix flake lock ./a
? 1
~ found circular import of flake 'git+file://$D/

[flakes/commit-lock-file-summary.sh 1 2] Commits of lock files
w/flake.nix <- { inputs.d.url = "git+file://$D/d"; outputs = _: { }; }
d/flake.nix <- { outputs = _: { }; }
commit d
commit w
git -C w config user.name A && git -C w config user.email a@b
nix flake lock ./w --commit-lock-file --commit-lock-file-summary S
git -C w log -1 --format=%s
= S
git -C w log -1 --format=%b
~ Flake lock file updates:
git -C w status --porcelain
=
commit d two
nix flake update --flake ./w --commit-lock-file
git -C w log -1 --format=%s
= flake.lock: Update
commit d three
nix flake update --flake ./w --commit-lock-file --option commit-lockfile-summary T
git -C w log -1 --format=%s
= T

[flakes/dubious-query.sh 1 2] Queries of references
w/flake.nix <- { outputs = _: { x = 1; }; }
commit w
nix eval git+file://$D/w?foo=bar#x
= 1
nix eval 'git+file://$D/w?bar#x'
~ dubious URI query 'bar' is missing equal sign '=', ignoring
nix eval 'git+file://$D/w?#x'
- dubious
nix eval 'git+file://$D/w?=#x'
- dubious
nix eval 'git+file://$D/w?a=1&&b=2#x'
~ dubious URI query ''
nix eval 'git+file://$D/w#foo?bar'
? 1
~ does not provide attribute 'packages.$SYS.foo?bar', 'legacyPackages.$SYS.foo?bar' or 'foo?bar'

[flakes/flake-in-submodule.sh 1 2] A flake in a submodule
sub/flake.nix <- { outputs = _: { sub = import ./sub.nix; root = import ../root.nix; }; }
sub/sub.nix <- "expression in submodule"
commit sub
root/root.nix <- "expression in root repo"
commit root
git -C root submodule --quiet add file://$D/sub submodule && commit root two
nix eval --json git+file://$D/root?submodules=1&dir=submodule#sub
= "expression in submodule"
nix eval --json git+file://$D/root?submodules=1&dir=submodule#root
= "expression in root repo"
nix eval --json git+file://$D/root?dir=submodule#sub
? 1
~ Path 'submodule/flake.nix' in the repository "$D/root" is not tracked by Git.
root/submodule/sub.nix <- "modified"
nix flake metadata --json git+file://$D/root?submodules=1&dir=submodule
~ is dirty
- "rev":
nix eval --json git+file://$D/root?submodules=1&dir=submodule#sub
~ "modified"

[flakes/flake-in-submodule.sh 3 4] A flake that wants its own submodules
sub/content <- from the submodule
commit sub
root/flake.nix <- { inputs.self.submodules = true; outputs = { self }: { foo = builtins.readFile ./submodule/content; }; }
commit root
git -C root submodule --quiet add file://$D/sub submodule && commit root two
nix eval --raw ./root#foo
= from the submodule
use/flake.nix <- { inputs.root.url = "git+file://$D/root"; outputs = { self, root }: { foo = root.foo; }; }
commit use
nix eval --raw ./use#foo
= from the submodule
lock use
~ "root_2":{"locked":
~ "submodules":true
nix eval --raw ./use#foo
= from the submodule
nix flake prefetch --json git+file://$D/root?submodules=1
~ "submodules":true

[flakes/flake-in-submodule.sh 5] A submodule as an input of its own
sub/flake.nix <- { outputs = _: { x = 5; }; }
commit sub
root/flake.nix <- { inputs.s.url = "git+file:./submodule"; outputs = { self, s }: { x = s.x; }; }
commit root
git -C root submodule --quiet add file://$D/sub submodule && commit root two
cd root
nix eval .#x
~ 5
lock .
~ "url":"file:./submodule"

[flakes/flakes.sh 1] Global registries
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}},{"from":{"type":"indirect","id":"flake2"},"to":{"type":"git","url":"file://$D/f2"}},{"from":{"type":"indirect","id":"flake3"},"to":{"type":"path","path":"$D/f3"}},{"from":{"type":"indirect","id":"nixpkgs"},"to":{"type":"indirect","id":"flake1"}}]}
nix registry list --flake-registry $D/reg.json
~ global flake:flake1 git+file://$D/f1
~ global flake:nixpkgs flake:flake1
- user

[flakes/flakes.sh 2 3 4] What is told of a flake
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}}]}
f1/flake.nix <- { description = "Bla bla"; outputs = _: { x = 1; }; }
commit f1
nix flake metadata flake1 --flake-registry $D/reg.json
~ Locked URL:
~ file://$D/f1
cd f1
nix flake metadata
~ Bla bla
nix flake metadata .
~ URL:
nix flake metadata $D/f1
nix flake metadata --json $D/f1
~ "description":"Bla bla"
~ "lastModified":1704164645
~ "fingerprint"
nix flake metadata --json $D/f1 --store $D/other-store
~ "revision"
f1/flake.nix <- { description = "Bla bla"; outputs = _: { x = 2; }; }
git -C $D/f1 add flake.nix
nix flake metadata --json $D/f1
~ "dirtyRevision"
~ -dirty"
- "revision"
commit $D/f1 two
nix flake metadata --json $D/f1
- "dirtyRevision"
~ "revision"

[flakes/flakes.sh 6] A link to the store in a flake
f1/flake.nix <- { outputs = _: { packages.$SYS.default = ./x; }; }
f1/x <- x
commit f1
nix build ./f1 -o $D/f1/result
nix path-info $D/f1/result
~ -source

[flakes/flakes.sh 9] A flake by its name has no place for a lock file
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}},{"from":{"type":"indirect","id":"flake2"},"to":{"type":"git","url":"file://$D/f2"}}]}
f1/flake.nix <- { outputs = _: { x = 1; }; }
f2/flake.nix <- { outputs = { self, flake1 }: { bar = flake1.x; }; }
commit f1
commit f2
nix eval flake2#bar --flake-registry $D/reg.json
? 1
~ cannot write modified lock file of flake 'flake:flake2' (use '--no-write-lock-file' to ignore)
nix eval --impure flake2#bar --flake-registry $D/reg.json
? 1
~ cannot write modified lock file of flake 'flake:flake2'
nix eval --no-registries flake2#bar --flake-registry $D/reg.json
? 1
~ 'flake:flake2' is an indirect flake reference, but registry lookups are not allowed
nix eval --no-write-lock-file flake2#bar --flake-registry $D/reg.json
= 1

[flakes/flakes.sh 10 11 12 13] When a lock file is written, and what is in it
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}}]}
f1/flake.nix <- { outputs = _: { x = 1; }; }
f2/flake.nix <- { outputs = { self, flake1 }: { bar = flake1.x; }; }
commit f1
commit f2
git -C f2 config user.name A && git -C f2 config user.email a@b
nix eval --no-update-lock-file ./f2#bar --flake-registry $D/reg.json
? 1
~ requires lock file changes but they're not allowed due to '--no-update-lock-file'
nix eval --no-write-lock-file ./f2#bar --flake-registry $D/reg.json
= 1
~ not writing modified lock file of flake
nix eval --commit-lock-file ./f2#bar --flake-registry $D/reg.json
= 1
git -C f2 status --porcelain
=
cat f2/flake.lock
~ "id": "flake1",
lock f2
~ "original":{"id":"flake1","type":"indirect"}
cp f2/flake.lock before
nix flake lock ./f2 --flake-registry $D/reg.json
cmp before f2/flake.lock
nix eval ./f2#bar --flake-registry file:///no-registry.json
= 1
nix eval ./f2#bar --no-registries
= 1
f3/flake.nix <- { outputs = _: { y = 2; }; }
commit f3
f2/flake.nix <- { inputs.f3.url = "git+file://$D/f3"; outputs = { self, flake1, f3 }: { bar = flake1.x + f3.y; }; }
git -C f2 add flake.nix
nix flake lock ./f2 --flake-registry $D/reg.json
~ Added input 'f3'
- 'flake1'
nix eval ./f2#bar --flake-registry $D/reg.json
~ 3

[flakes/flakes.sh 15] A registry that is a link
real.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}}]}
ln -s real.json reg.json
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
nix eval flake1#x --flake-registry $D/reg.json
= 1
nix registry list --flake-registry file://$D/real.json
~ global flake:flake1
mv real.json gone.json
nix registry list --flake-registry file://$D/real.json
~ global flake:flake1

[flakes/flakes.sh 16] The user's registry names no inputs
f1/flake.nix <- { outputs = _: { x = 1; }; }
f2/flake.nix <- { outputs = { self, flake1 }: { bar = flake1.x; }; }
commit f1
commit f2
nix registry add flake1 git+file://$D/f1
nix flake lock ./f2
? 1
~ cannot find flake 'flake:flake1' in the flake registries
nix flake metadata flake1
~ Revision:

[flakes/flakes.sh 17] Clones of repositories that are gone
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
_NIX_FORCE_HTTP=1 nix eval git+file://$D/f1#x
= 1
%
mv f1 away
_NIX_FORCE_HTTP=1 nix eval git+file://$D/f1#x
= 1
_NIX_FORCE_HTTP=1 nix eval --refresh git+file://$D/f1#x
= 1
~ could not update
%

[flakes/flakes.sh 18 20] References in other places
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"a"},"to":{"type":"git","url":"file://$D/a"}},{"from":{"type":"indirect","id":"b"},"to":{"type":"git","url":"file://$D/b"}}]}
a/flake.nix <- { outputs = _: { x = "a"; }; }
b/flake.nix <- { outputs = _: { x = "b"; }; }
w/flake.nix <- { outputs = { self, a }: { x = a.x; }; }
commit a
commit b
nix flake lock path:$D/w --flake-registry $D/reg.json
nix flake update --flake path:$D/w --override-flake a b --flake-registry $D/reg.json
~ Updated input 'a'
nix eval --raw path:$D/w#x --flake-registry $D/reg.json
= b
nix registry add u path:$D/a
nix registry list --flake-registry $D/reg.json
~ global flake:a
nix registry list --flake-registry ""
= user   flake:u path:$D/a

[flakes/flakes.sh 19] A registry is changed
f1/flake.nix <- { outputs = _: { }; }
commit f1
nix registry add flake3 git+file://$D/f1
nix registry add flake1 flake3
nix registry list
~ user   flake:flake1 flake:flake3
nix registry resolve flake1
= git+file://$D/f1
nix registry pin flake1
nix registry list
~ rev=
nix registry pin flake1 flake3
nix registry remove flake1
nix registry remove flake1
nix registry list
= user   flake:flake3 git+file://$D/f1

[flakes/flakes.sh 21] Clones
f1/flake.nix <- { outputs = _: { }; }
pack f1 >f1.tar
commit f1
nix flake clone git+file://$D/f1 --dest $D/clone
git -C clone log --format=%s
= one
nix flake clone git+file://$D/f1 --dest $D/clone
? 1
nix flake clone tarball+file://$D/f1.tar --dest $D/unpacked
nix flake clone tarball+file://$D/f1.tar --dest $D/unpacked
? 1
~ cannot clone into existing path
ls unpacked
= flake.nix

[flakes/flakes.sh 22] follows
f1/flake.nix <- { outputs = _: { }; }
f2/flake.nix <- { inputs.flake1.url = "git+file://$D/f1"; outputs = _: { }; }
commit f1
nix flake lock path:$D/f2
w/flake.nix <- { inputs.foo.url = "git+file://$D/f1"; inputs.bar.follows = "foo"; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "bar":["foo"]
w/flake.nix <- { inputs.flake2.url = "path:$D/f2"; inputs.foo.follows = "flake2/flake1"; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "foo":["flake2","flake1"]
w/flake.nix <- { inputs.flake2.url = "path:$D/f2"; inputs.foo.follows = "flake2"; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "foo":["flake2"]

[flakes/flakes.sh 23] Inputs of inputs
f1/flake.nix <- { outputs = _: { }; }
f7/flake.nix <- { outputs = _: { }; }
f2/flake.nix <- { inputs.flake1.url = "git+file://$D/f1"; outputs = _: { }; }
commit f1
commit f7
nix flake lock path:$D/f2
w/flake.nix <- { inputs.flake2 = { url = "path:$D/f2"; inputs.flake1 = { type = "git"; url = "file://$D/f7"; }; }; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "url":"file://$D/f7"
w/flake.nix <- { inputs.flake2 = { url = "path:$D/f2"; inputs.flake1.follows = "foo"; }; inputs.foo.url = "git+file://$D/f7"; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "inputs":{"flake1":["foo"]}

[flakes/flakes.sh 24] A bare repository
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
git clone -q --bare f1 bare
nix eval git+file://$D/bare#x
= 1
%

[flakes/flakes.sh 25] URLs of paths
w/flake.nix <- { outputs = _: { x = 1; }; }
nix eval path://$D/w#x
= 1
nix eval path://host/x#x
? 1
~ path URL 'path://host/x' should not have an authority ('host')

[flakes/flakes.sh 26] Flakes in archives
in/flake.nix <- { outputs = _: { x = 1; }; }
pack in | gzip -n >in.tar.gz
nix flake metadata --json file://$D/in.tar.gz
~ narHash=sha256-
nix eval file://$D/in.tar.gz#x
= 1
nix eval 'file://$D/in.tar.gz?narHash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=#x'
? 102
~ NAR hash mismatch in input

[flakes/flakes.sh 27 28] Overrides and updates of inputs of inputs
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"flake1"},"to":{"type":"git","url":"file://$D/f1"}}]}
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
set OLD git -C f1 rev-parse HEAD
f1/flake.nix <- { outputs = _: { x = 2; }; }
commit f1 two
f2/flake.nix <- { outputs = { self, flake1 }: { x = flake1.x; }; }
commit f2
w/flake.nix <- { inputs.flake2.url = "git+file://$D/f2"; outputs = { self, flake1, flake2 }: { x = flake2.x; y = flake1.x; }; }
nix flake lock path:$D/w --flake-registry $D/reg.json
nix flake lock path:$D/w --flake-registry $D/reg.json --override-input flake2/flake1 git+file://$D/f1?rev=$OLD&ref=master
~ Updated input 'flake2/flake1'
nix eval path:$D/w#x
= 1
nix eval path:$D/w#y
= 2
nix flake lock path:$D/w --flake-registry $D/reg.json --override-input flake2/flake1 flake1/master/$OLD
lock w
~ $OLD
nix flake lock path:$D/w --flake-registry $D/reg.json
lock w
~ $OLD
nix flake lock path:$D/w --override-input '' git+file://$D/f1
? 1
~ --override-input was passed a zero-length input path, which would refer to the flake itself, not an input
nix flake lock path:$D/w --update-input ''
? 1
~ --update-input was passed a zero-length input path
nix flake update '' --flake path:$D/w
? 1
~ input path to be updated cannot be zero-length; it would refer to the flake itself, not an input
nix flake update flake1 flake2/flake1 --flake path:$D/w --flake-registry $D/reg.json
~ Updated input 'flake2/flake1'
nix eval path:$D/w#x
= 2

[flakes/flakes.sh 30] Lock files in other places
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
w/flake.nix <- { inputs.f.url = "git+file://$D/f1"; outputs = { self, f }: { x = f.x; }; }
nix flake lock path:$D/w
cp w/flake.lock before
commit f1 two
nix flake update --flake path:$D/w --output-lock-file $D/out.lock
cmp before w/flake.lock
cmp -s before out.lock && echo same || echo other
= other
nix flake lock path:$D/w --output-lock-file $D/out2.lock
cmp before out2.lock
nix flake lock path:$D/w --reference-lock-file $D/out.lock
cmp -s out.lock w/flake.lock && echo same || echo other
commit w
nix flake lock ./w --no-allow-dirty --reference-lock-file $D/out.lock
? 1
~ reference lock file was provided, but the `allow-dirty` setting is set to false

[flakes/flakes.sh 31] Pins of another revision
f1/flake.nix <- { outputs = _: { x = 1; }; }
commit f1
f2/flake.nix <- { inputs.f1.url = "git+file://$D/f1"; outputs = { self, f1 }: { x = f1.x; }; }
commit f2
nix flake lock ./f2
commit f2 locked
set FIRST git -C f2 rev-parse HEAD
f1/flake.nix <- { outputs = _: { x = 2; }; }
commit f1 two
nix flake update --flake ./f2
commit f2 updated
w/flake.nix <- { inputs.f2.url = "git+file://$D/f2?rev=$FIRST"; outputs = { self, f2 }: { x = f2.x; }; }
nix eval path:$D/w#x
~ 1
w/flake.nix <- { inputs.f2.url = "git+file://$D/f2"; outputs = { self, f2 }: { x = f2.x; }; }
nix eval path:$D/w#x
~ 2

[flakes/flakes.sh 32 33] Folders of flakes in registries and inputs
base/foo1/flake.nix <- { outputs = _: { x = "first"; }; }
base/foo2/flake.nix <- { outputs = _: { x = "second"; }; }
nix registry add --registry $D/reg.json sub 'path:$D/base?dir=foo1'
nix eval --raw sub#x --flake-registry $D/reg.json
= first
w/flake.nix <- { inputs.i.url = "path:$D/base?dir=foo2"; outputs = _: { }; }
nix eval --raw --inputs-from path:$D/w i#x
= second

[flakes/flakes.sh 34] Objects of the store that are flakes
f1/flake.nix <- { outputs = _: { packages.$SYS.default = ./simple; }; }
f1/simple <- x
bad/flake.nix <- this is no flake
nix store add-path $D/f1
~ -f1
set F basename $(echo store/nix/store/*-f1)
nix store add-path $D/bad
set B basename $(echo store/nix/store/*-bad)
nix path-info /nix/store/$F
~ -f1
nix path-info /nix/store/$B
~ -bad
nix build --no-link path:$D/store/nix/store/$F
nix path-info path:$D/store/nix/store/$F
~ -source

[flakes/init.sh 1 2 3] Templates
t/flake.nix <- { outputs = _: { templates = rec { trivial = { path = ./trivial; description = "A trivial flake"; welcomeText = "Welcome to my trivial flake"; }; default = trivial; }; }; }
t/trivial/flake.nix <- { outputs = _: { x = 1; }; }
t/trivial/a <- a
t/trivial/b <- b
commit t
mkdir w && git -C w init -q
cd w
nix flake init -t git+file://$D/t
~ wrote: "
~ Welcome to my trivial flake
git status --porcelain
~ A flake.nix
nix flake init -t git+file://$D/t
~ skipping identical file
w/a <- something else
rm b
nix flake init -t git+file://$D/t
? 1
~ refusing to overwrite existing file
~ encountered 1 conflicts - see above
ls
~ b
nix flake new -t git+file://$D/t#trivial $D/made
ls $D/made
~ flake.nix
nix flake new -t git+file://$D/t#trivial $D/made
nix flake new -t git+file://$D/t#nope $D/made2
? 1
~ does not provide attribute 'templates.nope' or 'nope'

[flakes/prefetch.sh 1] Links in zip archives
mkdir in && echo foo >in/foo && ln -s foo in/link && python3 -c 'import zipfile,stat; z = zipfile.ZipFile("x.zip", "w"); i = zipfile.ZipInfo("in/foo", (2001, 9, 9, 1, 46, 40)); i.external_attr = 0o100644 << 16; z.writestr(i, "foo\n"); i = zipfile.ZipInfo("in/link", (2001, 9, 9, 1, 46, 40)); i.external_attr = 0o120777 << 16; i.create_system = 3; z.writestr(i, "foo"); z.close()'
nix flake prefetch --json file://$D/x.zip
~ "storePath"
readlink store/nix/store/*-source/link && cat store/nix/store/*-source/foo
~ foo

[flakes/search-root.sh 1 2 3] Where flakes are looked for
w/flake.nix <- { inputs.foo.url = "git+file://$D/f"; outputs = { self, foo }: { x = foo.x; }; }
f/flake.nix <- { outputs = _: { x = 1; }; }
w/sub/file <- x
commit f
commit w
nix flake lock ./w
cd w/sub
nix eval #x
~ 1
nix eval .#x
~ 1
nix eval ../sub#x
~ 1
nix eval $D/w/sub#x
~ 1
nix eval path:$D/w/sub#x
? 1
nix eval $D/w/sub/file#x
? 1
~ is not a flake
c/flake.nix <- { inputs.w.url = "git+file://$D/w?dir=sub"; outputs = _: { }; }
nix flake lock path:$D/c
? 1
git init -q $D/w/sub
nix eval .#x
? 1
rm -rf $D/w/sub/.git
cd w
nix eval .#x --override-input foo . --no-write-lock-file
~ 1
cd w/sub
nix eval .#x --override-input foo . --no-write-lock-file
? 1
~ /flake.nix' does not exist

[flakes/source-paths.sh 1] A flake that Git does not know
w/flake.nix <- { outputs = _: { x = 1; }; }
git init -q w
nix eval ./w#x
? 1
~ Path 'flake.nix' in the repository "$D/w" is not tracked by Git.
~ git -C "$D/w" add "flake.nix"

[flakes/symlink-paths.sh 1] Links to flakes
f1/flake.nix <- { outputs = _: { x = 2; }; }
f1/sub/flake.nix <- { outputs = _: { x = 3; }; }
commit f1
ln -s f1 link && mkdir par && ln -s ../f1/sub par/sub && ln -s par parlink
nix eval ./link#x
= 2
nix eval ./link/sub#x
= 3
nix eval ./par/sub#x
= 3
nix eval ./parlink/sub#x
= 3
nix flake metadata --json ./par/sub
~ "originalUrl":"git+file://$D/f1?dir=sub"
nix eval path:$D/link#x
? 1
nix eval git+file://$D/link#x
? 1
git init -q r2 && ln -s $D/f1/sub r2/s
nix eval ./r2/s#x
= 3

[flakes/unlocked-override.sh 1] Overrides that are not locked
f1/flake.nix <- { outputs = _: { x = 1; }; }
f2/flake.nix <- { inputs.f1.url = "git+file://$D/f1"; outputs = { self, f1 }: { x = f1.x; }; }
commit f1
commit f2
nix eval ./f2#x
= 1
f1/flake.nix <- { outputs = _: { x = 2; }; }
nix eval ./f2#x --override-input f1 ./f1
= 2
nix flake lock ./f2 --override-input f1 ./f1
? 1
~ because it has an unlocked input
nix flake lock ./f2 --override-input f1 ./f1 --allow-dirty-locks
nix eval ./f2#x
~ is unlocked
