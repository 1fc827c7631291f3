using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private ArrayLiteral ParseBracketArray(int position, DataType? type)
    {
        if (Match(TokenKind.RightBracket))
        {
            return new ArrayLiteral([], type) { Position = position };
        }
        List<Expression> items = [];
        do
        {
            if (Is(TokenKind.RightBracket))
            {
                break;
            }
            Expression item = ParseExpressionOrAlias();
            if (Is(Keyword.FOR) && items.Count == 0)
            {
                item = ParseComprehension(item);
            }
            items.Add(item);
        }
        while (Match(TokenKind.Comma));
        Expect(TokenKind.RightBracket, "]");
        return new ArrayLiteral([.. items], type) { Position = position };
    }

    /// <summary>DuckDB's [x FOR x IN list IF condition].</summary>
    private Call ParseComprehension(Expression item)
    {
        Advance();
        List<Expression> names = [ParseName()];
        while (Match(TokenKind.Comma))
        {
            names.Add(ParseName());
        }
        Expect(Keyword.IN);
        Expression list = ParseExpression();
        Expression? condition = Match(Keyword.IF) ? ParseExpression() : null;
        Expression[] arguments = condition is null ? [item, names[0], list] : [item, names[0], list, condition];
        if (names.Count == 2)
        {
            arguments = condition is null ? [item, new TupleExpression([.. names]), list]
                : [item, new TupleExpression([.. names]), list, condition];
        }
        return new Call("LIST_COMPREHENSION", arguments) { Known = true, Position = item.Position };
    }

    /// <summary>{'a': 1}: a struct (DuckDB), an object (Snowflake), or an ODBC escape ({fn …}, {d '…'}).</summary>
    private Expression ParseBrace()
    {
        int position = Position;
        Advance();
        if (Is(Keyword.FN))
        {
            Advance();
            Expression call = ParseExpression();
            Expect(TokenKind.RightBrace, "}");
            return call;
        }
        if (_current.Keyword is Keyword.D or Keyword.T or Keyword.TS && Next.Kind == TokenKind.String)
        {
            TypeKind kind = _current.Keyword switch
            {
                Keyword.D => TypeKind.Date,
                Keyword.T => TypeKind.Time,
                _ => TypeKind.Timestamp
            };
            Advance();
            Expression literal = ExpectLiteral();
            Expect(TokenKind.RightBrace, "}");
            return new Cast(literal, DataType.Of(kind), CastKind.Strict) { Position = position };
        }
        List<Expression> fields = [];
        while (!Is(TokenKind.RightBrace))
        {
            if (Is(TokenKind.Star))
            {
                fields.Add(ParsePrimary());
            }
            else
            {
                Expression key = ParseOperators(BitLevel);
                Expect(TokenKind.Colon, ":");
                Expression value = ParseExpression();
                Identifier? name = key switch
                {
                    StringLiteral text => new Identifier(text.Value, true) { Position = text.Position },
                    Column { Parts: [var only] } => only,
                    _ => null,
                };
                fields.Add(name is null
                    ? new Binary(BinaryOperator.Operator, key, value) { Custom = ":" }
                    : new NamedArgument(name, value, ":") { Position = key.Position });
            }
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        Expect(TokenKind.RightBrace, "}");
        return new StructLiteral([.. fields], null) { Position = position };
    }

    private MapLiteral ParseMapBraces(int position)
    {
        Expect(TokenKind.LeftBrace, "{");
        List<Expression> keys = [];
        List<Expression> values = [];
        while (!Is(TokenKind.RightBrace))
        {
            keys.Add(ParseOperators(BitLevel));
            Expect(TokenKind.Colon, ":");
            values.Add(ParseExpression());
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        Expect(TokenKind.RightBrace, "}");
        return new MapLiteral([.. keys], [.. values]) { Position = position };
    }

    private Lambda? TryParseParenLambda(int position)
    {
        if (!_dialect.Grammar.ArrowLambdas)
        {
            return null;
        }
        int index = 1;
        if (Ahead(index).Kind != TokenKind.RightParen)
        {
            while (Ahead(index).Kind is TokenKind.Word or TokenKind.QuotedWord)
            {
                index++;
                if (Ahead(index).Kind is TokenKind.Word && Ahead(index).Keyword != Keyword.None)
                {
                    index++;
                }
                if (Ahead(index).Kind != TokenKind.Comma)
                {
                    break;
                }
                index++;
            }
        }
        if (Ahead(index).Kind != TokenKind.RightParen || Ahead(index + 1).Kind != TokenKind.Arrow)
        {
            return null;
        }
        OpenParen();
        List<Identifier> names = [];
        List<DataType?> types = [];
        while (!Is(TokenKind.RightParen))
        {
            names.Add(ParseIdentifier());
            types.Add(Is(TokenKind.Word) ? TryParseType(allowUserDefined: false) : null);
            Match(TokenKind.Comma);
        }
        CloseParen();
        Advance();
        return new Lambda([.. names], ParseExpression()) { Position = position, Types = [.. types] };
    }

    private Lambda ParseColonLambda()
    {
        int position = Position;
        Advance();
        List<Identifier> names = [ParseIdentifier()];
        while (Match(TokenKind.Comma))
        {
            names.Add(ParseIdentifier());
        }
        Expect(TokenKind.Colon, ":");
        return new Lambda([.. names], ParseExpression()) { Position = position, ColonForm = true };
    }
}
