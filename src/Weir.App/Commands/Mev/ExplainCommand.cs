using System.CommandLine;
using System.Globalization;
using Weir.App.Settings;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Pipeline;
using Weir.Proofs;

namespace Weir.App.Commands.Mev;

/// <summary>
/// <c>weir explain MEV_ID</c>: from the raw logs to the verdict, made again from what the warehouse has and compared
/// with what it says.
/// </summary>
internal sealed class ExplainCommand(WeirHost host)
{
    private readonly Argument<string> _id = new("mev_id") { Description = "the finding's id in the table mev" };
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<bool> _json = SharedFlags.Json();
    private readonly Option<string?> _memory = SharedFlags.Memory();

    public Command Build()
    {
        Command command = new("explain", "Explain a finding of the table mev from its raw logs, and check it again.");
        command.Arguments.Add(_id);
        foreach (Option option in new Option[] { _warehouse, _json, _memory })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command, "weir query \"SELECT mev_id, kind, profit_usd FROM mev ORDER BY profit_usd DESC LIMIT 5\"",
            "weir explain 0x… --warehouse duckdb:weir.duckdb", "weir explain 0x… --json");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string id = parsed.GetValue(_id)!;
        WarehouseSpec warehouse = WarehouseSpec.Parse(parsed.GetValue(_warehouse)!);
        WarehouseSettings settings = new(parsed.GetValue(_memory));
        StoredFinding stored = await ReadAsync(warehouse, settings, id, cancellationToken);
        await using IWarehouseReader reader = host.Warehouses.OpenReader(warehouse, settings, _ => { });
        StoredSource source = new(
            reader, stored.ChainId, new BlockRangeSet([new BlockRange(stored.Block, stored.Block)]), host.Time);
        Explanation? explanation = null;
        await foreach (ChainUpdate<BlockRun> update in source.ReadAsync(SinkState.Empty, cancellationToken))
        {
            using BlockRun? run = update.Raw;
            if (run is null)
            {
                continue;
            }

            BatchSet made = new();
            foreach (ITransform<BlockRun> transform in Decoders.For([MevBatch.Table]))
            {
                transform.Transform(run, made);
            }

            explanation = Explanation.Of(run.Blocks[0], made, stored);
        }

        if (explanation is null)
        {
            throw new WarehouseException(
                ErrorCodes.WarehouseRead, $"block {stored.Block} cannot be rebuilt from the warehouse",
                "An explanation needs the tables blocks, transactions and logs: load them with weir backfill --tables all.");
        }

        TextWriter output = host.Screen.Output;
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(explanation.ToJson());
        }
        else
        {
            await explanation.WriteAsync(output);
        }

        return explanation.Difference is null ? 0 : 1;
    }

    private async Task<StoredFinding> ReadAsync(
        WarehouseSpec warehouse, WarehouseSettings settings, string id, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = host.Warehouses.OpenQuery(warehouse, settings);
        await using IQueryResult result = await query.QueryAsync(
            "SELECT chain_id, block_number, kind, actor_address, CAST(profit_raw AS VARCHAR), "
            + "CAST(victim_loss_raw AS VARCHAR), CAST(gas_cost_wei AS VARCHAR), part_of, profit_usd, "
            + "CAST(builder_payment_wei AS VARCHAR) FROM mev WHERE mev_id = $1", [id], cancellationToken);
        await foreach (IReadOnlyList<object?> row in result.ReadRowsAsync(cancellationToken))
        {
            string?[] text = [.. row.Select(value => value is null ? null
                : Convert.ToString(value, CultureInfo.InvariantCulture))];
            return new StoredFinding(
                id, long.Parse(text[0]!, CultureInfo.InvariantCulture),
                long.Parse(text[1]!, CultureInfo.InvariantCulture), text[2]!, text[3]!, text[4], text[5], text[6],
                text[7], row[8] as double?, text[9]);
        }

        throw new ConfigException(
            ErrorCodes.BadFlag, $"the table mev has no finding '{id}'",
            "Ask for ids with weir query \"SELECT mev_id, kind FROM mev\".");
    }
}

/// <summary>What a warehouse says of a finding; amounts as decimal text.</summary>
internal sealed record StoredFinding(
    string Id, long ChainId, long Block, string Kind, string Actor, string? Profit, string? Loss, string? Gas,
    string? PartOf, double? ProfitUsd, string? BuilderPayment);
