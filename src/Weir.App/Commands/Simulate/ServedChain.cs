using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Simulation;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.App.Commands.Simulate;

/// <summary>
/// <c>weir simulate --serve-rpc PORT</c>: a simulated chain that lives, as a node on the loopback address, HTTP and
/// WebSocket; to try an indexer on.
/// </summary>
internal sealed class ServedChain(WeirHost host)
{
    private readonly Option<int> _port =
        Flags.Number("--serve-rpc", "serve a simulated chain as a node on this port, HTTP and WebSocket", -1, -1, 65_535);
    private readonly Option<string?> _blockTime = Flags.Text("--block-time", "seconds between the served chain's blocks", "2");
    private readonly Option<int> _transactions =
        Flags.Number("--txs", "about how many transactions a block of the served chain has", 6, 1, 2_000);
    private readonly Option<int> _reorganise = Flags.Number(
        "--reorg-every", "reorganise the served chain every so many blocks, 1 to 20 deep; 0 for never", 0, 0, 100_000);
    private readonly Option<string?> _faults = Flags.Text(
        "--faults", "how many of the served node's answers go wrong, in per cent", "0");

    /// <summary>Adds its flags.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _port, _blockTime, _transactions, _reorganise, _faults })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether it was asked for.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(_port) >= 0;

    /// <summary>Serves until it is stopped.</summary>
    public async Task<int> RunAsync(ParseResult parsed, ulong seed, CancellationToken stop)
    {
        double blockTime = Number(parsed, _blockTime, 0.01, 3_600);
        double faults = Number(parsed, _faults, 0, 90);
        int every = parsed.GetValue(_reorganise);
        ForkingFakeChain chain = new(
            new SimulatedChainOptions { Seed = seed, TransactionsPerBlock = parsed.GetValue(_transactions) }, head: 100);
        await using FakeNode node = await FakeNode.StartAsync(
            chain, new FakeNodeOptions { Port = parsed.GetValue(_port) }, host.Time, stop);
        SeededRandom random = new(seed);
        node.Schedule = faults == 0 ? null : new FaultSchedule(
            Enumerable.Range(1, 1_000_000).Where(_ => random.Below(10_000) < faults * 100)
                .Select(request => ((long)request, FaultSchedule.Draw(random))));
        await host.Screen.Output.WriteLineAsync(
            $"chain {chain.ChainId}, seed {seed}: {node.Url} and {node.SocketUrl}; Ctrl-C ends it");
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(blockTime), host.Time);
        try
        {
            for (long block = 1; await timer.WaitForNextTickAsync(stop); block++)
            {
                if (every > 0 && block % every == 0)
                {
                    int depth = random.Between(1, 20);
                    chain.Reorganise(depth, depth + 1);
                }
                else
                {
                    chain.Grow();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }

        return 0;
    }

    private static double Number(ParseResult parsed, Option<string?> option, double least, double most) =>
        double.TryParse(parsed.GetValue(option), CultureInfo.InvariantCulture, out double number)
        && number >= least && number <= most
            ? number
            : throw new ConfigException(
                ErrorCodes.BadFlag, $"{option.Name} is '{parsed.GetValue(option)}'",
                string.Create(CultureInfo.InvariantCulture, $"Write a number from {least} to {most}."));
}
