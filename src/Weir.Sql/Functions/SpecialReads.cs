using Weir.Sql.Ast;
using Weir.Sql.Dialects;
using Weir.Sql.Parsing;

namespace Weir.Sql.Functions;

/// <summary>Readings that no template can say: date parts, intervals, formats, JSON paths.</summary>
internal static class SpecialReads
{
    /// <summary>Null where the call does not have the form; it is then kept as it is.</summary>
    public static Expression? Read(string rule, Call call, Dialect dialect)
    {
        Expression[] a = call.Arguments;
        string name = call.Name.ToUpperInvariant();
        switch (rule)
        {
            case "@interval":
                return a is [var value, Interval { Value: { } amount, Unit: { } unit, ToUnit: null }]
                    ? Make(call, Canonical(name), value, amount, Word(unit)) : null;
            case "@unit-first-add":
                return a.Length == 3 && Unit(a[0], dialect) is { } first
                    ? Make(call,
                        name is "DATEADD" or "DATE_ADD" ? "DATE_ADD" : name is "TIMEADD" ? "TIME_ADD" : "DATE_ADD",
                        a[2], a[1], Word(first)) : null;
            case "@unit-first-diff":
                return a.Length == 3 && Unit(a[0], dialect) is { } difference
                    ? Make(call, "DATE_DIFF", a[2], a[1], Word(difference)) : null;
            case "@unit-last":
                return a.Length >= 2 && Unit(a[^1], dialect) is { } last
                    ? Make(call, Canonical(name), [.. a[..^1], Word(last)]) : null;
            case "@trunc-last":
                return a.Length is 2 or 3 && Unit(a[1], dialect) is { } truncated
                    ? Make(call, name, a.Length == 3 ? [a[0], Word(truncated), a[2]] : [a[0], Word(truncated)]) : null;
            case "@trunc-first":
                if (a.Length is not (2 or 3) || Unit(a[0], dialect) is not { } part)
                {
                    return null;
                }
                bool date = a[1] is Cast { Type.Kind: TypeKind.Date } or Call { Name: "CURRENT_DATE" };
                Expression[] parts = a.Length == 3 ? [a[1], Word(part), a[2]] : [a[1], Word(part)];
                return Make(call, date ? "DATE_TRUNC" : "TIMESTAMP_TRUNC", parts);
            case "@edit-distance":
                return Make(call, "LEVENSHTEIN", a[0], a[1], a[2] is NamedArgument { Value: var most } ? most : a[2]);
            case "@format-last":
                return a.Length >= 2 && a[1] is not NumberLiteral && !(name is "TO_CHAR" or "TO_VARCHAR"
                    && IsOfNumbers(a)) ? Make(call, Canonical(name), [a[0], Format(a[1], dialect), .. a[2..]]) : null;
            case "@format-first":
                return a.Length >= 2 ? Make(call, Canonical(name), [a[1], Format(a[0], dialect), .. a[2..]]) : null;
            case "@extract":
                return a.Length == 2 && Unit(a[0], dialect) is { } extracted ? new Extract(Word(extracted),
                    a[1])
                { Written = (a[0] as StringLiteral)?.Value, Position = call.Position } : null;
            case "@json-value":
                return Json(call, JsonResult.Value, name);
            case "@json-text":
                return Json(call, JsonResult.Text, name);
            case "@json-scalar":
                return Json(call, JsonResult.Scalar, name);
            case "@json-path":
                return JsonByArguments(call, name);
            case "@array":
                return new ArrayLiteral(a, null) { Position = call.Position };
            case "@object":
                return Object(call);
            case "@struct-pack":
                return new StructLiteral(a, null) { Position = call.Position };
            case "@to-date":
                return a is [StringLiteral]
                    ? new Cast(a[0], DataType.Of(TypeKind.Date), CastKind.Strict) { Position = call.Position } : null;
            case "@to-timestamp":
                return a is [StringLiteral { Value: var written }] && !long.TryParse(written, out _) ? new Cast(
                    a[0], DataType.Of(TypeKind.Timestamp), CastKind.Strict)
                { Position = call.Position } : null;
            case "@to-time":
                return a is [StringLiteral]
                    ? new Cast(a[0], DataType.Of(TypeKind.Time), CastKind.Strict) { Position = call.Position } : null;
            case "@try-to-timestamp":
                return a is [StringLiteral { Value: var tried }] && !long.TryParse(tried, out _) ? new Cast(
                    a[0], DataType.Of(TypeKind.Timestamp), CastKind.Try)
                { Position = call.Position } : null;
            case "@to-number":
                return a is [_, NumberLiteral { Text: "38" }, NumberLiteral { Text: "0" }]
                    ? Make(call, "TO_NUMBER", a[0]) : null;
            case "@encode":
                return a is [_, StringLiteral { Value: "hex" }] ? Make(call, "LOWER_HEX", a[0])
                    : a is [_, StringLiteral { Value: "base64" }] ? Make(call, "TO_BASE64", a[0]) : null;
            case "@decode":
                return a is [_, StringLiteral { Value: "hex" }] ? Make(call, "UNHEX", a[0])
                    : a is [_, StringLiteral { Value: "base64" }] ? Make(call, "FROM_BASE64", a[0]) : null;
            case "@date":
                return a.Length == 1 ? Make(call, "DATE", a) : null;
            default:
                return null;
        }
    }

    private static Call Make(Call call, string name, params Expression[] arguments) =>
        call with { Name = name, Arguments = arguments, Known = true };

    private static WordExpression Word(string unit) => new(unit);

    private static string? Unit(Expression part, Dialect dialect)
    {
        string name = DateParts.Name(part);
        return name.Length == 0 ? null : DateParts.Canonical(name, dialect);
    }

    private static string Canonical(string name) => name switch
    {
        "STRFTIME" or "DATE_FORMAT" or "TIME_FORMAT" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME" or "FORMAT_TIME" or "TO_CHAR" => name switch
        {
            "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME" or "FORMAT_TIME" => name,
            _ => "TIME_TO_STR",
        },
        "TO_VARCHAR" => "TIME_TO_STR",
        "STRPTIME" or "TO_TIMESTAMP" => "STR_TO_TIME",
        "TO_DATE" or "DATE" => "STR_TO_DATE",
        "TRY_TO_TIME" => "TRY_TO_TIME",
        "TO_TIME" or "TIME" => "PARSE_TIME",
        "TRY_TO_DATE" => "TRY_STR_TO_DATE",
        "TRY_TO_TIMESTAMP" => "TRY_STR_TO_TIME",
        "TRY_STRPTIME" => "TRY_STR_TO_TIME",
        "PARSE_DATE" => "STR_TO_DATE",
        "PARSE_TIMESTAMP" or "PARSE_DATETIME" => name,
        _ => name,
    };

    private static Expression Format(Expression format, Dialect dialect) =>
        format is StringLiteral text ? new StringLiteral(dialect.Output.TimeFormat.ToCanonical(
            text.Value))
        { Position = text.Position, Written = text.Value } : format;

    /// <summary>
    /// TO_CHAR of a number: its format has 9 and 0 for digits, which no element of a time has beside Snowflake's FF9.
    /// </summary>
    private static bool IsOfNumbers(Expression[] arguments) => arguments[0] is NumberLiteral
        || (arguments[1] is StringLiteral { Value: var format }
            && format.Replace("FF9", string.Empty, StringComparison.OrdinalIgnoreCase).Replace(
                "FF0", string.Empty, StringComparison.OrdinalIgnoreCase).AsSpan().IndexOfAny('9', '0') >= 0);

    private static JsonAccess? Json(Call call, JsonResult result, string name)
    {
        Expression[] a = call.Arguments;
        return a.Length switch
        {
            1 => new JsonAccess(
                a[0], new JsonPath([]), result)
            { Function = name, Position = call.Position, FromColon = true },
            2 => new JsonAccess(
                a[0], JsonPaths.FromArgument(a[1]), result)
            { Function = name, Position = call.Position },
            _ => null,
        };
    }

    /// <summary>JSON_EXTRACT_PATH(v, 'a', '0'): keys and indexes one by one.</summary>
    private static JsonAccess? JsonByArguments(Call call, string name)
    {
        if (call.Arguments.Length < 2)
        {
            return null;
        }
        List<JsonStep> steps = [];
        foreach (Expression argument in call.Arguments[1..])
        {
            if ((argument is Cast { Type.Kind: TypeKind.Text } cast ? cast.Value : argument) is not StringLiteral text)
            {
                return null;
            }
            steps.Add(int.TryParse(text.Value, out int index) ? JsonStep.OfIndex(index) : JsonStep.OfKey(text.Value));
        }
        JsonResult result = name.EndsWith("TEXT", StringComparison.Ordinal) ? JsonResult.Text : JsonResult.Value;
        return new JsonAccess(
            call.Arguments[0], new JsonPath([.. steps]), result)
        { Function = name, Position = call.Position };
    }

    /// <summary>OBJECT_CONSTRUCT('a', 1) as a struct where every key is a literal.</summary>
    private static StructLiteral? Object(Call call)
    {
        Expression[] a = call.Arguments;
        if (a.Length % 2 != 0 || a.Length == 0)
        {
            return null;
        }
        Expression[] fields = new Expression[a.Length / 2];
        for (int index = 0; index < fields.Length; index++)
        {
            if (a[index * 2] is not StringLiteral key)
            {
                return null;
            }
            fields[index] = new NamedArgument(
                new Identifier(key.Value, true), a[(index * 2) + 1], ":")
            { Position = key.Position };
        }
        return new StructLiteral(fields, null) { Position = call.Position };
    }
}
