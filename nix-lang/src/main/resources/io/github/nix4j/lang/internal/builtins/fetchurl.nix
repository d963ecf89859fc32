# <nix/fetchurl.nix>: a derivation whose builder is part of Nix and downloads a file.
{
  url,
  name ? baseNameOf (toString url),
  executable ? false,
  unpack ? false,
  impure ? false,
  # What must come out: in SRI form, or under the name of its algorithm.
  hash ? "",
  sha512 ? "",
  sha256 ? "",
  sha1 ? "",
  md5 ? "",
  outputHash ?
    builtins.foldl' (found: next: if found != "" then found else next) "" [
      hash
      sha512
      sha1
      md5
      sha256
    ],
  outputHashAlgo ?
    if hash != "" then
      ""
    else
      builtins.foldl' (found: next: if found == "sha256" && next.hash != "" then next.name else found) "sha256" [
        {
          name = "sha512";
          hash = sha512;
        }
        {
          name = "sha1";
          hash = sha1;
        }
        {
          name = "md5";
          hash = md5;
        }
      ],
  # Has no effect any more.
  system ? "",
}:
let
  fixed = { inherit outputHash outputHashAlgo; };
  changing = { __impure = true; };
  recipe = {
    # The name stands where it does in C++ Nix, whose traces tell its place.
    inherit
      name
      url
      executable
      unpack
      ;
    builder = "builtin:fetchurl";
    system = "builtin";
    urls = [ url ];
    outputHashMode = if executable || unpack then "recursive" else "flat";
    preferLocalBuild = true;
    # Without effect here, but part of the hash of every derivation made so.
    impureEnvVars = [
      "http_proxy"
      "https_proxy"
      "ftp_proxy"
      "all_proxy"
      "no_proxy"
    ];
  };
in
derivation (recipe // (if impure then changing else fixed))
