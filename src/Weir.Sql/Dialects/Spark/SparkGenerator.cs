using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Spark;

/// <summary>What Spark and Databricks say in another way.</summary>
internal sealed class SparkGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    protected override string FieldSeparator => ": ";

    protected override void WriteArray(ArrayLiteral array) => WriteCall(Call.OfFinal("ARRAY", array.Items));

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        if (unit == "DAY" && call.Name.StartsWith("DATE_", StringComparison.Ordinal))
        {
            Expression days = amount is StringLiteral text ? new NumberLiteral(text.Value) : amount;
            WriteCall(Call.OfFinal(subtract ? "DATE_SUB" : "DATE_ADD", value, days));
            return;
        }
        base.WriteDateAdd(call, value, amount, unit, subtract);
    }

    protected override void WriteDateDiff(Call call, Expression end, Expression start, string unit) =>
        WriteCall(unit == "DAY" ? Call.OfFinal("DATEDIFF", end, start)
            : Call.OfFinal("DATEDIFF", new WordExpression(unit), start, end));

    protected override bool WriteFormatCall(Call call)
    {
        if (call.Name is "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME")
        {
            WriteCall(Call.OfFinal("DATE_FORMAT", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        if (call.Name is "STR_TO_TIME" or "PARSE_TIMESTAMP" or "PARSE_DATETIME")
        {
            WriteCall(Call.OfFinal("TO_TIMESTAMP", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        return false;
    }
}
