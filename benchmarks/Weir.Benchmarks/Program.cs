using Weir.Benchmarks;

switch (args)
{
    case ["keccak", ..]:
        KeccakBenchmarks.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Weir.Benchmarks keccak");
        return 2;
}
