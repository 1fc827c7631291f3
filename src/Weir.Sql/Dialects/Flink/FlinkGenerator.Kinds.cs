using System.Globalization;
using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Names;

namespace Weir.Sql.Dialects.Flink;

/// <summary>Kinds of values: Flink wants a type for every NULL, and computes with decimals in its own way.</summary>
internal partial class FlinkGenerator
{
    private const int DigitsOfLong = 18;

    protected override void DemandOfTarget(Expression expression)
    {
        switch (expression)
        {
            case Binary { Left: NullLiteral } or Binary { Right: NullLiteral }:
            case Call { Final: false, Name: not "IF" } call when Array.Exists(call.Arguments, IsNull):
                RefuseUncovered(expression, "a NULL without a type");
                break;
            case Binary
            {
                Left: TupleExpression, Operator: BinaryOperator.Less or BinaryOperator.LessEqual
                    or BinaryOperator.Greater or BinaryOperator.GreaterEqual
            }:
                RefuseUncovered(expression, "the order of rows");
                break;
            case Binary { Operator: BinaryOperator.Concat } joined when IsOf(joined.Left, TypeGroup.Array)
                || IsOf(joined.Right, TypeGroup.Array):
                RefuseUncovered(expression, "arrays joined by ||");
                break;
            case Binary { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterEqual } test
                when IsOf(test.Left, TypeGroup.Date) != IsOf(test.Right, TypeGroup.Date)
                    && (IsOf(test.Left, TypeGroup.Timestamp) || IsOf(test.Right, TypeGroup.Timestamp)):
                RefuseUncovered(expression, "a date compared with a time");
                break;
            case Call { Final: false, Name: "CONCAT" or "CONCAT_WS" } call when Array.Exists(call.Arguments,
                argument => Types.Group(argument) is not (TypeGroup.Text or TypeGroup.Unknown)):
                RefuseUncovered(expression, "numbers joined to texts");
                break;
            case Call { Final: false, Name: "REPLACE", Arguments: [_, StringLiteral { Value: "" }, _] }:
                RefuseUncovered(expression, "REPLACE of an empty text");
                break;
            case Cast { Final: false } cast when TypeInference.OfKind(cast.Type.Kind) == TypeGroup.Boolean
                && IsOf(cast.Value, TypeGroup.Text):
                RefuseUncovered(expression, "a text as a truth value");
                break;
            default:
                break;
        }
    }

    private static bool IsNull(Expression value) => value is NullLiteral or Alias { Value: NullLiteral };

    private bool IsOf(Expression value, TypeGroup group) => Types.Group(value) == group;

    /// <summary>A WHERE needs a FROM; GROUP BY takes no places and no names of the select list.</summary>
    protected override Select PrepareForeign(Select select)
    {
        select = SelectAliases.GroupByExpressions(base.PrepareForeign(select), Types.Names);
        if (Array.Find(select.Items, IsNull) is { } untyped)
        {
            RefuseUncovered(untyped, "a NULL without a type");
        }
        if (select.From is not null || select.Where is null)
        {
            return select;
        }
        TableAlias one = new(Identifier.Plain("_one"), [Identifier.Plain("_n")]);
        SubqueryTable row = new(new Values([NumberLiteral.Of(1)])) { Alias = one };
        return select with { From = new FromClause(row, []) };
    }

    /// <summary>NULLs among rows have the type of the others in their column.</summary>
    protected override void WriteValues(Values values)
    {
        if (SameDialect || !Array.Exists(values.Rows, row => Array.Exists(Values.ItemsOf(row), IsNull)))
        {
            base.WriteValues(values);
            return;
        }
        TypeKind?[] kinds = Array.ConvertAll(Types.Names.Of(values).Columns, column => KindOf(column.Group));
        base.WriteValues(values with { Rows = Array.ConvertAll(values.Rows, row => WithTypes(row, kinds)) });
    }

    private static TypeKind? KindOf(TypeGroup? group) => group switch
    {
        TypeGroup.Integer => TypeKind.BigInt,
        TypeGroup.Float => TypeKind.Double,
        TypeGroup.Text => TypeKind.Text,
        TypeGroup.Boolean => TypeKind.Boolean,
        TypeGroup.Date => TypeKind.Date,
        TypeGroup.Timestamp => TypeKind.Timestamp,
        TypeGroup.TimestampTz => TypeKind.TimestampTz,
        _ => null,
    };

    private Expression WithTypes(Expression row, TypeKind?[] kinds)
    {
        Expression[] items = [.. Values.ItemsOf(row)];
        for (int index = 0; index < items.Length; index++)
        {
            if (items[index] is not NullLiteral)
            {
                continue;
            }
            if (index >= kinds.Length || kinds[index] is not { } kind)
            {
                RefuseUncovered(row, "a NULL without a type");
                continue;
            }
            items[index] = new Cast(items[index], DataType.Of(kind), CastKind.Strict) { Final = true };
        }
        return items.Length == 1 ? items[0] : new TupleExpression(items);
    }

    /// <summary>Numbers of many digits are decimals of their own width.</summary>
    protected override void WriteNumber(NumberLiteral number)
    {
        int point = number.Text.IndexOf('.', StringComparison.Ordinal);
        if (SameDialect || number.Text.Length <= DigitsOfLong || number.Text.AsSpan().IndexOfAny('e', 'E') >= 0)
        {
            base.WriteNumber(number);
            return;
        }
        int scale = point < 0 ? 0 : number.Text.Length - point - 1;
        Out.Append(string.Create(CultureInfo.InvariantCulture, $"CAST('{number.Text}' AS DECIMAL(38, {scale}))"));
    }

    /// <summary>A whole number or a decimal beside a text is put in words.</summary>
    protected override void WriteConcat(Binary binary) => base.WriteConcat(SameDialect ? binary
        : binary with { Left = InWords(binary.Left), Right = InWords(binary.Right) });

    private Expression InWords(Expression value) => IsOf(value, TypeGroup.Integer)
        ? new Cast(value, DataType.Of(TypeKind.Text), CastKind.Strict) { Final = true } : value;

    /// <summary>A quotient of decimals keeps few digits: the left side becomes a double.</summary>
    protected override void WriteDivision(Binary binary)
    {
        if (!SameDialect && (IsOf(binary.Left, TypeGroup.Decimal) || IsOf(binary.Right, TypeGroup.Decimal)))
        {
            Write(new Cast(binary.Left, DataType.Of(TypeKind.Double), CastKind.Strict) { Final = true });
            Out.Append(" / ");
            Write(binary.Right);
            return;
        }
        base.WriteDivision(binary);
    }
}
