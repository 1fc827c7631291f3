using System.Globalization;
using System.Numerics;
using Weir.App.Commands.Risk.Series;
using Weir.App.Settings;
using Weir.Core.Errors;
using Weir.Pipeline;

namespace Weir.App.Commands.Risk;

/// <summary>Prices out of a warehouse, opened for reading only; the SQL is the warehouse's own.</summary>
internal sealed class WarehousePriceQuery(Warehouses warehouses) : IPriceQuery
{
    /// <inheritdoc/>
    public async Task<PriceTable> QueryAsync(string sql, string warehouse, CancellationToken cancellationToken)
    {
        await using IWarehouseQuery query = warehouses.OpenQuery(
            WarehouseSpec.Parse(warehouse), new WarehouseSettings());
        await using IQueryResult result = await query.QueryAsync(sql, [], cancellationToken);
        if (result.Columns.Count < 2)
        {
            throw Bad(
                "the answer has one column.", "Select the time first and then a price an asset: SELECT time, price …");
        }

        string[] assets = [.. result.Columns.Skip(1).Select(column => column.Name)];
        List<object> times = [];
        List<double>[] columns = Array.ConvertAll(assets, _ => new List<double>());
        List<string> gaps = [];
        double?[] prices = new double?[assets.Length];
        int row = 0;
        await foreach (IReadOnlyList<object?> values in result.ReadRowsAsync(cancellationToken))
        {
            row++;
            object time = values[0] ?? throw Bad(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"row {row} has no time."), $"Add WHERE {result.Columns[0].Name} IS NOT NULL.");
            int missing = -1;
            for (int i = 0; i < prices.Length; i++)
            {
                prices[i] = Price(values[i + 1], assets[i], row);
                missing = prices[i] is null && missing < 0 ? i : missing;
            }

            if (missing >= 0)
            {
                gaps.Add(
                    $"no price of {assets[missing]} at {Text(time, Instant(time) is { TimeOfDay.Ticks: 0 })} (NULL); the row is left out");
                continue;
            }

            times.Add(time);
            for (int i = 0; i < prices.Length; i++)
            {
                columns[i].Add(prices[i]!.Value);
            }
        }

        if (times.Count == 0)
        {
            throw Bad(
                row == 0 ? "the answer has no row." : "no row has a price of every asset.",
                "Check the query with weir query.");
        }

        bool days = times.TrueForAll(time => Instant(time) is { TimeOfDay.Ticks: 0 });
        return new PriceTable(
            [.. times.Select(time => Text(time, days))], assets, [.. columns.Select(column => column.ToArray())])
        {
            Source = sql,
            Instants = times.TrueForAll(time => Instant(time) is not null)
                ? [.. times.Select(time => Instant(time)!.Value)] : OfTexts(times),
            Notes = [.. SeriesNote.Few("gap", gaps, " rows with NULL prices are left out")],
        };
    }

    private static double? Price(object? value, string asset, int row) => value switch
    {
        null => null,
        double number => number,
        long number => number,
        ulong number => number,
        BigInteger number => (double)number,
        ExactDecimal or string when double.TryParse(
            value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => throw Bad(
            string.Create(CultureInfo.InvariantCulture, $"row {row}, column '{asset}': '{value}' is no number."),
            $"Cast it in the query, or leave the column out."),
    };

    /// <summary>The instant of a date, a timestamp, or a whole number large enough to be seconds, ms, µs or ns since
    /// 1970.</summary>
    private static DateTimeOffset? Instant(object time) => time switch
    {
        DateTimeOffset instant => instant,
        DateOnly date => new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero),
        long number when number >= Instants.FirstSecond => Instants.Epoch(number),
        ulong number when number is >= Instants.FirstSecond and <= long.MaxValue => Instants.Epoch((long)number),
        BigInteger number when number >= Instants.FirstSecond && number <= long.MaxValue =>
            Instants.Epoch((long)number),
        _ => null,
    };

    private static string Text(object time, bool day) =>
        Instant(time) is { } instant
            ? Instants.Text(instant, day) : Convert.ToString(time, CultureInfo.InvariantCulture)!;

    /// <summary>The instants of times that came as texts; null where they are none.</summary>
    private static DateTimeOffset[]? OfTexts(List<object> times)
    {
        (int, string)[] texts = [.. times.Select((time, row) => (row + 1, Text(time, day: true)))];
        return times.TrueForAll(time => time is string) && SeriesTimes.Of("--query", texts) is { } form
            ? [.. texts.Select(row => form.Read(row.Item2)!.Value)] : null;
    }

    private static ConfigException Bad(string what, string remedy) =>
        new(ErrorCodes.BadPriceQuery, $"--query: {what}", remedy);
}
