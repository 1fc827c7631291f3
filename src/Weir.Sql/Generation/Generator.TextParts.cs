using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// Parts of a text from its end. Places at or before nought count from the end in BigQuery, Snowflake and (below nought) DuckDB; PostgreSQL counts on before
    /// the text. A negative length of LEFT and RIGHT is what PostgreSQL and DuckDB leave out.
    /// </summary>
    /// <returns>What means the same in the target; null for other calls.</returns>
    private Call? TextPart(Call call)
    {
        bool counts = Source.Family is "postgres" or "duckdb";
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "SUBSTRING" when a.Length is 2 or 3 && WholeNumber(a[1]) is <= 0 and var start && Source.Family is "postgres" or "duckdb" or "bigquery" or "snowflake":
                return start < 0 && Source.Family != "postgres" ? FromEnd(call, -start) : FromStart(call, start, counts);
            case "LEFT" or "RIGHT" when counts && Dialect.Family is "bigquery" or "snowflake" && a is [var text, var length] && WholeNumber(length) is < 0 and var less:
                Expression kept = new Binary(BinaryOperator.Subtract, Call.OfFinal("LENGTH", text), Number(-less));
                return Call.OfFinal(call.Name, text, Call.OfFinal("GREATEST", kept, Number(0)));
            case "STR_POSITION" when a.Length == 3 && WholeNumber(a[2]) < 0 && Source.Family == "bigquery":
                Refuse(call, "a search from the end", "search in REVERSE of the text");
                return null;
            default:
                return null;
        }
    }

    /// <summary>A part from a place at or before nought: from the first character, and as much shorter where the places before count.</summary>
    private static Call? FromStart(Call call, long start, bool counts)
    {
        Expression[] a = call.Arguments;
        if (a.Length == 2)
        {
            return call with { Arguments = [a[0], Number(1)] };
        }
        Expression length = !counts ? a[2]
            : WholeNumber(a[2]) is { } given ? Number(Math.Max(0, given + start - 1))
            : Call.OfFinal("GREATEST", new Binary(BinaryOperator.Subtract, Wrap(a[2]), Number(1 - start)), Number(0));
        return call with { Arguments = [a[0], Number(1), length] };
    }

    /// <summary>The last <paramref name="count"/> characters, for PostgreSQL, which has no places from the end; null where the target has.</summary>
    private Call? FromEnd(Call call, long count)
    {
        if (Dialect.Family != "postgres")
        {
            return null;
        }
        Call tail = Call.OfFinal("RIGHT", call.Arguments[0], Number(count));
        return call.Arguments.Length == 2 ? tail : Call.OfFinal("LEFT", tail, call.Arguments[2]);
    }

    /// <summary>The value of a whole number that is written out.</summary>
    protected static long? WholeNumber(Expression expression) => expression switch
    {
        NumberLiteral { IsInteger: true } number when int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) => value,
        Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral { IsInteger: true } number } when int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) => -value,
        _ => null,
    };

    protected static Expression Number(long value) =>
        value < 0 ? new Unary(UnaryOperator.Minus, Number(-value)) : new NumberLiteral(value.ToString(CultureInfo.InvariantCulture));
}
