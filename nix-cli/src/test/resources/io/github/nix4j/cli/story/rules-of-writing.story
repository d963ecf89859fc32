# The rules that Nix's scripts leave implicit, under the numbers of the list of facts: writing locks, references, values.

[A15] When a lock file is written
w/flake.nix <- { inputs.p.url = "path:./p"; outputs = _: { }; }
w/p/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
cp w/flake.lock first.lock
tr -d ' \n' <w/flake.lock >l && sed 's/"root":{/"odd":{},&/' l >w/flake.lock 
nix flake lock path:$D/w
- warning
cat w/flake.lock
~ {"nodes":{"p":
~ "odd":{}
nix flake lock path:$D/w --output-lock-file $D/out.lock
cmp out.lock first.lock
tail -c 2 out.lock | od -An -c
= }  \n

[A16] Locks that may not be written
u/flake.nix <- { outputs = _: { }; }
commit u
u/flake.nix <- { outputs = _: { x = 1; }; }
in/flake.nix <- { inputs.p.url = "path:./p"; outputs = _: { }; }
in/p/flake.nix <- { outputs = _: { }; }
pack in >in.tar
w/flake.nix <- { inputs.u.url = "git+file://$D/u"; outputs = { self, u }: { v = 1; }; }
nix flake lock tarball+file://$D/in.tar
? 1
~ cannot write modified lock file of flake 'file://$D/in.tar' (use '--no-write-lock-file' to ignore)
nix registry add in path:$D/in
nix flake lock in
? 1
~ cannot write modified lock file of flake 'flake:in' (use '--no-write-lock-file' to ignore)
nix flake lock path:$D/w --no-update-lock-file
? 1
~ because it has an unlocked input ('git+file://$D/u')
nix eval path:$D/w#v
= 1
~ not writing lock file of flake 'path:$D/w' because it has an unlocked input
ls w
= flake.nix
nix flake lock path:$D/in --no-update-lock-file
? 1
~ requires lock file changes but they're not allowed due to '--no-update-lock-file'
commit in
nix flake lock $D/in --commit-lock-file --output-lock-file $D/x
? 1
~ '--commit-lock-file' and '--output-lock-file' are incompatible

[A17] A flake whose lock is not written
g/flake.nix <- { inputs.p.url = "path:./p"; outputs = { self, p }: { v = builtins.attrNames self.sourceInfo; }; }
g/p/flake.nix <- { outputs = _: { }; }
commit g
nix eval --json $D/g#v --no-write-lock-file
= ["lastModified","lastModifiedDate","narHash","outPath","submodules"]
~ not writing modified lock file of flake 'git+file://$D/g':
nix eval --json $D/g#v
~ "rev"
git -C g status --porcelain
= A flake.lock

[A18] How differences are shown
p/flake.nix <- { outputs = _: { }; }
w/flake.nix <- { inputs.b.url = "path:$D/p"; inputs.a = { url = "path:./a"; inputs.c.follows = "b"; }; outputs = _: { }; }
w/a/flake.nix <- { inputs.c.url = "path:./c"; outputs = _: { }; }
w/a/c/flake.nix <- { outputs = _: { }; }
nix flake lock path:$D/w
~ warning: creating lock file "$D/w/flake.lock": 
~ Added input 'a/c':
~     follows 'b'
w/flake.nix <- { inputs.a.url = "path:./a"; outputs = _: { }; }
nix flake lock path:$D/w
~ Removed input 'b'
nix flake update --flake path:$D/w
w/flake.nix <- { inputs.a = { url = "path:./a"; flake = false; }; outputs = _: { }; }
nix flake update --flake path:$D/w
~ Removed input 'a/c'

[A20] Commits hold the lock file alone
g/flake.nix <- { inputs.p.url = "path:./p"; outputs = _: { }; }
g/p/flake.nix <- { outputs = _: { }; }
commit g
git -C g config user.name B && git -C g config user.email b@example.org
g/flake.nix <- { inputs.p.url = "path:./p"; inputs.q.url = "path:./p"; outputs = _: { }; }
GIT_AUTHOR_DATE=2024-01-02T03:04:05Z GIT_COMMITTER_DATE=2024-01-02T03:04:05Z nix flake lock $D/g --commit-lock-file
git -C g status --porcelain
= M flake.nix
git -C g show --stat --format=%s
~ flake.lock: Add
~ 1 file changed
GIT_AUTHOR_DATE=2024-01-02T03:04:05Z GIT_COMMITTER_DATE=2024-01-02T03:04:05Z nix flake lock $D/g --commit-lock-file
git -C g rev-list --count HEAD
= 2

[A21] What of a folder is its tree
home/w/flake.nix <- { outputs = { self }: { v = builtins.attrNames (builtins.readDir self); t = self.lastModified; }; }
home/w/untracked <- u
git -c init.defaultBranch=master init -q home/w && git -C home/w add flake.nix && git -C home/w commit -q -m one
nix eval --json path:$D/home/w#v
= [".git","flake.nix","untracked"]
nix eval --json $D/home/w#v
= ["flake.nix"]
rm -rf home/w/.git && touch -d @1600000000 home/w/flake.nix home/w && touch -d @1650000000 home/w/untracked
nix eval path:$D/home/w#t
= 1650000000

[A22] The search for a flake above
w/flake.nix <- { outputs = _: { v = "top"; }; }
w/sub/flake.nix <- { outputs = _: { v = "sub"; }; }
w/x/sub/flake.nix <- { outputs = _: { v = "deep"; }; }
w/x/file <- x
cd w/x
nix eval .?dir=sub#v
= "sub"
~ searching up
nix eval ../flake.nix#v
= "top"
~ Pretending that you meant
nix eval ./file#v
? 1
~ is not a flake (because it's not a directory)
commit $D/w
nix eval $D/w/sub#v
= "sub"
nix flake metadata --json $D/w/sub
~ "url":"git+file://$D/w?dir=sub
nix eval $D/w/sub?dir=x#v
? 1
~ has an inconsistent 'dir' parameter
git clone -q --depth 1 file://$D/w $D/shallow
nix flake metadata --json $D/shallow
~ shallow=1

[A23] References as texts
nix eval --json --expr 'map builtins.parseFlakeRef [ "i" "i/branch" "i/1234567890123456789012345678901234567890" "i/branch/1234567890123456789012345678901234567890" "flake:i?ref=x&dir=d" "github:a/b/c/d" ]'
= [{"id":"i","type":"indirect"},{"id":"i","ref":"branch","type":"indirect"},{"id":"i","rev":"1234567890123456789012345678901234567890","type":"indirect"},{"id":"i","ref":"branch","rev":"1234567890123456789012345678901234567890","type":"indirect"},{"dir":"d","id":"i","type":"indirect"},{"owner":"a","ref":"c/d","repo":"b","type":"github"}]
nix eval --json --expr 'map builtins.parseFlakeRef [ "git+file:///g?submodules=true" "git+file:///g?submodules=1" "git+https://h/g?odd=1&ref=x" ]'
= [{"submodules":false,"type":"git","url":"file:///g"},{"submodules":true,"type":"git","url":"file:///g"},{"ref":"x","type":"git","url":"https://h/g?odd=1"}]
nix eval --expr 'builtins.parseFlakeRef "github:a"'
? 1
~ is not an absolute path
nix eval --expr 'builtins.parseFlakeRef "github:a/b?ref=x&rev=1234567890123456789012345678901234567890"'
? 1
~ flake reference 'github:a/b?ref=x&rev=1234567890123456789012345678901234567890' is not an absolute path

[A24] Registries that are odd
p/flake.nix <- { outputs = _: { v = 1; }; }
reg.json <- {"version":2,"flakes":[{"from":{"type":"indirect","id":"e"},"to":{"type":"path","path":"$D/p"},"exact":true},{"from":{"type":"indirect","id":"one"},"to":{"type":"indirect","id":"two"}},{"from":{"type":"indirect","id":"two"},"to":{"type":"indirect","id":"one"}},{"from":{"type":"indirect","id":"d"},"to":{"type":"git","url":"file://$D/p","dir":"sub"}}]}
old.json <- {"version":1,"flakes":[]}
bad.json <- {
nix registry resolve e --flake-registry $D/reg.json
= path:$D/p
nix registry resolve e/branch --flake-registry $D/reg.json
? 1
~ cannot find flake 'flake:e/branch' in the flake registries
nix registry resolve one --flake-registry $D/reg.json
? 1
~ cycle detected in flake registry for 'flake:one'
nix registry resolve d/branch --flake-registry $D/reg.json
= git+file://$D/p?dir=sub&ref=branch
nix eval path:$D/p#v --flake-registry $D/old.json
= 1
nix registry list --flake-registry $D/old.json
~ has unsupported version 1
nix registry list --flake-registry $D/bad.json
~ cannot parse flake registry

[A25] Inputs of another flake as names
w/flake.nix <- { inputs.p.url = "path:$D/p"; outputs = _: { }; }
p/flake.nix <- { outputs = _: { v = 25; }; }
nix eval --inputs-from path:$D/w p#v
= 25
ls w
= flake.nix
nix eval --inputs-from path:$D/w self#v
? 1
~ cannot find flake 'flake:self' in the flake registries

[A26] Hashes that are wrong
p/flake.nix <- { outputs = _: { v = 1; }; }
nix eval path:$D/p?narHash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=#v
? 102
~ expected 'sha256-Ix75GHEywjnGg/6KLcRYff3zBaH17/Eip6bmt/iEJuY=' but got 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
w/flake.nix <- { inputs.p.url = "git+file://$D/p"; outputs = { self, p }: { v = p.v; }; }
commit p
nix flake lock path:$D/w
lock w
~ "revCount":1
sed -i 's/"narHash": "[^"]*"/"narHash": "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="/' w/flake.lock
nix eval path:$D/w#v
? 102
~ &shallow=1'
~ but got 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='
nix eval --impure --expr 'builtins.fetchTree { type = "path"; path = "$D/w"; narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="; }'
? 102
~ but got 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='

[A27] What a flake's value holds
p/flake.nix <- { outputs = _: { rev = "mine"; narHash = "mine"; inputs = "mine"; _type = "mine"; v = 1; }; }
w/flake.nix <- { inputs.p.url = "path:$D/p"; outputs = { self, p }: { v = [ p.rev (p.narHash == "mine") (p.inputs == "mine") p._type ]; n = builtins.attrNames p; }; }
nix eval --json path:$D/w#v
= ["mine",false,false,"flake"]
nix eval --json path:$D/w#n
= ["_type","inputs","lastModified","lastModifiedDate","narHash","outPath","outputs","rev","sourceInfo","v"]
nix eval path:$D/p#narHash
= "mine"
nix eval path:$D/p#outPath
? 1
~ does not provide attribute
nix eval path:$D/w#inputs
? 1
~ does not provide attribute

[A28] All inputs are passed, asked for or not
a/flake.nix <- { inputs.p.url = "path:./p"; outputs = { self }: { v = 1; }; }
b/flake.nix <- { inputs.p.url = "path:./p"; outputs = { self, ... }@all: { v = builtins.attrNames all; }; }
a/p/flake.nix <- { outputs = _: { }; }
b/p/flake.nix <- { outputs = _: { }; }
nix eval path:$D/a#v
? 1
~ function 'outputs' called with unexpected argument 'p'
nix eval --json path:$D/b#v
= ["p","self"]

[A29] What a repository says of itself
g/flake.nix <- { outputs = { self }: { v = builtins.removeAttrs self.sourceInfo [ "outPath" ]; }; }
commit g
nix eval --json $D/g#v
= {"lastModified":1704164645,"lastModifiedDate":"20240102030405","narHash":"sha256-G+5F1DUx2p4Fp6T3S3OlYCozlmX64kdfoTXFKB3aefk=","rev":"df6329c394dd559db68e718b4ef665f40a2cb6b6","revCount":1,"shortRev":"df6329c","submodules":false}
g/flake.nix <- { outputs = { self }: { v = removeAttrs self.sourceInfo [ "outPath" ]; }; }
nix eval --json $D/g#v
= {"dirtyRev":"df6329c394dd559db68e718b4ef665f40a2cb6b6-dirty","dirtyShortRev":"df6329c-dirty","lastModified":1704164645,"lastModifiedDate":"20240102030405","narHash":"sha256-LvklhxKqqZVJTOcjGes0WRP8yVUqKQxy8yoiXapKmvU=","submodules":false}
git -c init.defaultBranch=master init -q e && cp g/flake.nix e && git -C e add flake.nix
nix eval $D/e#v.lastModified
= 0

[A30] Flakes as texts
w/flake.nix <- { inputs.p.url = "path:./p"; inputs.f = { url = "path:./f"; flake = false; }; outputs = { self, p, f }: { v = [ ("${self}" == self.outPath) ("${p}" == p.outPath) ("${f}" == f.outPath) (builtins.hasContext "${p}") (builtins.hasContext "${f}") ]; t = "${./.}"; }; }
w/p/flake.nix <- { outputs = _: { }; }
w/f/x <- x
nix eval --json path:$D/w#v
= [true,true,true,true,true]
nix eval --raw path:$D/w#t
~ -source
