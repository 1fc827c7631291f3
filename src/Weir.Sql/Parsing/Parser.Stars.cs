using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private Star ParseStarTail(Star star)
    {
        Expression? pattern = null;
        if (_dialect.Grammar.StarLike && _current.Keyword is Keyword.ILIKE or Keyword.LIKE
            && Next.Kind is TokenKind.String or TokenKind.DollarString)
        {
            bool like = Is(Keyword.LIKE);
            Advance();
            pattern = ParseLiteral();
            if (like)
            {
                pattern = new PrefixWord("LIKE", pattern!);
            }
        }
        Expression[] except = [];
        Expression[] replace = [];
        Expression[] rename = [];
        if (_current.Keyword is Keyword.EXCEPT or Keyword.EXCLUDE
            && Next.Kind is TokenKind.LeftParen or TokenKind.Word or TokenKind.QuotedWord
            && Next.Keyword is not (Keyword.SELECT or Keyword.ALL or Keyword.DISTINCT)
            && !(Next.Kind == TokenKind.LeftParen && Ahead(2).Keyword is Keyword.SELECT or Keyword.WITH))
        {
            Advance();
            except = StarNames();
        }
        if (_current.Keyword is Keyword.REPLACE
            && Next.Kind is TokenKind.LeftParen or TokenKind.Word or TokenKind.QuotedWord)
        {
            Advance();
            replace = Is(TokenKind.LeftParen) ? ParenthesisedAliases() : [ParseAliased()];
        }
        if (_current.Keyword is Keyword.RENAME
            && Next.Kind is TokenKind.LeftParen or TokenKind.Word or TokenKind.QuotedWord)
        {
            Advance();
            rename = Is(TokenKind.LeftParen) ? ParenthesisedAliases() : [ParseAliased()];
        }
        return except.Length + replace.Length + rename.Length == 0 && pattern is null
            ? star : star with { Except = except, Replace = replace, Rename = rename, Like = pattern };
    }

    private Expression[] StarNames()
    {
        if (!Is(TokenKind.LeftParen))
        {
            return [ParseName()];
        }
        OpenParen();
        List<Expression> names = [];
        do
        {
            names.Add(Is(TokenKind.String) ? ExpectLiteral() : ParseName());
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return [.. names];
    }

    private Expression[] ParenthesisedAliases()
    {
        OpenParen();
        List<Expression> items = CommaSeparated(ParseAliased);
        CloseParen();
        return [.. items];
    }

    private Expression ParseAliased()
    {
        Expression value = ParseExpression();
        return Match(Keyword.AS) ? new Alias(value, ParseIdentifier()) { Position = value.Position } : value;
    }
}
