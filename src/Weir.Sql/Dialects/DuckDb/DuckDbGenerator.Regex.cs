using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Dialects.DuckDb;

internal sealed partial class DuckDbGenerator
{
    /// <summary>
    /// Snowflake's and BigQuery's regular expressions with a position, an occurrence, flags or a group.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions-regexp
    private bool WriteRegexCall(Call call)
    {
        Expression[] a = call.Arguments;
        if (Source.Family == "postgres" && call.Name == "REGEXP_INSTR" && a.Length is >= 2 and <= 4)
        {
            WriteRegexPosition(call);
            return true;
        }
        if (SameDialect || Source.Family is not ("snowflake" or "bigquery"))
        {
            return false;
        }
        switch (call.Name)
        {
            case "REGEXP_SUBSTR" or "REGEXP_EXTRACT" when a.Length >= 2:
                return WriteRegexExtract(call);
            case "REGEXP_EXTRACT_ALL" when a.Length >= 2:
                return WriteRegexExtractAll(call);
            case "REGEXP_REPLACE" when Source.Family == "snowflake" && a.Length is 2 or >= 4:
                return WriteRegexReplacement(call);
            case "REGEXP_INSTR" when a.Length >= 2:
                WriteRegexPosition(call);
                return true;
            default:
                return false;
        }
    }

    private static bool IsOne(Expression? expression) => expression is null or NumberLiteral { Text: "1" };

    /// <summary>The flags that DuckDB has too: i, m, s, c; e says that a group is wanted.</summary>
    private static string Flags(Expression? flags) =>
        flags is StringLiteral text ? text.Value.Replace("e", string.Empty, StringComparison.Ordinal) : string.Empty;

    private bool HasGroup(Expression pattern) =>
        Source.Family == "bigquery" && pattern is StringLiteral { Value: var text } && RegexGroups.Count(text) == 1;

    private bool WriteRegexExtract(Call call)
    {
        Expression[] a = call.Arguments;
        Expression? position = a.Length > 2 ? a[2] : null;
        Expression? occurrence = a.Length > 3 ? a[3] : null;
        string flags = Flags(a.Length > 4 ? a[4] : null);
        bool extracts = a.Length > 4 && a[4] is StringLiteral { Value: var letters }
            && letters.Contains('e', StringComparison.Ordinal);
        Expression? group = a.Length > 5 ? a[5] : HasGroup(a[1]) || (
            extracts && a[1] is StringLiteral { Value: var text } && RegexGroups.Count(text) > 0) ? Number(1) : null;
        Expression subject = IsOne(position) ? a[0]
            : Call.OfFinal("NULLIF", Call.OfFinal("SUBSTRING", a[0], position!), new StringLiteral(string.Empty));
        bool plain = flags.Length == 0 || flags == "c";
        if (IsOne(occurrence))
        {
            List<Expression> arguments = [subject, a[1]];
            if (group is not null || !plain)
            {
                arguments.Add(group ?? Number(0));
            }
            if (!plain)
            {
                arguments.Add(new StringLiteral(flags));
            }
            // REGEXP_EXTRACT gives an empty text where nothing matches, the first of all matches is NULL then.
            WriteOperation(
                new Subscript(Call.OfFinal("REGEXP_EXTRACT_ALL", [.. arguments]), [Number(1)], SubscriptKind.Key));
            return true;
        }
        List<Expression> all = [subject, a[1]];
        if (group is not null || !plain)
        {
            all.Add(group ?? Number(0));
        }
        if (!plain)
        {
            all.Add(new StringLiteral(flags));
        }
        WriteCall(Call.OfFinal("ARRAY_EXTRACT", Call.OfFinal("REGEXP_EXTRACT_ALL", [.. all]), occurrence!));
        return true;
    }

    private bool WriteRegexExtractAll(Call call)
    {
        Expression[] a = call.Arguments;
        Expression? position = a.Length > 2 ? a[2] : null;
        Expression? occurrence = a.Length > 3 ? a[3] : null;
        string flags = Flags(a.Length > 4 ? a[4] : null);
        Expression? group = a.Length > 5 ? a[5] : HasGroup(a[1]) ? Number(1) : null;
        Expression subject = IsOne(position) ? a[0] : Call.OfFinal("SUBSTRING", a[0], position!);
        bool plain = flags.Length == 0 || flags == "c";
        List<Expression> all = [subject, a[1]];
        if (group is not null || !plain)
        {
            all.Add(group ?? Number(0));
        }
        if (!plain)
        {
            all.Add(new StringLiteral(flags));
        }
        Expression found = Call.OfFinal("REGEXP_EXTRACT_ALL", [.. all]);
        Write(IsOne(occurrence) ? found : new Subscript(found, [new Slice(occurrence, null, null)], SubscriptKind.Key));
        return true;
    }

    private bool WriteRegexReplacement(Call call)
    {
        Expression[] a = call.Arguments;
        Expression replacement = a.Length > 2 ? a[2] : new StringLiteral(string.Empty);
        Expression? position = a.Length > 3 ? a[3] : null;
        Expression? occurrence = a.Length > 4 ? a[4] : null;
        string flags = Flags(a.Length > 5 ? a[5] : null);
        bool all = occurrence is null or NumberLiteral { Text: "0" };
        if (!all && !IsOne(occurrence))
        {
            Refuse(call, "REGEXP_REPLACE of one later match", "cut the text at the match before");
        }
        if (position is not (null or NumberLiteral { IsInteger: true }))
        {
            Refuse(call, "REGEXP_REPLACE from a computed position", "cut the text first");
        }
        Expression subject = IsOne(position) ? a[0] : Call.OfFinal("SUBSTRING", a[0], position!);
        string marks = flags + (all ? "g" : string.Empty);
        Call replaced = Call.OfFinal("REGEXP_REPLACE",
            marks.Length > 0 ? [subject, a[1], replacement, new StringLiteral(marks)] : [subject, a[1], replacement]);
        if (IsOne(position))
        {
            WriteCall(replaced);
            return true;
        }
        WriteOperation(new Binary(
            BinaryOperator.Concat, Call.OfFinal("SUBSTRING", a[0], Number(1), Plus(position!, -1)), replaced));
        return true;
    }

    /// <summary>Where a match begins: the pieces before it and the matches before it, by their lengths.</summary>
    private void WriteRegexPosition(Call call)
    {
        Expression[] a = call.Arguments;
        Expression? position = a.Length > 2 ? a[2] : null;
        Expression occurrence = a.Length > 3 ? a[3] : Number(1);
        Expression? option = a.Length > 4 ? a[4] : null;
        string flags = Flags(a.Length > 5 ? a[5] : null);
        string pattern = flags.Length > 0 && flags != "c" ? $"'(?{flags})' || $2" : "$2";
        string nulls = string.Join(" OR ", a.Select((_, index) => $"${index + 5} IS NULL"));
        string subject = IsOne(position) ? "$1" : "SUBSTRING($1, $4)";
        string shift = IsOne(position) ? "0" : "$4 - 1";
        if (option is not (null or NumberLiteral) || (a.Length > 5 && a[5] is not StringLiteral) || a.Length > 6)
        {
            Refuse(call, "REGEXP_INSTR with an option, flags or a group that is no literal", "give them as literals");
        }
        string end = option is NumberLiteral { Text: "1" }
            ? $" + COALESCE(LENGTH(REGEXP_EXTRACT_ALL({subject}, {pattern})[$3]), 0)" : string.Empty;
        string template =
            $"CASE WHEN {nulls} THEN NULL WHEN {pattern} = '' THEN 0 WHEN LENGTH(REGEXP_EXTRACT_ALL({subject}, {pattern})) < $3 THEN 0 "
            + $"ELSE 1 + COALESCE(LIST_SUM(LIST_TRANSFORM(STRING_SPLIT_REGEX({subject}, {pattern})[1:$3], x -> LENGTH(x))), 0) "
            + $"+ COALESCE(LIST_SUM(LIST_TRANSFORM(REGEXP_EXTRACT_ALL({subject}, {pattern})[1:$3 - 1], x -> LENGTH(x))), 0) + {shift}{end} END";
        Write(Filled(template, call.Position, [a[0], a[1], occurrence, position ?? Number(1), .. a]));
    }
}
