using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private bool IsName =>
        _current.Kind is TokenKind.QuotedWord || (_current.Kind == TokenKind.Word && !IsReserved(_current.Keyword));

    private bool IsAnyWord => _current.Kind is TokenKind.QuotedWord or TokenKind.Word;

    /// <summary>A name; any word is taken where the grammar leaves no doubt.</summary>
    private Identifier ParseIdentifier(bool anyWord = true)
    {
        if (_current.Kind == TokenKind.QuotedWord)
        {
            Identifier quoted = new(Unquote(_current), true) { Position = Position };
            Advance();
            return quoted;
        }
        if (_current.Kind == TokenKind.Word && (anyWord || !IsReserved(_current.Keyword)))
        {
            Identifier plain = new(TextOf(_current), false) { Position = Position };
            Advance();
            return plain;
        }
        if (_current.Kind == TokenKind.String
            && (_dialect.Grammar.StringAliases || _dialect.Lexical.DoubleQuoteStrings || _dialect.Grammar.FromFirst))
        {
            Identifier quoted = new(StringValue(_current), true) { Position = Position };
            Advance();
            return quoted;
        }
        throw Unexpected("a name");
    }

    private Identifier[] ParseIdentifierList()
    {
        OpenParen();
        List<Identifier> names = [];
        if (Match(TokenKind.RightParen))
        {
            return [];
        }
        do
        {
            names.Add(ParseIdentifier());
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return [.. names];
    }

    private string Unquote(in Token token)
    {
        char opening = _text[token.Start];
        char closing = opening == '[' ? ']' : opening;
        ReadOnlySpan<char> inner = _text.AsSpan(token.Start + 1, token.Length - 2);
        if (inner.IndexOf(closing) < 0 && (opening != '`' || inner.IndexOf('\\') < 0))
        {
            return inner.ToString();
        }
        StringBuilder builder = new(inner.Length);
        for (int index = 0; index < inner.Length; index++)
        {
            bool skip = inner[index] == closing
                || (inner[index] == '\\' && opening == '`' && _dialect.Lexical.BackslashEscapes);
            if (skip && index + 1 < inner.Length)
            {
                index++;
            }
            builder.Append(inner[index]);
        }
        return builder.ToString();
    }

    /// <summary>Words that no name can be without quotes, because a clause begins with them.</summary>
    private static bool IsReserved(Keyword keyword) => keyword switch
    {
        Keyword.SELECT or Keyword.FROM or Keyword.WHERE or Keyword.GROUP or Keyword.HAVING or Keyword.ORDER
            or Keyword.UNION or Keyword.INTERSECT or Keyword.EXCEPT or Keyword.ON or Keyword.JOIN or Keyword.INNER
            or Keyword.CROSS or Keyword.LIMIT or Keyword.WHEN or Keyword.THEN or Keyword.ELSE or Keyword.AND
            or Keyword.OR or Keyword.NOT or Keyword.IN or Keyword.IS or Keyword.BETWEEN or Keyword.LIKE
            or Keyword.CASE or Keyword.AS or Keyword.USING or Keyword.WITH or Keyword.DISTINCT or Keyword.NULL
            or Keyword.CREATE or Keyword.INTO or Keyword.QUALIFY or Keyword.HAVING or Keyword.RETURNING => true,
        _ => false,
    };

    /// <summary>Words that end a FROM item or a select item, so they cannot be an alias without AS.</summary>
    private bool EndsItem(Keyword keyword)
    {
        switch (keyword)
        {
            case Keyword.None:
                return false;
            case Keyword.LEFT or Keyword.RIGHT or Keyword.FULL or Keyword.NATURAL or Keyword.LATERAL or Keyword.FETCH
                or Keyword.FOR or Keyword.SET or Keyword.TABLESAMPLE or Keyword.UNPIVOT or Keyword.PIVOT
                or Keyword.ILIKE or Keyword.RLIKE or Keyword.REGEXP or Keyword.COLLATE or Keyword.ESCAPE:
                return true;
            case Keyword.WINDOW:
                return _dialect.Family != "snowflake" || Next.Kind is TokenKind.Word or TokenKind.QuotedWord;
            case Keyword.OFFSET:
                return Next.Kind is not (TokenKind.Comma or TokenKind.RightParen or TokenKind.End)
                    && Next.Keyword is not (Keyword.FROM or Keyword.WHERE);
            case Keyword.ASOF:
                return Next.Keyword is Keyword.JOIN or Keyword.LEFT or Keyword.INNER;
            case Keyword.SEMI or Keyword.ANTI or Keyword.POSITIONAL or Keyword.GLOBAL or Keyword.OUTER:
                return Next.Keyword is Keyword.JOIN or Keyword.APPLY or Keyword.LEFT or Keyword.ANY or Keyword.INNER;
            case Keyword.START:
                return Next.Keyword == Keyword.WITH;
            case Keyword.CONNECT:
                return Next.Keyword == Keyword.BY;
            case Keyword.WITHIN:
                return Next.Keyword == Keyword.GROUP;
            case Keyword.IGNORE or Keyword.RESPECT:
                return Next.Keyword == Keyword.NULLS;
            case Keyword.OVER:
                return Next.Kind == TokenKind.LeftParen;
            case Keyword.FILTER:
                return Next.Kind == TokenKind.LeftParen;
            case Keyword.AT:
                return Next.Keyword == Keyword.TIME || Next.Kind == TokenKind.LeftParen;
            case Keyword.BEFORE:
                return Next.Kind == TokenKind.LeftParen;
            case Keyword.MATCH_RECOGNIZE or Keyword.MATCH_CONDITION or Keyword.CHANGES:
                return Next.Kind == TokenKind.LeftParen;
            case Keyword.SAMPLE:
                return _dialect.Grammar.SampleClause
                    && (Next.Kind is TokenKind.LeftParen or TokenKind.Number
                    || Next.Keyword is Keyword.BERNOULLI or Keyword.SYSTEM or Keyword.BLOCK or Keyword.ROW);
            case Keyword.CLUSTER or Keyword.DISTRIBUTE or Keyword.SORT or Keyword.PARTITION:
                return Next.Keyword == Keyword.BY;
            case Keyword.FORMAT or Keyword.SETTINGS or Keyword.FINAL or Keyword.PREWHERE or Keyword.ARRAY or Keyword.PASTE:
                return _dialect.Grammar.ClickHouse;
            case Keyword.MINUS:
                return _dialect.Grammar.MinusIsExcept;
            case Keyword.STRAIGHT_JOIN:
                return _dialect.Grammar.ModOperator;
            case Keyword.OVERLAPS when _dialect.Family == "bigquery":
                return Next.Kind == TokenKind.LeftParen;
            case Keyword.GLOB or Keyword.SIMILAR or Keyword.ISNULL or Keyword.NOTNULL or Keyword.DIV or Keyword.OVERLAPS:
                return keyword != Keyword.DIV || _dialect.Grammar.DivOperator;
            case Keyword.WITHOUT:
                return Next.Keyword == Keyword.ROLLUP;
            default:
                return IsReserved(keyword);
        }
    }

    /// <summary>
    /// A table's, function's or other object's name in parts, dashes joined where the dialect has them.
    /// </summary>
    private Expression[] ParseObjectName()
    {
        List<Expression> parts = [ParseNamePart()];
        while (Is(TokenKind.Dot))
        {
            Advance();
            if (Is(TokenKind.Dot))
            {
                parts.Add(Identifier.Plain(string.Empty));
                continue;
            }
            if (Is(TokenKind.Star))
            {
                break;
            }
            parts.Add(ParseNamePart());
        }
        return SplitQuotedPath(parts);
    }

    /// <summary>Parts of a name that are names, not parameters or templates.</summary>
    private Identifier[] PlainNames(Expression[] parts) =>
        Array.TrueForAll(parts, part => part is Identifier) ? [.. parts.Cast<Identifier>()]
            : throw Unexpected("a name");

    private Expression[] SplitQuotedPath(List<Expression> parts)
    {
        if (!_dialect.Grammar.QuotedPathsSplit)
        {
            return [.. parts];
        }
        bool splits = false;
        foreach (Expression part in parts)
        {
            splits |= part is Identifier { Quoted: true } name && name.Name.Contains('.', StringComparison.Ordinal);
        }
        if (!splits)
        {
            return [.. parts];
        }
        List<Expression> split = [];
        foreach (Expression part in parts)
        {
            if (part is Identifier { Quoted: true } name)
            {
                // A project of a domain keeps its points: `example.com:project`.
                int domain = name.Name.IndexOf('.', Math.Max(0, name.Name.IndexOf(':', StringComparison.Ordinal)));
                string[] pieces = domain < 0 ? [name.Name]
                    : [name.Name[..domain], .. name.Name[(domain + 1)..].Split('.')];
                foreach (string piece in pieces)
                {
                    split.Add(new Identifier(piece, true) { Position = name.Position });
                }
            }
            else
            {
                split.Add(part);
            }
        }
        return [.. split];
    }

    private Expression ParseNamePart()
    {
        if (Is(TokenKind.Parameter) || Is(TokenKind.Template) || Is(TokenKind.At) || Is(TokenKind.Colon))
        {
            return ParsePrimary();
        }
        if (Is(Keyword.IDENTIFIER) && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            Advance();
            Expression inner = ParseExpression();
            CloseParen();
            return new Call("IDENTIFIER", [inner]) { Known = true, Final = true, Position = inner.Position };
        }
        if (Is(TokenKind.Hash) && Next.Start == _current.End)
        {
            int start = Position;
            while (Is(TokenKind.Hash))
            {
                Advance();
            }
            Identifier temporary = ParseIdentifier();
            return temporary with { Name = _text[start..Previous.End], Position = start };
        }
        Identifier identifier = ParseIdentifier();
        return _dialect.Grammar.DashedNames && !identifier.Quoted ? ParseDashes(identifier) : identifier;
    }

    /// <summary>BigQuery: <c>my-project-1.dataset.table</c>, where no blank stands between the parts.</summary>
    private Identifier ParseDashes(Identifier first)
    {
        int end = Previous.End;
        while (Is(TokenKind.Minus) && _current.Start == end && Next.Start == _current.End
            && Next.Kind is TokenKind.Word or TokenKind.Number)
        {
            Advance();
            end = _current.End;
            Advance();
            while (_current.Start == end && _current.Kind is TokenKind.Word or TokenKind.Number && !Is(TokenKind.Dot))
            {
                end = _current.End;
                Advance();
            }
        }
        string name = _text[first.Position..end];
        if (name.EndsWith('.'))
        {
            name = name[..^1];
            Retreat(_at - 1);
            _tokens[_at] = new Token { Kind = TokenKind.Dot, Start = end - 1, End = end };
            _current = _tokens[_at];
        }
        return name.Length == first.Name.Length ? first : first with { Name = name };
    }
}
