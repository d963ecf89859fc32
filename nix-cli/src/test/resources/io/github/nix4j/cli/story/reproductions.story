# The thirty rules that are most easily got wrong, under the numbers of their reproductions, in worlds of our own.

[R1] Inputs of the same tree are locked as they are written
w/flake.nix <- { inputs.lit.url = ./kit; inputs.text.url = "./kit"; inputs.slash.url = "path:./kit/"; inputs.deep.url = ./more/kit; outputs = _: { }; }
w/kit/flake.nix <- { outputs = _: { }; }
w/more/kit/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"deep":{"locked":{"path":"more/kit","type":"path"},"original":{"path":"more/kit","type":"path"},"parent":[]},"lit":{"locked":{"path":"kit","type":"path"},"original":{"path":"kit","type":"path"},"parent":[]},"root":{"inputs":{"deep":"deep","lit":"lit","slash":"slash","text":"text"}},"slash":{"locked":{"path":"./kit/","type":"path"},"original":{"path":"./kit/","type":"path"},"parent":[]},"text":{"locked":{"path":"./kit","type":"path"},"original":{"path":"./kit","type":"path"},"parent":[]}},"root":"root","version":7}

[R2] Whose reference it is
w/flake.nix <- { inputs.tool.url = "path:./tool"; inputs.tool.inputs.lib.url = "path:./tool/own"; outputs = _: { }; }
w/tool/flake.nix <- { inputs.lib.url = "path:./lib"; inputs.own.url = "path:./own"; outputs = _: { }; }
w/tool/lib/flake.nix <- { outputs = _: { }; }
w/tool/own/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"lib":{"locked":{"path":"./tool/own","type":"path"},"original":{"path":"./tool/own","type":"path"},"parent":[]},"own":{"locked":{"path":"./own","type":"path"},"original":{"path":"./own","type":"path"},"parent":["tool"]},"root":{"inputs":{"tool":"tool"}},"tool":{"inputs":{"lib":"lib","own":"own"},"locked":{"path":"./tool","type":"path"},"original":{"path":"./tool","type":"path"},"parent":[]}},"root":"root","version":7}

[R3] The place of an input of the same tree
w/flake.nix <- { inputs.kit.url = "path:./x/../kit"; outputs = { self, kit }: { p = builtins.substring 51 99 "${kit.outPath}"; }; }
w/kit/flake.nix <- { outputs = _: { }; }
w/x/y <- y
nix eval --raw path:$D/w#p --no-write-lock-file
= kit
nix flake lock path:$D/w
nix eval --raw path:$D/w#p
= ./x/../kit

[R4] A folder inside an input of the same tree is lost
w/flake.nix <- { inputs.kit.url = "path:./kit?dir=in"; outputs = { self, kit }: { v = kit.v; }; }
w/kit/in/flake.nix <- { outputs = _: { v = "in"; }; }
nix eval path:$D/w#v
= "in"
lock w
= {"nodes":{"kit":{"locked":{"dir":"in","path":"./kit","type":"path"},"original":{"dir":"in","path":"./kit","type":"path"},"parent":[]},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ /kit/flake.nix' does not exist

[R5] Names of the lock's nodes
w/flake.nix <- { inputs = { root.url = "path:./p"; p.url = "path:./p"; q.url = "path:./q"; q_2.url = "path:./q"; }; outputs = _: { }; }
w/p/flake.nix <- { inputs.q.url = "path:../q"; outputs = _: { }; }
w/q/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"p":{"inputs":{"q":"q"},"locked":{"path":"./p","type":"path"},"original":{"path":"./p","type":"path"},"parent":[]},"q":{"locked":{"path":"../q","type":"path"},"original":{"path":"../q","type":"path"},"parent":["p"]},"q_2":{"locked":{"path":"./q","type":"path"},"original":{"path":"./q","type":"path"},"parent":[]},"q_2_2":{"locked":{"path":"./q","type":"path"},"original":{"path":"./q","type":"path"},"parent":[]},"q_3":{"locked":{"path":"../q","type":"path"},"original":{"path":"../q","type":"path"},"parent":["root"]},"root":{"inputs":{"p":"p","q":"q_2","q_2":"q_2_2","root":"root_2"}},"root_2":{"inputs":{"q":"q_3"},"locked":{"path":"./p","type":"path"},"original":{"path":"./p","type":"path"},"parent":[]}},"root":"root","version":7}

[R6] The lock file of an input is the start of its part
lib/flake.nix <- { outputs = _: { v = "first"; }; }
tool/flake.nix <- { inputs.lib.url = "path:$D/lib"; outputs = { self, lib }: { inherit (lib) v; }; }
w/flake.nix <- { inputs.lib.url = "path:$D/lib"; inputs.tool.url = "path:$D/tool"; outputs = { self, lib, tool }: { v = [ lib.v tool.v ]; }; }
nix flake lock path:$D/tool
lib/flake.nix <- { outputs = _: { v = "second"; }; }
nix flake lock path:$D/w
~ Added input 'tool/lib':
nix eval path:$D/w#v
= [ "second" "first" ]
lock w
~ "lib_2":
~ "tool":{"inputs":{"lib":"lib_2"}

[R7] One part is updated, or what it is part of
lib/flake.nix <- { outputs = _: { v = "first"; }; }
tool/flake.nix <- { inputs.lib.url = "path:$D/lib"; outputs = { self, lib }: { inherit (lib) v; }; }
w/flake.nix <- { inputs.lib.url = "path:$D/lib"; inputs.tool.url = "path:$D/tool"; outputs = { self, lib, tool }: { v = [ lib.v tool.v ]; }; }
nix flake lock path:$D/tool
lib/flake.nix <- { outputs = _: { v = "second"; }; }
nix flake lock path:$D/w
nix flake update tool/lib --flake path:$D/w
~ Updated input 'tool/lib':
nix eval path:$D/w#v
= [ "second" "second" ]
nix flake update tool --flake path:$D/w
nix eval path:$D/w#v
= [ "second" "first" ]
nix flake update zzz tool/zzz --flake path:$D/w
~ warning: 'tool/zzz' does not match any input of this flake
~ warning: 'zzz' does not match any input of this flake

[R8] Follows of an input, seen from above
w/flake.nix <- { inputs.tool.url = "path:./tool"; outputs = _: { }; }
w/tool/flake.nix <- { inputs.base.url = "path:./base"; inputs.same.follows = "base"; inputs.part.url = "path:./part"; inputs.part.inputs.base.follows = "same"; outputs = _: { }; }
w/tool/base/flake.nix <- { outputs = _: { }; }
w/tool/part/flake.nix <- { inputs.base.url = "path:../base"; outputs = _: { }; }
nix flake lock path:$D/w/tool
lock w/tool
= {"nodes":{"base":{"locked":{"path":"./base","type":"path"},"original":{"path":"./base","type":"path"},"parent":[]},"part":{"inputs":{"base":["same"]},"locked":{"path":"./part","type":"path"},"original":{"path":"./part","type":"path"},"parent":[]},"root":{"inputs":{"base":"base","part":"part","same":["base"]}}},"root":"root","version":7}
nix flake lock path:$D/w
lock w
= {"nodes":{"base":{"locked":{"path":"./base","type":"path"},"original":{"path":"./base","type":"path"},"parent":["tool"]},"part":{"inputs":{"base":["tool","same"]},"locked":{"path":"./part","type":"path"},"original":{"path":"./part","type":"path"},"parent":["tool"]},"root":{"inputs":{"tool":"tool"}},"tool":{"inputs":{"base":"base","part":"part","same":["tool","base"]},"locked":{"path":"./tool","type":"path"},"original":{"path":"./tool","type":"path"},"parent":[]}},"root":"root","version":7}

[R9] Follows by way of follows
w/flake.nix <- { inputs = { left = { url = "path:./left"; inputs.right.follows = "right"; }; right.url = "path:./right"; }; outputs = _: { }; }
w/left/flake.nix <- { inputs.right.url = "path:./is-nowhere"; inputs.leaf.follows = "right/leaf"; outputs = _: { }; }
w/right/flake.nix <- { inputs.leaf.url = "path:./leaf"; outputs = _: { }; }
w/right/leaf/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"leaf":{"locked":{"path":"./leaf","type":"path"},"original":{"path":"./leaf","type":"path"},"parent":["right"]},"left":{"inputs":{"leaf":["left","right","leaf"],"right":["right"]},"locked":{"path":"./left","type":"path"},"original":{"path":"./left","type":"path"},"parent":[]},"right":{"inputs":{"leaf":"leaf"},"locked":{"path":"./right","type":"path"},"original":{"path":"./right","type":"path"},"parent":[]},"root":{"inputs":{"left":"left","right":"right"}}},"root":"root","version":7}

[R10] The flake itself as an input
w/flake.nix <- { inputs.me.follows = ""; inputs.plug.url = "path:./plug"; inputs.plug.inputs.host.follows = "/"; outputs = { self, me, plug }: { n = 6; v = plug.n * me.n; }; }
w/plug/flake.nix <- { inputs.host.url = "path:/is/nowhere"; outputs = { self, host }: { n = host.n + 1; }; }
nix eval path:$D/w#v
= 42
lock w
= {"nodes":{"plug":{"inputs":{"host":[]},"locked":{"path":"./plug","type":"path"},"original":{"path":"./plug","type":"path"},"parent":[]},"root":{"inputs":{"me":[],"plug":"plug"}}},"root":"root","version":7}

[R11] Follows that lead nowhere
round/flake.nix <- { inputs = { one.follows = "two"; two.follows = "three"; three.follows = "one"; }; outputs = _: { }; }
none/flake.nix <- { inputs.one.follows = "kit/zip"; inputs.kit.url = "path:./kit"; outputs = _: { }; }
none/kit/flake.nix <- { outputs = _: { }; }
both/flake.nix <- { inputs.one.url = "path:./one"; inputs.one.follows = "two"; outputs = _: { }; }
nix flake lock path:$D/round
? 1
~ follow cycle detected: [two -> three -> one -> two]
nix flake lock path:$D/none
? 1
~ input 'one' follows a non-existent input 'kit/zip'
nix flake lock path:$D/both
? 1
~ flake input has both a flake reference and a follows attribute, at

[R12] The outermost override
w/flake.nix <- { inputs.mid.url = "path:./mid"; inputs.mid.inputs.low.inputs.leaf.url = "path:./outer"; outputs = _: { }; }
w/mid/flake.nix <- { inputs.low.url = "path:./low"; inputs.low.inputs.leaf.url = "path:./is-nowhere"; outputs = _: { }; }
w/mid/low/flake.nix <- { inputs.leaf.url = "path:./neither"; outputs = _: { }; }
w/outer/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
lock w
= {"nodes":{"leaf":{"locked":{"path":"./outer","type":"path"},"original":{"path":"./outer","type":"path"},"parent":[]},"low":{"inputs":{"leaf":"leaf"},"locked":{"path":"./low","type":"path"},"original":{"path":"./low","type":"path"},"parent":["mid"]},"mid":{"inputs":{"low":"low"},"locked":{"path":"./mid","type":"path"},"original":{"path":"./mid","type":"path"},"parent":[]},"root":{"inputs":{"mid":"mid"}}},"root":"root","version":7}

[R13] Whether an input is a flake says who declares it
w/flake.nix <- { inputs.kit.url = "path:./kit"; inputs.kit.inputs.data = { url = "path:./mine"; flake = true; }; outputs = _: { }; }
w/kit/flake.nix <- { inputs.data = { url = "path:./data"; flake = false; }; outputs = _: { }; }
w/mine/text <- text
nix flake lock path:$D/w
lock w
= {"nodes":{"data":{"flake":false,"locked":{"path":"./mine","type":"path"},"original":{"path":"./mine","type":"path"},"parent":[]},"kit":{"inputs":{"data":"data"},"locked":{"path":"./kit","type":"path"},"original":{"path":"./kit","type":"path"},"parent":[]},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}

[R14] How long an override on the command line lasts
old/flake.nix <- { outputs = _: { v = "old"; }; }
new/flake.nix <- { outputs = _: { v = "new"; }; }
w/flake.nix <- { inputs.kit.url = "path:$D/old"; outputs = { self, kit }: { v = kit.v; }; }
x/flake.nix <- { inputs.kit.url = "path:./kit"; outputs = { self, kit }: { v = kit.v; }; }
x/kit/flake.nix <- { outputs = _: { v = "own"; }; }
nix flake lock path:$D/w --override-input kit path:$D/new
nix flake lock path:$D/w
lock w
= {"nodes":{"kit":{"locked":{"lastModified":1700000000,"narHash":"sha256-Tm5/lfOc/zA4oVuV5hCqEhfKVxsYdAtZ1biI83Wo0g0=","path":"$D/new","type":"path"},"original":{"path":"$D/old","type":"path"}},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}
nix eval path:$D/w#v
= "new"
nix flake lock path:$D/x --override-input kit path:$D/new
lock x
= {"nodes":{"kit":{"locked":{"lastModified":1700000000,"narHash":"sha256-Tm5/lfOc/zA4oVuV5hCqEhfKVxsYdAtZ1biI83Wo0g0=","path":"$D/new","type":"path"},"original":{"path":"./kit","type":"path"}},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}
nix flake lock path:$D/x
lock x
= {"nodes":{"kit":{"locked":{"path":"./kit","type":"path"},"original":{"path":"./kit","type":"path"},"parent":[]},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}

[R15] An override on the command line over one of the flake
kit/flake.nix <- { outputs = _: { v = 15; }; }
w/flake.nix <- { inputs.kit.url = "path:$D/kit"; inputs.tool.url = "path:./tool"; inputs.tool.inputs.kit.follows = "kit"; outputs = _: { }; }
w/tool/flake.nix <- { inputs.kit.url = "path:$D/kit"; outputs = _: { }; }
nix flake lock path:$D/w
nix flake lock path:$D/w --override-input tool/kit path:$D/kit
lock w
= {"nodes":{"kit":{"locked":{"lastModified":1700000000,"narHash":"sha256-Tkp0OAM+hE9fdoZORcGMvVqkhftO9GIJ80xVjLtJRSg=","path":"$D/kit","type":"path"},"original":{"path":"$D/kit","type":"path"}},"kit_2":{"locked":{"lastModified":1700000000,"narHash":"sha256-Tkp0OAM+hE9fdoZORcGMvVqkhftO9GIJ80xVjLtJRSg=","path":"$D/kit","type":"path"},"original":{"path":"$D/kit","type":"path"}},"root":{"inputs":{"kit":"kit","tool":"tool"}},"tool":{"inputs":{"kit":"kit_2"},"locked":{"path":"./tool","type":"path"},"original":{"path":"./tool","type":"path"},"parent":[]}},"root":"root","version":7}
nix flake lock path:$D/w
~ Updated input 'tool/kit':
~ follows 'kit'

[R16] A follows is taken back
w/flake.nix <- { inputs = { tool = { url = "path:./tool"; inputs.kit.follows = "mine"; }; mine.url = "path:./mine"; }; outputs = _: { }; }
w/tool/flake.nix <- { inputs.kit.url = "path:../mine"; outputs = _: { }; }
w/mine/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.tool.url = "path:./tool"; outputs = _: { }; }
nix flake lock path:$D/w
~ Updated input 'tool/kit':
~ follows 'mine'
~ Removed input 'mine'
lock w
= {"nodes":{"kit":{"locked":{"path":"../mine","type":"path"},"original":{"path":"../mine","type":"path"},"parent":["tool"]},"root":{"inputs":{"tool":"tool"}},"tool":{"inputs":{"kit":"kit"},"locked":{"path":"./tool","type":"path"},"original":{"path":"./tool","type":"path"},"parent":[]}},"root":"root","version":7}

[R17] Another reference is taken back
w/flake.nix <- { inputs.tool.url = "path:./tool"; inputs.tool.inputs.kit.url = "path:./mine"; outputs = { self, tool }: { v = tool.v; }; }
w/mine/flake.nix <- { outputs = _: { v = "from above"; }; }
w/tool/flake.nix <- { inputs.kit.url = "path:./own"; outputs = { self, kit }: { v = kit.v; }; }
w/tool/own/flake.nix <- { outputs = _: { v = "its own"; }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.tool.url = "path:./tool"; outputs = { self, tool }: { v = tool.v; }; }
nix eval path:$D/w#v
= "from above"
~ Updated input 'tool/kit':
lock w
= {"nodes":{"kit":{"locked":{"path":"./mine","type":"path"},"original":{"path":"./mine","type":"path"},"parent":["tool"]},"root":{"inputs":{"tool":"tool"}},"tool":{"inputs":{"kit":"kit"},"locked":{"path":"./tool","type":"path"},"original":{"path":"./tool","type":"path"},"parent":[]}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ /tool/mine/flake.nix' does not exist
nix flake update --flake path:$D/w
nix eval path:$D/w#v
= "its own"

[R18] An input is no flake any more
kit/flake.nix <- { outputs = _: { }; }
w/flake.nix <- { inputs.kit.url = "path:$D/kit"; outputs = _: { }; }
nix flake lock path:$D/w
w/flake.nix <- { inputs.kit.url = "path:$D/kit"; inputs.kit.flake = false; outputs = _: { }; }
nix flake lock path:$D/w
lock w
- "flake":false
nix flake update --flake path:$D/w
~ warning: updating lock file "$D/w/flake.lock"
- Updated
lock w
~ "kit":{"flake":false

[R19] What 'outputs' asks for becomes an input
kit/flake.nix <- { outputs = _: { v = "kit"; }; }
w/flake.nix <- { outputs = { self, kit ? { v = "default"; } }: { v = kit.v; }; }
x/flake.nix <- { outputs = everything: { v = builtins.attrNames everything; }; }
nix eval path:$D/w#v --override-flake kit path:$D/kit
= "kit"
lock w
= {"nodes":{"kit":{"locked":{"lastModified":1700000000,"narHash":"sha256-3N4Ffu43lQ96e7efce/pdmG/A/592JzE2JrUzBfmEKA=","path":"$D/kit","type":"path"},"original":{"id":"kit","type":"indirect"}},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}
nix eval --json path:$D/x#v
= ["self"]
rm w/flake.lock
nix eval path:$D/w#v
? 1
~ cannot find flake 'flake:kit' in the flake registries

[R20] A flake.nix is data
a/flake.nix <- { description = if true then "a" else "b"; outputs = _: { }; }
b/flake.nix <- { inputs.kit.url = "path:./" + "kit"; outputs = _: { }; }
c/flake.nix <- with { }; { outputs = _: { }; }
d/flake.nix <- rec { outputs = _: { v = 20; }; }
e/flake.nix <- { outputs = [ ]; }
f/flake.nix <- { description = "nothing"; }
g/flake.nix <- { outputs = _: { }; version = 7; }
nix flake lock path:$D/a
? 1
~ expected a string but got a thunk at
~ flake.nix:1:3
nix flake lock path:$D/b
? 1
~ expected a string or a path but got a thunk at
nix flake lock path:$D/c
? 1
~ must be an attribute set
nix eval path:$D/d#v
= 20
nix flake lock path:$D/e
? 1
~ expected a function but got a list at
nix flake lock path:$D/f
? 1
~ flake 'path:$D/f' lacks attribute 'outputs'
nix flake lock path:$D/g
? 1
~ flake 'path:$D/g' has an unsupported attribute 'version', at
~ flake.nix:1:21

[R21] What is checked of an input
a/flake.nix <- { inputs.kit = { type = "path"; url = "path:./kit"; }; outputs = _: { }; }
b/flake.nix <- { inputs.kit = { url = "path:./kit"; flavour = 1; }; outputs = _: { }; }
c/flake.nix <- { inputs.kit = { path = "./kit"; type = "path"; flavour = 1; }; outputs = _: { }; }
d/flake.nix <- { inputs.kit = ./kit; outputs = _: { }; }
e/flake.nix <- { inputs.kit.url = $D/kit; outputs = _: { }; }
f/flake.nix <- { inputs.kit.url = "path:./kit?flavour=1"; outputs = _: { }; }
g/flake.nix <- { inputs.kit.url = "path:./kit#part"; outputs = _: { }; }
h/flake.nix <- { inputs.self.flavour = true; outputs = _: { }; }
i/flake.nix <- { inputs.kit.inputs.self.lfs = true; outputs = _: { }; }
nix flake lock path:$D/a
? 1
~ input attribute 'url' not supported by scheme 'path'
nix flake lock path:$D/b
? 1
~ unexpected flake input attribute 'flavour', at
nix flake lock path:$D/c
? 1
~ input attribute 'flavour' not supported by scheme 'path'
nix flake lock path:$D/d
? 1
~ expected a set but got a path at
nix flake lock path:$D/e
? 1
~ input attribute path '$D/kit' at
nix flake lock path:$D/f
? 1
~ path URL 'path:./kit?flavour=1' has unsupported parameter 'flavour'
nix flake lock path:$D/g
? 1
~ unexpected fragment 'part' in flake reference 'path:./kit#part'
nix flake lock path:$D/h
? 1
~ flake 'self' attribute 'flavour' is not supported
nix flake lock path:$D/i
? 1
~ 'self' input attribute not allowed at

[R22] Overrides and updates that match nothing
w/flake.nix <- { inputs.kit = { url = "path:./kit"; inputs.missing.follows = "base"; }; inputs.base.url = "path:./base"; inputs.same.follows = "base"; outputs = _: { }; }
w/kit/flake.nix <- { outputs = _: { }; }
w/base/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
~ warning: input 'kit' has an override for a non-existent input 'missing'
nix flake lock path:$D/w --override-input void path:$D/w/base
~ warning: input '' has an override for a non-existent input 'void'
~ warning: the flag '--override-input void path:$D/w/base' does not match any input
nix flake update same --flake path:$D/w
~ warning: 'same' does not match any input of this flake
nix flake lock path:$D/w --override-input '' path:$D/w/base
? 1
~ --override-input was passed a zero-length input path, which would refer to the flake itself, not an input

[R23] An input with changes that are not committed
kit/flake.nix <- { outputs = _: { v = 23; }; }
commit kit
kit/flake.nix <- { outputs = _: { v = 24; }; }
w/flake.nix <- { inputs.kit.url = "git+file://$D/kit"; outputs = { self, kit }: { v = kit.v; }; }
nix flake lock path:$D/w
? 1
~ because it has an unlocked input ('git+file://$D/kit'). Use '--allow-dirty-locks' to allow this anyway.
nix eval path:$D/w#v
= 24
~ warning: not writing lock file of flake 'path:$D/w' because it has an unlocked input ('git+file://$D/kit')
nix flake lock path:$D/w --allow-dirty-locks
lock w
= {"nodes":{"kit":{"locked":{"dirtyRev":"a9a5d1cfc65e00e03db929cc479574af6b84037e-dirty","dirtyShortRev":"a9a5d1c-dirty","lastModified":1704164645,"narHash":"sha256-ZX2gnrkFHazxSQWzyJ1femhE8+rjeit0W/U7ANz8RT8=","type":"git","url":"file://$D/kit"},"original":{"type":"git","url":"file://$D/kit"}},"root":{"inputs":{"kit":"kit"}}},"root":"root","version":7}
nix eval path:$D/w#v
= 24
~ warning: Lock file entry 'git+file://$D/kit' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash.
~ warning: Input 'git+file://$D/kit?shallow=1' is unlocked (e.g. lacks a Git revision) but is checked by NAR hash.

[R24] Lock files in repositories
g/flake.nix <- { inputs.kit.url = "path:./kit"; outputs = _: { v = 24; }; }
g/kit/flake.nix <- { outputs = _: { }; }
commit g
cp -r g h && echo flake.lock >h/.gitignore
commit h two
nix eval git+file://$D/g?ref=master#v
= 24
~ warning: creating lock file "$D/g/flake.lock": 
git -C g status --porcelain
= A flake.lock
nix eval $D/h#v
~ warning: creating lock file "$D/h/flake.lock": 
nix eval $D/h#v
~ warning: updating lock file "$D/h/flake.lock":
git -C h status --porcelain
- flake.lock

[R25] What 'flake metadata' tells of a repository
g/flake.nix <- { description = "Twenty-five"; outputs = _: { }; }
commit g
nix flake metadata --json $D/g
~ "__final":true
~ "description":"Twenty-five"
~ "revCount":1
- dirty
g/flake.nix <- { description = "Twenty-six"; outputs = _: { }; }
nix flake metadata --json $D/g
~ "dirtyRevision":
~ "dirtyShortRev":
~ "url":"git+file://$D/g"}
- "rev":
- "revision":

[R26] Which registries name inputs
kit/in/flake.nix <- { outputs = _: { v = "kit"; }; }
commit kit
git -C kit branch next
set REV git -C kit rev-parse HEAD
w/flake.nix <- { inputs.kit.url = "kit/next"; outputs = { self, kit }: { v = kit.v; }; }
nix registry add kit git+file://$D/kit?dir=in
nix eval kit#v
= "kit"
nix eval path:$D/w#v
? 1
~ cannot find flake 'flake:kit/next' in the flake registries
nix eval --flake-registry $D/home/.config/nix/registry.json path:$D/w#v
= "kit"
lock w
~ "locked":{"dir":"in",
~ "ref":"next"
~ "original":{"id":"kit","ref":"next","type":"indirect"}
nix registry resolve kit/next
= git+file://$D/kit?dir=in&ref=next
nix registry resolve kit/$REV
? 1
~ Git input 'git+file://$D/kit?rev=$REV' has a commit hash but no branch/tag name

[R27] Where flakes are searched
w/flake.nix <- { outputs = _: { v = 27; }; }
w/one/two/file <- x
w/low/flake.nix <- { inputs.up.url = "../"; outputs = { self, up }: { v = up.v; }; }
cd w
nix eval ./one/two#v
= 27
~ does not contain a 'flake.nix', searching up
nix eval path:$D/w/one/two#v
? 1
~ /flake.nix' does not exist
git init -q one
nix eval ./one/two#v
? 1
~ path "$D/w/one" is not part of a flake (neither it nor its parent directories contain a 'flake.nix' file)
rm -rf one/.git
nix eval $D/w/low#v
? 1
~ access to absolute path '/nix/store/flake.nix' is forbidden in pure evaluation mode (use '--impure' to override)
nix eval $D/w?dir=low#v
= 27

[R28] An archive, or a file
in/flake.nix <- { outputs = _: { v = 28; }; }
pack in | gzip -n -9 >x.tar.gz && pack in | gzip -n -1 >x
w/flake.nix <- { inputs = { file = { url = "file://$D/x"; flake = false; }; forced = { url = "tarball+file://$D/x"; flake = false; }; ends = { url = "file://$D/x.tar.gz"; flake = false; }; kept = { url = "file+file://$D/x.tar.gz"; flake = false; }; wanted.url = "file://$D/x"; }; outputs = _: { }; }
nix flake lock path:$D/w
lock w
~ "ends":{"flake":false,"locked":{"lastModified":1000000000,
~ "file":{"flake":false,"locked":{"narHash"
~ "forced":{"flake":false,"locked":{"lastModified":1000000000,
~ "kept":{"flake":false,"locked":{"narHash"
~ "wanted":{"locked":{"lastModified":1000000000,
- unpack

[R29] What a lock file promises is checked
kit/flake.nix <- { outputs = _: { v = "twenty-nine"; }; }
commit kit
w/flake.nix <- { inputs.kit.url = "git+file://$D/kit"; outputs = { self, kit }: { v = kit.v; n = kit.revCount or null; t = kit.lastModified; }; }
nix flake lock path:$D/w
cp w/flake.lock l
chmod -R u+w store; rm -rf store home/.cache
sed 's/"narHash": "[^"]*"/"narHash": "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="/' l >w/flake.lock
nix eval path:$D/w#v
? 102
~ but got 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
chmod -R u+w store; rm -rf store home/.cache
sed 's/"lastModified": [0-9]*/"lastModified": 7/' l >w/flake.lock
nix eval path:$D/w#v
? 1
~ mismatch in field 'lastModified' of input
grep -v revCount l >w/flake.lock
nix eval path:$D/w#n
= null
sed 's/"lastModified": [0-9]*/"lastModified": 7/' l >w/flake.lock
nix eval path:$D/w#t
= 7

[R30] How lock files are read
w/flake.nix <- { inputs.kit.url = "path:./kit"; outputs = { self, kit }: { v = kit.v; }; }
w/kit/flake.nix <- { outputs = _: { v = 30; }; }
w/flake.lock <- {"nodes":{},"root":"root","version":4}
nix eval path:$D/w#v
? 1
~ /flake.lock' has unsupported version 4
w/flake.lock <- {"nodes":{"root":{}},"root":"root"}
nix eval path:$D/w#v
? 1
~ /flake.lock' has unsupported version 0
w/flake.lock <- {"nodes":{"root":{"inputs":{"kit":"other"}}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ lock file references missing node 'other'
w/flake.lock <- {"nodes":{"root":{"inputs":{"kit":"root"}}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ lock file contains cycle to root node
w/flake.lock <- {"nodes":{"root":{"inputs":{"kit":"kit"}},"kit":{"original":{"path":"./kit","type":"path"}}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ attribute 'locked' missing in lock file
w/flake.lock <- {"nodes":{"root":{"inputs":{"kit":"kit"}},"kit":{"original":{"path":"./kit","type":"path"},"locked":{"type":"git","url":"file:///kit"}}},"root":"root","version":7}
nix eval path:$D/w#v
? 1
~ Lock file contains unlocked input '{"type":"git","url":"file:///kit"}'. Use '--allow-dirty-locks' to accept this lock file.
w/flake.lock <- {"nodes":{"top":{"inputs":{"kit":"k"}},"k":{"original":{"path":"./kit","type":"path"},"locked":{"path":"./kit","type":"path"},"parent":[]},"left over":{}},"root":"top","version":5}
nix eval path:$D/w#v
= 30
