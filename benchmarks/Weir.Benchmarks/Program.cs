using System.Globalization;
using Weir.Benchmarks;

switch (args)
{
    case ["keccak"]:
        KeccakBenchmarks.Run(Console.Out);
        return 0;
    case ["simulation", ..]:
        SimulationBenchmarks.Run(args.Length > 1 ? args[1] : "blocks=10000", Console.Out);
        return 0;
    case ["fake-node", ..]:
        await FakeNodeBenchmarks.RunAsync(args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 5_000, Console.Out);
        return 0;
    case ["duckdb-load", .. string[] rest]:
        return DuckDbLoad.Run(rest);
    default:
        await Console.Error.WriteLineAsync("Usage: Weir.Benchmarks keccak | simulation [seed=N,blocks=N,txs=N] | fake-node [BLOCKS] | duckdb-load [BLOCKS [ROUNDS [BLOCKS A COMMIT]]]");
        return 2;
}
