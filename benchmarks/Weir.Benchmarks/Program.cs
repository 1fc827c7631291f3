using Weir.Benchmarks;

switch (args)
{
    case ["keccak"]:
        KeccakBenchmarks.Run(Console.Out);
        return 0;
    case ["simulation", ..]:
        SimulationBenchmarks.Run(args.Length > 1 ? args[1] : "blocks=10000", Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Usage: Weir.Benchmarks keccak | simulation [seed=N,blocks=N,txs=N]");
        return 2;
}
