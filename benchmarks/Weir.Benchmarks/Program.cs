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
        await FakeNodeBenchmarks.RunAsync(
            args.Length > 1 ? long.Parse(args[1], CultureInfo.InvariantCulture) : 5_000, Console.Out);
        return 0;
    case ["blocks", string folder]:
        BlockBenchmarks.Run(folder, Console.Out);
        return 0;
    case ["transfers"]:
        TransferBenchmarks.Run(Console.Out);
        return 0;
    case ["mev", string folder]:
        MevBenchmarks.Run(folder, Console.Out);
        return 0;
    case ["defi", string folder]:
        DefiBenchmarks.Logs(folder, Console.Out);
        return 0;
    case ["traces", string folder]:
        DefiBenchmarks.Traces(folder, Console.Out);
        return 0;
    case ["serve", ..]:
        await Serving.RunAsync(args.Length > 1 ? args[1] : "blocks=1000", Console.In, Console.Out);
        return 0;
    case ["duckdb-load", .. string[] rest]:
        return DuckDbLoad.Run(rest);
    case ["postgres-load", string, ..]:
        return await PostgresLoad.RunAsync(args[1..]);
    case ["kafka-load", string, string, ..]:
        return await KafkaLoad.RunAsync(args[1..]);
    default:
        await Console.Error.WriteLineAsync(
            "Usage: Weir.Benchmarks keccak | blocks FOLDER | transfers | defi FOLDER | traces FOLDER | duckdb-load [BLOCKS [ROUNDS [BLOCKS A COMMIT]]] | "
            + "postgres-load SETTINGS [BLOCKS [ROUNDS]] | kafka-load BROKERS FILE [BLOCKS] | simulation [seed=N,blocks=N,txs=N] | fake-node [BLOCKS] | serve [seed=N,blocks=N,txs=N]");
        return 2;
}
