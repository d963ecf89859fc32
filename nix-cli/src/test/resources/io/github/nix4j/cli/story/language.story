# nix_path.sh, pure-eval.sh, restricted.sh, eval.sh, search.sh: what the language may reach, and what the commands print.

[nix_path.sh 1] Entries with and without prefix, relative ones, missing ones
a/x.nix <- "ax"
b/x.nix <- "bx"
b/y/default.nix <- "by"
nix-instantiate --eval -I p=a -I b --expr '[ (import <p/x.nix>) (import <x.nix>) (import <y>) ]' --strict
= [ "ax" "bx" "by" ]
nix-instantiate --find-file -I none=nowhere -I nowhere -I b y
= $D/b/y
nix-instantiate --find-file -I none=nowhere none
? 1
~ file 'none' was not found in the Nix search path
NIX_PATH=a:p=$D/b nix-instantiate --eval --strict --expr '[ (import <x.nix>) (import <p/x.nix>) ]'
= [ "ax" "bx" ]

[nix_path.sh 2] Entries of NIX_PATH may be read in restricted mode
a/x.nix <- "ax"
NIX_PATH=$D/a nix-instantiate --eval --restrict-eval --expr 'import <x.nix>'
= "ax"
NIX_PATH=p=$D/a nix-instantiate --eval --restrict-eval --expr 'import $D/a/x.nix'
= "ax"
nix-instantiate --eval --restrict-eval --expr 'import $D/a/x.nix'
? 1
~ is forbidden in restricted mode

[nix_path.sh 3] What replaces what: nix.conf, NIX_PATH, --nix-path, --extra-nix-path, -I
a/x.nix <- "a"
b/x.nix <- "b"
c/x.nix <- "c"
conf/nix.conf <- nix-path = p=$D/a
NIX_CONF_DIR=$D/conf nix-instantiate --find-file p
= $D/a
NIX_CONF_DIR=$D/conf NIX_PATH=p=$D/b nix-instantiate --find-file p
= $D/b
NIX_CONF_DIR=$D/conf NIX_PATH= nix-instantiate --find-file p
? 1
NIX_CONF_DIR=$D/conf NIX_PATH=p=$D/b nix-instantiate --nix-path p=$D/c --find-file p
= $D/c
NIX_CONF_DIR=$D/conf NIX_PATH=p=$D/b nix-instantiate --extra-nix-path p=$D/c --find-file p
= $D/b
NIX_CONF_DIR=$D/conf NIX_PATH=q=$D/b nix-instantiate --extra-nix-path p=$D/c --find-file p
= $D/c
NIX_CONF_DIR=$D/conf NIX_PATH=p=$D/b nix-instantiate --nix-path p=$D/a -I p=$D/c --find-file p
= $D/c
nix-instantiate -I p=$D/a -I p=$D/b --find-file p
= $D/a
NIX_CONF_DIR=$D/conf NIX_PATH=q=$D/b nix-instantiate --find-file p
? 1
~ file 'p' was not found

[nix_path.sh 4] What is built in has no place
nix-instantiate --find-file nix/fetchurl.nix
? 1
~ '<nix/fetchurl.nix>' has no physical path
nix-instantiate --eval --expr 'builtins.typeOf <nix/fetchurl.nix>'
= "path"

[pure-eval.sh 1] What pure evaluation cannot reach
x.nix <- 1
nix eval --expr 'builtins.readFile $D/x.nix'
? 1
~ access to absolute path '$D/x.nix' is forbidden in pure evaluation mode (use '--impure' to override)
nix eval --expr 'builtins.pathExists $D/x.nix'
= false
nix eval --expr '[ (builtins ? currentTime) (builtins ? currentSystem) (builtins.getEnv "HOME") builtins.nixPath ]'
= [ false false "" [ ] ]
nix eval --expr '<x>'
? 1
~ cannot look up '<x>' in pure evaluation mode (use '--impure' to override)
nix eval --impure --expr '[ (builtins ? currentTime) (builtins ? currentSystem) (builtins.pathExists $D/x.nix) ]'
= [ true true true ]

[pure-eval.sh 2] A file that purity forbids
x.nix <- 1
nix-instantiate --pure-eval --eval x.nix
? 1
~ is forbidden in pure evaluation mode
nix-instantiate --eval x.nix
= 1

[pure-eval.sh 3] Downloads need hashes
x <- hello
nix eval --expr 'builtins.fetchurl "file://$D/x"'
? 1
~ in pure evaluation mode, 'fetchurl' requires a 'sha256' argument
nix eval --raw --expr 'builtins.readFile (builtins.fetchurl { url = "file://$D/x"; sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"; })'
= hello
nix eval --expr 'builtins.fetchurl { url = "file://$D/x"; sha256 = "0000000000000000000000000000000000000000000000000000"; }'
? 102

[pure-eval.sh 4] Values written as files
nix eval --expr '{ a = "one"; b.c = "two\nlines"; }' --write-to $D/out
find out -type f | sort | xargs -I{} sh -c 'echo {}; od -c {}'
~ out/b/c
nix eval --expr '{ "." = "x"; }' --write-to $D/out2
? 1
~ invalid file name '.'
nix eval --expr '{ a = 1; }' --write-to $D/out3
? 1
nix eval --expr '"x"' --write-to $D/out
? 1

[pure-eval.sh 5] Paths are printed without a look at them
nix eval --expr '~/foo'
? 1
~ the path '~/foo' can not be resolved in pure mode
nix eval --expr './nowhere/../x'
= $D/x
nix eval --impure --expr './nowhere/../x'
= $D/x
nix eval --expr '/absolute/path'
= /absolute/path

[restricted.sh 1] Only the search path is open
a/x.nix <- 1 + 2
nix-instantiate --restrict-eval --eval --expr '1 + 2'
= 3
nix-instantiate --restrict-eval --eval a/x.nix
? 1
~ access to absolute path '$D/a/x.nix' is forbidden in restricted mode
nix-instantiate --restrict-eval --eval a/x.nix -I src=a
= 3
nix-instantiate --restrict-eval --eval a/x.nix -I src=a/x.nix
= 3
nix-instantiate --restrict-eval --eval a/x.nix -I src=b
? 1

[restricted.sh 2] The language's own search path opens nothing
a/x.nix <- 1
nix-instantiate --restrict-eval --eval --expr 'let __nixPath = [ { prefix = "p"; path = $D/a; } ]; in import <p/x.nix>'
? 1
~ forbidden in restricted mode

[restricted.sh 3] URLs that are allowed
dir/file <- content
nix eval --impure --restrict-eval --raw --expr 'builtins.fetchurl "file://$D/dir/file"'
? 1
~ access to absolute path '$D/dir/file' is forbidden in restricted mode
nix eval --impure --restrict-eval --raw --expr 'builtins.fetchurl "file://$D/dir/file"' --allowed-uris file://$D/dir/file
~ -file
nix eval --impure --restrict-eval --raw --expr 'builtins.fetchurl "file://$D/dir/file"' --allowed-uris file://$D/dir
~ -file
nix eval --impure --restrict-eval --raw --expr 'builtins.fetchurl "file://$D/dir/file"' --allowed-uris file://$D/dir/fi
? 1
nix eval --impure --restrict-eval --raw --expr 'builtins.fetchurl "file://$D/dir/file"' --allowed-uris file://$D/dir/file/
? 1
nix eval --impure --restrict-eval --expr 'builtins.fetchGit "git://example.invalid/x"'
? 1
~ access to URI 'git://example.invalid/x?exportIgnore=1' is forbidden in restricted mode

[restricted.sh 4] Links need both places
a/x.nix <- 1
mkdir l && ln -s ../a/x.nix l/x.nix
nix-instantiate --restrict-eval --eval l/x.nix -I l
? 1
nix-instantiate --restrict-eval --eval l/x.nix -I a
? 1
nix-instantiate --restrict-eval --eval l/x.nix -I l -I a
= 1

[restricted.sh 6] Links that leave the open places, and what folders above them show
in/tunnel.d/file <- x
out/secret <- s
ln -s ../../out in/tunnel.d/tunnel
nix-instantiate --restrict-eval --eval --expr 'builtins.readFile $D/in/tunnel.d/tunnel/secret' -I in/tunnel.d
? 1
~ is forbidden in restricted mode
nix-instantiate --restrict-eval --eval --expr 'builtins.readDir $D/in/tunnel.d/tunnel' -I in/tunnel.d
? 1
nix-instantiate --restrict-eval --eval --strict --expr 'builtins.readDir $D/in' -I in/tunnel.d
= { "tunnel.d" = "directory"; }
nix-instantiate --restrict-eval --eval --strict --expr 'builtins.readDir $D/in/tunnel.d' -I in/tunnel.d
= { file = "regular"; tunnel = "symlink"; }

[restricted.sh 7] Dots do not tell where links lead
in/d/file <- x
out/secret <- s
ln -s ../../out in/d/l
nix-instantiate --restrict-eval --eval --expr 'builtins.pathExists $D/in/d/l/../secret' -I in/d
nix-instantiate --restrict-eval --eval --expr 'builtins.pathExists ($D/in/d/l + "/secret")' -I in/d
nix-instantiate --restrict-eval --eval --expr 'builtins.readFile ($D/in/d/l + "/../out/secret")' -I in/d
? 1
nix-instantiate --restrict-eval --eval --expr 'builtins.readFile ($D/in/d + "/../../out/secret")' -I in/d
? 1
~ is forbidden in restricted mode

[restricted.sh 8] A setting is no flag with a value
x.nix <- 1
nix-instantiate --eval --restrict-eval true x.nix
? 1

[eval.sh 1] Expressions, files, standard input, attributes
x.nix <- { int = 123; str = "foo"; attr.foo = "bar"; "assert" = 1; bar = 2; }
nix eval --expr '1 + 2'
= 3
nix eval -f x.nix int
= 123
nix eval -f x.nix --raw str
= foo
nix eval -f x.nix --json attr
= {"foo":"bar"}
nix eval -f - int <<< '{ int = 7; }'
= 7
nix eval -f x.nix --apply 'x: builtins.removeAttrs x [ "attr" "int" "str" ]'
= { "assert" = 1; bar = 2; }
nix-instantiate --eval x.nix -A attr.foo
= "bar"
nix-instantiate --eval -A int - <<< '{ int = 7; }'
= 7
nix-instantiate --eval --json x.nix -A attr
= {"foo":"bar"}
nix-instantiate --eval --raw x.nix -A str
= foo

[eval.sh 2] What toFile makes can be read in restricted mode
nix-instantiate --eval --restrict-eval --read-write-mode --expr 'builtins.readFile (builtins.toFile "n" "text")'
= "text"

[eval.sh 3] Links in a circle
ln -s cycle.nix cycle.nix
nix eval --file cycle.nix
? 1
~ too many symbolic links encountered while traversing the path '$D/cycle.nix'

[eval.sh 4] What has no end
nix-instantiate --eval --strict --expr 'let f = n: { inherit n; x = f (n + 1); }; in f 0' --max-call-depth 100
? 1
~ stack overflow; max-call-depth exceeded
nix-instantiate --eval --expr 'let f = n: [ (f n) ]; in builtins.toXML (f 0)' --max-call-depth 100
? 1
~ stack overflow; max-call-depth exceeded
nix-instantiate --eval --expr 'let f = n: [ (f n) ]; in f 0 == f 0' --max-call-depth 100
? 1
~ stack overflow; max-call-depth exceeded
nix-instantiate --eval --expr 'let f = n: [ (f n) ]; in assert f 0 == f 0; 1' --max-call-depth 100
? 1
~ stack overflow; max-call-depth exceeded
nix-instantiate --eval --expr 'let f = n: { __toString = _: f n; }; in toString (f 0)' --max-call-depth 100
? 1
~ stack overflow; max-call-depth exceeded

[eval.sh 6] A file that is a relative link
real/x.nix <- import ./y.nix
real/y.nix <- 5
ln -s real/x.nix link.nix
nix-instantiate --eval link.nix
= 5
nix eval --impure --expr 'import ./link.nix'
= 5

[eval.sh 7] Arguments from files and from standard input
text <- some text
nix-instantiate --eval --expr '{ a }: a' --arg-from-file a text
= "some text\n"
nix-instantiate --eval --expr '{ a }: a' --arg-from-stdin a <<< 'from the input'
= "from the input"
f.nix <- { a }: { b = a; }
nix eval --impure --raw --file f.nix --arg-from-file a text b
= some text
nix-instantiate --eval --expr '{ a }: a' --arg-from-file a /dev/null
= ""
nix-instantiate --eval --expr '{ a }: a' --arg-from-file a nowhere
? 1

[search.sh 1] All regular expressions have to match, upper or lower case
p/flake.nix <- { outputs = _: { packages.$SYS = let d = name: description: { type = "derivation"; inherit name; drvPath = "/nix/store/x"; meta = { inherit description; }; }; in { foo = d "foo-5" "Frobnicates"; bar = d "bar-3" "broken"; hello = d "hello-0.1" "Empty file"; }; }; }
nix search path:$D/p -q hello
? 1
nix search path:$D/p foo
~ Frobnicates
nix search path:$D/p hello FILE
~ Empty 
nix search path:$D/p hello frob
? 1
~ no results for the given search term(s)!
nix search path:$D/p ^
~ broken
nix search path:$D/p
? 1
~ Must provide at least one regex! To match all packages, use 'nix search <installable> ^'.
nix search --json path:$D/p nothing-like-it
= {}

[search.sh 2] Results as JSON
p/flake.nix <- { outputs = _: { packages.$SYS.foo = { type = "derivation"; name = "foo-5"; drvPath = "/nix/store/x"; meta.description = "Frobnicates"; }; }; }
nix search --json path:$D/p foo
= {"packages.$SYS.foo":{"description":"Frobnicates","pname":"foo","version":"5"}}

[search.sh 3] What is left out
p/flake.nix <- { outputs = _: { packages.$SYS = let d = name: { type = "derivation"; inherit name; drvPath = "/nix/store/x"; }; in { foo = d "foo-5"; bar = d "bar-3"; baz = d "baz-3"; }; }; }
nix search --json path:$D/p ^ --exclude foo
- "foo"
nix search --json path:$D/p ^ -e foo -e baz
= {"packages.$SYS.bar":{"description":"","pname":"bar","version":"3"}}

[fetchClosure.sh 7] Arguments of fetchClosure
nix eval --expr 'builtins.fetchClosure { }'
? 1
~ attribute 'fetchClosure' missing
nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { foo = 1; }'
? 1
~ attribute 'foo' isn't supported in call to 'fetchClosure'
nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { fromStore = "https://example.invalid"; }'
? 1
~ attribute 'fromPath' is missing in call to 'fetchClosure'
nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { fromStore = "https://example.invalid"; inputAddressed = true; fromPath = /nix/store/ffffffffffffffffffffffffffffffff-x; toPath = /nix/store/ffffffffffffffffffffffffffffffff-y; }'
? 1
~ attribute 'inputAddressed' is set to true, but 'toPath' is also set. Please remove one of them

[fetchClosure.sh 4 6] An object of a binary cache that is addressed by its content
cache/nix-cache-info <- StoreDir: /nix/store
cache/ynxwdsz658yx3030jriq099y48g816m6.narinfo <- StorePath: /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure\nURL: nar/closure.nar.xz\nCompression: xz\nNarHash: sha256:147zzlrdyd9p8wgzvbkalm3pm79p9rsc446zparq39pq5qv0ij6d\nNarSize: 288\nReferences: \nCA: fixed:r:sha256:147zzlrdyd9p8wgzvbkalm3pm79p9rsc446zparq39pq5qv0ij6d
mkdir cache/nar && base64 -d >cache/nar/closure.nar.xz <<< /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AEfAGRdAAaANh/vps6/droaek8r6qRTJO2hIwRx/1u/l2m68ym+JXpxK+m02g1+mo+dXiRt4hQG2Q3fBgNl2mG7tk7mVqfdf6L/PScrZZaj0dtWZ4CpdAWQ/NLAJqDM7roN/FYTq9pqBAAA7IEUxRxCgnUAAYABoAIAAN4kaq6xxGf7AgAAAAAEWVo=
_NIX_IN_TEST=1 nix eval --extra-experimental-features fetch-closure --raw --expr 'builtins.fetchClosure { fromStore = "file://$D/cache"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; }'
= /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure
~ copying path '/nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure' from 'file://$D/cache'...
_NIX_IN_TEST=1 nix eval --extra-experimental-features fetch-closure --expr 'import "${builtins.fetchClosure { fromStore = "file://$D/cache"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; }}/foo.nix"'
= 3
- copying
_NIX_IN_TEST=1 nix eval --extra-experimental-features fetch-closure --raw --expr 'builtins.fetchClosure { fromStore = "file://$D/cache"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; toPath = "";}'
? 1
~ rewriting '/nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure' to content-addressed form yielded '/nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure'
_NIX_IN_TEST=1 nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { fromStore = "file://$D/cache"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; inputAddressed = true; }'
? 1
~ The store object referred to by 'fromPath' at '/nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure' is not input-addressed, but 'inputAddressed' is set to 'true'.

[fetchClosure.sh 5] Settings of binary caches in their addresses
cache/nix-cache-info <- StoreDir: /nix/store
cache/ynxwdsz658yx3030jriq099y48g816m6.narinfo <- StorePath: /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure\nURL: nar/closure.nar.xz\nCompression: xz\nNarHash: sha256:147zzlrdyd9p8wgzvbkalm3pm79p9rsc446zparq39pq5qv0ij6d\nNarSize: 288\nReferences: \nCA: fixed:r:sha256:147zzlrdyd9p8wgzvbkalm3pm79p9rsc446zparq39pq5qv0ij6d
mkdir cache/nar && base64 -d >cache/nar/closure.nar.xz <<< /Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AEfAGRdAAaANh/vps6/droaek8r6qRTJO2hIwRx/1u/l2m68ym+JXpxK+m02g1+mo+dXiRt4hQG2Q3fBgNl2mG7tk7mVqfdf6L/PScrZZaj0dtWZ4CpdAWQ/NLAJqDM7roN/FYTq9pqBAAA7IEUxRxCgnUAAYABoAIAAN4kaq6xxGf7AgAAAAAEWVo=
_NIX_IN_TEST=1 nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { fromStore = "file://$D/cache?local-nar-cache=$D/kept"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; }'
? 1
~ 'fetchClosure' does not support URL query parameters (in 'file://$D/cache?local-nar-cache=$D/kept')
test ! -e kept
nix eval --extra-experimental-features fetch-closure --expr 'builtins.fetchClosure { fromStore = "file://$D/cache"; fromPath = /nix/store/ynxwdsz658yx3030jriq099y48g816m6-closure; }'
? 1
~ 'fetchClosure' only supports http:// and https:// stores

[tarball.sh 4] fetchTree takes no name
nix eval --impure --expr 'builtins.fetchTree { type = "tarball"; url = "file:///nowhere.tar"; name = "foo"; }'
? 1
~ argument 'name'
~ supported in call to 'fetchTree'
