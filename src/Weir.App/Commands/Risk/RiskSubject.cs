using System.Globalization;
using System.Text.Json;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Commands.Risk.Series;

namespace Weir.App.Commands.Risk;

/// <summary>What an answer is of: the head of its table, <c>of</c> in its JSON, the second line of its plot.</summary>
internal sealed record RiskSubject
{
    /// <summary>The file or the query.</summary>
    public required string Source { get; init; }

    public required IReadOnlyList<string> Assets { get; init; }

    /// <summary>Times of the first and last price.</summary>
    public required string First { get; init; }

    public required string Last { get; init; }

    /// <summary>How many returns.</summary>
    public required int Observations { get; init; }

    /// <summary>The usual time between two prices; null where the first column holds no times.</summary>
    public TimeSpan? Bar { get; init; }

    /// <summary>Whether the series leaves out weekends.</summary>
    public bool IsOfWeekdays { get; init; }

    /// <summary>simple or log.</summary>
    public required string Returns { get; init; }

    /// <summary>What money; null where nothing says it.</summary>
    public required string? Currency { get; init; }

    /// <summary>Value held, below zero for a short position; null where the answer is of no amount.</summary>
    public double? Position { get; init; }

    public IReadOnlyList<double> Weights { get; init; } = [];

    public IReadOnlyList<double> Confidences { get; init; } = [];

    /// <summary>Other choices by their names, in the order given.</summary>
    public IReadOnlyList<(string Name, string Value)> Choices { get; init; } = [];

    /// <summary>The subject of a table of prices.</summary>
    public static RiskSubject Of(PriceTable table, string returns, string? currency) => new()
    {
        Source = table.Source,
        Assets = table.Assets,
        First = table.Times[0],
        Last = table.Times[^1],
        Observations = table.Times.Count - 1,
        Bar = Gaps.Bar(table),
        IsOfWeekdays = Gaps.IsOfWeekdays(table),
        Returns = returns,
        Currency = currency,
    };

    /// <summary>The file without its folders, or the query.</summary>
    private string ShortSource => File.Exists(Source) ? Path.GetFileName(Source) : Source.ReplaceLineEndings(" ");

    /// <summary>A step of the series in words: 1 minute, 1 weekday, 1 step.</summary>
    public string Step => Bar is not { } bar ? "1 step"
        : IsOfWeekdays ? "1 weekday"
        : bar.Ticks % TimeSpan.TicksPerDay == 0 ? Words(bar.TotalDays, "day")
        : bar.Ticks % TimeSpan.TicksPerHour == 0 ? Words(bar.TotalHours, "hour")
        : bar.Ticks % TimeSpan.TicksPerMinute == 0
            ? Words(bar.TotalMinutes, "minute") : Words(bar.TotalSeconds, "second");

    /// <summary>The lines above a table.</summary>
    public IEnumerable<string> Lines()
    {
        string weights = Weights.Count > 1
            ? ", weights " + string.Join(
                " ", Weights.Select(weight => weight.ToString("0.####", CultureInfo.InvariantCulture))) : string.Empty;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{ShortSource}: {string.Join(", ", Assets)}{weights}; {First} to {Last}, {Observations:N0} {Returns} returns of {Step}");
        List<string> more = [];
        if (Position is { } position)
        {
            more.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"position {Currency} {Math.Abs(position):N0}{(position < 0 ? " short" : " long")}"));
        }
        else
        {
            more.Add($"in {Currency}");
        }

        if (Confidences.Count > 0)
        {
            more.Add("confidence " + string.Join(
                " ", Confidences.Select(level => level.ToString("0.####", CultureInfo.InvariantCulture))));
        }

        yield return string.Join("; ", more.Concat(Choices.Select(choice => $"{choice.Name} {choice.Value}")));
    }

    /// <summary>Writes <c>of</c> into an open object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName("of");
        WriteObject(json);
    }

    /// <summary>Writes the subject as an object of its own.</summary>
    public void WriteObject(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("source", Source);
        json.WriteStartArray("assets");
        foreach (string asset in Assets)
        {
            json.WriteStringValue(asset);
        }

        json.WriteEndArray();
        json.WriteString("first", First);
        json.WriteString("last", Last);
        json.WriteNumber("observations", Observations);
        ResultWriter.Number(json, "barSeconds", Bar?.TotalSeconds);
        json.WriteString("step", Step);
        json.WriteString("returns", Returns);
        if (Currency is not null)
        {
            json.WriteString("currency", Currency);
        }

        if (Position is { } position)
        {
            json.WriteNumber("position", position);
        }

        if (Weights.Count > 0)
        {
            ResultWriter.Numbers(json, "weights", Weights);
        }

        if (Choices.Count > 0)
        {
            json.WriteStartObject("choices");
            foreach ((string name, string value) in Choices)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static string Words(double count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:0.###} {unit}{(count == 1 ? string.Empty : "s")}");
}
