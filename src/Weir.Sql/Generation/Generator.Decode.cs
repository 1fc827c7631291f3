using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>DECODE finds NULL equal to NULL.</summary>
    private void WriteDecode(Expression[] a)
    {
        List<WhenBranch> branches = [];
        int index = 1;
        for (; index + 1 < a.Length; index += 2)
        {
            branches.Add(new WhenBranch(Found(a[0], a[index]), a[index + 1]));
        }
        Write(new CaseExpression(null, [.. branches], index < a.Length ? a[index] : null));
    }

    private static Expression Found(Expression value, Expression sought)
    {
        if (sought is NullLiteral)
        {
            return new IsTest(value, sought, false);
        }
        Binary equal = new(BinaryOperator.Equal, Wrap(value), Wrap(sought));
        if (sought is StringLiteral or NumberLiteral)
        {
            return equal;
        }
        return new Binary(BinaryOperator.Or, equal, new Paren(new Binary(BinaryOperator.And,
            new IsTest(Wrap(value), new NullLiteral(), false), new IsTest(Wrap(sought), new NullLiteral(), false))));
    }
}
