{
  description = "A greeting";

  inputs.words.url = "path:./words";

  outputs =
    { self, words }:
    let
      systems = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      forAll =
        make:
        builtins.listToAttrs (
          map (system: {
            name = system;
            value = make system;
          }) systems
        );
    in
    {
      lib.greet = name: "${words.lib.hello}, ${name}";

      packages = forAll (system: {
        default = derivation {
          name = "greeting";
          inherit system;
          builder = "/bin/sh";
          args = [
            "-c"
            "echo '${self.lib.greet "world"}' > $out"
          ];
        };
      });
    };
}
