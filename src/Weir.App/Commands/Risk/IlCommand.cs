using System.CommandLine;
using System.Globalization;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Plotting;
using Weir.Risk.Liquidity;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk il</c>: impermanent loss over price ratios.</summary>
internal static class IlCommand
{
    private static readonly double[] DefaultRatios = [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10];

    public static Command Build()
    {
        PositionOptions position = new();
        Option<double[]> ratios = new(
            "--ratio")
        { Description = "price over entry price, one or more", AllowMultipleArgumentsPerToken = true };
        Option<bool> json = new("--json") { Description = "one JSON object a line" };
        Option<string?> plot = new("--plot") { Description = "write a PNG or SVG" };
        Option<string> theme = RiskOptions.Choice("--theme", "colours of the plot", "light", "light", "dark");
        Command command = new("il", "Impermanent loss of a liquidity position over price ratios.");
        position.AddTo(command);
        foreach (Option option in new Option[] { ratios, json, plot, theme })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir risk il --kind concentrated --lower 1500 --upper 2500 --entry 2000 --plot il.svg",
            "weir risk il --kind weighted --weight 0.8 --ratio 0.5 2 4 --json");
        command.SetAction(async (parsed, _) =>
        {
            double entry = position.EntryOf(parsed, null);
            LpPosition pool = position.Read(parsed, entry);
            double[] wanted = parsed.GetValue(ratios) is { Length: > 0 } given ? given : DefaultRatios;
            string of = string.Join("; ", position.Describe(parsed, entry).Select(part => $"{part.Name} {part.Value}"));
            List<string[]> rows = [];
            foreach (double ratio in wanted)
            {
                double price = entry * ratio;
                double value = pool.Value(price);
                double hold = pool.HoldingsAt(entry).Value(price);
                double loss = ImpermanentLoss.Ratio(pool, entry, price);
                if (parsed.GetValue(json))
                {
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonLine.Of(writer =>
                    {
                        ResultWriter.Number(writer, "priceRatio", ratio);
                        ResultWriter.Number(writer, "price", price);
                        ResultWriter.Number(writer, "impermanentLoss", loss);
                        ResultWriter.Number(writer, "value", value);
                        ResultWriter.Number(writer, "holdValue", hold);
                        ResultWriter.Number(writer, "loss", value - hold);
                        writer.WriteStartObject("of");
                        foreach ((string name, string text) in position.Describe(parsed, entry))
                        {
                            writer.WriteString(name, text);
                        }

                        writer.WriteEndObject();
                    }));
                }

                rows.Add([ratio.ToString("0.####", CultureInfo.InvariantCulture), Money(price), loss.ToString(
                    "P4", CultureInfo.InvariantCulture), Money(value), Money(hold), Money(value - hold)]);
            }

            if (!parsed.GetValue(json))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(of);
                await parsed.InvocationConfiguration.Output.WriteAsync(
                    TextTable.Render(["price ratio", "price", "IL", "LP value", "hold value", "loss"], rows));
            }

            if (parsed.GetValue(plot) is { } path)
            {
                double[] fine = [.. Enumerable.Range(0, 400).Select(
                    i => Math.Exp(Math.Log(0.2) + (i / 399.0 * Math.Log(25))))];
                Chart chart = RiskCharts.Lines(
                    "Impermanent loss against holding",
                    [of],
                    new ChartAxis("price over entry price", ChartScale.Number, fine[0], fine[^1]),
                    "impermanent loss, share of what was held",
                    ChartScale.Percent,
                    fine,
                    [(pool.Kind, [.. fine.Select(ratio => ImpermanentLoss.Ratio(pool, entry, entry * ratio))])]);
                ChartFile.Write(path, chart, PlotTheme.Of(parsed.GetValue(theme)!));
            }

            return 0;
        });
        return command;
    }

    private static string Money(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
