using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>COMMENT ON, DESCRIBE of a table, CREATE TYPE.</summary>
internal sealed partial class Parser
{
    /// <summary>A statement in a form that <paramref name="parse"/> does not know is kept as its text.</summary>
    private Statement OrCommandText(Func<Statement?> parse)
    {
        int start = _at;
        if (parse() is { } statement && _current.Kind is TokenKind.End or TokenKind.Semicolon)
        {
            return statement;
        }
        Retreat(start);
        return ParseCommand();
    }

    private CommentOn? ParseCommentOn()
    {
        int position = Position;
        Advance();
        Advance();
        string prefix = Match(Keyword.MATERIALIZED) ? "MATERIALIZED " : string.Empty;
        if (_current.Keyword is not (Keyword.TABLE or Keyword.VIEW or Keyword.COLUMN or Keyword.SCHEMA)
            || Next.Kind is not (TokenKind.Word or TokenKind.QuotedWord))
        {
            return null;
        }
        string kind = prefix + KeywordTable.Text(_current.Keyword);
        Advance();
        Expression[] name = ParseObjectName();
        return Match(Keyword.IS) && _current.Kind == TokenKind.String || Is(Keyword.NULL)
            ? new CommentOn(kind, name, Is(Keyword.NULL) ? ParsePrimary() : ExpectLiteral()) { Position = position }
            : null;
    }

    private DescribeTable? ParseDescribed()
    {
        int position = Position;
        Advance();
        string kind = KeywordTable.Text(_current.Keyword);
        Advance();
        return _current.Kind is TokenKind.Word or TokenKind.QuotedWord
            ? new DescribeTable(kind, ParseObjectName()) { Position = position } : null;
    }

    private CreateType? ParseCreateType()
    {
        int position = Position;
        Advance();
        Advance();
        if (_current.Kind is not (TokenKind.Word or TokenKind.QuotedWord))
        {
            return null;
        }
        Expression[] name = ParseObjectName();
        if (!Match(Keyword.AS))
        {
            return null;
        }
        if (Is(TokenKind.Word) && Span(_current).Equals("ENUM", StringComparison.OrdinalIgnoreCase)
            && Next.Kind == TokenKind.LeftParen && Ahead(2).Kind == TokenKind.String)
        {
            Advance();
            return new CreateType(name) { Values = ParenthesisedExpressions(), Position = position };
        }
        return Is(TokenKind.LeftParen) && _dialect.Family == "postgres"
            ? new CreateType(name) { Fields = ParseTableElements(false), Position = position } : null;
    }
}
