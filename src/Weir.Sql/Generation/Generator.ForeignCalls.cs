using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    private static readonly string[] IntervalUnits = ["YEAR", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND"];

    /// <summary>Calls whose meaning stands in their literals.</summary>
    private bool WriteForeignForm(Call call)
    {
        if (WritePercentileCall(call) || (call.Name == "ROUND" && WriteRoundedNumeric(call)) || WriteOfItems(call)
            || WriteCollectedList(call) || WriteBucketCall(call))
        {
            return true;
        }
        switch (call.Name)
        {
            case "STR_TO_DATE" or "STR_TO_TIME" when call is { Safe: true, Written: not "CAST" }
                && Source.Family == "bigquery":
                WriteCall(call with { Name = "TRY_" + call.Name, Safe = false });
                return true;
            case "DATE_TRUNC" or "TIMESTAMP_TRUNC" when call.Arguments.Length == 3 && Dialect.Family == "snowflake":
                Refuse(call, call.Name + " in a time zone",
                    "convert with CONVERT_TIMEZONE, truncate, and convert back");
                return false;
            case "COUNT" when call is { Distinct: true, Arguments.Length: > 1 }:
                return WriteDistinctRows(call);
            case "MAKE_INTERVAL" when call.Arguments.Length > 0 && Source.Family != Dialect.Family:
                return WriteMakeInterval(call);
            case "EPOCH" when Source.Family == "duckdb" && call.Arguments is [var moment]
                && Dialect.Family is "bigquery" or "snowflake":
                WriteDatePart(new Extract(new WordExpression("EPOCH"), moment) { Position = call.Position });
                return true;
            case "STRING_SPLIT_REGEX" or "STR_SPLIT_REGEX" or "REGEXP_SPLIT_TO_ARRAY"
                when Source.Family is "duckdb" or "postgres":
                return WriteSplitByPattern(call);
            case "HLL" or "APPROX_DISTINCT" when call.Arguments.Length > 1 && Source.Family == "snowflake":
                return WriteDistinctRows(call);
            case "TRIM" or "LTRIM" or "RTRIM" when Dialect.Family == "bigquery" && Array.Exists(call.Arguments, argument => argument is Collate):
                // What is cut off is compared by the characters themselves.
                WriteCall(call with
                {
                    Arguments = Array.ConvertAll(call.Arguments,
                        argument => argument is Collate collated ? collated.Value : argument)
                });
                return true;
            case "JSONB_EXISTS" or "JSONB_EXISTS_ANY" or "JSONB_EXISTS_ALL" when call.Arguments is [var json, var keys]:
                return WriteJsonKeys(json, call.Name switch
                {
                    "JSONB_EXISTS" => BinaryOperator.JsonHasKey,
                    "JSONB_EXISTS_ANY" => BinaryOperator.JsonHasAnyKey,
                    _ => BinaryOperator.JsonHasAllKeys,
                }, keys);
            case "JSON_SET" or "JSON_REMOVE" or "JSON_ARRAY_INSERT" when WriteJsonEdit(call):
                return true;
            case "NORMALIZE" or "NORMALIZE_AND_CASEFOLD" when Source.Family == "bigquery"
                && Dialect.Family is "duckdb" or "snowflake"
                && call.Arguments is [StringLiteral { Value: var plain }, ..] && System.Text.Ascii.IsValid(plain):
                // Every form of Unicode leaves ASCII as it is.
                Write(call.Name == "NORMALIZE" ? call.Arguments[0] : new StringLiteral(plain.ToLowerInvariant()));
                return true;
            case "SUBSTRING" when call is { Safe: true, Arguments: [_, NumberLiteral, ..] }
                && Source.Family == "bigquery" && Dialect.Family is "duckdb" or "snowflake" or "postgres":
                return WriteSafePart(call);
            case "LIST_SORT" when Source.Family == "duckdb"
                && Array.ConvertAll(call.Arguments, Folded) is var folded && !folded.SequenceEqual(call.Arguments):
                WriteCall(call with { Arguments = folded });
                return true;
            case "JSON_EXTRACT_PATH" or "JSONB_EXTRACT_PATH" or "JSON_EXTRACT_PATH_TEXT" or "JSONB_EXTRACT_PATH_TEXT"
                when WriteJsonPathColumns(call):
                return true;
            case "COUNT" when call.Arguments.Length == 0:
                WriteCall(call with { Arguments = [new Star([])] });
                return true;
            case "FORMAT" when Source.Family == "duckdb" && call.Arguments is [StringLiteral { Value: var format }, ..]:
                return WriteBraceFormat(format, call.Arguments[1..]);
            case "TO_NUMBER" or "TRY_TO_NUMBER" or "TO_DOUBLE" or "TRY_TO_DOUBLE" when Source.Family == "snowflake"
                && call.Arguments is [_, StringLiteral, ..]:
                return WriteNumberByFormat(call);
            default:
                break;
        }
        if (call.Arguments is [.., PrefixWord { Word: "VARIADIC", Value: ArrayLiteral list }])
        {
            Write(FunctionReader.Read(
                call with { Arguments = [.. call.Arguments[..^1], .. list.Items] }, call.Name, Source));
            return true;
        }
        return false;
    }

    /// <summary>SAFE.SUBSTR: only a negative length is an error.</summary>
    private bool WriteSafePart(Call call)
    {
        Call plain = call with { Safe = false };
        switch (call.Arguments)
        {
            case [_, _] or [_, _, NumberLiteral]:
                WriteCall(plain);
                return true;
            case [_, _, Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral }]:
                Write(new NullLiteral());
                return true;
            case [_, _, var length]:
                Binary negative = new(BinaryOperator.Less, Wrap(length), new NumberLiteral("0"));
                Unary fits = new(UnaryOperator.Not, new Paren(negative));
                Write(new CaseExpression(null, [new WhenBranch(fits, plain)], null));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Texts that stand joined as one text.</summary>
    private static Expression Folded(Expression value) =>
        value is Binary { Operator: BinaryOperator.Concat, Left: StringLiteral left, Right: StringLiteral right }
            ? new StringLiteral(left.Value + right.Value) { Position = value.Position } : value;

    /// <summary>DuckDB's <c>[f(x) FOR x IN list IF test]</c> by its lambdas.</summary>
    private void WriteComprehended(Call call)
    {
        if (call.Arguments is not [var made, Column { Parts: [var item] }, var items, ..])
        {
            Refuse(call, "a list comprehension with a position", "write LIST_TRANSFORM with a lambda");
            return;
        }
        Expression kept = call.Arguments is [.., var test] && call.Arguments.Length > 3
            ? Call.Of("FILTER_ARRAY", items, new Lambda([item], test)) : items;
        WriteCall(Call.Of("TRANSFORM", kept, new Lambda([item], made)));
    }

    /// <summary>COUNT(DISTINCT a, b), Snowflake's HLL(a, b): rows without a NULL, each once.</summary>
    private bool WriteDistinctRows(Call call)
    {
        if (Dialect.Family is not ("duckdb" or "postgres" or "bigquery"))
        {
            return false;
        }
        Expression complete = call.Arguments.Select(argument => (Expression)new IsTest(argument, new NullLiteral(),
            true)
        { Postfix = true }).Aggregate((all, one) => new Binary(BinaryOperator.And, all, one));
        bool exact = call.Name == "COUNT";
        Write(Dialect.Family == "bigquery"
            ? Call.OfFinal(exact ? "COUNT" : "APPROX_COUNT_DISTINCT", Call.OfFinal("IF", complete, Call.OfFinal(
                "TO_JSON_STRING", new StructLiteral(call.Arguments, null)), new NullLiteral())) with
            { Distinct = exact }
            : new FilterClause(Call.OfFinal(
                exact || Dialect.Family == "postgres" ? "COUNT" : "APPROX_COUNT_DISTINCT",
                new TupleExpression(call.Arguments)) with
            { Distinct = exact || Dialect.Family == "postgres" }, complete));
        return true;
    }

    /// <summary>Snowflake's IDENTIFIER('a.b') as the name, IDENTIFIER('f')(x) as the call.</summary>
    private bool WriteIdentifierCall(Call call)
    {
        bool calls = call.Parameters is not null;
        if ((call.Parameters ?? call.Arguments) is not [StringLiteral { Value: var text }])
        {
            return false;
        }
        string[] names = text.Split('.');
        if (!Array.TrueForAll(names, IsPlainName))
        {
            return false;
        }
        if (calls && names is [var function])
        {
            Write(FunctionReader.Read(
                new Call(function, call.Arguments) { Position = call.Position }, function, Source));
            return true;
        }
        if (!calls)
        {
            WritePath(Array.ConvertAll(names, name => (Expression)Identifier.Plain(name)));
        }
        return !calls;
    }

    private bool WriteMakeInterval(Call call)
    {
        Expression?[] parts = new Expression?[IntervalUnits.Length];
        for (int index = 0; index < call.Arguments.Length; index++)
        {
            Expression argument = call.Arguments[index];
            int place = argument is NamedArgument named ? Array.IndexOf(IntervalUnits, UnitOfParameter(named.Name.Name))
                : Source.Family == "bigquery" && index >= 2 ? index + 1 : index;
            if (place < 0 || place >= parts.Length)
            {
                return false;
            }
            parts[place] = argument is NamedArgument { Value: var value } ? value : argument;
        }
        switch (Dialect.Family)
        {
            case "bigquery":
                WriteCall(Call.OfFinal("MAKE_INTERVAL", NamedParts(parts)));
                return true;
            case "duckdb":
                Expression? sum = null;
                for (int index = 0; index < parts.Length; index++)
                {
                    if (parts[index] is { } part)
                    {
                        Call one = Call.OfFinal($"TO_{IntervalUnits[index]}S", part);
                        sum = sum is null ? one : new Binary(BinaryOperator.Add, sum, one);
                    }
                }
                WriteOperation(sum!);
                return true;
            case "snowflake" when Array.TrueForAll(parts, part => part is null or NumberLiteral { IsInteger: true }):
                string text = string.Join(", ", parts.Zip(IntervalUnits).Where(pair => pair.First is not null).Select(
                    pair => $"{((NumberLiteral)pair.First!).Text} {pair.Second}"));
                Write(new Interval(new StringLiteral(text), null, null));
                return true;
            default:
                return false;
        }
    }

    private static string UnitOfParameter(string name) =>
        name.ToUpperInvariant().TrimEnd('S') switch { "MIN" => "MINUTE", "SEC" => "SECOND", var unit => unit };

    /// <summary>BigQuery's parameters; it has no weeks.</summary>
    private static Expression[] NamedParts(Expression?[] parts)
    {
        if (parts[2] is { } weeks)
        {
            Expression days = new Binary(BinaryOperator.Multiply, Wrap(weeks), new NumberLiteral("7"));
            parts[3] = parts[3] is { } more ? new Binary(BinaryOperator.Add, days, Wrap(more)) : days;
            parts[2] = null;
        }
        List<Expression> named = [];
        for (int index = 0; index < parts.Length; index++)
        {
            if (parts[index] is { } part)
            {
                named.Add(new NamedArgument(Identifier.Plain(IntervalUnits[index].ToLowerInvariant()), part, "=>"));
            }
        }
        return [.. named];
    }

    /// <summary>
    /// DuckDB's FORMAT of plain places {} over texts and integers as a concatenation, NULL where a value is.
    /// </summary>
    private bool WriteBraceFormat(string format, Expression[] values)
    {
        List<Expression> pieces = [];
        System.Text.StringBuilder text = new();
        int next = 0;
        for (int index = 0; index < format.Length; index++)
        {
            char letter = format[index];
            if (letter is not ('{' or '}') || (index + 1 < format.Length && format[index + 1] == letter))
            {
                text.Append(letter);
                index += letter is '{' or '}' ? 1 : 0;
                continue;
            }
            int close = format.IndexOf('}', index);
            string place = close < 0 ? "?" : format[(index + 1)..close];
            int number = place.Length == 0 ? next++
                : int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : -1;
            if (number < 0 || number >= values.Length
                || Types.Group(values[number]) is not (TypeGroup.Text or TypeGroup.Integer))
            {
                return false;
            }
            Piece();
            pieces.Add(Types.Group(values[number]) == TypeGroup.Text ? values[number]
                : new Cast(values[number], DataType.Of(TypeKind.Text), CastKind.Strict));
            index = close;
        }
        Piece();
        Expression whole = pieces.Count == 0 ? new StringLiteral(string.Empty) : Wrap(pieces[0]);
        foreach (Expression piece in pieces.Skip(1))
        {
            whole = new Binary(BinaryOperator.Concat, whole, Wrap(piece));
        }
        WriteOperation(whole);
        return true;

        void Piece()
        {
            if (text.Length > 0)
            {
                pieces.Add(new StringLiteral(text.ToString()));
                text.Clear();
            }
        }
    }
}
