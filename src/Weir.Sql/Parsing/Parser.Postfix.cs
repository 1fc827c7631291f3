using System.Globalization;
using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>What goes on behind an operand: casts, subscripts, fields, JSON paths, time zones.</summary>
internal sealed partial class Parser
{
    private Expression ParsePostfix(Expression expression)
    {
        while (true)
        {
            int position = Position;
            switch (_current.Kind)
            {
                case TokenKind.DoubleColon:
                    Advance();
                    DataType type = ParseType();
                    expression = new Cast(expression, type,
                        _dialect.Grammar.DoubleColonTries ? CastKind.Try : CastKind.Strict)
                    { Position = position };
                    break;
                case TokenKind.LeftBracket when !_dialect.Lexical.BracketNames || expression is not Column:
                    Advance();
                    expression = ParseSubscript(expression, position);
                    break;
                case TokenKind.Dot when expression is not NumberLiteral:
                    if (ParseField(expression, position) is not { } field)
                    {
                        return expression;
                    }
                    expression = field;
                    break;
                case TokenKind.Colon when _dialect.Grammar.ColonJsonPaths && IsColonPath(expression):
                    expression = ParseColonPath(expression, position);
                    break;
                case TokenKind.Arrow:
                    expression = ParseArrow(expression, JsonResult.Value, position);
                    break;
                case TokenKind.LongArrow:
                    expression = ParseArrow(expression, JsonResult.Text, position);
                    break;
                case TokenKind.HashArrow:
                    Advance();
                    expression = new Binary(
                        BinaryOperator.JsonPath, expression, ParsePostfix(ParsePrimary()))
                    { Position = position };
                    break;
                case TokenKind.HashLongArrow:
                    Advance();
                    expression = new Binary(
                        BinaryOperator.JsonPathText, expression, ParsePostfix(ParsePrimary()))
                    { Position = position };
                    break;
                case TokenKind.LeftParen when expression is Column && Next.Kind == TokenKind.Plus
                    && Ahead(2).Kind == TokenKind.RightParen:
                    Advance();
                    Advance();
                    Advance();
                    expression = new JoinMarker(expression) { Position = position };
                    break;
                case TokenKind.Exclamation when Next.Kind == TokenKind.Word && Ahead(2).Kind == TokenKind.LeftParen
                    && _dialect.Grammar.ColonJsonPaths:
                    Advance();
                    expression = new Binary(
                        BinaryOperator.Operator, expression, ParseCall(Position))
                    { Custom = "!", Position = position };
                    break;
                case TokenKind.Word when Is(Keyword.AT) && Next.Keyword == Keyword.TIME
                    && Ahead(2).Keyword == Keyword.ZONE:
                    Advance();
                    Advance();
                    Advance();
                    expression = new AtTimeZone(expression, ParseUnary()) { Position = position };
                    break;
                case TokenKind.Word when Is(Keyword.COLLATE) && expression is not Star:
                    Advance();
                    Expression collation = Is(TokenKind.String) ? ParseLiteral()!
                        : new Column(PlainNames(ParseObjectName()));
                    expression = new Collate(expression, collation) { Position = position };
                    break;
                default:
                    return expression;
            }
        }
    }

    private Expression ParseSubscript(Expression target, int position)
    {
        if (target is Column { Parts: [{ Quoted: false } only] }
            && only.Name.Equals("ARRAY", StringComparison.OrdinalIgnoreCase))
        {
            return ParseBracketArray(position, null);
        }
        SubscriptKind kind = _dialect.Grammar.ArraysFromZero ? SubscriptKind.ZeroBased : SubscriptKind.OneBased;
        SubscriptKind? named = _dialect.Grammar.OffsetSubscripts && Next.Kind == TokenKind.LeftParen
            ? _current.Keyword switch
            {
                Keyword.OFFSET => SubscriptKind.Offset,
                Keyword.ORDINAL => SubscriptKind.Ordinal,
                Keyword.SAFE_OFFSET => SubscriptKind.SafeZeroBased,
                Keyword.SAFE_ORDINAL => SubscriptKind.SafeOneBased,
                _ => null,
            }
            : null;
        if (named is not null)
        {
            Advance();
            OpenParen();
            Expression index = ParseExpression();
            CloseParen();
            Expect(TokenKind.RightBracket, "]");
            return new Subscript(target, [index], named.Value) { Position = position };
        }
        List<Expression> indexes = [];
        do
        {
            indexes.Add(ParseSliceOrIndex());
        }
        while (Match(TokenKind.Comma));
        Expect(TokenKind.RightBracket, "]");
        if (indexes is [StringLiteral])
        {
            kind = SubscriptKind.Key;
        }
        return new Subscript(target, [.. indexes], kind) { Position = position };
    }

    private Expression ParseSliceOrIndex()
    {
        int position = Position;
        Expression? low = Is(TokenKind.Colon) ? null : ParseExpression();
        if (!Match(TokenKind.Colon))
        {
            return low!;
        }
        Expression? high = null;
        if (Is(TokenKind.Minus) && Next.Kind is TokenKind.Colon or TokenKind.RightBracket)
        {
            Advance();
            high = new WordExpression("-");
        }
        else if (!Is(TokenKind.RightBracket) && !Is(TokenKind.Colon))
        {
            high = ParseExpression();
        }
        Expression? step = Match(TokenKind.Colon) && !Is(TokenKind.RightBracket) ? ParseExpression() : null;
        return new Slice(low, high, step) { Position = position };
    }

    private DotAccess? ParseField(Expression target, int position)
    {
        if (Next.Kind is TokenKind.Star)
        {
            Advance();
            Advance();
            return new DotAccess(target, ParseStarTail(new Star([]))) { Position = position };
        }
        if (Next.Kind is TokenKind.Number)
        {
            Advance();
            string number = TextOf(_current);
            Advance();
            return new DotAccess(target,
                new Identifier(number, _dialect.Name == "bigquery") { Position = position })
            { Position = position };
        }
        if (Next.Kind is not (TokenKind.Word or TokenKind.QuotedWord))
        {
            return null;
        }
        Advance();
        if (Is(TokenKind.Word) && Next.Kind == TokenKind.LeftParen)
        {
            return ParseMethodCall(target, position);
        }
        return new DotAccess(target, ParseIdentifier()) { Position = position };
    }

    /// <summary>DuckDB's <c>x.f(a)</c>, which is f(x, a).</summary>
    private DotAccess ParseMethodCall(Expression target, int position)
    {
        Identifier name = ParseIdentifier();
        return new DotAccess(target, ParseCallTail(name.Name, position, verbatim: name)) { Position = position };
    }

    private bool IsColonPath(Expression target) =>
        target is Column or JsonAccess or Call or StructLiteral or ArrayLiteral or Subscript or Paren or DotAccess or Cast or Parameter
        && Next.Kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.LeftBracket or TokenKind.Number;

    /// <summary>Snowflake's <c>value:a.b[0]['c']</c>.</summary>
    private JsonAccess ParseColonPath(Expression target, int position)
    {
        Advance();
        List<JsonStep> steps = [];
        while (true)
        {
            if (Is(TokenKind.LeftBracket))
            {
                Advance();
                if (Is(TokenKind.String))
                {
                    steps.Add(JsonStep.OfKey(StringValue(_current), true));
                }
                else if (Is(TokenKind.Number)
                    && int.TryParse(Span(_current), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
                {
                    steps.Add(JsonStep.OfIndex(index));
                }
                else
                {
                    Expression dynamic = ParseExpression();
                    Expect(TokenKind.RightBracket, "]");
                    JsonAccess before = new(
                        target, new JsonPath([.. steps]), JsonResult.Value)
                    { Position = position, FromColon = true };
                    Subscript by = new(before, [dynamic], SubscriptKind.ZeroBased) { Position = position };
                    return Is(TokenKind.Dot) ? ContinueColonPath(by, position)
                        : new JsonAccess(by, new JsonPath([]), JsonResult.Value);
                }
                Advance();
                Expect(TokenKind.RightBracket, "]");
            }
            else if (Is(TokenKind.QuotedWord))
            {
                steps.Add(JsonStep.OfKey(Unquote(_current), true));
                Advance();
            }
            else if (Is(TokenKind.Word) || Is(TokenKind.Number))
            {
                steps.Add(JsonStep.OfKey(TextOf(_current)));
                Advance();
            }
            else
            {
                throw Unexpected("a key of a JSON path");
            }
            if (Is(TokenKind.Dot) || Is(TokenKind.Colon))
            {
                Advance();
            }
            else if (!Is(TokenKind.LeftBracket))
            {
                break;
            }
        }
        return new JsonAccess(
            target, new JsonPath([.. steps]), JsonResult.Value)
        { Position = position, FromColon = true };
    }

    private JsonAccess ContinueColonPath(Expression target, int position) => ParseColonPath(target, position);

    private JsonAccess ParseArrow(Expression target, JsonResult result, int position)
    {
        Advance();
        Expression path = ParsePrimaryBehindArrow();
        return new JsonAccess(target, JsonPaths.FromArrow(path, _dialect), result) { Position = position };
    }

    private Expression ParsePrimaryBehindArrow()
    {
        if (Is(TokenKind.Minus))
        {
            int position = Position;
            Advance();
            return new Unary(UnaryOperator.Minus, ParsePrimary()) { Position = position };
        }
        Expression primary = ParsePrimary();
        while (Is(TokenKind.Dot) && primary is Column or DotAccess && ParseField(primary, Position) is { } field)
        {
            primary = field;
        }
        return primary;
    }
}
