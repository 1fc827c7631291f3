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
        Command command = new("lp", "Value at risk of a liquidity position, fully revalued on every return of its price.");
        options.AddSeries(command);
        position.AddTo(command);
        foreach (Option option in new Option[] { fee, turnover, exit, options.Confidence })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk lp --prices eth.csv --kind concentrated --lower 3500 --upper 5500 --fee 0.003 --turnover 0.1",
            "weir risk lp --prices eth.csv --confidence 0.99 --json");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            PriceTable table = await options.ReadAsync(parsed, cancellationToken);
            double price = table.Columns[0][^1];
            LpPosition pool = position.Read(parsed, price);
            double[] returns = Weir.Risk.Returns.PriceReturns.Of(table.Columns[0], Weir.Risk.Returns.ReturnKind.Simple);
            LpScenario[] scenarios = [.. returns.Select(value => new LpScenario(value, 0))];
            LpRiskOptions risk = new()
            {
                FeeRatio = parsed.GetValue(fee),
                TurnoverRatio = parsed.GetValue(turnover),
                Exit = parsed.GetValue(exit) is { } liquidity ? new ExitPool(liquidity, parsed.GetValue(fee)) : null,
            };
            double mean = returns.Average();
            double volatility = Math.Sqrt(returns.Sum(value => (value - mean) * (value - mean)) / (returns.Length - 1));
            TextWriter output = parsed.InvocationConfiguration.Output;
            List<string[]> rows = [];
            foreach (double confidence in parsed.GetValue(options.Confidence)!)
            {
                LpRisk result = LpValueAtRisk.Estimate([pool], price, 1, scenarios, confidence, risk);
                if (parsed.GetValue(options.Json))
                {
                    await output.WriteLineAsync(JsonLine.Of(json =>
                    {
                        LpRiskJson.Write(json, result);
                        ResultWriter.Number(json, "volatility", volatility);
                        ResultWriter.Number(json, "lvrRatio", LossVersusRebalancing.RatioPerPeriod(pool, price, volatility));
                        ResultWriter.Number(json, "breakevenTurnover", risk.FeeRatio > 0 ? LossVersusRebalancing.BreakevenTurnoverRatio(pool, price, volatility, risk.FeeRatio) : null);
                    }));
                }

                rows.Add([
                    confidence.ToString("0.####", CultureInfo.InvariantCulture), Money(result.ValueUsd), Money(result.ValueAtRiskUsd), Money(result.ExpectedShortfallUsd),
                    Money(result.HoldValueAtRiskUsd), Money(result.DeltaValueAtRiskUsd), Money(result.MeanFeesUsd), Money(result.MeanImpermanentLossUsd),
                ]);
            }

            if (!parsed.GetValue(options.Json))
            {
                await output.WriteAsync(TextTable.Render(["confidence", "value", "VaR", "ES", "VaR held", "VaR linear", "mean fees", "mean IL"], rows));
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"volatility a step {volatility:P3}, LVR a step {1e4 * LossVersusRebalancing.RatioPerPeriod(pool, price, volatility):0.###} bps"));
            }

            return 0;
        });
        return command;
    }

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
