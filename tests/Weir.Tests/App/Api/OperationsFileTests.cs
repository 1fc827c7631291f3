using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weir.App.Operations;

namespace Weir.Tests.App.Api;

/// <summary>Alert rules and dashboard name metrics that there are.</summary>
public sealed partial class OperationsFileTests
{
    [Theory]
    [InlineData("config/prometheus/weir-alerts.yaml", 7)]
    [InlineData("config/grafana/weir.json", 10)]
    public void Every_metric_in_it_exists(string file, int least)
    {
        string[] known = [.. Metrics()];
        string[] named = [.. Name().Matches(File.ReadAllText(Path.Combine(Golden.Root, file))).Select(match => match.Value).Distinct()];
        Assert.True(named.Length >= least, $"{file} names {named.Length} metrics");
        Assert.Empty(named.Except(known));
    }

    [Fact]
    public void The_dashboard_shows_every_metric()
    {
        string text = JsonNode.Parse(File.ReadAllText(Path.Combine(Golden.Root, "config", "grafana", "weir.json")))!.ToJsonString();
        foreach (string metric in Metrics().Where(metric => !metric.EndsWith("_sum", StringComparison.Ordinal) && !metric.EndsWith("_count", StringComparison.Ordinal)))
        {
            Assert.Contains(metric, text, StringComparison.Ordinal);
        }
    }

    // As the Prometheus exporter names them.
    private static string[] Metrics()
    {
        List<Instrument> instruments = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == WeirMeter.Name)
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();
        _ = new WeirMeter(TimeProvider.System);
        return instruments.DistinctBy(instrument => instrument.Name).SelectMany(instrument => instrument switch
        {
            Counter<long> => [instrument.Name + "_total"],
            Histogram<double> => new[] { instrument.Name + "_bucket", instrument.Name + "_sum", instrument.Name + "_count" },
            _ => [instrument.Name],
        }).ToArray();
    }

    [GeneratedRegex("\\bweir_[a-z_]+\\b")]
    private static partial Regex Name();
}
