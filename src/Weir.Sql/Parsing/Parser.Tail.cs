using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    /// <summary>ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE behind any query.</summary>
    private Query ParseQueryTail(Query query)
    {
        while (true)
        {
            switch (_current.Keyword)
            {
                case Keyword.ORDER when Next.Keyword is Keyword.BY or Keyword.SIBLINGS:
                    Advance();
                    Match(Keyword.SIBLINGS);
                    Expect(Keyword.BY);
                    query = query with { OrderBy = ParseOrderItems() };
                    break;
                case Keyword.LIMIT:
                    Advance();
                    query = ParseLimit(query);
                    break;
                case Keyword.OFFSET when Next.Kind is not (
                    TokenKind.Comma or TokenKind.RightParen or TokenKind.End or TokenKind.Dot):
                    Advance();
                    Expression offset = ParseOperators(TermLevel);
                    if (_current.Keyword is Keyword.ROW or Keyword.ROWS)
                    {
                        Advance();
                    }
                    query = query with { Offset = offset };
                    break;
                case Keyword.FETCH when Next.Keyword is Keyword.FIRST or Keyword.NEXT || Next.Kind is TokenKind.Number:
                    query = query with { Fetch = ParseFetch() };
                    break;
                case Keyword.FOR when Next.Keyword is Keyword.UPDATE or Keyword.SHARE or Keyword.KEY or Keyword.NO or Keyword.XML or Keyword.JSON:
                    int start = Position;
                    while (!Is(TokenKind.End) && !Is(TokenKind.RightParen) && !Is(TokenKind.Semicolon))
                    {
                        Advance();
                    }
                    query = query with { Locking = Locking(_text.AsSpan(start, Previous.End - start)) };
                    break;
                case Keyword.SETTINGS or Keyword.FORMAT when _dialect.Grammar.ClickHouse:
                    int from = Position;
                    while (!Is(TokenKind.End) && !Is(TokenKind.RightParen) && !Is(TokenKind.Semicolon))
                    {
                        Advance();
                    }
                    query = query with { Locking = Squeeze(_text.AsSpan(from, Previous.End - from)) };
                    break;
                default:
                    return query;
            }
        }
    }

    private static string Locking(ReadOnlySpan<char> text)
    {
        string[] words = Squeeze(text).Split(' ');
        for (int index = 0; index < words.Length; index++)
        {
            if (words[index].ToUpperInvariant() is "FOR" or "UPDATE" or "SHARE" or "KEY" or "NO" or "OF" or "SKIP" or "LOCKED" or "NOWAIT" or "WAIT" or "XML" or "PATH" or "JSON" or "AUTO" or "RAW")
            {
                words[index] = words[index].ToUpperInvariant();
            }
        }
        return string.Join(' ', words);
    }

    private static bool EndsLimit(in Token token) => token.Kind is TokenKind.End or TokenKind.RightParen
        or TokenKind.Semicolon || token.Keyword == Keyword.OFFSET;

    private Query ParseLimit(Query query)
    {
        if (Is(Keyword.ALL))
        {
            Advance();
            return query;
        }
        bool share = Is(TokenKind.Number) && Next.Kind == TokenKind.Percent && EndsLimit(
            _tokens[Math.Min(_at + 2, _tokens.Count - 1)]);
        Expression limit = share ? ParseLiteral()! : ParseOperators(BitLevel);
        if (Is(TokenKind.Percent) && EndsLimit(Next))
        {
            Advance();
            limit = new Binary(BinaryOperator.Operator, limit, new WordExpression("PERCENT")) { Custom = " " };
        }
        if (Match(Keyword.PERCENT))
        {
            limit = new Binary(BinaryOperator.Operator, limit, new WordExpression("PERCENT")) { Custom = " " };
        }
        if (Match(TokenKind.Comma))
        {
            Expression second = ParseOperators(BitLevel);
            return query with { Offset = limit, Limit = second };
        }
        if (_dialect.Grammar.ClickHouse && Match(Keyword.BY))
        {
            Expression[] by = ExpressionList();
            return query with
            {
                Limit = new Binary(
                BinaryOperator.Operator, limit, by.Length == 1 ? by[0] : new TupleExpression(by))
                { Custom = "BY" }
            };
        }
        return query with { Limit = limit };
    }

    private FetchClause ParseFetch()
    {
        int position = Position;
        Advance();
        bool first = !Is(Keyword.NEXT);
        Match(Keyword.FIRST);
        Match(Keyword.NEXT);
        Expression? count = _current.Keyword is Keyword.ROW or Keyword.ROWS ? null : ParseOperators(TermLevel);
        bool percent = Match(Keyword.PERCENT);
        if (_current.Keyword is Keyword.ROW or Keyword.ROWS)
        {
            Advance();
        }
        bool ties = Match(Keyword.WITH, Keyword.TIES);
        if (!ties)
        {
            Match(Keyword.ONLY);
        }
        return new FetchClause(count, first, percent, ties) { Position = position };
    }
}
