using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk lp</c>: value at risk of a liquidity position on the returns of its price, LVR and breakeven turnover.</summary>
internal static class LpCommand
{
    public static Command Build(IPriceQuery query)
    {
        RiskOptions options = new(query);
        PositionOptions position = new();
        Option<double> fee = new("--fee") { Description = "the pool's fee, 0.003 for 30 bps", DefaultValueFactory = _ => 0.003 };
        Option<double> turnover = new("--turnover") { Description = "volume over position value a step", DefaultValueFactory = _ => 0 };
        Option<double?> exit = new("--exit-liquidity") { Description = "liquidity of the pool that base tokens are sold into on leaving" };
        Option<double> blocks = new("--blocks-per-step") { Description = "blocks in a step of the prices, for LVR with fees", DefaultValueFactory = _ => 7200 };
        Command command = new("lp", "Value at risk of a liquidity position, fully revalued on every return of its price.");
        options.AddSeries(command);
        position.AddTo(command);
        foreach (Option option in new Option[] { fee, turnover, exit, blocks, options.Confidence })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk lp --prices eth.csv --kind concentrated --lower 3500 --upper 5500 --fee 0.003 --turnover 0.1",
            "weir risk lp --prices eth.csv --confidence 0.99 --json");
        command.SetAction((parsed, cancellationToken) => RunAsync(options, position, new PoolOptions(fee, turnover, exit, blocks), parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        RiskOptions options, PositionOptions position, PoolOptions pool, ParseResult parsed, CancellationToken cancellationToken)
    {
        PriceTable table = await options.ReadAsync(parsed, cancellationToken);
        if (table.Columns.Count > 1)
        {
            throw RiskErrors.Request("there are several columns of prices.", "A position has one price: choose it with --column, or select it alone.");
        }

        double price = table.Columns[0][^1];
        double[] returns = Weir.Risk.Returns.PriceReturns.Of(table.Columns[0], Weir.Risk.Returns.ReturnKind.Simple);
        double volatility = Volatility(returns);
        LpPosition held = position.Read(parsed, price);
        LpScenario[] scenarios = [.. returns.Select(value => new LpScenario(value, 0))];
        double fee = parsed.GetValue(pool.Fee);
        LpRiskOptions risk = new()
        {
            FeeRatio = fee,
            TurnoverRatio = parsed.GetValue(pool.Turnover),
            Exit = parsed.GetValue(pool.Exit) is { } liquidity ? new ExitPool(liquidity, fee) : null,
        };
        double loss = LossVersusRebalancing.RatioPerPeriod(held, price, volatility);
        double lossWithFees = volatility > 0
            ? LossVersusRebalancing.WithFees(held, price, volatility, fee, parsed.GetValue(pool.Blocks)) / held.Value(price) : 0;
        double? breakeven = fee > 0 ? LossVersusRebalancing.BreakevenTurnoverRatio(held, price, volatility, fee) : null;
        TextWriter output = parsed.InvocationConfiguration.Output;
        List<string[]> rows = [];
        foreach (double confidence in parsed.GetValue(options.Confidence)!)
        {
            LpRisk result = LpValueAtRisk.Estimate([held], price, 1, scenarios, confidence, risk);
            if (parsed.GetValue(options.Json))
            {
                await output.WriteLineAsync(JsonLine.Of(json =>
                {
                    LpRiskJson.Write(json, result);
                    ResultWriter.Number(json, "volatility", volatility);
                    ResultWriter.Number(json, "lvrRatio", loss);
                    ResultWriter.Number(json, "lvrWithFeesRatio", lossWithFees);
                    ResultWriter.Number(json, "breakevenTurnover", breakeven);
                }));
            }

            rows.Add([
                confidence.ToString("0.####", CultureInfo.InvariantCulture), Money(result.ValueUsd), Money(result.ValueAtRiskUsd), Money(result.ExpectedShortfallUsd),
                Money(result.HoldValueAtRiskUsd), Money(result.DeltaValueAtRiskUsd), Money(result.MeanFeesUsd), Money(result.MeanImpermanentLossUsd),
                Money(result.MeanExitCostUsd),
            ]);
        }

        if (!parsed.GetValue(options.Json))
        {
            await output.WriteAsync(TextTable.Render(["confidence", "value", "VaR", "ES", "VaR held", "VaR linear", "mean fees", "mean IL", "mean exit cost"], rows));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"volatility a step {volatility:P3}; LVR a step {1e4 * loss:0.###} bps, with fees and blocks {1e4 * lossWithFees:0.###} bps; breakeven turnover a step {breakeven?.ToString("P2", CultureInfo.InvariantCulture) ?? "none"}"));
        }

        if (parsed.GetValue(options.Plot) is { } path)
        {
            double[] ratios = [.. Enumerable.Range(0, 400).Select(i => 0.25 + (i / 399.0 * 1.75))];
            Holdings tokens = held.HoldingsAt(price);
            Plots.Lines(path, "price over today's price", "value", ratios, [
                (held.Kind, [.. ratios.Select(ratio => held.Value(price * ratio))]),
                ("tokens held", [.. ratios.Select(ratio => tokens.Value(price * ratio))])]);
        }

        return 0;
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

    private static string Money(double value) => (value + 0.0).ToString("N2", CultureInfo.InvariantCulture);

    private sealed record PoolOptions(Option<double> Fee, Option<double> Turnover, Option<double?> Exit, Option<double> Blocks);
}
