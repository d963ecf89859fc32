{
  name = "nix4j";
  numbers = builtins.genList (n: n * n) 5;
  nested.works = true;
}
