using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private WithClause ParseWith()
    {
        int position = Position;
        bool leads = _comments is { Count: > 0 }
            || (_takenComments < _commentSpans.Count && _commentSpans[_takenComments].Start < position);
        Advance();
        string[]? comments = DrainComments();
        string[]? leading = leads ? comments : null;
        comments = leads ? null : comments;
        bool recursive = Match(Keyword.RECURSIVE);
        List<CommonTable> tables = [];
        do
        {
            if (Is(Keyword.WITH))
            {
                Advance();
            }
            if (Is(Keyword.SELECT))
            {
                break;
            }
            CommonTable table = ParseCommonTable();
            if (comments is not null && tables.Count == 0)
            {
                table = table with { Name = table.Name with { Comments = comments } };
                comments = null;
            }
            Attach(table);
            tables.Add(table);
        }
        while (Match(TokenKind.Comma) || Is(Keyword.WITH));
        return new WithClause([.. tables], recursive) { Position = position, Comments = leading };
    }

    private CommonTable ParseCommonTable()
    {
        int position = Position;
        if (_dialect.Grammar.ClickHouse && !(IsAnyWord && Next.Keyword == Keyword.AS
            && Ahead(2).Kind == TokenKind.LeftParen && Ahead(3).Keyword is Keyword.SELECT or Keyword.WITH))
        {
            Expression scalar = ParseExpression();
            Expect(Keyword.AS);
            return new CommonTable(
                ParseIdentifier(), [], new ExpressionStatement(scalar))
            { Scalar = scalar, Position = position };
        }
        Identifier name = ParseIdentifier();
        Identifier[] columns = Is(TokenKind.LeftParen) ? ParseIdentifierList() : [];
        Expression[] keys = [];
        if (Is(Keyword.USING) && Next.Keyword == Keyword.KEY)
        {
            Advance();
            Advance();
            keys = ParenthesisedExpressions();
        }
        Match(Keyword.AS);
        bool? materialized = Match(Keyword.MATERIALIZED) ? true : Match(Keyword.NOT, Keyword.MATERIALIZED) ? false
            : null;
        OpenParen();
        Statement query = IsQueryStart() || Is(TokenKind.LeftParen) ? ParseQuery() : ParseStatement();
        if (_comments is { Count: > 0 })
        {
            name = name with { Comments = Joined(name.Comments, DrainComments()) };
        }
        CloseParen();
        int start = _at;
        string? tail = null;
        if (_current.Keyword is Keyword.SEARCH or Keyword.CYCLE)
        {
            while (!Is(TokenKind.End) && !Is(Keyword.SELECT) && !Is(TokenKind.Comma))
            {
                Advance();
            }
            tail = Squeeze(_text.AsSpan(_tokens[start].Start, Previous.End - _tokens[start].Start));
        }
        return new CommonTable(name, columns, query)
        {
            Materialized = materialized,
            Position = position,
            Tail = tail,
            KeyExpressions = keys
        };
    }
}
