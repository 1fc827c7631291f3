using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

/// <summary>What BigQuery says in another way.</summary>

internal sealed partial class BigQueryGenerator(Dialect dialect, GenerationOptions options)
    : Generator(dialect, options)
{
    protected override bool UnnestAliasIsColumn => true;

    protected override void WriteArray(ArrayLiteral array)
    {
        if (!SameDialect && Array.Exists(array.Items, item => item is ArrayLiteral))
        {
            Refuse(array, "an array of arrays", "wrap the inner arrays in structs");
        }
        if (array.Type is not null)
        {
            WriteType(array.Type);
        }
        Out.Append('[');
        WriteArrayItems(array);
        Out.Append(']');
    }

    protected override void WriteSubscript(Subscript subscript)
    {
        if (!SameDialect && Source.Family == "duckdb" && subscript.Indexes is [StringLiteral { Value: var field }]
            && Types.Group(subscript.Base) is not (TypeGroup.Json or TypeGroup.Map))
        {
            Write(new DotAccess(subscript.Base, new Identifier(field, !IsPlainName(field))));
            return;
        }
        Write(subscript.Base);
        Out.Append('[');
        Expression index = subscript.Indexes[0];
        switch (subscript.Kind)
        {
            case SubscriptKind.Offset:
                Named("OFFSET", index);
                break;
            case SubscriptKind.Ordinal:
                Named("ORDINAL", index);
                break;
            case SubscriptKind.SafeZeroBased:
                Named("SAFE_OFFSET", index);
                break;
            case SubscriptKind.SafeOneBased:
                Named("SAFE_ORDINAL", index);
                break;
            case SubscriptKind.OneBased:
                Named("SAFE_ORDINAL", index);
                break;
            case SubscriptKind.ZeroBased when !SameDialect
                && (Source.Family != "snowflake" || Types.Group(subscript.Base) == TypeGroup.Array):
                Named("SAFE_OFFSET", index);
                break;
            default:
                Write(index);
                break;
        }
        Out.Append(']');
    }

    /// <summary>A lambda over an array as a subquery over its items, in their order.</summary>
    private void WriteOverItems(Expression array, Identifier item, Expression body, bool filters)
    {
        Unnest items =
            new([array]) { Alias = new TableAlias(item, []), AliasIsColumn = true, Offset = Identifier.Plain("_o") };
        Out.Append("ARRAY");
        WriteSubquery(new Select([filters ? new Column([item]) : body])
        {
            From = new FromClause(items, []),
            Where = filters ? body : null,
            OrderBy = [new OrderItem(Column.Of("_o"), SortDirection.Unspecified, NullOrder.First)],
        });
    }

    protected override void WriteSlice(Slice slice)
    {
        Refuse(slice, "slices", "write ARRAY_SLICE or SUBSTR");
        base.WriteSlice(slice);
    }

    /// <summary>
    /// BigQuery's whole numbers have 64 bits: longer ones are NUMERIC (29 digits) or BIGNUMERIC (38).
    /// </summary>
    protected override void WriteNumber(NumberLiteral number)
    {
        bool isLong = !SameDialect && number.IsInteger && number.Text.Length >= 19
            && !long.TryParse(number.Text, out _);
        if (isLong && number.Text.Length > 38)
        {
            Refuse(number, "a whole number of more than 38 digits", "keep it as text");
        }
        Out.Append(isLong ? number.Text.Length <= 29 ? $"NUMERIC '{number.Text}'" : $"BIGNUMERIC '{number.Text}'"
            : number.Text);
    }

    private static bool IsNullOfNull(BinaryOperator operation) =>
        operation is BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual
        or BinaryOperator.Greater or BinaryOperator.GreaterEqual or BinaryOperator.Concat or BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide;

    private static Cast AsNumeric(Expression value) =>
        new(Unwrap(value), DataType.Of(TypeKind.Decimal), CastKind.Strict) { Final = true };

    protected override void WriteBinary(Binary binary)
    {
        if (!SameDialect && (binary.Left is NullLiteral || binary.Right is NullLiteral)
            && IsNullOfNull(binary.Operator))
        {
            // BigQuery takes no NULL that is written out as an operand.
            Write(new NullLiteral());
            return;
        }
        if (!SameDialect && binary.Operator == BinaryOperator.Modulo && Array.Exists(
            [binary.Left, binary.Right], side => Types.Group(side) is TypeGroup.Decimal or TypeGroup.Float))
        {
            WriteCall(Call.OfFinal("MOD", AsNumeric(binary.Left), AsNumeric(binary.Right)));
            return;
        }
        if (IsDateDifference(binary))
        {
            WriteCall(Call.OfFinal("DATE_DIFF", Unwrap(binary.Left), Unwrap(binary.Right), new WordExpression("DAY")));
            return;
        }
        if (binary is
            {
                Operator: BinaryOperator.Equal, Right: Quantified
                {
                    Quantifier: "ANY",
                    Operand: Paren { Inner: not SubqueryExpression } paren
                }
            } && !SameDialect)
        {
            Write(new InExpression(binary.Left, [], null, paren.Inner));
            return;
        }
        if (!SameDialect && binary.Right is Quantified
            {
                Operand: not (
            SubqueryExpression or TupleExpression or Paren { Inner: SubqueryExpression })
            } quantified
            && binary.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual)
        {
            WriteQuantifiedItems(binary, Unwrap(quantified.Operand), quantified.Quantifier == "ALL");
            return;
        }
        base.WriteBinary(binary);
    }

    protected override void WriteCollate(Collate collate)
    {
        if (!SameDialect && collate.Collation is not Column { Parts: [{ Name: "pg_catalog" }, { Name: "default" }] })
        {
            Refuse(collate, "COLLATE behind a value", "write COLLATE(value, 'und:ci')");
        }
        base.WriteCollate(collate);
    }

    protected override void WriteBytes(BytesLiteral bytes)
    {
        Out.Append('b');
        if (bytes.Value.AsSpan().IndexOfAnyExceptInRange('\u0001', '\u007e') < 0)
        {
            WriteString(bytes.Value);
            return;
        }
        Out.Append('\'');
        foreach (char value in bytes.Value)
        {
            Out.Append(value is >= ' ' and <= '~' and not ('\'' or '\\') ? value.ToString() : $"\\x{(int)value:x2}");
        }
        Out.Append('\'');
    }

    /// <summary>JSON_EXTRACT's own form of keys with other signs: <c>$['a b']</c>.</summary>
    // https://cloud.google.com/bigquery/docs/reference/standard-sql/json_functions#JSONPath_format
    private static string BracketedPath(JsonStep[] steps) => "$" + string.Concat(steps.Select(step =>
        step.Key is null || IsPlainName(step.Key) ? DollarPath([step], '"')[1..] : $"['{step.Key.Replace("'", "\\'", StringComparison.Ordinal)}']"));

    protected override void WriteHex(HexLiteral hex)
    {
        if (hex.IsNumber)
        {
            Out.Append("0x");
            Out.Append(hex.Digits);
            return;
        }
        if (Source.Family == "duckdb")
        {
            Refuse(hex, "0x digits, which DuckDB reads as 0 with an alias",
                "write UNHEX('…'), or the number in decimals");
        }
        WriteCall(Call.OfFinal("FROM_HEX", new StringLiteral(hex.Digits)));
    }

    protected override void WriteSafePrefix(Call call) => Out.Append("SAFE.");

    protected override void WriteJsonAccess(JsonAccess access)
    {
        if (!SameDialect && access is { Path: ArrayLiteral, Result: not JsonResult.Value })
        {
            Refuse(access, "several JSON paths as text", "write one access for each path");
        }
        if (!SameDialect && access.Path is ArrayLiteral paths)
        {
            Write(new ArrayLiteral(
                Array.ConvertAll(paths.Items, path => (Expression)(access with
                {
                    Path = path is StringLiteral
                    {
                        Value: [
                    '$', ..]
                    } ? Parsing.JsonPaths.FromArgument(path) : path
                })), null));
            return;
        }
        if (FieldsOfStruct(access) is { } fields)
        {
            Write(fields);
            return;
        }
        if (!SameDialect && access.Path is JsonPath { Steps: [.. var list, { Script: "[*]" }] })
        {
            WriteCall(Call.OfFinal(access.Result == JsonResult.Value ? "JSON_QUERY_ARRAY" : "JSON_VALUE_ARRAY",
                access.Value, new JsonPath(list)));
            return;
        }
        string name = SameDialect && access.Function is not null ? access.Function : access.Result switch
        {
            JsonResult.Value => "JSON_EXTRACT",
            _ => "JSON_EXTRACT_SCALAR",
        };
        Expression path = !SameDialect && access.Path is JsonPath { Steps: var steps }
            && Array.Exists(steps, step => step.Key is not null && !IsPlainName(step.Key))
                ? new StringLiteral(BracketedPath(steps)) : access.Path;
        WriteCall(access.Path is JsonPath { Steps.Length: 0 } && access.FromColon
            ? Call.OfFinal(name, access.Value) : Call.OfFinal(name, access.Value, path));
    }

    protected override void WriteLikeEscape(Like like) => Refuse(like, "LIKE … ESCAPE", "escape with a backslash");

    /// <summary>The backslash is the one escape here: patterns of literals are rewritten.</summary>
    protected override void WriteLike(Like like)
    {
        if (!SameDialect && like is
            {
                Operator: LikeOperator.Like or LikeOperator.ILike, Pattern: StringLiteral pattern,
                Escape: StringLiteral { Value: [var escape] }
            })
        {
            bool lowered = like.Operator == LikeOperator.ILike;
            StringLiteral own = new(WithBackslash(pattern.Value, escape));
            Write(lowered ? Call.OfFinal("LOWER", like.Value) : like.Value);
            Out.Append(like.Not ? " NOT LIKE " : " LIKE ");
            Write(lowered ? Call.OfFinal("LOWER", own) : own);
            return;
        }
        if (!SameDialect && like is
            {
                Escape: StringLiteral { Value: [var mark] }, Pattern: Quantified
                { Operand: TupleExpression listed } quantified
            }
            && Array.TrueForAll(listed.Items, item => item is StringLiteral))
        {
            like = like with
            {
                Escape = null,
                Pattern = quantified with
                {
                    Operand = new TupleExpression(Array.ConvertAll(listed.Items, item =>
                        (Expression)new StringLiteral(WithBackslash(((StringLiteral)item).Value, mark)))),
                },
            };
        }
        base.WriteLike(like);
    }

    private static string WithBackslash(string pattern, char escape)
    {
        System.Text.StringBuilder text = new();
        for (int index = 0; index < pattern.Length; index++)
        {
            char letter = pattern[index];
            bool escaped = letter == escape && index + 1 < pattern.Length;
            letter = escaped ? pattern[++index] : letter;
            text.Append(letter == '\\' || (escaped && letter is '%' or '_') ? "\\" : string.Empty).Append(letter);
        }
        return text.ToString();
    }

    protected override void WriteBareExpression(Expression value)
    {
        if (!SameDialect && Options.SourceText.Contains("UNNEST", StringComparison.OrdinalIgnoreCase)
            && Rewriting.SelectedUnnest.Contains(value))
        {
            Refuse(value, "UNNEST as an expression", "write it in FROM");
        }
        base.WriteBareExpression(value);
    }

    protected override bool WriteSpecialCall(Call call)
    {
        if (Source.Family == "snowflake"
            && call is { Name: "DATE_FROM_PARTS", Arguments: [var year, NumberLiteral month, NumberLiteral day] }
            && !(int.TryParse(month.Text, out int m) && m is >= 1 and <= 12 && int.TryParse(day.Text, out int d)
                && d is >= 1 and <= 28))
        {
            Expression first = Call.OfFinal("DATE", year, new NumberLiteral("1"), new NumberLiteral("1"));
            Expression begun = Call.OfFinal("DATE_ADD", first, new Interval(
                new Paren(new Binary(BinaryOperator.Subtract, month, new NumberLiteral("1"))), "MONTH", null));
            WriteCall(Call.OfFinal("DATE_ADD", begun, new Interval(
                new Paren(new Binary(BinaryOperator.Subtract, day, new NumberLiteral("1"))), "DAY", null)));
            return true;
        }
        if (!SameDialect && WriteForeignCall(call))
        {
            return true;
        }
        if (!SameDialect && call is { Name: "CONCAT", Arguments: [var list, ..] }
            && Types.Group(list) == TypeGroup.Array)
        {
            WriteCall(Call.OfFinal("ARRAY_CONCAT", call.Arguments));
            return true;
        }
        if (!SameDialect && call is
            {
                Name: "TRANSFORM" or "FILTER_ARRAY",
                Arguments: [var array, Lambda { Parameters: [var item] } lambda]
            })
        {
            WriteOverItems(array, item, lambda.Body, call.Name == "FILTER_ARRAY");
            return true;
        }
        if (SameDialect && call is { Name: "LAST_DAY", Arguments: [var date, WordExpression { Word: "WEEK(SUNDAY)" }] })
        {
            WriteCall(Call.OfFinal("LAST_DAY", date, new WordExpression("WEEK")));
            return true;
        }
        if (!SameDialect && call is { Name: "ARRAY_TO_STRING", Arguments: [ArrayLiteral { Type: null } numbers, ..] }
            && Array.Exists(numbers.Items, item => item is NumberLiteral))
        {
            ArrayLiteral texts =
                numbers with
                {
                    Items = Array.ConvertAll(numbers.Items, entry => entry is NullLiteral ? entry : new Cast(
                    entry, DataType.Of(TypeKind.Text), CastKind.Strict))
                };
            WriteCall(call with { Arguments = [texts, .. call.Arguments[1..]], Final = true });
            return true;
        }
        if (!SameDialect && call is { Name: "LAST_DAY", Arguments: [var end, var period] }
            && Parsing.DateParts.Canonical(Parsing.DateParts.Name(period), Source) is { Length: > 0 } part)
        {
            WriteCall(
                Call.OfFinal("LAST_DAY", end, new WordExpression(part is "WEEK" or "WEEKISO" ? "WEEK(MONDAY)" : part)));
            return true;
        }
        if (SameDialect && call is { Name: "LOWER", Arguments: [Call { Name: "LOWER_HEX" } digits] })
        {
            WriteCall(digits);
            return true;
        }
        if (SameDialect && call is { Name: "JSON_OBJECT", Arguments: [ArrayLiteral keys, ArrayLiteral values] }
            && keys.Items.Length == values.Items.Length)
        {
            WriteCall(Call.OfFinal("JSON_OBJECT",
                [.. keys.Items.Zip(values.Items).SelectMany(pair => (Expression[])[pair.First, pair.Second])]));
            return true;
        }
        if (SameDialect && call is { Name: "SUBSTRING", Safe: true })
        {
            WritePlainCall(call with { Name = "SUBSTR", Final = true }, "SUBSTR");
            return true;
        }
        if (call.Name is "CURRENT_DATE" && call.Arguments.Length == 0)
        {
            Out.Append("CURRENT_DATE");
            return true;
        }
        if (call.Name is "CURRENT_TIMESTAMP" or "CURRENT_DATETIME" or "CURRENT_TIME" && call.Arguments.Length == 0)
        {
            Out.Append(call.Name);
            Out.Append("()");
            return true;
        }
        return base.WriteSpecialCall(call);
    }
}
