using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.Sqlite;

/// <summary>What Sqlite says in another way.</summary>
internal sealed class SqliteGenerator(Dialect dialect, GenerationOptions options) : Generator(dialect, options)
{
    /// <summary>LIKE ignores case here; GLOB does not, and has other signs.</summary>
    // https://www.sqlite.org/lang_expr.html#the_like_glob_regexp_match_and_extract_operators
    protected override void WriteLike(Like like)
    {
        if (SameDialect || like.Operator != LikeOperator.Like)
        {
            base.WriteLike(like);
            return;
        }
        if (like is not { Pattern: StringLiteral { Value: var pattern }, Escape: null }
            || pattern.AsSpan().IndexOfAny("*?[\\") >= 0)
        {
            Refuse(like, "LIKE by case with a pattern that is not written out", "write GLOB");
            base.WriteLike(like);
            return;
        }
        Write(like.Value);
        Out.Append(like.Not ? " NOT GLOB " : " GLOB ");
        WriteString(pattern.Replace('%', '*').Replace('_', '?'));
    }

    protected override void WriteNullSafe(Binary binary)
    {
        Write(binary.Left);
        Out.Append(binary.Operator == BinaryOperator.NullSafeEqual ? " IS " : " IS NOT ");
        Write(binary.Right);
    }

    protected override void WriteBitOperator(Binary binary)
    {
        if (SameDialect || binary.Operator != BinaryOperator.BitXor)
        {
            base.WriteBitOperator(binary);
            return;
        }
        WriteOperation(Filled("(($1) | ($2)) - (($1) & ($2))", binary.Position, binary.Left, binary.Right));
    }

    /// <summary>
    /// A number without a fraction is stored as a whole one, whatever its type: the left side becomes a double unless
    /// both are whole.
    /// </summary>
    protected override void WriteDivision(Binary binary)
    {
        if (!SameDialect
            && (Types.Group(binary.Left), Types.Group(binary.Right)) is not (TypeGroup.Integer,
                TypeGroup.Integer) and not (TypeGroup.Unknown, _) and not (_, TypeGroup.Unknown) and not (
                    TypeGroup.Float, _))
        {
            Write(new Cast(binary.Left, DataType.Of(TypeKind.Double), CastKind.Strict) { Final = true });
            Out.Append(" / ");
            Write(binary.Right);
            return;
        }
        base.WriteDivision(binary);
    }

    protected override void WriteExtract(Extract extract)
    {
        string? letter = SameDialect || extract.Part is not WordExpression part ? null
            : part.Word switch
            {
                "YEAR" => "%Y",
                "MONTH" => "%m",
                "DAY" => "%d",
                "HOUR" => "%H",
                "MINUTE" => "%M",
                _ => null
            };
        if (letter is null)
        {
            Refuse(extract, "EXTRACT of this part", "write STRFTIME");
            base.WriteExtract(extract);
            return;
        }
        Write(new Cast(Call.OfFinal("STRFTIME", new StringLiteral(letter), extract.Value), DataType.Of(TypeKind.Int),
            CastKind.Strict)
        { Final = true });
    }
}
