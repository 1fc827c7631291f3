using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Weir.IntegrationTests;

/// <summary>
/// Rows of two engines in one form: numbers to nine digits, dates without an empty time, booleans as t and f.
/// </summary>
internal static partial class SqlAnswer
{
    public const string Column = "\u001f";
    public const string Row = "\u001e";
    public const string Null = "\u001d";

    /// <summary>The rows of DuckDB, columns behind one another.</summary>
    public static string[] Read(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            string[] values = new string[reader.FieldCount];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = reader.IsDBNull(i) ? Null : Text(reader.GetValue(i));
            }

            rows.Add(string.Join(Column, values));
        }

        return [.. rows];
    }

    /// <summary>The rows in the common form.</summary>
    public static string[] Plain(IEnumerable<string> rows) =>
        [.. rows.Where(row => row.Length > 0).Select(
            row => string.Join(" | ", row.TrimEnd('\n').Split(Column).Select(PlainValue)))];

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "t" : "f",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string PlainValue(string text)
    {
        if (text == Null)
        {
            return "NULL";
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            return number.ToString("G9", CultureInfo.InvariantCulture);
        }

        return text switch
        {
            "True" => "t",
            "False" => "f",
            _ => EmptyTime().Replace(text, "$1"),
        };
    }

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\d(?: (?!00:00:00)\d\d:\d\d:\d\d[.\d]*)?)(?: 00:00:00)?(?:[+-]\d\d)?$")]
    private static partial Regex EmptyTime();
}
