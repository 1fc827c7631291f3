using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Weir.App.Settings;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Connectors.Subgraph;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.App.Commands.Subgraph;

/// <summary><c>weir subgraph</c>: what a subgraph of The Graph says, beside what the blocks prove.</summary>
internal sealed class SubgraphCommands(WeirHost host)
{
    private const string ClockOfBlocks = "the block's time is not said";

    private readonly SubgraphFlags _flags = new();
    private readonly Option<string?> _to = SharedFlags.To();
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _memory = SharedFlags.LoadMemory();
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Argument<string> _query = new("query")
    {
        Description = "GraphQL; with the variables $last and $block it is paged by id_gt and pinned to one block",
    };

    public Command Build()
    {
        Command command = new("subgraph", "Ask a subgraph of The Graph: pools, tokens and prices as observed rows, any query as JSON lines.")
        {
            Fill("pools", "Fill the table pools with a subgraph's pools, all of one block.", PoolBatch.Table, ReadPoolsAsync),
            Fill("tokens", "Fill the table tokens with those of a subgraph that are not there yet.", TokenBatch.Table, ReadTokensAsync),
            Fill("prices", "Fill the table prices with a subgraph's prices in USD, all of one block.", PriceBatch.Table, ReadPricesAsync),
        };
        Command query = new("query", "Print the rows that a query gives, a JSON line each.") { _query };
        _flags.AddTo(query);
        Help.AddExamples(
            query,
            "weir subgraph query \"query(\\$last: ID!, \\$block: Int!) { swaps(first: 1000, where: {id_gt: \\$last}, block: {number: \\$block}) { id amountUSD } }\" --subgraph ID");
        query.SetAction(QueryAsync);
        command.Subcommands.Add(query);
        Command check = new("check", "Compare a subgraph's pools with those that were decoded from blocks.");
        _flags.AddTo(check);
        check.Options.Add(_warehouse);
        check.Options.Add(_memory);
        check.Options.Add(_json);
        Help.AddExamples(check, "weir subgraph check --subgraph ID --kind uniswap-v3 --warehouse duckdb:weir.duckdb");
        check.SetAction(CheckAsync);
        command.Subcommands.Add(check);
        return command;
    }

    private Command Fill(
        string name, string description, TableSchema table,
        Func<UniswapSubgraph, ParseResult, SubgraphPin, CancellationToken, Task<IBatch>> read)
    {
        Command command = new(name, description);
        _flags.AddTo(command);
        command.Options.Add(_to);
        command.Options.Add(_memory);
        Help.AddExamples(command, $"weir subgraph {name} --subgraph ID --kind uniswap-v3 --to duckdb:weir.duckdb");
        command.SetAction((parsed, stop) => FillAsync(parsed, name, table, read, stop));
        return command;
    }

    // All pages are read before the first row is written: one commit, or nothing.
    private async Task<int> FillAsync(
        ParseResult parsed, string name, TableSchema table,
        Func<UniswapSubgraph, ParseResult, SubgraphPin, CancellationToken, Task<IBatch>> read, CancellationToken stop)
    {
        using SubgraphClient client = _flags.Open(parsed, host);
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_to)!);
        SubgraphPin pin = await client.PinAsync(_flags.Block(parsed), stop);
        await using ISink sink = host.Warehouses.OpenSink(warehouse, Settings(parsed));
        SinkState state = await sink.OpenAsync(
            new SinkRequest(
                new PipelineKey(_flags.ChainId(parsed), $"subgraph/{name}/{pin.Deployment}"), [table], ProofGroups.None),
            stop);
        string place = string.Create(CultureInfo.InvariantCulture, $"{pin.Block.Number} {pin.Block.Hash}");
        if (state.Position?.Cursor == place)
        {
            await SayAsync($"the {name} of {client.Shown} at block {pin.Block.Number} are there already");
            return 0;
        }

        IBatch rows = await read(new UniswapSubgraph(client, _flags.Version(parsed)), parsed, pin, stop);
        await sink.CommitAsync(
            new Commit(state.Sequence + 1, new SourcePosition(null, place), [], [], [rows]), CancellationToken.None);
        await SayAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.RowCount:N0} {name} in {host.Warehouses.Show(warehouse)}, as {client.Shown} ({pin.Deployment}) says of block {pin.Block.Number} ({pin.Block.Hash})"));
        return 0;
    }

    private async Task<IBatch> ReadPoolsAsync(UniswapSubgraph from, ParseResult parsed, SubgraphPin pin, CancellationToken stop)
    {
        PoolBatch rows = new();
        string version = _flags.Version(parsed).ToString(CultureInfo.InvariantCulture);
        await foreach (SubgraphPool pool in from.ReadPoolsAsync(pin, stop))
        {
            pool.AppendTo(rows, _flags.ChainId(parsed), pin.Block, version);
        }

        return rows;
    }

    private async Task<IBatch> ReadTokensAsync(UniswapSubgraph from, ParseResult parsed, SubgraphPin pin, CancellationToken stop)
    {
        BackfillPlan plan = new(
            WarehouseSpec.Parse(parsed.GetValue(_to)!), Settings(parsed), "subgraph", [TokenBatch.Table], ProofGroups.None, true);
        long chainId = _flags.ChainId(parsed);
        IReadOnlyDictionary<Address, long> known = await TokenWiring.ReadKnownAsync(host, plan, chainId, stop);
        TokenBatch rows = new();
        await foreach ((Address token, TokenAnswer answer) in from.ReadTokensAsync(pin, stop))
        {
            if (!known.ContainsKey(token))
            {
                answer.AppendTo(rows, chainId, token, pin.Block);
            }
        }

        return rows;
    }

    private async Task<IBatch> ReadPricesAsync(UniswapSubgraph from, ParseResult parsed, SubgraphPin pin, CancellationToken stop)
    {
        PriceBatch rows = new();
        long? time = pin.Seconds is { } seconds ? seconds * 1_000_000 : null;
        if (time is null)
        {
            Log.SourceNote(host.Logger, ClockOfBlocks);
        }

        BlockStamp stamp = new(_flags.ChainId(parsed), pin.Block.Number, pin.Block.Hash, time);
        await foreach (SubgraphPrice price in from.ReadPricesAsync(pin, stop))
        {
            rows.AppendBlock(stamp);
            rows.TokenAddress.Append(price.Token);
            rows.QuoteAddress.Append(PriceBatch.Usd);
            rows.Price.Append(price.Usd);
            rows.Source.Append($"{PriceBatch.SubgraphSource}{pin.Deployment}");
            rows.LiquidityUsd.Append(price.LiquidityUsd);
        }

        return rows;
    }

    private async Task<int> QueryAsync(ParseResult parsed, CancellationToken stop)
    {
        using SubgraphClient client = _flags.Open(parsed, host);
        string query = parsed.GetValue(_query)!;
        if (query.Contains("$last", StringComparison.Ordinal) && query.Contains("$block", StringComparison.Ordinal))
        {
            SubgraphPin pin = await client.PinAsync(_flags.Block(parsed), stop);
            await foreach (JsonElement row in client.ReadPagesAsync(query, pin, stop))
            {
                await SayAsync(row.GetRawText());
            }

            return 0;
        }

        JsonElement data = await client.AskAsync(query, new Dictionary<string, object?>(), stop);
        foreach (JsonProperty member in data.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement row in member.Value.EnumerateArray())
                {
                    await SayAsync(row.GetRawText());
                }
            }
            else
            {
                await SayAsync(member.Value.GetRawText());
            }
        }

        return 0;
    }

    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken stop)
    {
        using SubgraphClient client = _flags.Open(parsed, host);
        PoolComparison comparison = new(
            host, WarehouseSpec.Parse(parsed.GetValue(_warehouse)!), Settings(parsed), _flags.ChainId(parsed),
            _flags.Version(parsed).ToString(CultureInfo.InvariantCulture));
        SubgraphPin pin = await client.PinAsync(_flags.Block(parsed), stop);
        return await comparison.RunAsync(
            new UniswapSubgraph(client, _flags.Version(parsed)).ReadPoolsAsync(pin, stop), parsed.GetValue(_json), stop);
    }

    private WarehouseSettings Settings(ParseResult parsed) => new(parsed.GetValue(_memory), Threads: 1);

    private Task SayAsync(string line) => host.Screen.Output.WriteLineAsync(line);
}
