using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.DuckDb;

internal sealed partial class DuckDbGenerator
{
    /// <summary>Snowflake's calls whose text depends on what the arguments say.</summary>
    private bool WriteSnowflakeCall(Call call)
    {
        Expression[] a = call.Arguments;
        if (Source.Family == "bigquery")
        {
            return WriteBigQueryCall(call);
        }
        if (Source.Family != "snowflake")
        {
            return false;
        }
        switch (call.Name)
        {
            case "NORMAL" or "UNIFORM" or "RANDSTR" or "ZIPF" when a[^1] is Call
            {
                Name: "RANDOM",
                Arguments: [NumberLiteral seed]
            }:
                WriteCall(call with { Arguments = [.. a[..^1], seed] });
                return true;
            case "RANDSTR" when a is [_, Call { Name: "RANDOM_INT" or "RANDOM" }]:
                WriteFilled(Dialect.Writes.Find("RANDSTR")!.For(
                    call with { Arguments = [a[0], Number(1)] }, Source, Types)!, a[0], Filled(RandomInteger, 0));
                return true;
            case "ROUND" or "TRUNC" or "CEIL" or "FLOOR" when Array.Exists(a, argument => argument is NamedArgument):
                WriteCall(call with { Arguments = Positional(a, "EXPR", "SCALE", "ROUNDING_MODE") });
                return true;
            case "ROUND" when a is [_, var digits, StringLiteral { Value: var mode }]:
                WriteCall(Call.OfFinal(
                    mode.EndsWith("EVEN", StringComparison.Ordinal) ? "ROUND_EVEN" : "ROUND", a[0], Whole(digits)));
                return true;
            case "ARRAY_REMOVE_AT" when a.Length == 2 && WholeNumber(a[1]) is { } at && at != 0:
                string cut = at < 0
                    ? at == -1 ? "$1[1:LENGTH($1) + $2]"
                    : "LIST_CONCAT($1[1:LENGTH($1) + $2], $1[LENGTH($1) + $2 + 2:])"
                    : "LIST_CONCAT($1[1:$3], $1[$4:])";
                WriteFilled($"CASE WHEN $1 IS NULL THEN NULL ELSE {cut} END", a[0], a[1], Number(at), Number(at + 2));
                return true;
            case "ARRAY_INSERT" when a.Length == 3 && WholeNumber(a[1]) is { } place:
                string put = place switch
                {
                    0 => "LIST_CONCAT([$2], $1)",
                    < 0 => "LIST_CONCAT($1[1:LENGTH($1) + $3], [$2], $1[LENGTH($1) + $3 + 1:])",
                    _ => "LIST_CONCAT($1[1:$3], [$2], $1[$4:])",
                };
                WriteFilled(
                    $"CASE WHEN $1 IS NULL THEN NULL ELSE {put} END", a[0], a[2], Number(place), Number(place + 1));
                return true;
            case "OBJECT_INSERT" when a is [var target, StringLiteral { Value: var key }, var value, ..]:
                NamedArgument field = new(new Identifier(key, !IsPlainName(key)), value, ":=");
                bool empty = target is Call
                {
                    Name: "OBJECT_CONSTRUCT",
                    Arguments.Length: 0
                } or StructLiteral { Fields.Length: 0 };
                WriteCall(empty ? Call.OfFinal("STRUCT_PACK", field) : Call.OfFinal("STRUCT_INSERT", target, field));
                return true;
            case "ARRAYS_ZIP" when a.Length > 0:
                WriteZip(a);
                return true;
            case "TRY_TO_TIME" when a is [_, StringLiteral format]:
                Expression parsed = Call.OfFinal("TRY_STRPTIME", a[0], FormatOut(call, format));
                Write(new Cast(parsed, DataType.Of(TypeKind.Time), CastKind.Try));
                return true;
            case "OBJECT_CONSTRUCT" when a.Length == 0:
                WriteCall(Call.OfFinal("MAP"));
                return true;
            case "MAP_INSERT" when a.Length >= 3
                && a[0] is Cast { Type: { Kind: TypeKind.Map, Elements: [_, var element] } } && a[2] is not Cast:
                WriteCall(call with { Arguments = [a[0], a[1], new Cast(a[2], element, CastKind.Strict), .. a[3..]] });
                return true;
            case "GET" when a is [ArrayLiteral or Call { Name: "ARRAY_AGG_NOT_NULL" or "SPLIT" }, var index]:
                Write(new Subscript(a[0], [index], SubscriptKind.ZeroBased));
                return true;
            case "GET" when a is [not Cast { Type.Kind: TypeKind.Map }, StringLiteral or NumberLiteral]:
                JsonStep step = a[1] is StringLiteral text ? JsonStep.OfKey(text.Value)
                    : JsonStep.OfIndex((int)(WholeNumber(a[1]) ?? 0));
                Write(new JsonAccess(a[0], new JsonPath([step]), JsonResult.Value));
                return true;
            case "LAST_DAY" when a is [_, WordExpression or Column or StringLiteral]:
                return WriteLastDay(a[0], Parsing.DateParts.Name(a[1]));
            default:
                return false;
        }
    }

    private const string RandomInteger =
        "CAST(-9.223372036854776E+18 + RANDOM() * (9.223372036854776e+18 - -9.223372036854776E+18) AS BIGINT)";

    private bool WriteLastDay(Expression value, string part)
    {
        string? template = part switch
        {
            "MONTH" => "LAST_DAY($1)",
            "YEAR" => "MAKE_DATE(EXTRACT(YEAR FROM $1), 12, 31)",
            "QUARTER" => "LAST_DAY(MAKE_DATE(EXTRACT(YEAR FROM $1), EXTRACT(QUARTER FROM $1) * 3, 1))",
            "WEEK" or "WEEK(SUNDAY)" when Source.Family == "bigquery" => "CAST($1 + INTERVAL ((13 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK(TUESDAY)" => "CAST($1 + INTERVAL ((8 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK(WEDNESDAY)" => "CAST($1 + INTERVAL ((9 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK(THURSDAY)" => "CAST($1 + INTERVAL ((10 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK(FRIDAY)" => "CAST($1 + INTERVAL ((11 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK(SATURDAY)" => "CAST($1 + INTERVAL ((12 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            "WEEK" or "ISOWEEK" or "WEEK(MONDAY)" => "CAST($1 + INTERVAL ((7 - EXTRACT(DAYOFWEEK FROM $1)) % 7) DAY AS DATE)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        WriteFilled(template, value);
        return true;
    }

    private void WriteFilled(string template, params Expression[] arguments) =>
        WriteOperation(Filled(template, 0, arguments));

    private static Expression Whole(Expression digits) =>
        digits is NumberLiteral { IsInteger: true } or Unary { Operand: NumberLiteral { IsInteger: true } } ? digits
            : new Cast(digits, DataType.Of(TypeKind.Int), CastKind.Strict);

    private void WriteZip(Expression[] a)
    {
        string[] holes = [.. Enumerable.Range(1, a.Length).Select(index => "$" + Text(index))];
        string anyNull = string.Join(" OR ", holes.Select(hole => hole + " IS NULL"));
        string allEmpty = string.Join(" AND ", holes.Select(hole => $"LENGTH({hole}) = 0"));
        string blank = string.Join(", ", holes.Select((_, index) => $"'${Text(index + 1)}': NULL"));
        string unknown = string.Join(" OR ", holes.Select(hole => $"LENGTH({hole}) IS NULL"));
        string lengths = string.Join(", ", holes.Select(hole => $"LENGTH({hole})"));
        string row =
            string.Join(", ", holes.Select((hole, index) => $"'${Text(index + 1)}': COALESCE({hole}, [])[__i + 1]"));
        string longest = a.Length == 1 ? lengths : $"CASE WHEN {unknown} THEN NULL ELSE GREATEST({lengths}) END";
        WriteFilled(
            $"CASE WHEN {anyNull} THEN NULL WHEN {allEmpty} THEN [{{{blank}}}] ELSE LIST_TRANSFORM(RANGE(0, {longest}), __i -> {{{row}}}) END", a);
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
