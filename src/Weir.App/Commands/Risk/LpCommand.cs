using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Plotting;
using Weir.App.Commands.Risk.Positions;
using Weir.App.Commands.Risk.Series;
using Weir.App.Settings;
using Weir.Pipeline;
using Weir.Risk.Historical;
using Weir.Risk.Liquidity;
using Weir.Risk.Returns;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk lp</c>: value at risk of a liquidity position on the returns of its price, of its impermanent
/// loss alone, LVR and breakeven turnover.</summary>
internal static class LpCommand
{
    public static Command Build(IPriceQuery query, Warehouses warehouses)
    {
        RiskOptions options = new(query);
        PositionOptions position = new();
        Option<string?> stored = new("--position")
        {
            Description = "a position of the warehouse in place of one by flags: POOL, POOL/OWNER or POOL/OWNER/LOWER:UPPER (ticks)",
        };
        Option<double> fee =
            new("--fee") { Description = "the pool's fee, 0.003 for 30 bps", DefaultValueFactory = _ => 0.003 };
        Option<double> turnover =
            new("--turnover") { Description = "volume over position value a step", DefaultValueFactory = _ => 0 };
        Option<double?> exit = new(
            "--exit-liquidity")
        { Description = "liquidity of the pool that base tokens are sold into on leaving" };
        Option<double> blocks =
            new("--blocks-per-step")
            {
                Description = "blocks in a step of the prices, for LVR with fees",
                DefaultValueFactory = _ => 7200
            };
        Command command = new(
            "lp", "Value at risk of a liquidity position, fully revalued on every return of its price.");
        options.AddSeries(command);
        position.AddTo(command);
        foreach (Option option in new Option[]
        {
            stored, fee, turnover, exit, blocks, options.Confidence, options.Shortfall,
        })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk lp --prices eth.csv --kind concentrated --lower 3500 --upper 5500 --fee 0.003 --turnover 0.1",
            "weir risk lp --prices eth.csv --confidence 0.99 --json",
            "weir risk lp --position 0x… --warehouse duckdb:weir.duckdb");
        command.SetAction(async (parsed, cancellationToken) => await RunAsync(
            options, position, new PoolOptions(fee, turnover, exit, blocks), parsed,
            parsed.GetValue(stored) is { } text
                ? await StoredAsync(warehouses, PositionSpec.Parse(text), parsed.GetValue(options.Warehouse)!, cancellationToken)
                : null,
            cancellationToken));
        return command;
    }

    private static async Task<ChainPosition> StoredAsync(
        Warehouses warehouses, PositionSpec spec, string warehouse, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = warehouses.OpenQuery(WarehouseSpec.Parse(warehouse), new WarehouseSettings());
        return await ChainPosition.ReadAsync(query, spec, cancellationToken);
    }

    private static async Task<int> RunAsync(
        RiskOptions options, PositionOptions position, PoolOptions pool, ParseResult parsed, ChainPosition? stored,
        CancellationToken cancellationToken)
    {
        PriceTable table = await options.ReadAsync(parsed, cancellationToken, stored?.PriceSql);
        if (table.Columns.Count > 1)
        {
            throw RiskErrors.Request(
                "there are several columns of prices.",
                "A position has one price: choose it with --column, or select it alone.");
        }

        double[] prices = table.Columns[0];
        double price = prices[^1];
        double entry = position.EntryOf(parsed, price);
        LpPosition held = stored?.Held ?? position.Read(parsed, entry);
        double[] returns = PriceReturns.Of(prices, ReturnKind.Simple);
        double fee = parsed.GetResult(pool.Fee) is { Implicit: false } ? parsed.GetValue(pool.Fee)
            : stored?.FeeRatio ?? parsed.GetValue(pool.Fee);
        LpRiskOptions risk = new()
        {
            FeeRatio = fee,
            TurnoverRatio = parsed.GetValue(pool.Turnover),
            Exit = parsed.GetValue(pool.Exit) is { } liquidity ? new ExitPool(liquidity, fee) : null,
            Shortfall = parsed.GetValue(options.Shortfall) == "tail-mean"
                ? ShortfallForm.TailMean : ShortfallForm.RockafellarUryasev,
        };
        string currency = stored is null || parsed.GetResult(options.Currency) is { Implicit: false }
            ? options.CurrencyOf(parsed) : stored.Quote;
        RiskSubject subject = RiskSubject.Of(table, "simple", currency) with
        {
            Confidences = parsed.GetValue(options.Confidence)!,
            Choices =
            [
                .. stored?.Describe(price) ?? position.Describe(parsed, entry),
                ("price today", price.ToString("G6", CultureInfo.InvariantCulture)),
                ("fee", fee.ToString(CultureInfo.InvariantCulture)),
                ("turnover", risk.TurnoverRatio.ToString(CultureInfo.InvariantCulture)),
                ("exit", parsed.GetValue(pool.Exit)?.ToString(CultureInfo.InvariantCulture) ?? "at the price"),
            ],
        };
        LpScenario[] scenarios = [.. returns.Select(value => new LpScenario(value, 0))];
        List<LpAnswer.Row> rows = [.. subject.Confidences.Select(confidence => new LpAnswer.Row(
            LpValueAtRisk.Estimate([held], price, 1, scenarios, confidence, risk),
            ImpermanentLossBacktest.Grade(held, prices, confidence, risk.Shortfall)))];
        double volatility = Volatility(returns);
        LpAnswer answer = new(subject, rows)
        {
            Volatility = volatility,
            Loss = LossVersusRebalancing.RatioPerPeriod(held, price, volatility),
            LossWithFees = volatility > 0
                ? LossVersusRebalancing.WithFees(
                    held, price, volatility, fee, parsed.GetValue(pool.Blocks)) / held.Value(price) : 0,
            Breakeven = fee > 0 ? LossVersusRebalancing.BreakevenTurnoverRatio(held, price, volatility, fee) : null,
        };
        await (parsed.GetValue(options.Json)
            ? answer.WriteJsonAsync(parsed.InvocationConfiguration.Output)
            : answer.WriteTableAsync(parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        if (parsed.GetValue(options.Plot) is { } path)
        {
            ChartFile.Write(path, Plot(subject, held, price), PlotTheme.Of(parsed.GetValue(options.Theme)!));
        }

        return 0;
    }

    private static Chart Plot(RiskSubject subject, LpPosition held, double price)
    {
        double[] ratios = [.. Enumerable.Range(0, 400).Select(i => 0.25 + (i / 399.0 * 1.75))];
        Holdings tokens = held.HoldingsAt(price);
        return RiskCharts.Lines(
            "Value of the position and of its tokens, held",
            [.. subject.Lines()],
            new ChartAxis("price over today's price", ChartScale.Number, ratios[0], ratios[^1]),
            $"value, {subject.Currency}",
            ChartScale.Number,
            ratios,
            [
                (held.Kind, [.. ratios.Select(ratio => held.Value(price * ratio))]),
                ("tokens held", [.. ratios.Select(ratio => tokens.Value(price * ratio))]),
            ]);
    }

    /// <summary>Standard deviation of the returns (n − 1).</summary>
    private static double Volatility(double[] returns)
    {
        if (returns.Length < 2)
        {
            throw RiskErrors.Request("there are fewer than two returns.", "Give at least three prices.");
        }

        double mean = returns.Average();
        return Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1));
    }

    private sealed record PoolOptions(
        Option<double> Fee, Option<double> Turnover, Option<double?> Exit, Option<double> Blocks);
}
