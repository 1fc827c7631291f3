using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>
    /// A moment by a format of which the target lacks some elements: what it has by its own formats, the others by
    /// functions, put together; null where an element has no such function.
    /// </summary>
    /// <param name="value">The moment.</param>
    /// <param name="format">The canonical format.</param>
    /// <param name="formatted">A moment by a format of the target's own.</param>
    protected Expression? FormattedInPieces(
        Expression value, StringLiteral format, Func<Expression, string, Expression> formatted)
    {
        if (SameDialect || Rules.TimeFormat.FromCanonical(format.Value, false, out _) is not null)
        {
            return null;
        }
        Expression? whole = null;
        foreach ((string piece, bool own) in Rules.TimeFormat.Pieces(format.Value))
        {
            Expression? part = null;
            if (own && Rules.TimeFormat.FromCanonical(piece, false, out _) is { } written)
            {
                part = piece.Contains('%', StringComparison.Ordinal) ? formatted(value, written)
                    : new StringLiteral(piece);
            }
            else if (FormatElement(piece) is { } template)
            {
                part = Filled(template, value.Position, value);
            }
            if (part is null)
            {
                return null;
            }
            whole = whole is null ? part : new Binary(BinaryOperator.Concat, whole, Wrap(part));
        }
        return whole;
    }

    /// <summary>The text of one canonical element of <c>$1</c> by the target's functions.</summary>
    protected virtual string? FormatElement(string element) => null;
}
