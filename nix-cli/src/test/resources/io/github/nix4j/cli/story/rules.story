# The rules that Nix's scripts leave implicit, under the numbers of the list of facts: reading and locking.

[A1] What a flake.nix may hold, and what is complained of first
a/flake.nix <- { description = 1; inputs = 1; foo = 1; outputs = 1; }
b/flake.nix <- { inputs = 1; foo = 1; nixConfig = 1; }
c/flake.nix <- { foo = 1; nixConfig = 1; }
d/flake.nix <- { foo = 1; nixConfig = 1; outputs = "x"; }
e/flake.nix <- { foo = 1; nixConfig = 1; outputs = _: { }; }
f/flake.nix <- { foo = 1; outputs = _: { }; }
g/flake.nix <- { outputs = { __functor = _: _: { v = 1; }; }; }
h/flake.nix <- rec { description = "h"; outputs = _: { v = 8; }; }
i/flake.nix <- (x: { outputs = _: { }; }) 1
nix eval path:$D/a#v
? 1
~ expected a string but got an integer at
nix eval path:$D/b#v
? 1
~ expected a set but got an integer at
nix eval path:$D/c#v
? 1
~ flake 'path:$D/c' lacks attribute 'outputs'
nix eval path:$D/d#v
? 1
~ expected a function but got a string at
nix eval path:$D/e#v
? 1
~ expected a set but got an integer at
nix eval path:$D/f#v
? 1
~ flake 'path:$D/f' has an unsupported attribute 'foo', at
nix eval path:$D/g#v
? 1
~ expected a function but got a set at
nix eval path:$D/h#v
= 8
nix eval path:$D/i#v
? 1
~ must be an attribute set

[A2] What an input may hold
a/flake.nix <- { inputs.p = { type = "path"; path = "./p"; depth = 1; }; outputs = _: { }; }
b/flake.nix <- { inputs.p = { url = "path:./p"; depth = 1; }; outputs = _: { }; }
c/flake.nix <- { inputs.p = { type = "path"; path = "./p"; lastModified = -1; }; outputs = _: { }; }
d/flake.nix <- { inputs.p = { type = "path"; path = "./p"; x = 1.5; }; outputs = _: { }; }
e/flake.nix <- { inputs.p = { type = "path"; path = "./p"; x = { }; }; outputs = _: { }; }
g/flake.nix <- { inputs.p = { type = "path"; path = "./p"; x = [ ]; }; outputs = _: { }; }
f/flake.nix <- { inputs.p = { type = "path"; path = "./p"; flake = false; }; outputs = { self, p }: { v = p ? inputs; }; }
f/p/x <- x
nix flake lock path:$D/a
? 1
~ input attribute 'depth' not supported by scheme 'path'
nix flake lock path:$D/b
? 1
~ unexpected flake input attribute 'depth', at
nix flake lock path:$D/c
? 1
~ flake input attribute 'lastModified' is a thunk while a string, Boolean, or integer is expected
nix flake lock path:$D/d
? 1
~ flake input attribute 'x' is a float while a string, Boolean, or integer is expected
nix flake lock path:$D/e
? 1
~ flake input attribute 'x' is a thunk while a string, Boolean, or integer is expected
nix flake lock path:$D/g
? 1
~ flake input attribute 'x' is a list while a string, Boolean, or integer is expected
nix eval path:$D/f#v
= false

[A3] Names of inputs that nothing can name
w/flake.nix <- { inputs."in put".url = "path:./p"; outputs = i: { v = i."in put".v; }; }
w/p/flake.nix <- { outputs = _: { v = 3; }; }
x/flake.nix <- { inputs.q.follows = "in put"; inputs."in put".url = "path:./p"; outputs = _: { }; }
nix eval path:$D/w#v
= 3
nix flake lock path:$D/w --override-input "in put" path:$D/w
? 1
~ invalid flake input attribute path element 'in put'
nix flake update "in put" --flake path:$D/w
? 1
~ invalid flake input attribute path element 'in put'
nix flake lock path:$D/x
? 1
~ invalid flake input attribute path element 'in put'

[A4] What a flake may ask of its own source
a/flake.nix <- { inputs.self.url = "path:./p"; outputs = _: { }; }
b/flake.nix <- { inputs.self.follows = "p"; outputs = _: { }; }
c/flake.nix <- { inputs.self.shallow = true; outputs = _: { }; }
d/flake.nix <- { inputs.p = { url = "path:./p"; inputs.self.submodules = true; }; outputs = _: { }; }
e/flake.nix <- { inputs.self = { submodules = true; lfs = false; }; outputs = { self }: { v = 4; s = self ? submodules; }; }
nix flake lock path:$D/a
? 1
~ flake 'self' attribute 'url' is not supported
nix flake lock path:$D/b
? 1
~ flake 'self' attribute 'follows' is not supported
nix flake lock path:$D/c
? 1
~ flake 'self' attribute 'shallow' is not supported
nix flake lock path:$D/d
? 1
~ 'self' input attribute not allowed at
nix eval path:$D/e#v
= 4
nix eval path:$D/e#s
= false
commit e
nix eval $D/e#s
= true
nix flake metadata --json $D/e
~ "submodules":true

[A5] Odd places of inputs
a/flake.nix <- { inputs.p.url = $D/out; outputs = _: { }; }
k/flake.nix <- { inputs.p.url = ../out; outputs = _: { }; }
b/flake.nix <- { inputs.p.url = ./x/../p; outputs = { self, p }: { v = p.v; }; }
b/p/flake.nix <- { outputs = _: { v = 5; }; }
c/flake.nix <- { inputs.p.url = ""; outputs = _: { }; }
d/flake.nix <- { inputs.p.url = "~/p"; outputs = { self, p }: { v = p.v; }; }
d/~/p/flake.nix <- { outputs = _: { v = 6; }; }
e/flake.nix <- { inputs.p.url = "o/r/branch/more"; outputs = _: { }; }
f/flake.nix <- { inputs.p.url = "file+git:///x"; outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ must be in the same source tree as
nix flake lock path:$D/k
? 1
~ access to absolute path '/nix/store/out/flake.nix' is forbidden in pure evaluation mode
nix eval path:$D/b#v
= 5
lock b
= {"nodes":{"p":{"locked":{"path":"p","type":"path"},"original":{"path":"p","type":"path"},"parent":[]},"root":{"inputs":{"p":"p"}}},"root":"root","version":7}
nix flake lock path:$D/c --override-input p path:$D/b/p
lock c
~ "original":{"path":"/","type":"path"}
nix eval path:$D/d#v
= 6
lock d
~ "original":{"path":"~/p","type":"path"}
nix flake lock path:$D/e
? 1
~ GitHub URL 'flake:o/r/branch/more' is invalid
nix flake lock path:$D/f
? 1
~ input 'file+git:///x' is unsupported; did you mean 'git+file' instead of 'file+git'?

[A6] The first override of a path stays
w/flake.nix <- { inputs.p = { url = "path:./p"; inputs.q.inputs.r.url = "path:./top"; }; outputs = { self, p }: { v = p.v; }; }
w/p/flake.nix <- { inputs.q = { url = "path:./q"; inputs.r.url = "path:./middle"; inputs.s.url = "path:./middle"; }; outputs = { self, q }: { inherit (q) v; }; }
w/p/q/flake.nix <- { inputs.r.url = "path:./own"; inputs.s.url = "path:./own"; inputs.t.url = "path:./own"; outputs = { self, r, s, t }: { v = [ r.v s.v t.v ]; }; }
w/top/flake.nix <- { outputs = _: { v = "top"; }; }
w/p/middle/flake.nix <- { outputs = _: { v = "middle"; }; }
w/p/q/own/flake.nix <- { outputs = _: { v = "own"; }; }
line/flake.nix <- { outputs = _: { v = "line"; }; }
nix eval path:$D/w#v
= [ "top" "middle" "own" ]
lock w
= {"nodes":{"p":{"inputs":{"q":"q"},"locked":{"path":"./p","type":"path"},"original":{"path":"./p","type":"path"},"parent":[]},"q":{"inputs":{"r":"r","s":"s","t":"t"},"locked":{"path":"./q","type":"path"},"original":{"path":"./q","type":"path"},"parent":["p"]},"r":{"locked":{"path":"./top","type":"path"},"original":{"path":"./top","type":"path"},"parent":[]},"root":{"inputs":{"p":"p"}},"s":{"locked":{"path":"./middle","type":"path"},"original":{"path":"./middle","type":"path"},"parent":["p"]},"t":{"locked":{"path":"./own","type":"path"},"original":{"path":"./own","type":"path"},"parent":["p","q"]}},"root":"root","version":7}
nix eval path:$D/w#v --override-input p/q/r path:$D/line --override-input p/q/s path:$D/line --no-write-lock-file
= [ "line" "line" "own" ]
x/flake.nix <- { inputs.a.url = "path:./a"; inputs.b = { follows = "a"; inputs.c.url = "path:./nowhere"; inputs.none.follows = "a"; }; outputs = _: { }; }
x/a/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/x
- warning: input
lock x
= {"nodes":{"a":{"locked":{"path":"./a","type":"path"},"original":{"path":"./a","type":"path"},"parent":[]},"root":{"inputs":{"a":"a","b":["a"]}}},"root":"root","version":7}

[A7] When a lock's entry is kept
p/flake.nix <- { inputs.q.url = "path:$D/q"; outputs = { self, q }: { v = [ 1 q.v ]; }; }
q/flake.nix <- { outputs = _: { v = 1; }; }
w/flake.nix <- { inputs.p.url = "path:$D/p"; inputs.r.url = "path:./r"; outputs = { self, p, r }: { v = p.v; }; }
w/r/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
p/flake.nix <- { inputs.q.url = "path:$D/q"; outputs = { self, q }: { v = [ 2 q.v ]; }; }
q/flake.nix <- { outputs = _: { v = 2; }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.p = { type = "path"; path = "$D/p"; }; inputs.r.url = "path:./r"; outputs = { self, p, r }: { v = p.v; }; }
nix flake lock path:$D/w
- pdated
nix eval path:$D/w#v
= [ 1 1 ]
w/flake.nix <- { inputs.p = { type = "path"; path = "$D/p"; }; inputs.r.url = "path:r"; outputs = { self, p, r }: { v = p.v; }; }
nix flake lock path:$D/w
~ Updated input 'r'
nix flake lock path:$D/p
q/flake.nix <- { outputs = _: { v = 3; }; }
w/flake.nix <- { inputs.p.url = "path:$D/./p"; inputs.r.url = "path:r"; outputs = { self, p, r }: { v = p.v; }; }
nix flake lock path:$D/w
~ Updated input 'p'
nix eval path:$D/w#v
= [ 2 2 ]

[A8] Below an entry that is kept, follows are trusted
w/flake.nix <- { inputs.n.url = "path:./n"; inputs.u = { url = "path:./u"; inputs.n.follows = "n"; inputs.s.inputs.n.follows = "n"; }; outputs = _: { }; }
w/n/flake.nix <- { outputs = _: { }; }
w/u/flake.nix <- { inputs.n.url = "path:../n"; inputs.s = { url = "path:./s"; inputs.n.follows = "n"; }; outputs = _: { }; }
w/u/s/flake.nix <- { inputs.n.url = "path:../../n"; outputs = _: { }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.n.url = "path:./n"; inputs.u = { url = "path:./u"; inputs.n.follows = "n"; }; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "s":{"inputs":{"n":["n"]}
nix flake update u --flake path:$D/w
lock w
~ "s":{"inputs":{"n":["u","n"]}

[A9] What is not looked at again
w/flake.nix <- { inputs.r.url = "path:./r"; inputs.a.url = "path:$D/a"; outputs = { self, r, a }: { r = r.v; a = a.v; }; }
w/r/flake.nix <- { inputs.x.url = "path:$D/x"; outputs = { self, x }: { v = x.v; }; }
a/flake.nix <- { outputs = _: { v = "old"; }; }
x/flake.nix <- { outputs = _: { v = "old"; }; }
nix flake lock path:$D/w/r
nix flake lock path:$D/w
a/flake.nix <- { outputs = _: { v = "new"; }; }
x/flake.nix <- { outputs = _: { v = "new"; }; }
nix flake update --flake path:$D/w/r
nix eval path:$D/w#r
= "old"
nix eval path:$D/w#a
= "old"
w/r/flake.nix <- { inputs.x.url = "path:$D/x"; inputs.y.url = "path:$D/x"; outputs = { self, x, y }: { v = x.v + y.v; }; }
nix eval path:$D/w#r
? 1
~ function 'outputs' called without required argument 'y'
nix flake update --flake path:$D/w
nix eval path:$D/w#r
= "newnew"
nix eval path:$D/w#a
= "new"

[A10] What only a lock file says
w/flake.nix <- { inputs.p.url = "path:./p"; inputs.c.url = "path:./c"; outputs = _: { }; }
w/p/flake.nix <- { inputs.a.url = "path:./a"; inputs.b.url = "path:./b"; outputs = _: { }; }
w/p/flake.lock <- {"nodes":{"a":{"locked":{"path":"./a","type":"path"},"original":{"path":"./a","type":"path"},"parent":[]},"root":{"inputs":{"a":"a","b":["a"]}}},"root":"root","version":7}
w/p/a/flake.nix <- { outputs = _: { }; }
w/p/b/flake.nix <- { outputs = _: { }; }
w/c/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"a":{"locked":{"path":"./a","type":"path"},"original":{"path":"./a","type":"path"},"parent":["p"]},"b":{"locked":{"path":"./b","type":"path"},"original":{"path":"./b","type":"path"},"parent":["p"]},"c":{"locked":{"path":"./c","type":"path"},"original":{"path":"./c","type":"path"},"parent":[]},"p":{"inputs":{"a":"a","b":"b"},"locked":{"path":"./p","type":"path"},"original":{"path":"./p","type":"path"},"parent":[]},"root":{"inputs":{"c":"c","p":"p"}}},"root":"root","version":7}
w/flake.nix <- { inputs.p.url = "path:./p"; outputs = _: { }; }
nix flake lock path:$D/w
~ Removed input 'c'
lock w
- "c"

[A11] Circles of flakes
a/flake.nix <- { inputs.b.url = "path:$D/b"; outputs = _: { }; }
b/flake.nix <- { inputs.c.url = "path:$D/a"; outputs = _: { }; }
own/flake.nix <- { inputs.me.url = "path:$D/own"; outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ found circular import of flake 'path:$D/b'
nix flake lock path:$D/own
? 1
~ found circular import of flake 'path:$D/own'

[A12] What --override-input is given
p/flake.nix <- { outputs = _: { v = "p"; }; }
p/deep/x <- x
w/flake.nix <- { inputs.c.url = "path:./c"; inputs.f.follows = "c"; outputs = { self, c, f }: { v = c.v; }; }
w/c/flake.nix <- { inputs.d.url = "path:./d"; outputs = _: { v = "own"; }; }
w/c/d/flake.nix <- { outputs = _: { }; }
cd p/deep
nix eval path:$D/w#v --override-input c .. --no-write-lock-file
= "p"
nix eval path:$D/w#v --override-input c ../flake.nix --no-write-lock-file
= "p"
~ Pretending that you meant
nix eval path:$D/w#v --override-input c . --no-write-lock-file
? 1
~ does not exist
nix registry add mine path:$D/p
nix eval path:$D/w#v --override-input c mine --no-write-lock-file
= "p"
nix flake lock path:$D/w --override-input f/d path:$D/p
~ the flag '--override-input f/d path:$D/p' does not match any input

[A13] What 'nix flake update' is given
w/flake.nix <- { inputs.c.url = "path:./c"; inputs.f.follows = "c"; outputs = _: { }; }
w/c/flake.nix <- { inputs.d.url = "path:./d"; outputs = _: { }; }
w/c/d/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
nix flake update f/d --flake path:$D/w
~ 'f/d' does not match any input of this flake
nix flake update f --flake path:$D/w
~ 'f' does not match any input of this flake
cd w
nix flake update ./c
? 1
~ Invalid flake input './c'. To update a specific flake, use 'nix flake update --flake ./c' instead.
nix flake update --flake .#x
? 1
~ unexpected fragment 'x' in flake reference '.#x'

[A14] Follows are checked last
a/flake.nix <- { inputs.a.follows = "a"; outputs = _: { }; }
b/flake.nix <- { inputs.top.follows = ""; inputs.a = { url = "path:./a"; inputs.b.follows = "a"; }; outputs = { self, top, a }: { v = a.v; n = 1; }; }
b/a/flake.nix <- { inputs.b.url = "path:./nowhere"; outputs = { self, b }: { n = 20; v = b.n; }; }
nix flake lock path:$D/a
? 1
~ follow cycle detected: [a -> a]
nix eval path:$D/b#v
= 20
lock b
= {"nodes":{"a":{"inputs":{"b":["a"]},"locked":{"path":"./a","type":"path"},"original":{"path":"./a","type":"path"},"parent":[]},"root":{"inputs":{"a":"a","top":[]}}},"root":"root","version":7}

