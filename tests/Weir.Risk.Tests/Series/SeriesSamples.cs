using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Weir.Risk.Tests.Series;

/// <summary>The same twelve prices as people and programs write them, and as they get them wrong.</summary>
internal static class SeriesSamples
{
    /// <summary>What every file that can be understood must be read as.</summary>
    public static readonly double[] Prices =
        [1100.5, 1111.25, 1098, 1150.75, 1149.5, 1160, 1002.25, 1040, 1041.5, 1100, 1099.75, 1133];

    private static readonly DateTime First = new(2020, 1, 6, 0, 0, 0, DateTimeKind.Utc);

    private static readonly CultureInfo German = CultureOf(",", ".");

    public static IReadOnlyList<SeriesSample> All { get; } =
    [
        .. Separators(), .. Encodings(), .. Headers(), .. Dates(), .. Numbers(), .. Orders(), .. Holes(), .. Wrong(),
    ];

    private static IEnumerable<SeriesSample> Separators()
    {
        yield return Same("comma", Csv());
        yield return Same("semicolon", Csv(separator: ";"));
        yield return Same("tab", Csv(separator: "\t"));
        yield return Same("bar", Csv(separator: "|"));
        yield return Same("sep= of a spreadsheet", "sep=;\n" + Csv(separator: ";"));
        yield return Same("spaces around cells", Csv(separator: " , "));
        yield return Same("separator at the end of lines", Csv(end: ",\n"));
        yield return Same("quoted cells", Csv(date: i => $"\"{Day(i):yyyy-MM-dd}\"", price: p => $"\"{Text(p)}\""));
        yield return Same("Windows line ends", Csv(end: "\r\n"));
        yield return Same("old Macintosh line ends", Csv(end: "\r"));
        yield return Same("blank lines", Csv(end: "\n\n"));
    }

    private static IEnumerable<SeriesSample> Encodings()
    {
        string text = Csv();
        yield return Same("UTF-8 with a mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(text)]);
        yield return Same("UTF-16 with a mark", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)]);
        yield return Same("UTF-16, big end first", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(text)]);
        yield return Same("UTF-16 without a mark", Encoding.Unicode.GetBytes(text));
        yield return Same(
            "Latin-1", Encoding.Latin1.GetBytes(text.Replace("time", "Tägliche Zeit", StringComparison.Ordinal)));
        yield return Same("gzip without its ending", Zip(text));
        yield return Refused("a workbook", [(byte)'P', (byte)'K', 3, 4, 20, 0], "workbook");
        yield return Refused("nothing at all", [], "empty");
    }

    private static IEnumerable<SeriesSample> Headers()
    {
        yield return Same("no header", Csv(header: false));
        yield return Same("comments first", "# made by a program\n" + Csv());
        yield return Same("lines of its maker first", "Bank of Examples\nSeries X\n" + Csv());
        yield return Same("two lines of header", Csv().Replace(
            "close\n", "close\nTicker,ETH-USD\nDate,\n", StringComparison.Ordinal));
        yield return Same("an index before the times", string.Concat(Csv().Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries).Select((line, i) => i == 0 ? $",{line}\n" : $"{i - 1},{line}\n")));
        yield return Same("open, high, low, close", Rows(
            "time,open,high,low,close", i => $"{Day(i):yyyy-MM-dd},1,2,0.5,{Text(Prices[i])}"));
        yield return Refused("open, high, low and no close", Rows(
            "time,open,high,low", i => $"{Day(i):yyyy-MM-dd},1,2,0.5"), "--column");
        yield return Refused("no header, two columns of numbers", Rows(
            null, i => $"{Day(i):yyyy-MM-dd},1,{Text(Prices[i])}"), "--column");
        yield return Refused("a header alone", "time,close\n", "no row under the header");
    }

    private static IEnumerable<SeriesSample> Dates()
    {
        yield return Same("seconds since 1970", Csv(date: i => Seconds(i).ToString(CultureInfo.InvariantCulture)));
        yield return Same(
            "milliseconds since 1970", Csv(date: i => (Seconds(i) * 1000).ToString(CultureInfo.InvariantCulture)));
        yield return Same("YYYYMMDD", Csv(date: i => $"{Day(i):yyyyMMdd}"));
        yield return Same("DD/MM/YYYY", Csv(date: i => Day(i).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)));
        yield return Same("MM/DD/YYYY", Csv(date: i => Day(i).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture)));
        yield return Same("DD.MM.YYYY", Csv(date: i => $"{Day(i):dd.MM.yyyy}"));
        yield return Same(
            "Jan 6, 2020", Csv(date: i => $"\"{Day(i).ToString("MMM d, yyyy", CultureInfo.InvariantCulture)}\""));
        yield return Same("06-Jan-20", Csv(date: i => Day(i).ToString("dd-MMM-yy", CultureInfo.InvariantCulture)));
        yield return Same("zones that change", Csv(
            date: i => i < 6 ? $"{Day(i):yyyy-MM-dd}T01:00:00+01:00" : $"{Day(i):yyyy-MM-dd}T02:00:00+02:00"));
        yield return Same("UTC by name", Csv(date: i => $"{Day(i):yyyy-MM-dd} 00:00:00 UTC"));
        yield return Same(
            "block numbers", Csv(date: i => (9_000_000 + (100 * i)).ToString(CultureInfo.InvariantCulture)));
        yield return Same("days below 13 that only one order explains", Rows(
            "time,close", i => $"{(i < 3 ? 10 + i : i - 2):00}/0{(i < 3 ? 1 : 2)}/2020,{Text(Prices[i])}"));
        yield return Refused("days below 13 that both orders explain", Rows(
            "time,close", i => $"{i + 1:00}/01/2020,{Text(Prices[i])}"), "may begin with the day or the month");
        yield return Refused(
            "two days below 13",
            "time,close\n01/02/2020,1100.5\n02/03/2020,1111.25\n",
            "may begin with the day or the month");
        yield return Refused("one row without a time", Csv().Replace(
            $"{Day(5):yyyy-MM-dd}", "holiday 3", StringComparison.Ordinal), "line 7: 'holiday 3' is not a time");
    }

    private static IEnumerable<SeriesSample> Numbers()
    {
        yield return Same("decimal commas and semicolons", Csv(separator: ";", price: p => p.ToString("0.00", German)));
        yield return Same("decimal commas in quotes", Csv(price: p => $"\"{p.ToString("0.00", German)}\""));
        yield return Same("1.100,50", Csv(separator: ";", price: p => p.ToString("N2", German)));
        yield return Same("\"1,100.50\"", Csv(price: p => $"\"{p.ToString("N2", CultureInfo.InvariantCulture)}\""));
        yield return Same("$1,100.50", Csv(price: p => $"\"${p.ToString("N2", CultureInfo.InvariantCulture)}\""));
        yield return Same("1 100,50", Csv(separator: ";", price: p => p.ToString("N2", CultureOf(",", " "))));
        yield return Refused(
            "decimal commas between commas", Csv(price: p => p.ToString("0.00", German)), "line 2 has 3 cells");
        yield return Refused(
            "1,100 alone",
            Csv(separator: ";", price: p => $"{Math.Floor(p / 1000):0},{p % 1000:000}"),
            "may be a decimal comma or a thousand");
        yield return Refused("a point here and a comma there", Csv(separator: ";").Replace(
            "1098", "1098,5", StringComparison.Ordinal), "decimal comma");
        yield return Refused("a percent sign", Csv().Replace(
            "1098", "1098%", StringComparison.Ordinal), "line 4, column 'close': '1098%' is not a number");
        yield return Refused(
            "infinity", Csv().Replace("1098", "inf", StringComparison.Ordinal), "line 4, column 'close'");
    }

    private static IEnumerable<SeriesSample> Orders()
    {
        string[] lines = Csv().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        yield return Same("newest first", string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse())));
        yield return Same("newest first, DD/MM/YYYY", Newest());
        yield return Same("shuffled", string.Join(
            '\n', lines.Take(1).Concat(Enumerable.Range(0, Prices.Length).Select(i => lines[1 + (5 * i % 12)]))));
        yield return Same("a row twice", Csv() + lines[^1] + "\n");
        yield return Refused("a day twice with two prices", Csv() + $"{Day(3):yyyy-MM-dd},5\n", "are both of");
        yield return Refused(
            "clocks put back",
            "time,close\n2020-10-25 01:00,10\n2020-10-25 02:00,11\n2020-10-25 02:00,12\n2020-10-25 03:00,13\n",
            "zone");
    }

    private static IEnumerable<SeriesSample> Holes()
    {
        yield return Fewer("a blank cell", Csv().Replace(
            "1098", string.Empty, StringComparison.Ordinal), "line 4 (2020-01-08), column 'close' is blank");
        yield return Fewer("NaN", Csv().Replace(
            "1098", "NaN", StringComparison.Ordinal), "line 4 (2020-01-08), column 'close' is 'NaN'");
        yield return Fewer("#N/A", Csv().Replace("1098", "#N/A", StringComparison.Ordinal), "'#N/A'");
        yield return Fewer(
            "a day left out",
            Csv().Replace($"{Day(2):yyyy-MM-dd},1098\n", string.Empty, StringComparison.Ordinal),
            "1 missing between 2020-01-07 and 2020-01-09");
        yield return Fewer("a cell too few", Csv().Replace(",1098", string.Empty, StringComparison.Ordinal), "blank");
        yield return new SeriesSample("a split", Encoding.UTF8.GetBytes(Rows(
            "time,close",
            i => $"{Day(i):yyyy-MM-dd},{Text(i < 6 ? 100 + i : (100 + i) / 2.0)}")), null, "2 for 1", false);
    }

    private static IEnumerable<SeriesSample> Wrong()
    {
        yield return Refused("a price of zero", Csv().Replace("1098", "0", StringComparison.Ordinal), "line 4");
        yield return Refused("a price below zero", Csv().Replace("1098", "-1098", StringComparison.Ordinal), "line 4");
        yield return Refused("words for a price", Csv().Replace(
            "1098", "closed", StringComparison.Ordinal), "line 4, column 'close': 'closed' is not a number");
        yield return Refused(
            "a cell too many", Csv().Replace(",1098", ",1098,7", StringComparison.Ordinal), "line 4 has 3 cells");
        yield return Refused("one column", "close\n1\n2\n", "one cell only");
        yield return Refused("two columns of one name", Rows(
            "time,eth,eth", i => $"{Day(i):yyyy-MM-dd},1,2"), "two columns are named 'eth'") with
        { Column = "eth" };
    }

    private static string Newest()
    {
        string[] lines = Csv(date: i => Day(i).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)).Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Reverse()));
    }

    private static string Csv(
        string separator = ",", string end = "\n", bool header = true, Func<int, string>? date = null,
        Func<double, string>? price = null) =>
        (header ? $"time{separator}close{end}" : string.Empty) + string.Concat(Prices.Select((value, i) =>
            $"{(date ?? (row => $"{Day(row):yyyy-MM-dd}"))(i)}{separator}{(price ?? Text)(value)}{end}"));

    private static string Rows(string? header, Func<int, string> row) =>
        (header is null ? string.Empty : header + "\n") + string.Concat(Prices.Select((_, i) => row(i) + "\n"));

    private static DateTime Day(int row) => First.AddDays(row);

    private static long Seconds(int row) => new DateTimeOffset(Day(row)).ToUnixTimeSeconds();

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static CultureInfo CultureOf(string point, string group)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        return culture;
    }

    private static byte[] Zip(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static SeriesSample Same(string name, string text) => Same(name, Encoding.UTF8.GetBytes(text));

    private static SeriesSample Same(string name, byte[] bytes) => new(name, bytes, Prices, string.Empty, false);

    private static SeriesSample Fewer(string name, string text, string said) =>
        new(name, Encoding.UTF8.GetBytes(text), [.. Prices.Where(price => price != 1098)], said, false);

    private static SeriesSample Refused(string name, string text, string said) =>
        Refused(name, Encoding.UTF8.GetBytes(text), said);

    private static SeriesSample Refused(string name, byte[] bytes, string said) => new(name, bytes, null, said, true);
}
