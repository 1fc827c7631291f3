using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// Whether GREATEST and LEAST leave NULLs out (Redshift is of PostgreSQL's family, Databricks of Spark's).
    /// </summary>
    private static bool IgnoresNulls(string family) =>
        family is "postgres" or "duckdb" or "spark" or "tsql" or "clickhouse";

    /// <summary>Functions of one name that treat NULLs, or matches behind the first, in another way.</summary>
    private bool WriteNullSensitive(Call call)
    {
        switch (call.Name.ToUpperInvariant())
        {
            case "GREATEST" or "LEAST" when call.Arguments.Length > 0
                && IgnoresNulls(Source.Family) != IgnoresNulls(Dialect.Family):
                if (IgnoresNulls(Dialect.Family))
                {
                    Expression anyNull = new IsTest(call.Arguments[0], new NullLiteral(), false);
                    foreach (Expression argument in call.Arguments[1..])
                    {
                        anyNull =
                            new Binary(BinaryOperator.Or, anyNull, new IsTest(argument, new NullLiteral(), false));
                    }
                    Write(new CaseExpression(null, [new WhenBranch(anyNull, new NullLiteral())],
                        call with { Final = true, Name = call.Name.ToUpperInvariant() }));
                    return true;
                }
                if (Dialect.Family == "snowflake")
                {
                    WriteCall(call with { Final = true, Name = call.Name.ToUpperInvariant() + "_IGNORE_NULLS" });
                    return true;
                }
                if (Dialect.Name == "sqlite")
                {
                    Expression[] fallen = [.. call.Arguments.Select((_, index) => (Expression)Call.OfFinal(
                        "COALESCE", [.. call.Arguments[index..], .. call.Arguments[..index]]))];
                    WriteCall(Call.OfFinal(
                        call.Name.Equals("LEAST", StringComparison.OrdinalIgnoreCase) ? "MIN" : "MAX", fallen));
                    return true;
                }
                if (Dialect.Family is not ("bigquery" or "snowflake") || Array.Exists(
                    call.Arguments, argument => Aggregates.Contains(argument) || Aggregates.ContainsWindow(argument)))
                {
                    // An aggregate may not stand in UNNEST: each argument falls back on the others instead.
                    Expression[] turned = new Expression[call.Arguments.Length];
                    for (int index = 0; index < turned.Length; index++)
                    {
                        turned[index] =
                            Call.OfFinal("COALESCE", [.. call.Arguments[index..], .. call.Arguments[..index]]);
                    }
                    WriteCall(Call.OfFinal(call.Name.ToUpperInvariant(), turned));
                    return true;
                }
                if (Dialect.Family == "bigquery")
                {
                    Select select = new([Call.OfFinal(call.Name.Equals("LEAST", StringComparison.OrdinalIgnoreCase)
                        ? "MIN" : "MAX", Column.Of("_v"))])
                    {
                        From = new FromClause(new Unnest([new ArrayLiteral(call.Arguments,
                            null)])
                        { Alias = new TableAlias(Identifier.Plain("_v"), []), AliasIsColumn = true }, []),
                    };
                    WriteSubquery(select);
                    return true;
                }
                return false;
            case "GREATEST_IGNORE_NULLS" or "LEAST_IGNORE_NULLS" when IgnoresNulls(Dialect.Family):
                WriteCall(call with
                {
                    Final = true,
                    Name = call.Name.ToUpperInvariant()[..call.Name.IndexOf('_', StringComparison.Ordinal)]
                });
                return true;
            case "REGEXP_REPLACE":
                return WriteRegexReplace(call);
            case "FLOOR" or "CEIL" when call.Arguments.Length == 2
                && Dialect.Family is "duckdb" or "postgres" or "bigquery":
                Expression scale =
                    call.Arguments[1] is NumberLiteral { IsInteger: true } or Unary { Operand: NumberLiteral { IsInteger: true } } ? call.Arguments[1] : new Cast(call.Arguments[1], DataType.Of(TypeKind.Int), CastKind.Strict);
                Call power = Call.OfFinal("POWER", new NumberLiteral("10"), scale);
                Call scaled =
                    Call.OfFinal(call.Name, new Binary(BinaryOperator.Multiply, Wrap(call.Arguments[0]), power));
                Expression whole = new Binary(BinaryOperator.Operator, scaled, power) { Custom = "/" };
                WriteCall(Call.OfFinal("ROUND", Dialect.Family == "postgres" ? new Cast(
                    whole, DataType.Of(TypeKind.Decimal), CastKind.Strict)
                { Final = true } : whole, scale));
                return true;
            case "ROUND" when call.Arguments is [var number]
                && (Source.Family == "postgres" || Dialect.Family == "postgres") && IsDouble(number):
                // PostgreSQL alone rounds halves of a double to even.
                WriteCall(Dialect.Family switch
                {
                    "postgres" => Call.OfFinal("ROUND", new Cast(number, DataType.Of(TypeKind.Decimal), CastKind.Strict) { Final = true }),
                    "duckdb" => Call.OfFinal("ROUND_EVEN", number, Number(0)),
                    _ => Call.OfFinal("ROUND", RoundedFor(number) ?? number),
                });
                return true;
            case "ROUND" when call.Arguments is [var value, var digits, StringLiteral mode]:
                if (mode.Value.EndsWith("EVEN", StringComparison.Ordinal))
                {
                    if (Dialect.Family is not ("duckdb" or "snowflake"))
                    {
                        return false;
                    }
                    WriteCall(Dialect.Family == "duckdb" ? Call.OfFinal("ROUND_EVEN", value, digits)
                        : Call.OfFinal("ROUND", value, digits, new StringLiteral("HALF_TO_EVEN")));
                    return true;
                }
                WriteCall(Call.OfFinal("ROUND", value, digits));
                return true;
            default:
                return false;
        }
    }
}
