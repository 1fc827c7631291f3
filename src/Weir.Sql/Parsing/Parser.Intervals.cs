using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private bool StartsInterval()
    {
        Token next = Next;
        switch (next.Kind)
        {
            case TokenKind.String or TokenKind.Number or TokenKind.LeftParen or TokenKind.Parameter or TokenKind.QuotedWord
                or TokenKind.At or TokenKind.Question or TokenKind.RawString or TokenKind.Template:
                return true;
            case TokenKind.Minus:
                return Ahead(2).Kind is TokenKind.Number or TokenKind.Word;
            case TokenKind.Colon:
                return Ahead(2).Kind is TokenKind.Word;
            case TokenKind.Word:
                return !EndsItem(next.Keyword) && !IsReserved(next.Keyword)
                    && (DateParts.IsUnit(Ahead(2).Keyword) || Ahead(2).Kind is TokenKind.LeftParen or TokenKind.Dot
                        || next.Keyword is Keyword.CAST);
            default:
                return false;
        }
    }

    private Expression ParseInterval()
    {
        int position = Position;
        Advance();
        Interval first = ParseIntervalBody(position);
        Expression result = first;
        while (first.Unit is not null && _dialect.Grammar.IntervalSums && Is(TokenKind.String)
            && DateParts.IsUnit(Next.Keyword))
        {
            Interval more = ParseIntervalBody(Position);
            result = new Binary(BinaryOperator.Add, result, more) { Position = position };
        }
        return result;
    }

    private Interval ParseIntervalBody(int position)
    {
        Expression value = Is(TokenKind.Number) || Is(TokenKind.String) ? ParseLiteralOnly() : ParseUnary();
        if (value is Paren paren && paren.Inner is NumberLiteral or StringLiteral)
        {
            value = paren.Inner;
        }
        if (value is StringLiteral { Value: var parts } && _dialect.Family == "postgres"
            && DetachedSign().IsMatch(parts))
        {
            // '1 month - 1 day': PostgreSQL alone reads a sign apart from its number.
            value = new StringLiteral(DetachedSign().Replace(parts, "$1$2")) { Position = value.Position };
        }
        string? unit = null;
        string? toUnit = null;
        if (_current.Kind == TokenKind.Word && DateParts.IsUnit(_current.Keyword) && !(Next.Kind is TokenKind.Dot))
        {
            unit = ParseIntervalUnit();
            if (Is(Keyword.TO) && DateParts.IsUnit(Next.Keyword))
            {
                Advance();
                toUnit = ParseIntervalUnit();
            }
        }
        else if (value is StringLiteral text && SplitInterval(text.Value) is { } split)
        {
            value = new StringLiteral(split.Number) { Position = value.Position };
            unit = split.Unit;
        }
        if (value is Unary { Operator: UnaryOperator.Minus, Operand: NumberLiteral negative } && !_raw)
        {
            value = new StringLiteral("-" + negative.Text) { Position = value.Position };
        }
        if (value is NumberLiteral number && !_raw)
        {
            value = new StringLiteral(number.Text) { Position = number.Position };
        }
        return new Interval(value, unit, toUnit) { Position = position };
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"([+-])\s+(\d)")]
    private static partial System.Text.RegularExpressions.Regex DetachedSign();

    private Expression ParseLiteralOnly()
    {
        if (Is(TokenKind.String))
        {
            StringLiteral text = new(StringValue(_current)) { Position = Position };
            Advance();
            return text;
        }
        return ParseLiteral()!;
    }

    private string ParseIntervalUnit()
    {
        string unit = KeywordTable.Text(_current.Keyword);
        Advance();
        if (Is(TokenKind.LeftParen) && Next.Kind == TokenKind.Number)
        {
            Advance();
            unit += "(" + TextOf(_current) + ")";
            Advance();
            CloseParen();
        }
        return DateParts.Canonical(unit, _dialect);
    }

    /// <summary>'24 hours' as ('24', HOURS); null where it is not one number and one word.</summary>
    internal static (string Number, string Unit)? SplitInterval(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int at = 0;
        if (at < rest.Length && rest[at] is '-' or '+')
        {
            at++;
        }
        int digits = at;
        while (at < rest.Length && (char.IsAsciiDigit(rest[at]) || rest[at] == '.'))
        {
            at++;
        }
        if (at == digits)
        {
            return null;
        }
        ReadOnlySpan<char> number = rest[..at];
        ReadOnlySpan<char> unit = rest[at..].Trim();
        if (unit.Length == 0)
        {
            return null;
        }
        foreach (char character in unit)
        {
            if (!char.IsAsciiLetter(character))
            {
                return null;
            }
        }
        return (number.ToString(), unit.ToString().ToUpperInvariant());
    }
}
