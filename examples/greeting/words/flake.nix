{
  description = "The words of a greeting";

  outputs =
    { self }:
    {
      lib.hello = "hello";
    };
}
