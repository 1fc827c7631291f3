using System.CommandLine;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Connectors;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.App.Commands;

/// <summary>
/// <c>weir demo</c>: a simulated chain, proven, decoded and loaded, and what came in; needs nothing else.
/// </summary>
internal sealed class DemoCommand
{
    private const string Chain = "seed=1,blocks=600,actors=on";
    private const int Port = 5_000;
    private const string Path = "weir-demo.duckdb";
    private const string ExitVariable = "WEIR_DEMO_EXIT";
    private const string Tables = "base,defi,mev";
    private const int BlocksToReorganisation = 45;
    private const int BlocksAtOnce = 20;
    private static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(2);

    private static readonly (string Title, string Sql)[] Questions =
    [
        ("What came in",
            "SELECT (SELECT count(*) FROM blocks) AS blocks, (SELECT count(*) FROM transactions) AS transactions, "
            + "(SELECT count(*) FROM logs) AS logs, (SELECT count(*) FROM token_transfers) AS token_transfers, "
            + "(SELECT count(*) FROM withdrawals) AS withdrawals"),
        ("How it was proven", "SELECT proven, count(*) AS blocks FROM blocks GROUP BY 1 ORDER BY 2 DESC"),
        ("Tokens that moved",
            "SELECT standard, count(*) AS transfers, count(DISTINCT token_address) AS tokens, "
            + "count(DISTINCT from_address) AS senders FROM token_transfers GROUP BY 1 ORDER BY 2 DESC"),
        ("The busiest tokens, amounts exact",
            "SELECT token_address, standard, count(*) AS transfers, sum(value) AS total_raw FROM token_transfers "
            + "GROUP BY 1, 2 ORDER BY 3 DESC, 1 LIMIT 5"),
        ("What the actors did (weir explain MEV_ID tells one from its raw logs)",
            "SELECT kind, count(*) AS findings, round(sum(profit_usd), 2) AS profit_usd, "
            + "round(sum(victim_loss_usd), 2) AS victim_loss_usd FROM mev GROUP BY 1 ORDER BY 2 DESC, 1"),
        ("Gas by transaction type",
            "SELECT transaction_type AS type, count(*) AS transactions, sum(receipt_gas_used)::BIGINT AS gas, "
            + "round(avg(receipt_effective_gas_price) / 1e9, 3) AS gwei FROM transactions GROUP BY 1 ORDER BY 1"),
    ];

    private readonly WeirHost _host;

    public DemoCommand(WeirHost host) => _host = host;

    public Command Build()
    {
        Command command = new(
            "demo",
            $"Simulate a chain, verify it, load it into DuckDB, and serve it while it grows; {ExitVariable}=1 ends it after the summary.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    // Whoever only wants the summary, a script or a test, says so.
    private static bool EndsAfterSummary => Environment.GetEnvironmentVariable(ExitVariable) is { Length: > 0 } and not "0";

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        WarehouseSpec warehouse = new("duckdb", Path);
        WarehouseSettings settings = new("1GB");
        if (!EndsAfterSummary)
        {
            await RemoveFormerAsync(warehouse, settings);
            return await LiveAsync(warehouse, settings, cancellationToken);
        }

        BackfillPlan plan =
            new(warehouse, settings, "backfill", TableNames.Parse(Tables), VerifyLevel.Full.Asked(), IsQuiet: false);
        SourceRequest request = new(
            RangeSpec.All, null, new BlockSourceOptions(), _ =>
                throw new InvalidOperationException("No node here."), null);
        using OpenSource source =
            await _host.Sources.OpenAsync(new SourceSpec("sim", Chain), request, cancellationToken);
        int code = await BackfillRun.RunAsync(_host, plan, source, asJson: false, cancellationToken);
        if (code == 0)
        {
            await SummarizeAsync(warehouse, settings, cancellationToken);
        }

        return code;
    }

    private async Task SummarizeAsync(WarehouseSpec warehouse, WarehouseSettings settings, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = _host.Warehouses.OpenQuery(warehouse, settings);
        foreach ((string title, string sql) in Questions)
        {
            await _host.Screen.Output.WriteLineAsync();
            await _host.Screen.Output.WriteLineAsync(title);
            await using IQueryResult result = await query.QueryAsync(sql, [], cancellationToken);
            await new BoxResultWriter(_host.Screen.Output).WriteAsync(result, cancellationToken);
        }

        await _host.Screen.Output.WriteLineAsync();
        await _host.Screen.Output.WriteLineAsync(
            $"Ask yourself: ./weir query \"SELECT * FROM token_transfers LIMIT 5\" --warehouse duckdb:{Path}");
        await _host.Screen.Output.WriteLineAsync($"Check it:     ./weir verify duckdb:{Path} --proofs");
    }

    // The chain that was shown last time has grown, and its newest blocks were another branch.
    private async Task RemoveFormerAsync(WarehouseSpec warehouse, WarehouseSettings settings)
    {
        if (!File.Exists(Path))
        {
            return;
        }

        // A demo that still runs has it: that is said here.
        await _host.Warehouses.OpenQuery(warehouse, settings).DisposeAsync();
        File.Delete(Path);
        File.Delete(Path + ".wal");
    }

    // The same chain as a node that makes blocks, followed and served like any other: the page is there from the first.
    private async Task<int> LiveAsync(WarehouseSpec warehouse, WarehouseSettings settings, CancellationToken stop)
    {
        int port = DemoPort.Choose(Port);
        SimulatedChainOptions options = SimulatedChainOptions.Parse(Chain);
        ForkingFakeChain chain = new(options with { Blocks = long.MaxValue }, head: 0);
        await using FakeNode node = await FakeNode.StartAsync(chain, new FakeNodeOptions(), _host.Time, stop);
        await _host.Screen.Output.WriteLineAsync(
            FormattableString.Invariant($"The page: http://127.0.0.1:{port}/  ({options.Blocks} blocks come now, then one in {BlockTime.TotalSeconds} s; Ctrl-C ends it)"));
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task growing = GrowAsync(chain, options.Blocks - 1, warehouse, settings, end.Token);
        int code = await _host.InvokeAsync(
            [
                "run", "--source", $"rpc:{node.SocketUrl}", "--to", $"duckdb:{Path}", "--tables", Tables, "--quiet",
                "--start-block", "0", "--serve", port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ],
            stop);
        await end.CancelAsync();
        await growing;
        return code;
    }

    private async Task GrowAsync(
        ForkingFakeChain chain, long history, WarehouseSpec warehouse, WarehouseSettings settings, CancellationToken stop)
    {
        try
        {
            await Task.Run(
                () =>
                {
                    while (chain.Head < history)
                    {
                        stop.ThrowIfCancellationRequested();
                        chain.Grow(Math.Min(BlocksAtOnce, history - chain.Head));
                    }
                },
                stop);
            await WaitUntilStoredAsync(history, warehouse, settings, stop);
            await SummarizeAsync(warehouse, settings, stop);
            await MakeBlocksAsync(chain, stop);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    private async Task WaitUntilStoredAsync(
        long block, WarehouseSpec warehouse, WarehouseSettings settings, CancellationToken stop)
    {
        await using IWarehouseQuery query = _host.Warehouses.OpenQuery(warehouse, settings);
        while (true)
        {
            await using (IQueryResult result = await query.QueryAsync("SELECT max(number) FROM blocks", [], stop))
            {
                await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(stop))
                {
                    if (row[0] is long stored && stored >= block)
                    {
                        return;
                    }
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), _host.Time, stop);
        }
    }

    private async Task MakeBlocksAsync(ForkingFakeChain chain, CancellationToken stop)
    {
        using PeriodicTimer timer = new(BlockTime, _host.Time);
        for (long block = 1; await timer.WaitForNextTickAsync(stop); block++)
        {
            if (block % BlocksToReorganisation == 0)
            {
                chain.Reorganise(2, 3);
            }
            else
            {
                chain.Grow();
            }
        }
    }
}
