using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Settings;
using Weir.Core;
using Weir.Detection.Prices;
using Weir.Ethereum.Chains;
using Weir.Pipeline;
using Weir.Risk.Mev;

namespace Weir.App.Commands.Risk;

/// <summary>
/// <c>weir risk mev</c>: what a planned trade is exposed to, or what befell a pool, a block or a transaction.
/// </summary>
internal sealed class MevCommand(Warehouses warehouses)
{
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _pool = new("--pool") { Description = "a pool, by its address or id" };
    private readonly Option<string?> _tx = new("--tx") { Description = "a transaction, by its hash" };
    private readonly Option<long?> _block = new("--block") { Description = "a block, by its number" };
    private readonly Option<double?> _amount = new("--amount") { Description = "what is to be sold, in units of its token" };
    private readonly Option<string?> _token = new("--sell") { Description = "the token that is to be sold, by its address (the pool's first)" };
    private readonly Option<double> _slippage = new("--slippage")
    {
        Description = "the slippage that the trade allows, 0.005 for 0.5 %",
        DefaultValueFactory = _ => 0.005,
    };

    private readonly Option<double?> _fee = new("--fee") { Description = "the pool's fee where it is not proven, 0.003 for 0.3 %" };
    private readonly Option<double> _cost = new("--searcher-cost")
    {
        Description = "what a sandwich costs its searcher, in units of the sold token",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<bool> _json = new("--json") { Description = "one JSON object a line" };

    public Command Build()
    {
        Command command = new("mev", "Exposure to MEV of a planned trade, a pool, a block or a transaction.");
        foreach (Option option in new Option[] { _warehouse, _pool, _tx, _block, _amount, _token, _slippage, _fee, _cost, _json })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command, "weir risk mev --pool 0x… --amount 10 --slippage 0.01 --warehouse duckdb:weir.duckdb",
            "weir risk mev --block 20000000", "weir risk mev --tx 0x… --json");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = warehouses.OpenQuery(
            WarehouseSpec.Parse(parsed.GetValue(_warehouse)!), new WarehouseSettings());
        List<(string Name, object? Value)> answer = parsed.GetValue(_amount) is { } amount
            ? await PlanAsync(query, parsed, amount, cancellationToken)
            : await PastAsync(query, parsed, cancellationToken);
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json))
        {
            await output.WriteLineAsync(JsonLine.Of(json =>
            {
                foreach ((string name, object? value) in answer)
                {
                    if (value is double number)
                    {
                        ResultWriter.Number(json, name, number);
                    }
                    else if (value is long count)
                    {
                        json.WriteNumber(name, count);
                    }
                    else
                    {
                        json.WriteString(name, value?.ToString());
                    }
                }
            }));
            return 0;
        }

        await output.WriteAsync(TextTable.Render(
            ["what", "value"], [.. answer.Select(item => new[] { item.Name, Text(item.Value) })]));
        return 0;
    }

    // What was found about a pool, a block or a transaction.
    private async Task<List<(string, object?)>> PastAsync(
        IWarehouseQuery query, ParseResult parsed, CancellationToken cancellationToken)
    {
        (string where, object value, string what) =
            parsed.GetValue(_tx) is { } tx ? ("($1 = ANY(tx_hashes) OR $1 = ANY(victim_tx_hashes))", (object)tx.ToLowerInvariant(), "transaction")
            : parsed.GetValue(_block) is { } block ? ("block_number = $1", block, "block")
            : parsed.GetValue(_pool) is { } pool ? ("$1 = ANY(pools)", pool.ToLowerInvariant(), "pool")
            : throw RiskErrors.Request(
                "nothing was asked about.", "Give --pool with --amount, or one of --pool, --block and --tx.");
        List<(string, object?)> answer = [(what, value.ToString())];
        await foreach (IReadOnlyList<object?> row in WarehouseRows.ReadAsync(
            query, $"SELECT kind, COUNT(*), SUM(profit_usd), SUM(victim_loss_usd) FROM mev WHERE {where} GROUP BY kind ORDER BY kind",
            [value], cancellationToken))
        {
            string kind = $"{row[0]}";
            answer.Add(($"{kind}_count", (long)WarehouseRows.Number(row[1])));
            answer.Add(($"{kind}_profit_usd", row[2] is null ? null : WarehouseRows.Number(row[2])));
            answer.Add(($"{kind}_victim_loss_usd", row[3] is null ? null : WarehouseRows.Number(row[3])));
        }

        if (answer.Count == 1)
        {
            answer.Add(("findings", 0L));
        }

        return answer;
    }

    // Expected loss: what the worst sandwich takes, times how often trades of this pool were sandwiched.
    private async Task<List<(string, object?)>> PlanAsync(
        IWarehouseQuery query, ParseResult parsed, double amount, CancellationToken cancellationToken)
    {
        string pool = parsed.GetValue(_pool)?.ToLowerInvariant()
            ?? throw RiskErrors.Request("--amount was given without --pool.", "Name the pool that the trade goes through.");
        PoolNow now = await ReadPoolAsync(query, pool, cancellationToken);
        TokenList tokens = ChainTokens.Of(now.ChainId);
        string sell = (parsed.GetValue(_token) ?? now.Tokens[0]).ToLowerInvariant();
        int side = now.Tokens.ToList().IndexOf(sell);
        if (side < 0)
        {
            throw RiskErrors.Request(
                $"the pool {pool} does not have the token {sell}.", $"Its tokens are {string.Join(" and ", now.Tokens)}.");
        }

        KnownToken[] pair = [.. now.Tokens.Select(token => tokens.Find(Address.Parse(token))
            ?? throw RiskErrors.Request(
                $"the decimals of {token} are not known.", "Only tokens of the list (view tokens_known) can be told in units."))];
        double fee = parsed.GetValue(_fee) ?? now.FeeRatio ?? 0.003;
        PlannedTrade trade = new(
            now.Depths[side] / pair[side].Unit, now.Depths[1 - side] / pair[1 - side].Unit, fee, amount,
            parsed.GetValue(_slippage));
        SandwichOutcome outcome = SandwichExposure.Worst(trade, parsed.GetValue(_cost));
        (long trades, long sandwiched) = await ActivityAsync(query, pool, cancellationToken);

        // The rule of succession: a pool where nothing was seen yet is not safe for that.
        double chance = (sandwiched + 1.0) / (trades + 2);
        return
        [
            ("pool", pool), ("block", now.Block), ("sell", $"{pair[side].Symbol}"), ("amount", amount),
            ("slippage", trade.SlippageRatio), ("fee", fee),
            ("depth_sell", trade.ReserveIn), ("depth_buy", trade.ReserveOut),
            ("quote", outcome.QuoteOut), ("worst", outcome.WorstOut), ("worst_loss", outcome.Loss),
            ("worst_loss_token", pair[1 - side].Symbol), ("searcher_front", outcome.FrontIn),
            ("searcher_profit", outcome.SearcherProfit), ("swaps_seen", trades), ("swaps_sandwiched", sandwiched),
            ("chance", chance), ("expected_loss", chance * outcome.Loss),
        ];
    }

    private static async Task<PoolNow> ReadPoolAsync(
        IWarehouseQuery query, string pool, CancellationToken cancellationToken)
    {
        PoolNow? now = null;
        await foreach (IReadOnlyList<object?> row in WarehouseRows.ReadAsync(
            query, "SELECT f.chain_id, f.block_number, CAST(f.reserve0_raw AS VARCHAR), CAST(f.reserve1_raw AS VARCHAR), "
            + "CAST(f.sqrt_price_x96 AS VARCHAR), CAST(f.liquidity AS VARCHAR), p.tokens, p.fee_ppm FROM pool_features AS f "
            + "JOIN pools_known AS p ON p.chain_id = f.chain_id AND p.pool_id = f.pool_id WHERE f.pool_id = $1 "
            + "AND (f.reserve0_raw IS NOT NULL OR f.sqrt_price_x96 IS NOT NULL) ORDER BY f.block_number DESC LIMIT 1",
            [pool], cancellationToken))
        {
            double[] depths = row[2] is not null ? [WarehouseRows.Number(row[2]), WarehouseRows.Number(row[3])]
                : Virtual(WarehouseRows.Number(row[4]) / Math.Pow(2, 96), WarehouseRows.Number(row[5]));
            now = new PoolNow(
                (long)WarehouseRows.Number(row[0]), (long)WarehouseRows.Number(row[1]), depths,
                [.. ((IReadOnlyList<object?>)row[6]!).Select(token => $"{token}")],
                row[7] is null ? null : WarehouseRows.Number(row[7]) / 1e6);
        }

        return now is { Tokens.Count: 2 } ? now : throw RiskErrors.Request(
            $"the warehouse has no state of the pool {pool}.",
            "Load blocks in which it traded, with the tables pool_features and pools (weir backfill --tables all).");
    }

    private static async Task<(long Trades, long Sandwiched)> ActivityAsync(
        IWarehouseQuery query, string pool, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<object?> row in WarehouseRows.ReadAsync(
            query, "SELECT (SELECT COUNT(*) FROM dex_trades WHERE pool_id = $1), (SELECT COUNT(*) FROM dex.sandwiched AS s "
            + "JOIN mev AS m ON m.mev_id = s.mev_id WHERE $1 = ANY(m.pools))", [pool], cancellationToken))
        {
            return ((long)WarehouseRows.Number(row[0]), (long)WarehouseRows.Number(row[1]));
        }

        return (0, 0);
    }

    private static double[] Virtual(double root, double liquidity) => [liquidity / root, liquidity * root];

    private static string Text(object? value) => value switch
    {
        null => "not known",
        double number => number.ToString("G8", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private sealed record PoolNow(
        long ChainId, long Block, double[] Depths, IReadOnlyList<string> Tokens, double? FeeRatio);
}
