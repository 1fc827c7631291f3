using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Names;

namespace Weir.Sql.Dialects.Trino;

/// <summary>What Trino says in another way.</summary>
internal sealed class TrinoGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    /// <summary>GROUP BY takes no names of the select list.</summary>
    protected override Select PrepareForeign(Select select) =>
        SelectAliases.GroupByExpressions(base.PrepareForeign(select), Types.Names, places: false);

    protected override void WriteDateAdd(Call call, Expression value, Expression amount, string unit, bool subtract)
    {
        Expression count = amount is StringLiteral text ? new NumberLiteral(text.Value) : amount;
        WriteCall(Call.OfFinal("DATE_ADD", new StringLiteral(unit),
            subtract ? new Unary(UnaryOperator.Minus, Wrap(count)) : count, value));
    }

    protected override bool WriteFormatCall(Call call)
    {
        if (call.Name is "TIME_TO_STR" or "FORMAT_DATE" or "FORMAT_TIMESTAMP" or "FORMAT_DATETIME")
        {
            WriteCall(Call.OfFinal("DATE_FORMAT", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        if (call.Name is "STR_TO_TIME" or "PARSE_TIMESTAMP" or "PARSE_DATETIME")
        {
            WriteCall(Call.OfFinal("DATE_PARSE", call.Arguments[0], FormatOut(call, call.Arguments[1])));
            return true;
        }
        return false;
    }

    protected override bool HasFetch => true;
}
