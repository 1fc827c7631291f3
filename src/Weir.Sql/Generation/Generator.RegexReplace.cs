using System.Globalization;
using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>PostgreSQL and DuckDB replace the first match unless told 'g', the others all.</summary>
    private bool WriteRegexReplace(Call call)
    {
        bool sourceFirst = Source.Family is "postgres" or "duckdb";
        bool targetFirst = Dialect.Family is "postgres" or "duckdb";
        Expression[] a = call.Arguments;
        if (sourceFirst == targetFirst || a.Length < 3)
        {
            return false;
        }
        if (targetFirst && a.Length == 3)
        {
            WriteCall(Call.OfFinal("REGEXP_REPLACE", [.. a, new StringLiteral("g")]));
            return true;
        }
        string? flags = a.Length == 3 ? string.Empty : a is [_, _, _, StringLiteral { Value: var letters }] ? letters
            : null;
        if (!sourceFirst || flags is null || flags.Trim('g', 'i', 'c').Length > 0)
        {
            Refuse(call, "REGEXP_REPLACE of the first match or with a position",
                "give the flag 'g', or cut the text at the match");
            return false;
        }
        bool all = flags.Contains('g', StringComparison.Ordinal);
        bool ignoreCase = flags.Contains('i', StringComparison.Ordinal);
        if (Dialect.Family == "snowflake")
        {
            Expression[] tail = all && !ignoreCase ? [] : [new NumberLiteral("1"), new NumberLiteral(all ? "0" : "1"),
                .. ignoreCase ? [new StringLiteral("i")] : Array.Empty<Expression>()];
            WriteCall(Call.OfFinal("REGEXP_REPLACE", [.. a[..3], .. tail]));
            return true;
        }
        if (all)
        {
            WriteCall(Call.OfFinal("REGEXP_REPLACE", a[0], ignoreCase ? WithFlags(a[1], "i") : a[1], a[2]));
            return true;
        }
        return WriteFirstReplaced(call, ignoreCase);
    }

    /// <summary>A pattern with its flags at the beginning, as RE2 has them.</summary>
    protected static Expression WithFlags(Expression pattern, string flags) =>
        flags.Length == 0 ? pattern : pattern is StringLiteral text ? new StringLiteral($"(?{flags}){text.Value}")
            : Call.OfFinal("CONCAT", new StringLiteral($"(?{flags})"), pattern);

    /// <summary>
    /// The first match where all are replaced: what stands before it becomes the first group of a pattern that can
    /// match only once.
    /// </summary>
    private bool WriteFirstReplaced(Call call, bool ignoreCase)
    {
        if (Dialect.Family != "bigquery" || call.Arguments is not [var text, StringLiteral pattern,
            StringLiteral replacement, ..] || Shifted(replacement.Value) is not { } shifted)
        {
            Refuse(call, "REGEXP_REPLACE of the first match by what is no literal",
                "give the flag 'g', or cut the text at the match");
            return false;
        }
        string once = $"{(ignoreCase ? "(?i)" : string.Empty)}^((?s:.*?))({pattern.Value})";
        WriteCall(Call.OfFinal("REGEXP_REPLACE", text, new StringLiteral(once), new StringLiteral("\\1" + shifted)));
        return true;
    }

    /// <summary>A replacement whose groups count from behind the two new ones; null where there are too many.</summary>
    private static string? Shifted(string replacement)
    {
        StringBuilder shifted = new();
        for (int index = 0; index < replacement.Length; index++)
        {
            if (replacement[index] != '\\' || index + 1 == replacement.Length)
            {
                shifted.Append(replacement[index]);
                continue;
            }
            char next = replacement[++index];
            int group = next == '&' ? 0 : next - '0';
            if (group is > 7 and <= 9)
            {
                return null;
            }
            shifted.Append('\\').Append(
                group is >= 0 and <= 7 ? (group + 2).ToString(CultureInfo.InvariantCulture) : next.ToString());
        }
        return shifted.ToString();
    }
}
