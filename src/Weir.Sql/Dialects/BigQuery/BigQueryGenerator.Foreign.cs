using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    /// <summary>Other dialects' calls whose text depends on what the arguments say.</summary>
    private bool WriteForeignCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "REGEXP_LIKE" or "REGEXP_CONTAINS" when a is [var text, var pattern,
                StringLiteral { Value: var letters }] && letters.Trim('c', 'i', 's', 'e').Length == 0:
                string flags = letters.Replace("c", string.Empty, StringComparison.Ordinal).Replace(
                    "e", string.Empty, StringComparison.Ordinal);
                Expression found = Source.Family != "snowflake" ? pattern
                    : pattern is StringLiteral known ? new StringLiteral($"^(?:{known.Value})$")
                    : Call.OfFinal("CONCAT", new StringLiteral("^(?:"), pattern, new StringLiteral(")$"));
                WriteCall(Call.OfFinal("REGEXP_CONTAINS", text, WithFlags(found, flags)));
                return true;
            case "REGEXP_COUNT" when Source.Family == "snowflake"
                && a is [var counted, StringLiteral { Value: not "" } sought, NumberLiteral { IsInteger: true } from,
                    StringLiteral { Value: var marks }] && marks.Trim('c', 'i', 's').Length == 0:
                Expression cut = from.Text == "1" ? counted : Call.OfFinal("SUBSTRING", counted, from);
                WriteCall(Call.OfFinal("ARRAY_LENGTH", Call.OfFinal("REGEXP_EXTRACT_ALL", cut,
                    WithFlags(sought, marks.Replace("c", string.Empty, StringComparison.Ordinal)))));
                return true;
            case "GET" when Source.Family == "snowflake"
                && a is [ArrayLiteral or Call { Name: "ARRAY_AGG_NOT_NULL" or "SPLIT" }, var index]:
                Write(new Subscript(a[0], [index], SubscriptKind.ZeroBased));
                return true;
            case "GET" when Source.Family == "snowflake" && a is [not Cast { Type.Kind: TypeKind.Map }, var step]:
                Write(step is StringLiteral key ? new JsonAccess(a[0], new JsonPath([JsonStep.OfKey(key.Value)]),
                    JsonResult.Value) : new Subscript(a[0], [step], SubscriptKind.Key));
                return true;
            case "TRY_TO_NUMBER" when Source.Family == "snowflake"
                && a is [var number, NumberLiteral { IsInteger: true }, NumberLiteral { IsInteger: true }]:
                Write(new Cast(number, DataType.Of(TypeKind.Decimal) with { Parameters = a[1..] }, CastKind.Try));
                return true;
            case "STRUCT_EXTRACT" when a is [var record, StringLiteral { Value: var field }]:
                Write(new DotAccess(record, new Identifier(field, !IsPlainName(field))));
                return true;
            case "JSON_AGG" or "JSONB_AGG" when a.Length == 1 && (call.Distinct || call.OrderBy.Length > 0):
                WriteCall(Call.OfFinal(
                    "TO_JSON", Call.OfFinal("ARRAY_AGG", a) with { Distinct = call.Distinct, OrderBy = call.OrderBy }));
                return true;
            case "OBJECT_INSERT" when a is [var target, StringLiteral { Value: var name },
                NumberLiteral or StringLiteral or BooleanLiteral] && IsPlainName(name):
                Expression json = target is StructLiteral ? Call.OfFinal("TO_JSON", target) : target;
                WriteCall(Call.OfFinal("JSON_SET", json, new StringLiteral("$." + name), a[2]));
                return true;
            case "RANDSTR" or "NORMAL" or "UNIFORM" or "ZIPF" or "RANDOM" when Source.Family == "snowflake":
                return WriteRandom(call);
            case "STRTOK" when a is [var words, StringLiteral { Value: { Length: > 0 } delimiters },
                NumberLiteral { IsInteger: true } place] && place.Text != "0":
                StringLiteral token = new("[^" + CharacterClass(delimiters) + "]+");
                WriteCall(place.Text == "1" ? Call.OfFinal("REGEXP_EXTRACT", words, token)
                    : Call.OfFinal("REGEXP_EXTRACT", words, token, new NumberLiteral("1"), place));
                return true;
            case "ARRAY_CONSTRUCT_COMPACT" when Source.Family == "snowflake":
                WriteOperation(Filled(
                    "ARRAY(SELECT _u FROM UNNEST($1) AS _u WITH OFFSET AS _o WHERE NOT _u IS NULL ORDER BY _o)",
                    call.Position, new ArrayLiteral(a, null)));
                return true;
            case "TO_ARRAY" when Source.Family == "snowflake"
                && a is [Cast { Type: { Kind: TypeKind.Array or TypeKind.List, Elements.Length: 0 } } inner]:
                Write(inner);
                return true;
            case "GET_BIT" when Source.Family == "duckdb" && a is [Cast { Type.Kind: TypeKind.Bit, Value: StringLiteral bits },
                NumberLiteral { IsInteger: true }]:
                WriteOperation(Filled("CAST(SUBSTR($1, $2 + 1, 1) AS INT64)", call.Position, bits, a[1]));
                return true;
            case "MAP_INSERT" or "MAP_DELETE" or "MAP_FROM_ENTRIES" or "MAP_CAT" or "MAP_CONCAT":
                return WriteMapCall(call);
            case "APPROX_PERCENTILE" when Source.Family == "snowflake" && a is [var sampled, NumberLiteral share]
                && WriteApproximateShare(sampled, share):
                return true;
            case "ROW" when Source.Family == "duckdb" && a.Length > 0:
                Write(new StructLiteral(a, null) { Position = call.Position });
                return true;
            case "ARRAYS_ZIP" when Source.Family == "snowflake" && a.Length > 0:
                return WriteZip(call);
            case "CURRENT_SCHEMA" or "CURRENT_DATABASE" or "CURRENT_SESSION" when a.Length == 0:
                Out.Append(call.Name switch
                {
                    "CURRENT_SCHEMA" => "@@dataset_id",
                    "CURRENT_DATABASE" => "@@dataset_project_id",
                    _ => "@@session_id"
                });
                return true;
            case "TRANSFORM" when a is [var array, Lambda { Parameters: [var item, var position] } lambda]
                && Source.Family == "duckdb":
                WriteOverItems(array, item,
                    Rewriting.TreeRewriter.Rewrite(lambda.Body, node => node is Column
                    {
                        Parts: [
                        var used]
                    } && used.Name.Equals(position.Name, StringComparison.OrdinalIgnoreCase)
                    ? new Paren(new Binary(BinaryOperator.Add, Column.Of("_o"), new NumberLiteral("1"))) : null),
                    filters: false);
                return true;
            case "TRY" when Source.Family == "duckdb" && a is [var tried]:
                return WriteTried(tried);
            case "TIMESTAMP_FROM_PARTS" when a is [.., NumberLiteral { IsInteger: true } nanoseconds] && a.Length == 7:
                return WriteWithNanoseconds("DATETIME", a[..6], nanoseconds);
            case "TIME_FROM_PARTS" when a is [.., NumberLiteral { IsInteger: true } rest] && a.Length == 4:
                return WriteWithNanoseconds("TIME", a[..3], rest);
            default:
                return false;
        }
    }

    /// <summary>
    /// A comparison with ANY or ALL of an array's items: decided by one item, else NULL where an item leaves it open.
    /// </summary>
    private void WriteQuantifiedItems(Binary binary, Expression array, bool all)
    {
        Expression test = binary with { Right = Column.Of("_q") };
        Expression decides = all ? new Unary(UnaryOperator.Not, new Paren(test)) : test;
        Expression open =
            Call.OfFinal("IF", new Binary(BinaryOperator.Greater, Call.OfFinal("COUNTIF", new IsTest(new Paren(test),
                new NullLiteral(), false)), new NumberLiteral("0")), new NullLiteral(), new BooleanLiteral(all));
        Expression answer = Call.OfFinal("IF", new Binary(BinaryOperator.Greater, Call.OfFinal("COUNTIF", decides),
            new NumberLiteral("0")), new BooleanLiteral(!all), open);
        Unnest items = new([array]) { Alias = new TableAlias(Identifier.Plain("_q"), []), AliasIsColumn = true };
        WriteSubquery(new Select([answer]) { From = new FromClause(items, []) });
    }

    /// <summary>Snowflake's ARRAYS_ZIP: objects with the keys $1, $2 …, as long as the longest.</summary>
    private bool WriteZip(Call call)
    {
        string[] holes = [.. Enumerable.Range(1, call.Arguments.Length).Select(number => $"${number}")];
        string items = string.Join(", ", holes.Select(hole => $"'{hole}', {hole}[SAFE_OFFSET(_o)]"));
        string lengths = string.Join(", ", holes.Select(hole => $"ARRAY_LENGTH({hole})"));
        string last = holes.Length == 1 ? lengths : $"GREATEST({lengths})";
        string places = $"UNNEST(GENERATE_ARRAY(0, {last} - 1)) AS _o";
        WriteOperation(Filled(
            $"ARRAY(SELECT JSON_OBJECT({items}) FROM {places} ORDER BY _o)", call.Position, call.Arguments));
        return true;
    }

    /// <summary>A percentile as an element of APPROX_QUANTILES, approximate as Snowflake's is.</summary>
    private bool WriteApproximateShare(Expression value, NumberLiteral share)
    {
        if (!decimal.TryParse(share.Text, System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out decimal part) || part > 1 || part * 1000 % 1 != 0)
        {
            return false;
        }
        int number = (int)(part * 1000);
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(number, 1000);
        Write(new Subscript(Call.OfFinal("APPROX_QUANTILES", value, Number(1000 / divisor)), [Number(number / divisor)],
            SubscriptKind.Offset));
        return true;
    }

    private static string CharacterClass(string characters) =>
        string.Concat(characters.Select(one => one is '\\' or ']' or '^' or '-' or '[' ? "\\" + one : one.ToString()));

    /// <summary>Whole microseconds can be said; digits behind them cannot.</summary>
    private bool WriteWithNanoseconds(string type, Expression[] parts, NumberLiteral nanoseconds)
    {
        if (!long.TryParse(nanoseconds.Text, out long amount) || amount % 1000 != 0)
        {
            Refuse(nanoseconds, "nanoseconds", "round to microseconds");
            return false;
        }
        Call whole = Call.OfFinal(type, parts);
        NumberLiteral microseconds = new((amount / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture));
        WriteCall(
            amount == 0 ? whole : Call.OfFinal(type + "_ADD", whole, new Interval(microseconds, "MICROSECOND", null)));
        return true;
    }

    /// <summary>DuckDB's TRY: NULL in place of an error, where the error can come from one place only.</summary>
    private bool WriteTried(Expression tried)
    {
        switch (tried)
        {
            case Cast { Kind: CastKind.Strict } cast when IsPlain(cast.Value):
                Write(cast with { Kind = CastKind.Try });
                return true;
            case Call
            {
                Safe: false, Distinct: false,
                Name: "LOG" or "LN" or "LOG10" or "LOG2" or "SQRT" or "REPEAT" or "CHR" or "PARSE_JSON" or "FROM_BASE64" or "UNHEX"
            } call when Array.TrueForAll(call.Arguments, IsPlain):
                Write(call with { Safe = true });
                return true;
            case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } binary when IsPlain(binary.Left) && IsPlain(binary.Right) && !IsMoment(binary.Left) && !IsMoment(binary.Right):
                string name = binary.Operator switch
                {
                    BinaryOperator.Add => "SAFE_ADD",
                    BinaryOperator.Subtract => "SAFE_SUBTRACT",
                    _ => "SAFE_MULTIPLY"
                };
                WriteCall(Call.OfFinal(name, binary.Left, binary.Right));
                return true;
            default:
                return false;
        }
    }

    private static bool IsPlain(Expression value) =>
        value is Column or NumberLiteral or StringLiteral or NullLiteral or Unary { Operand: NumberLiteral };

    private bool IsMoment(Expression value) =>
        Types.Group(
            value) is Generation.TypeGroup.Date or Generation.TypeGroup.Timestamp or Generation.TypeGroup.TimestampTz or Generation.TypeGroup.Time or Generation.TypeGroup.Interval;
}
