# What `import` of a .drv file gives: as much of the result of `derivation` as the file tells.
drv:
let
  shared = builtins.listToAttrs everyOutput // {
    inherit (drv) drvPath name;
    type = "derivation";
    all = map (output: output.value) everyOutput;
  };
  describe = outputName: {
    name = outputName;
    value = shared // {
      inherit outputName;
      outPath = builtins.getAttr outputName drv;
    };
  };
  everyOutput = map describe drv.outputs;
in
(builtins.head everyOutput).value
