using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    /// <summary>CREATE SEQUENCE name START WITH 1 INCREMENT BY 1 …, and Snowflake's START = 1 form.</summary>
    private CreateSequence ParseCreateSequence(int position, bool replace, string[] modifiers)
    {
        Advance();
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        CreateSequence sequence = new(
            ParseObjectName())
        { Replace = replace, IfNotExists = exists, Modifiers = modifiers, Position = position };
        Match(Keyword.WITH);
        List<(string, Expression?)> options = [];
        while (_current.Kind == TokenKind.Word)
        {
            options.Add(ParseSequenceOption());
            Match(TokenKind.Comma);
        }
        return sequence with { Options = [.. options] };
    }

    private (string Words, Expression? Value) ParseSequenceOption()
    {
        string word = TextOf(_current).ToUpperInvariant();
        Advance();
        switch (word)
        {
            case "START":
                Match(Keyword.WITH);
                Match(TokenKind.Equal);
                return ("START WITH", ParseOperators(BitLevel));
            case "INCREMENT":
                Match(Keyword.BY);
                Match(TokenKind.Equal);
                return ("INCREMENT BY", ParseOperators(BitLevel));
            case "MINVALUE" or "MAXVALUE" or "CACHE":
                return (word, ParseOperators(BitLevel));
            case "CYCLE" or "ORDER" or "NOORDER":
                return (word, null);
            case "COMMENT":
                Match(TokenKind.Equal);
                return ("COMMENT", ExpectLiteral());
            case "NO" when TextOf(_current).ToUpperInvariant() is "MINVALUE" or "MAXVALUE" or "CYCLE" or "CACHE":
                string what = TextOf(_current).ToUpperInvariant();
                Advance();
                return ("NO " + what, null);
            case "OWNED":
                Expect(Keyword.BY);
                return ("OWNED BY", new Column([.. ParseObjectName().OfType<Identifier>()]));
            default:
                throw Unexpected("an option of a sequence");
        }
    }
}
