using System.Globalization;
using System.Text.Json;

namespace Weir.Sql.Tests;

/// <summary>
/// The everyday queries (Everyday/README.md): questions in four dialects, made rows, and the answers of the source's
/// engines.
/// </summary>
public static class EverydayQueries
{
    private static readonly string Folder = Path.Combine(FindRoot(), "tests", "Weir.Sql.Tests", "Everyday");
    private static readonly JsonDocument TablesFile =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "tables.json")));
    private static readonly JsonDocument AnswersFile =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "answers.json")));

    public static IReadOnlyList<string> Dialects { get; } = ["duckdb", "postgres", "bigquery", "snowflake"];

    public static SqlSchema Schema { get; } = ReadSchema();

    /// <summary>Translations that are refused, as <c>question from to</c>.</summary>
    public static IReadOnlySet<string> Refused { get; } = File.ReadAllLines(Path.Combine(Folder, "refused.txt")).Where(
        line => line.Length > 0 && line[0] != '#').Select(line => line.Split(':')[0]).ToHashSet();

    /// <summary>Name, dialect and text of every query.</summary>
    public static IEnumerable<(string Name, string Dialect, string Sql)> All()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "queries-*.txt").Order(StringComparer.Ordinal))
        {
            string name = string.Empty;
            foreach (string line in File.ReadLines(file))
            {
                if (line.StartsWith("# ", StringComparison.Ordinal))
                {
                    name = line[2..].Split(' ')[0];
                }
                else if (line.Length > 0)
                {
                    string[] parts = line.Split(": ", 2);
                    yield return (name, parts[0], parts[1]);
                }
            }
        }
    }

    public static bool IsChange(string sql) => sql.Split(' ')[0] is "MERGE" or "UPDATE" or "DELETE" or "INSERT";

    /// <summary>The rows that the question has; texts in a common form, NULL null.</summary>
    public static string?[][] Answer(string name) =>
        [.. AnswersFile.RootElement.GetProperty(name).EnumerateArray().Select(
            row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray())];

    /// <summary>
    /// Statements that make the tables; <paramref name="types"/> names the target's types of int64, uint256, double,
    /// timestamp, json and list.
    /// </summary>
    public static IEnumerable<string> Tables(IReadOnlyDictionary<string, string> types, string create, string arrayOpen)
    {
        foreach (JsonProperty table in TablesFile.RootElement.EnumerateObject())
        {
            JsonProperty[] columns = [.. table.Value.GetProperty("columns").EnumerateObject()];
            yield return $"{create} {table.Name} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\" {types.GetValueOrDefault(column.Value.GetString()!, "TEXT")}"))})";
            IEnumerable<string> rows = table.Value.GetProperty("rows").EnumerateArray().Select(
                row => "(" + string.Join(", ", row.EnumerateArray().Select(cell => Constant(cell, arrayOpen))) + ")");
            yield return $"INSERT INTO {table.Name} VALUES {string.Join(", ", rows)}";
        }
    }

    /// <summary>Whole numbers to the last digit, others to nine.</summary>
    public static bool Same(string?[][] first, string?[][] second) =>
        first.Length == second.Length && first.Zip(second).All(rows => rows.First.Length == rows.Second.Length
            && rows.First.Zip(rows.Second).All(cells => SameCell(cells.First, cells.Second)));

    /// <summary>One spelling of a value: t and f, times without empty ends, whole numbers without a fraction.</summary>
    public static string? Plain(string? text)
    {
        if (text is null or "t" or "f")
        {
            return text;
        }
        if (text is "true" or "false" or "True" or "False")
        {
            return text[..1].ToLowerInvariant();
        }
        if (text.Length >= 19 && text[4] == '-' && text[13] == ':')
        {
            string moment = text.Replace('T', ' ').TrimEnd('Z');
            moment = moment.EndsWith("+00", StringComparison.Ordinal) ? moment[..^3]
                : moment.EndsWith("+00:00", StringComparison.Ordinal) ? moment[..^6] : moment;
            moment = moment.Contains('.', StringComparison.Ordinal) ? moment.TrimEnd('0').TrimEnd('.') : moment;
            return moment.Replace(" 00:00:00", string.Empty, StringComparison.Ordinal);
        }
        return text;
    }

    private static bool SameCell(string? first, string? second)
    {
        if (first == second)
        {
            return true;
        }
        if (first is null || second is null || !double.TryParse(first, CultureInfo.InvariantCulture, out double one)
            || !double.TryParse(second, CultureInfo.InvariantCulture, out double other))
        {
            return false;
        }
        bool whole = IsWhole(first) && IsWhole(second);
        return whole ? first.Split('.')[0] == second.Split('.')[0]
            : one.ToString("G9", CultureInfo.InvariantCulture) == other.ToString("G9", CultureInfo.InvariantCulture);
    }

    private static bool IsWhole(string number)
    {
        string[] parts = number.Split('.');
        return parts[0].TrimStart('-').All(char.IsAsciiDigit)
            && (parts.Length == 1 || parts[1].All(digit => digit == '0'));
    }

    private static string Constant(JsonElement cell, string arrayOpen) => cell.ValueKind switch
    {
        JsonValueKind.Null => "NULL",
        JsonValueKind.Number => cell.GetRawText(),
        JsonValueKind.Array =>
            arrayOpen + string.Join(", ", cell.EnumerateArray().Select(item => $"'{item.GetString()}'")) + "]",
        _ => "'" + cell.GetString()!.Replace("'", "''", StringComparison.Ordinal) + "'",
    };

    private static SqlSchema ReadSchema()
    {
        SqlSchema schema = new();
        foreach (JsonProperty table in TablesFile.RootElement.EnumerateObject())
        {
            foreach (JsonProperty column in table.Value.GetProperty("columns").EnumerateObject())
            {
                schema.Add(table.Name, column.Name, column.Value.GetString()!);
            }
        }
        return schema;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests holds Weir.slnx");
    }
}
