using System.Text.Json;
using Weir.Risk;
using Weir.Risk.Backtests;
using Weir.Risk.Drawdowns;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk.Batch;

/// <summary>Writes results as JSON; a number that is not finite never leaves, it is null.</summary>
internal static class ResultWriter
{
    public static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The name of an amount: with Usd, unless another currency was named.</summary>
    public static string Money(string name, string currency) => currency == "USD" ? name + "Usd" : name;

    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WriteStartArray(name);
        foreach (double? value in values)
        {
            if (value is { } number && double.IsFinite(number))
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    public static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values) =>
        Numbers(json, name, values.Select(value => (double?)value));

    public static void Estimate(Utf8JsonWriter json, RiskEstimate estimate)
    {
        json.WriteString("model", estimate.Model);
        json.WriteNumber("confidence", estimate.ConfidenceRatio);
        Number(json, "var", estimate.ValueAtRisk);
        Number(json, "es", estimate.ExpectedShortfall);
        json.WriteNumber("observations", estimate.Observations);
        json.WriteNumber("horizonSteps", estimate.HorizonSteps);
        if (estimate.ValueAtRiskStandardError is not null)
        {
            Number(json, "varStandardError", estimate.ValueAtRiskStandardError);
            Number(json, "esStandardError", estimate.ExpectedShortfallStandardError);
        }

        Figures(json, estimate.Figures);
        Notes(json, estimate.Conventions, estimate.Warnings);
    }

    public static void Verdict(Utf8JsonWriter json, TestVerdict verdict)
    {
        json.WriteString("test", verdict.Test);
        Number(json, "statistic", verdict.Statistic);
        Number(json, "pValue", verdict.PValue);
        if (verdict.IsRejected is { } rejected)
        {
            json.WriteBoolean("rejected", rejected);
        }
        else
        {
            json.WriteNull("rejected");
        }

        json.WriteNumber("significance", verdict.SignificanceRatio);
        Figures(json, verdict.Figures);
        Notes(json, verdict.Conventions, verdict.Warnings);
    }

    public static void Light(Utf8JsonWriter json, TrafficLightVerdict light)
    {
        json.WriteString("zone", light.Zone?.ToString().ToLowerInvariant());
        json.WriteNumber("exceedances", light.Exceedances);
        json.WriteNumber("observations", light.Observations);
        json.WriteNumber("cumulativeProbability", light.CumulativeProbability);
        Number(json, "plusFactor", light.PlusFactor);
        if (light.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }
    }

    /// <summary>The light as a word; "none" where there are too few forecasts for one.</summary>
    public static string Colour(BacktestReport report) =>
        report.TrafficLight.Zone?.ToString().ToLowerInvariant() ?? "none";

    public static void Report(Utf8JsonWriter json, BacktestReport report)
    {
        json.WriteString("model", report.Model);
        json.WriteNumber("confidence", report.ConfidenceRatio);
        json.WriteNumber("observations", report.Observations);
        json.WriteNumber("refused", report.Refused);
        json.WriteNumber("exceedances", report.Exceedances);
        json.WriteNumber("expectedExceedances", report.ExpectedExceedances);
        json.WriteStartObject("trafficLight");
        Light(json, report.TrafficLight);
        json.WriteEndObject();
        json.WriteStartObject("tests");
        foreach (TestVerdict verdict in report.Tests)
        {
            json.WriteStartObject(verdict.Test);
            Verdict(json, verdict);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a grade, and why there is none or no light.</summary>
    public static void Grade(Utf8JsonWriter json, Grade grade, string name = "verdict")
    {
        if (grade.Report is { } report)
        {
            json.WriteStartObject(name);
            Report(json, report);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull(name);
        }

        if (grade.Reason is { } reason)
        {
            json.WriteString("ungraded", reason);
        }
    }

    public static void Drawdown(Utf8JsonWriter json, DrawdownRisk risk)
    {
        json.WriteNumber("confidence", risk.ConfidenceRatio);
        Number(json, "maximum", risk.Maximum);
        json.WriteNumber("peakAfter", risk.MaximumAt.Peak);
        json.WriteNumber("troughAfter", risk.MaximumAt.Trough);
        Number(json, "mean", risk.Mean);
        Number(json, "drawdownAtRisk", risk.DrawdownAtRisk);
        Number(json, "conditionalDrawdown", risk.ConditionalDrawdown);
        Number(json, "current", risk.Current);
        json.WriteNumber("longestSteps", risk.LongestSteps);
        json.WriteNumber("observations", risk.Observations);
        Notes(json, risk.Conventions, risk.Warnings);
    }

    public static void Portfolio(Utf8JsonWriter json, PortfolioRisk risk)
    {
        json.WriteString("model", risk.Model);
        json.WriteNumber("confidence", risk.ConfidenceRatio);
        Number(json, "var", risk.ValueAtRisk);
        Number(json, "es", risk.ExpectedShortfall);
        Number(json, "diversificationVar", risk.DiversificationValueAtRisk);
        Number(json, "diversificationEs", risk.DiversificationExpectedShortfall);
        Numbers(json, "weights", risk.Assets.Select(asset => asset.Weight));
        Numbers(json, "standaloneVar", risk.Assets.Select(asset => asset.StandaloneValueAtRisk));
        Numbers(json, "standaloneEs", risk.Assets.Select(asset => asset.StandaloneExpectedShortfall));
        Numbers(json, "marginalVar", risk.Assets.Select(asset => asset.MarginalValueAtRisk));
        Numbers(json, "componentVar", risk.Assets.Select(asset => asset.ComponentValueAtRisk));
        Numbers(json, "marginalEs", risk.Assets.Select(asset => asset.MarginalExpectedShortfall));
        Numbers(json, "componentEs", risk.Assets.Select(asset => asset.ComponentExpectedShortfall));
        Numbers(json, "incrementalVar", risk.Assets.Select(asset => asset.IncrementalValueAtRisk));
        Numbers(json, "incrementalEs", risk.Assets.Select(asset => asset.IncrementalExpectedShortfall));
        Notes(json, risk.Conventions, risk.Warnings);
    }

    public static void Notes(Utf8JsonWriter json, IReadOnlyList<Convention> conventions, IReadOnlyList<string> warnings)
    {
        json.WriteStartObject("conventions");
        HashSet<string> written = [];
        foreach (Convention convention in conventions)
        {
            if (written.Add(convention.Name))
            {
                json.WriteString(convention.Name, convention.Value);
            }
        }

        json.WriteEndObject();
        json.WriteStartArray("warnings");
        foreach (string warning in warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
    }

    /// <summary>Figures by name; "group.name" goes into an object of its group.</summary>
    private static void Figures(Utf8JsonWriter json, IReadOnlyList<Figure> figures)
    {
        foreach (Figure figure in figures)
        {
            if (!figure.Name.Contains('.', StringComparison.Ordinal))
            {
                Number(json, figure.Name, figure.Value);
            }
        }

        foreach (IGrouping<string, Figure> group in figures.Where(
            figure => figure.Name.Contains('.', StringComparison.Ordinal))
            .GroupBy(figure => figure.Name[..figure.Name.IndexOf('.', StringComparison.Ordinal)]))
        {
            json.WriteStartObject(group.Key);
            foreach (Figure figure in group)
            {
                Number(json, figure.Name[(group.Key.Length + 1)..], figure.Value);
            }

            json.WriteEndObject();
        }
    }
}
