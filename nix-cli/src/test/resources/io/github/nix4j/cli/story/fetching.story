# What programs and flakes fetch: Git repositories, archives, files, paths.

[fetchGit.sh 1 2] Places that are written oddly, and linked working trees
r/hello <- utrecht
commit r
git -C r worktree add -q ../wt -b side && echo saludo >wt/hello
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/./r"; }).outPath'
~ -source
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchGit "$D/wt") + "/hello")'
~ saludo
nix eval --impure --expr '(builtins.fetchGit $D/wt).outPath == (builtins.fetchTree { type = "git"; url = "file://$D/wt"; }).outPath && (builtins.fetchGit $D/wt).outPath == (builtins.fetchTree "git+file://$D/wt").outPath'
~ true

[fetchGit.sh 3] A repository that counts as remote
r/hello <- utrecht
commit r
r/hello <- world
commit r two
_NIX_FORCE_HTTP=1 nix eval --impure --expr 'let t = builtins.fetchGit "file://$D/r"; in [ t.revCount t.shortRev t.outPath ]'
%
mv r away
_NIX_FORCE_HTTP=1 nix eval --impure --expr 'let t = builtins.fetchGit "file://$D/r"; in [ t.revCount t.shortRev t.outPath ]'
%
set REV git -C away rev-parse HEAD
_NIX_FORCE_HTTP=1 nix eval --refresh --expr '(builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; }).revCount'
= 2
%

[fetchGit.sh 4] A revision on another branch
r/hello <- one
commit r
git -C r checkout -q -b other
r/hello <- two
commit r two
set REV git -C r rev-parse HEAD
git -C r checkout -q master
nix eval --raw --expr 'builtins.readFile ((builtins.fetchGit { url = "$D/r"; rev = "$REV"; }) + "/hello")'
= two
nix eval --raw --expr 'builtins.readFile ((builtins.fetchGit { url = "$D/r"; rev = "$REV"; allRefs = true; }) + "/hello")'
= two

[fetchGit.sh 5] Pure evaluation fetches what is locked
r/hello <- one
commit r
set REV git -C r rev-parse HEAD
nix eval --expr 'builtins.fetchGit "file:///foo"'
? 1
~ in pure evaluation mode, 'fetchGit' doesn't fetch unlocked input 'git+file:///foo?exportIgnore=1'
nix eval --raw --expr '(builtins.fetchGit { url = "$D/r"; rev = "$REV"; }).rev'
= $REV

[fetchGit.sh 6 7 8] A working tree, clean and with changes
r/hello <- one
r/gone <- x
commit r
set REV git -C r rev-parse HEAD
nix eval --impure --expr '(builtins.fetchGit $D/r).outPath == (builtins.fetchGit { url = "$D/r"; rev = "$REV"; }).outPath'
= true
r/hello <- two
r/new <- staged
r/untracked <- u
git -C r add new && git -C r rm -q -f gone
nix eval --impure --json --expr 'let t = builtins.fetchGit $D/r; in { inherit (t) rev shortRev revCount dirtyRev dirtyShortRev; files = builtins.attrNames (builtins.readDir t.outPath); }'
~ "rev":"0000000000000000000000000000000000000000"
~ "shortRev":"0000000"
~ "dirtyRev":"$REV-dirty"
~ "files":["hello","new"]
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchGit { url = "$D/r"; ref = "master"; }) + "/hello")'
= one
nix eval --impure --raw --expr '(builtins.fetchGit $D/r).outPath'
git -C r commit -q -a -m two
nix eval --impure --raw --expr '(builtins.fetchGit $D/r).outPath'
nix eval --impure --expr '(builtins.fetchGit $D/r) ? dirtyRev'
= false

[fetchGit.sh 9 10] Hashes that are promised
r/hello <- one
commit r
set REV git -C r rev-parse HEAD
nix eval --expr 'builtins.fetchGit { url = "$D/r"; rev = "$REV"; narHash = "sha256-B5yIPHhEm0eysJKEsO7nqxprh9vcblFxpJG11gXJus1="; }'
? 102
~ NAR hash mismatch in input
nix eval --raw --expr '(builtins.fetchGit { url = "$D/r"; rev = "$REV"; }).narHash'
nix eval --raw --expr '(builtins.fetchGit { url = "$D/r"; ref = "master"; narHash = (builtins.fetchGit { url = "$D/r"; rev = "$REV"; }).narHash; }).rev'
= $REV
~ is unlocked (e.g. lacks a Git revision) but is checked by NAR hash

[fetchGit.sh 11 12] Branches, and how long clones are fresh
r/hello <- one
commit r
set REV git -C r rev-parse HEAD
git -C r checkout -q -b dev
r/hello <- two
commit r two
_NIX_FORCE_HTTP=1 nix eval --raw --option tarball-ttl 0 --expr '(builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; ref = "master"; }).rev'
= $REV
%
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchGit $D/r) + "/hello")'
= two
nix eval --impure --expr '(builtins.fetchGit $D/r).outPath == (builtins.fetchGit { url = "$D/r"; ref = "dev"; }).outPath && (builtins.fetchGit $D/r).outPath == (builtins.fetchGit { url = "$D/r"; ref = "HEAD"; }).outPath'
= true
_NIX_FORCE_HTTP=1 nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchGit "file://$D/r") + "/hello")'
= two
%

[fetchGit.sh 13] A repository without branches
r/hello <- one
commit r
set REV git -C r rev-parse HEAD
git -c init.defaultBranch=master init -q n && git -C n fetch -q $D/r master && git -C n checkout -q FETCH_HEAD && git -C n branch -a | grep -v detached || true
nix eval --impure --raw --expr '(builtins.fetchGit $D/n).rev'
= $REV

[fetchGit.sh 14 15] Names and tags
r/hello <- one
commit r
git -C r tag tag1 && git -C r tag -a -m x tag2
set REV git -C r rev-parse HEAD
r/hello <- two
commit r two
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/r"; name = "foo"; }).outPath'
~ -foo
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/r"; ref = "refs/tags/tag1"; }).rev'
= $REV
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/r"; ref = "refs/tags/tag2"; }).rev'
= $REV

[fetchGit.sh 16] What is left out of exports
r/wanted <- w
r/unwanted <- u
r/kept <- k
printf 'unwanted export-ignore\nkept export-ignore=x\n' >r/.gitattributes
commit r
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchGit { url = "$D/r"; ref = "master"; }))'
- "unwanted"
~ "kept"
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchGit $D/r))'
- "unwanted"
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchTree { type = "git"; url = "file://$D/r"; ref = "master"; }))'
~ "unwanted"

[fetchGit.sh 17] What is no repository
plain/hello <- x
nix eval --impure --expr 'builtins.fetchGit { url = "file://$D/plain"; }'
? 1
%
~ Failed to fetch git repository 'file://$D/plain'

[fetchGit.sh 18 20] A repository without commits, and one with an empty one
git -c init.defaultBranch=master init -q e
nix eval --impure --json --expr 'builtins.removeAttrs (builtins.fetchGit $D/e) [ "outPath" ]'
~ "revCount":0
~ "narHash":"sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="
e/x <- untracked
nix eval --impure --raw --expr '(builtins.fetchGit $D/e).narHash'
~ sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=
git -C e add x
nix eval --impure --json --expr 'builtins.removeAttrs (builtins.fetchGit $D/e) [ "outPath" ]'
~ "rev":"0000000000000000000000000000000000000000"
- sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=
git -c init.defaultBranch=master init -q f && git -C f commit -q --allow-empty -m one
nix eval --impure --json --expr 'let t = builtins.fetchGit $D/f; in [ t.revCount t.lastModified ]'
= [1,1704164645]

[fetchGit.sh 19] A path with a blank
mkdir 'a b' && echo x >'a b/hello' && commit 'a b'
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchGit { url = "$D/a b"; }) + "/hello")'
= x

[fetchGit.sh 21] Which attributes results have
r/hello <- one
commit r
nix eval --impure --json --expr 'builtins.attrNames (builtins.fetchGit $D/r)'
= ["lastModified","lastModifiedDate","narHash","outPath","rev","revCount","shortRev","submodules"]
nix eval --impure --json --expr 'builtins.attrNames (builtins.fetchTree { type = "git"; url = "file://$D/r"; })'
= ["lastModified","lastModifiedDate","narHash","outPath","rev","shortRev","submodules"]
nix eval --impure --json --expr 'builtins.attrNames (builtins.fetchTree "git+file://$D/r")'
~ "revCount"
nix eval --impure --expr '(builtins.fetchGit { url = "$D/r"; shallow = true; }).revCount'
= 0
r/hello <- two
nix eval --impure --json --expr 'builtins.attrNames (builtins.fetchTree { type = "git"; url = "file://$D/r"; })'
- "rev"
- "shortRev"

[fetchGit.sh 22] What is missing
r/hello <- one
commit r
set REV git -C r rev-parse HEAD
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; rev = "1234567890123456789012345678901234567890"; }'
? 1
~ object not found
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "nope"; }'
? 1
~ revspec 'nope' not found
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; rev = "973d1a93"; }'
? 1
~ hash '973d1a93' has wrong length for hash algorithm 'sha1'
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/r"; ref = "nope"; rev = "$REV"; }).rev'
= $REV

[fetchGitRefs.sh 1] Names of branches that are allowed
r/hello <- one
commit r
git -C r branch A/b && git -C r branch foo.baz && git -C r branch foo./bar && git -C r branch heads/foo@bar && git -C r branch 'branch#' && git -C r branch '$1' && git -C r branch foo.locke && git -C r branch 1337
nix eval --impure --json --expr 'map (ref: (builtins.fetchGit { url = "$D/r"; inherit ref; }).outPath == (builtins.fetchGit { url = "$D/r"; ref = "master"; }).outPath) [ "A/b" "foo.baz" "foo./bar" "heads/foo@bar" "branch#" "$1" "foo.locke" "1337" ]'
= [true,true,true,true,true,true,true,true]

[fetchGitRefs.sh 2] Names that are not
r/hello <- one
commit r
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "@"; }'
? 1
~ invalid Git branch/tag name '@'
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "a//b"; }'
? 1
~ invalid Git branch/tag name 'a//b'
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "a.lock"; }'
? 1
~ invalid Git branch/tag name 'a.lock'
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = ".a"; }'
? 1
~ invalid Git branch/tag name
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "a..b"; }'
? 1
~ invalid Git branch/tag name
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "a b"; }'
? 1
~ invalid Git branch/tag name
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = "a@{b"; }'
? 1
~ invalid Git branch/tag name
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; ref = ""; }'
? 1
~ invalid Git branch/tag name

[fetchGitShallow.sh 1 2 3 4] Shallow clones
r/hello <- one
commit r
r/hello <- two
commit r two
git clone -q --depth 1 file://$D/r s
nix eval --impure --expr 'builtins.fetchGit { url = "$D/s"; ref = "master"; }'
? 1
~ is a shallow Git repository, but shallow repositories are only allowed when `shallow = true;` is specified
nix eval --impure --json --expr 'let t = builtins.fetchTree { type = "git"; url = "file://$D/s"; ref = "master"; shallow = true; }; in [ (t ? revCount) (builtins.readFile (t + "/hello")) ]'
= [false,"two\n"]
nix eval --expr 'builtins.fetchTree { type = "git"; url = "file:///foo"; shallow = true; }'
? 1
~ in pure evaluation mode, 'fetchTree' doesn't fetch unlocked input 'git+file:///foo?shallow=1'
git -C s worktree add -q ../w -b side
nix eval --impure --raw --expr '(builtins.fetchGit { url = "$D/w"; shallow = true; }).shortRev'

[fetchGitSubmodules.sh 1 2 3] Submodules
sub/content <- content
commit sub
r/hello <- one
commit r
git -C r submodule --quiet add file://$D/sub sub && commit r two
set REV git -C r rev-parse HEAD
nix eval --impure --json --expr 'let t = builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; }; in [ t.submodules (builtins.attrNames (builtins.readDir (t + "/sub"))) ]'
= [false,[]]
nix eval --impure --json --expr 'let t = builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; submodules = true; }; in [ t.submodules (builtins.attrNames (builtins.readDir (t + "/sub"))) (builtins.attrNames (builtins.readDir t)) ]'
= [true,["content"],[".gitmodules","hello","sub"]]
%
nix eval --impure --expr '(builtins.fetchGit { url = "$D/r"; submodules = true; }).outPath == (builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; submodules = true; }).outPath'
= true
nix eval --impure --expr '(builtins.fetchGit { url = "$D/sub"; submodules = true; }).outPath == (builtins.fetchGit "$D/sub").outPath'
= true
printf '[submodule "missing"]\n\tpath = missing\n\turl = ./nowhere\n[submodule "file"]\n\tpath = hello\n\turl = ./nowhere\n' >>r/.gitmodules
commit r three
set REV git -C r rev-parse HEAD
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchGit { url = "file://$D/r"; rev = "$REV"; submodules = true; }))'
= [".gitmodules","hello","sub"]
%

[fetchGitSubmodules.sh 4 5 7] Submodules beside their repository, and in one another
base/a/content <- a
commit base/a
base/b/content <- b
commit base/b
cd base/b
git submodule --quiet add ../a a && git commit -q -m two
cd base
base/top/content <- top
commit top
cd base/top
git submodule --quiet add ../b b && git commit -q -m two && git submodule --quiet update --init --recursive
nix eval --impure --json --expr 'let t = builtins.fetchGit { url = "file://$D/base/top"; ref = "master"; submodules = true; }; in [ (builtins.readFile (t + "/b/a/content")) (t.outPath == (builtins.fetchGit { url = "$D/base/top"; submodules = true; }).outPath) ]'
= ["a\n",true]
%
git clone -q $D/base/top $D/base/clone
nix eval --impure --json --expr 'builtins.readFile ((builtins.fetchGit { url = "file://$D/base/clone"; ref = "master"; submodules = true; }) + "/b/a/content")'
= "a\n"
%

[fetchGitSubmodules.sh 6] Exports and submodules
sub/content <- content
commit sub
r/hello <- one
r/ignored <- x
printf 'ignored export-ignore\n' >r/.gitattributes
commit r
git -C r submodule --quiet add file://$D/sub sub && commit r two
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; submodules = true; exportIgnore = true; }'
? 1
~ exportIgnore and submodules are not supported together yet
nix eval --impure --expr 'builtins.pathExists ((builtins.fetchGit { url = "$D/r"; submodules = true; }) + "/ignored")'
= true
nix eval --impure --expr 'builtins.pathExists ((builtins.fetchGit { url = "$D/r"; submodules = true; exportIgnore = false; }) + "/ignored")'
= true

[fetchGitVerification.sh 1 3] Signatures of commits
r/flake.nix <- { outputs = _: { x = 1; }; }
commit r
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; verifyCommit = true; }'
? 1
~ experimental Nix feature 'verified-fetches' is disabled
nix eval --impure --expr 'builtins.fetchGit { url = "$D/r"; publicKeys = [ ]; }'
? 1
~ experimental Nix feature 'verified-fetches' is disabled
r/flake.nix <- { outputs = _: { x = 2; }; }
nix eval --impure --extra-experimental-features verified-fetches --expr 'builtins.fetchGit { url = "$D/r"; publicKey = "AAAAC3Nz"; }'
? 1
~ commit verification is required for Git repository
~ but it's dirty

[fetchPath.sh 1 2] Paths
foo <- x
nix eval --impure --json --expr '(builtins.fetchTree "path://$D/foo").lastModifiedDate'
= "20231114221320"
nix eval --impure --json --expr 'builtins.removeAttrs (builtins.fetchTree { type = "path"; path = "$D/foo"; lastModified = 123; revCount = 5; rev = "1234567890123456789012345678901234567890"; }) [ "outPath" ]'
~ "lastModified":123
~ "revCount":5

[fetchTree-file.sh 1] Files
test_input <- foo
nix eval --impure --json --expr 'let t = builtins.fetchTree { type = "file"; url = "file://$D/test_input"; }; in { names = builtins.attrNames t; text = builtins.readFile t.outPath; inherit (t) narHash; }'
~ "names":["narHash","outPath"]
~ "text":"foo\n"

[fetchTree-file.sh 2 3] What is unpacked, and what is not
in/flake.nix <- { outputs = _: { x = 1; }; }
pack in | gzip -n >x.tar.gz && cp x.tar.gz noext
w/flake.nix <- { inputs = { a = { url = "file://$D/noext"; flake = false; }; b = { url = "tarball+file://$D/noext"; flake = false; }; c = { url = "file://$D/x.tar.gz"; flake = false; }; d = { url = "file+file://$D/x.tar.gz"; flake = false; }; e.url = "file://$D/noext"; }; outputs = _: { }; }
nix flake lock path:$D/w
%
lock w
- unpack
~ "type":"file"
~ "type":"tarball"
nix flake metadata --json file://$D/noext
~ "type":"tarball"

[tarball.sh 1] Archives on this disk
tarball/default.nix <- { x = 5; }
pack tarball >t.tar && gzip -nk t.tar && xz -k t.tar
nix-instantiate --eval file://$D/t.tar -A x
= 5
nix-instantiate --eval file://$D/t.tar.gz -A x
= 5
nix eval -f file://$D/t.tar.xz x
= 5
nix-instantiate --eval -I foo=file://$D/t.tar.gz --expr '(import <foo>).x'
= 5
nix-instantiate --eval --expr '(import (builtins.fetchTarball file://$D/t.tar)).x'
= 5
nix eval --impure --json --expr 'let t = builtins.fetchTree file://$D/t.tar; u = builtins.fetchTree { type = "tarball"; url = file://$D/t.tar.xz; }; in [ t.lastModified (import u).x (t.narHash == u.narHash) ]'
= [1000000000,5,true]

[tarball.sh 2] Archives whose hash is known
tarball/default.nix <- { x = 5; }
pack tarball >t.tar
nix eval --impure --raw --expr 'builtins.fetchTarball "file://$D/t.tar"'
~ -source
nix eval --impure --expr 'let t = builtins.fetchTree "file://$D/t.tar"; in builtins.fetchTarball { url = "file://$D/none.tar"; sha256 = t.narHash; } == t.outPath'
= true
nix eval --impure --json --expr 'builtins.fetchTarball { url = "file://$D/t.tar"; sha256 = "0000000000000000000000000000000000000000000000000000"; }'
? 102
~ hash mismatch in file downloaded from 'file://$D/t.tar'
nix eval --impure --json --expr 'builtins.fetchTree { type = "tarball"; url = "file://$D/t.tar"; narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="; }'
? 102

[tarball.sh 3] Entries of the search path that are of no use
a/x <- x
nix-instantiate --eval --expr '1 + 2' -I file://$D/no-such.tar.xz
= 3
nix-instantiate --eval --expr 'builtins.readFile <fnord/x>' -I file://$D/no-such.tar.xz -I fnord=a
~ x
~ cannot be downloaded, ignoring
nix-instantiate --eval --expr '<fnord/x>' -I fnord=file://$D/no-such.tar.xz
? 1
~ file 'fnord/x' was not found in the Nix search path (add it using $NIX_PATH or -I)

[tarball.sh 6] Prefetching
tarball/default.nix <- { x = 5; }
pack tarball >t.tar
git -c init.defaultBranch=master init -q g && cp tarball/default.nix g && git -C g add . && git -C g commit -q -m one
nix flake prefetch --json tarball+file://$D/t.tar
~ "narHash"
nix flake prefetch --json git+file://$D/g
~ "storePath"

[tarball.sh 7 8 9] Links, several things at the top, things that come twice
mkdir h && echo one >h/a && ln h/a h/b && pack h >hard.tar
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchTarball "file://$D/hard.tar") + "/b")'
= one
mkdir x y && echo 1 >x/f && echo 2 >y/f && pack x y >two.tar && (cd x && pack f) >one.tar
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchTarball "file://$D/two.tar"))'
= ["x","y"]
nix eval --impure --json --expr 'builtins.attrNames (builtins.readDir (builtins.fetchTarball "file://$D/one.tar"))'
= ["f"]
mkdir m && echo first >m/f && pack m >again.tar && echo second >m/f && tar -rf again.tar m
nix eval --impure --raw --expr 'builtins.readFile ((builtins.fetchTarball "file://$D/again.tar") + "/f")'
= second

[tarball.sh 5] Files and archives that are brought to the store by themselves
d/hello <- hello
d/deep/x <- x
file <- file
pack d >d.tar && pack d file >two.tar && pack file | gzip -n >one.tar.gz && touch nothing
nix store prefetch-file --json file://$D/file
= {"hash":"sha256-i5Eahxa5REL5yj3/IFhASFNuTC9HuLW7kJbL1Dw0MtU=","storePath":"/nix/store/p2yqkgalb6bchn82izs5653fnwx29p89-file"}
nix store prefetch-file file://$D/file --name other
~ Downloaded 'file://$D/file' to '/nix/store/
nix store prefetch-file --json --unpack file://$D/d.tar
~ "hash":"sha256-
nix store prefetch-file --json --unpack file://$D/two.tar
~ -two.tar"
nix store prefetch-file --json --unpack file://$D/one.tar.gz --hash-type sha512
~ "hash":"sha512-
nix store prefetch-file --json --executable file://$D/file
~ -file"
nix store prefetch-file --json --expected-hash sha256:0000000000000000000000000000000000000000000000000000000000000000 file://$D/file
? 1
%
~ hash mismatch for '
nix store prefetch-file --json --unpack file://$D/nothing
? 1
~ archive 'file://$D/nothing' is empty
nix store prefetch-file file://$D/absent
? 1
~ unable to download 'file://$D/absent'
nix store prefetch-file file://$D/d%20e
? 1
~ file name 'd e' was extracted from URL 'file://$D/d%20e'
