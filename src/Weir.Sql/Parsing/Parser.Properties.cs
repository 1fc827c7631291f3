using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>What stands behind a table's columns: partitions, clusters, options, comments.</summary>
internal sealed partial class Parser
{
    private Property? ParseProperty(string kind)
    {
        int position = Position;
        switch (_current.Keyword)
        {
            case Keyword.PARTITION or Keyword.PARTITIONED when Next.Keyword == Keyword.BY:
                bool partitioned = Is(Keyword.PARTITIONED);
                Advance();
                Advance();
                if (!partitioned && _current.Keyword is Keyword.RANGE or Keyword.LIST or Keyword.HASH
                    && Next.Kind == TokenKind.LeftParen && _dialect.Name is "postgres" or "mysql")
                {
                    string way = KeywordTable.Text(_current.Keyword);
                    Advance();
                    return new Property(
                        "PARTITION BY")
                    { Text = way, Items = ParenthesisedExpressions(), Position = position };
                }
                if (Is(TokenKind.LeftParen))
                {
                    return new Property(partitioned ? "PARTITIONED BY"
                        : "PARTITION BY (")
                    { Items = ParseColumnOrExpressionList(), Position = position };
                }
                return new Property("PARTITION BY") { Value = ParseExpression(), Position = position };
            case Keyword.CLUSTER when Next.Keyword == Keyword.BY:
                Advance();
                Advance();
                if (Is(TokenKind.LeftParen))
                {
                    return new Property("CLUSTER BY (") { Items = ParenthesisedExpressions(), Position = position };
                }
                return new Property("CLUSTER BY") { Items = ExpressionList(), Position = position };
            case Keyword.OPTIONS when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("OPTIONS") { Items = ParseOptionList(), Position = position };
            case Keyword.COMMENT when Next.Kind is TokenKind.Equal or TokenKind.String:
                Advance();
                Match(TokenKind.Equal);
                return new Property("COMMENT") { Value = ExpectLiteral(), Position = position };
            case Keyword.USING when Next.Kind is TokenKind.Word && kind == "TABLE" && Next.Keyword != Keyword.TEMPLATE:
                Advance();
                return new Property("USING") { Text = ParseIdentifier().Name.ToUpperInvariant(), Position = position };
            case Keyword.LOCATION when Next.Kind is TokenKind.Equal or TokenKind.String or TokenKind.At:
                return RawPropertyTo(position, kind);
            case Keyword.WITH when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("WITH") { Items = ParseOptionListFree(), Position = position };
            case Keyword.INHERITS when Next.Kind == TokenKind.LeftParen:
                Advance();
                return new Property("INHERITS") { Items = ParenthesisedExpressions(), Position = position };
            case Keyword.COPY when Next.Keyword == Keyword.GRANTS:
                Advance();
                Advance();
                return new Property("RAW") { Text = "COPY GRANTS", Position = position };
            case Keyword.DEFAULT when Next.Keyword == Keyword.COLLATE:
                Advance();
                Advance();
                return new Property("DEFAULT COLLATE") { Value = ExpectLiteral(), Position = position };
            case Keyword.ON when Next.Keyword == Keyword.COMMIT:
                int start = Position;
                while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon) && !Is(Keyword.AS))
                {
                    Advance();
                }
                return new Property("RAW")
                {
                    Text = Squeeze(
                    _text.AsSpan(start, Previous.End - start)).ToUpperInvariant(),
                    Position = position
                };
            case Keyword.AS or Keyword.SELECT or Keyword.None:
                return null;
            default:
                return _current.Kind == TokenKind.Word && !IsReserved(_current.Keyword) ? RawPropertyTo(position, kind)
                    : null;
        }
    }

    /// <summary>An option that only its own dialect knows: as written, to the next property or AS.</summary>
    private Property RawPropertyTo(int position, string kind)
    {
        int start = _at;
        int depth = 0;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            if (depth == 0 && _at > start && Is(Keyword.AS) && Next.Kind is TokenKind.LeftParen or TokenKind.Word)
            {
                break;
            }
            depth += Is(TokenKind.LeftParen) ? 1 : Is(TokenKind.RightParen) ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
            Advance();
        }
        _ = kind;
        int from = _tokens[start].Start;
        return new Property("RAW") { Text = Squeeze(_text.AsSpan(from, Previous.End - from)), Position = position };
    }

    private Expression[] ParseOptionListFree()
    {
        OpenParen();
        List<Expression> options = [];
        while (!Is(TokenKind.RightParen))
        {
            Expression name = Is(TokenKind.String) ? ExpectLiteral() : ParseName();
            options.Add(Match(TokenKind.Equal)
                ? new Binary(BinaryOperator.Operator, name, ParseExpression()) { Custom = "=" } : name);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseParen();
        return [.. options];
    }

    private Expression[] ParseColumnOrExpressionList()
    {
        OpenParen();
        List<Expression> items = [];
        do
        {
            Expression item = ParseExpression();
            if (Is(TokenKind.Word))
            {
                item = new Binary(
                    BinaryOperator.Operator, item, new TypeExpression(ParseType()))
                { Custom = string.Empty };
            }
            items.Add(item);
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return [.. items];
    }
}
