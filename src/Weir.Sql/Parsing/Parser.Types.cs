using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Types with their parameters, nested ones in angle brackets or parentheses, arrays behind.</summary>
internal sealed partial class Parser
{
    private DataType ParseType() => TryParseType(allowUserDefined: true) ?? throw Unexpected("a type");

    private DataType? TryParseType(bool allowUserDefined)
    {
        GuardDepth();
        int position = Position;
        if (Is(TokenKind.QuotedWord) && allowUserDefined)
        {
            return ParseUserType(position);
        }
        if (!Is(TokenKind.Word))
        {
            return null;
        }
        if (!_dialect.TypeNames.TryGetValue(Span(_current), out TypeKind kind)
            || (Next.Kind == TokenKind.Dot && allowUserDefined))
        {
            return allowUserDefined ? ParseUserType(position) : null;
        }
        Token name = _current;
        Advance();
        DataType type = ParseTypeBody(kind, name) with { Position = position };
        return ParseTypeSuffix(type);
    }

    private DataType ParseUserType(int position)
    {
        Expression[] parts = ParseObjectName();
        string name = string.Join(
            '.', parts.Select(part => part is Identifier id ? (id.Quoted ? _dialect.Quote(id.Name) : id.Name) : "?"));
        DataType type = new(TypeKind.UserDefined) { Name = name, Position = position };
        if (Is(TokenKind.LeftParen) && Next.Kind is TokenKind.Number)
        {
            type = type with { Parameters = ParenthesisedExpressions() };
        }
        return ParseTypeSuffix(type);
    }

    private DataType ParseTypeSuffix(DataType type)
    {
        while (true)
        {
            if (Is(TokenKind.LeftBracket) && !_dialect.Grammar.OffsetSubscripts
                && (Next.Kind == TokenKind.RightBracket || (Next.Kind == TokenKind.Number
                    && Ahead(2).Kind == TokenKind.RightBracket && _dialect.Grammar.SizedArrayTypes)))
            {
                Advance();
                Expression? length = Is(TokenKind.Number) ? ParseLiteral() : null;
                Expect(TokenKind.RightBracket, "]");
                type = new DataType(
                    TypeKind.Array)
                { Elements = [type], Length = length, Position = type.Position, Name = "[]" };
            }
            else if (Is(Keyword.ARRAY) && _dialect.Grammar.ArrayBehindType)
            {
                Advance();
                type = new DataType(TypeKind.Array) { Elements = [type], Position = type.Position, Name = "[]" };
                if (Is(TokenKind.LeftBracket))
                {
                    Advance();
                    Expression? length = Is(TokenKind.Number) ? ParseLiteral() : null;
                    Expect(TokenKind.RightBracket, "]");
                    type = type with { Length = length };
                }
            }
            else
            {
                return type;
            }
        }
    }

    private DataType ParseTypeBody(TypeKind kind, in Token name)
    {
        switch (kind)
        {
            case TypeKind.Timestamp or TypeKind.TimestampTz or TypeKind.Time or TypeKind.TimestampLtz or TypeKind.TimestampNtz or TypeKind.DateTime:
                return ParseTimeType(kind, name);
            case TypeKind.Double when name.Keyword == Keyword.DOUBLE:
                Match(Keyword.PRECISION);
                return TypeParameters(new DataType(kind));
            case TypeKind.Char when Match(Keyword.VARYING):
                return TypeParameters(new DataType(TypeKind.VarChar));
            case TypeKind.Char when name.Keyword == Keyword.CHARACTER && Is(Keyword.LARGE):
                Advance();
                Advance();
                return TypeParameters(new DataType(TypeKind.Text));
            case TypeKind.NChar when name.Keyword == Keyword.NATIONAL:
                Match(Keyword.CHARACTER);
                Match(Keyword.CHAR);
                return TypeParameters(new DataType(Match(Keyword.VARYING) ? TypeKind.NVarChar : TypeKind.NChar));
            case TypeKind.Bit when Match(Keyword.VARYING):
                return TypeParameters(new DataType(TypeKind.VarBit));
            case TypeKind.Interval:
                return ParseIntervalType();
            case TypeKind.Array or TypeKind.List or TypeKind.Nullable or TypeKind.LowCardinality or TypeKind.Range:
                return ParseElementTypes(kind, 1);
            case TypeKind.Map:
                return ParseElementTypes(kind, 2);
            case TypeKind.Struct or TypeKind.Object or TypeKind.Nested or TypeKind.Tuple or TypeKind.Union:
                return ParseFieldTypes(kind);
            case TypeKind.Vector:
                return ParseVector();
            case TypeKind.UserDefined:
                return new DataType(TypeKind.UserDefined) { Name = TextOf(name).ToUpperInvariant() };
            case TypeKind.AggregateFunction:
                int start = Position;
                SkipParens();
                return new DataType(kind) { Name = _text[start..Previous.End] };
            default:
                return ParseUnsigned(TypeParameters(new DataType(kind)));
        }
    }

    private DataType ParseUnsigned(DataType type)
    {
        if (_current.Keyword is not (Keyword.UNSIGNED or Keyword.SIGNED or Keyword.ZEROFILL)
            || !_dialect.Grammar.UnsignedTypes)
        {
            return type;
        }
        bool unsigned = Is(Keyword.UNSIGNED);
        Advance();
        Match(Keyword.ZEROFILL);
        if (!unsigned)
        {
            return type;
        }
        return type with
        {
            Kind = type.Kind switch
            {
                TypeKind.TinyInt => TypeKind.UTinyInt,
                TypeKind.SmallInt => TypeKind.USmallInt,
                TypeKind.Int => TypeKind.UInt,
                TypeKind.BigInt => TypeKind.UBigInt,
                var other => other,
            },
        };
    }

    private DataType ParseTimeType(TypeKind kind, in Token name)
    {
        DataType type = TypeParameters(new DataType(kind));
        if (name.Keyword is not (Keyword.TIMESTAMP or Keyword.TIME))
        {
            return type;
        }
        if (Match(Keyword.WITH, Keyword.TIME, Keyword.ZONE) || Match(Keyword.WITH_TIME_ZONE))
        {
            return type with { Kind = name.Keyword == Keyword.TIME ? TypeKind.TimeTz : TypeKind.TimestampTz };
        }
        if (Is(Keyword.WITH) && Next.Keyword == Keyword.LOCAL && Ahead(2).Keyword == Keyword.TIME)
        {
            Advance();
            Advance();
            Advance();
            Advance();
            return type with { Kind = TypeKind.TimestampLtz };
        }
        if (Match(Keyword.WITHOUT, Keyword.TIME, Keyword.ZONE))
        {
            return type with { Kind = name.Keyword == Keyword.TIME ? TypeKind.Time : TypeKind.Timestamp };
        }
        return type;
    }

    private DataType ParseIntervalType()
    {
        DataType type = new(TypeKind.Interval);
        if (!DateParts.IsUnit(_current.Keyword))
        {
            return TypeParameters(type);
        }
        string words = ParseIntervalUnit();
        if (Is(Keyword.TO) && DateParts.IsUnit(Next.Keyword))
        {
            Advance();
            words += " TO " + ParseIntervalUnit();
        }
        return type with { Name = words };
    }

    private DataType TypeParameters(DataType type)
    {
        if (!Is(TokenKind.LeftParen))
        {
            return type.Kind == TypeKind.Decimal && _dialect.Family == "snowflake"
                ? type with { Parameters = [new NumberLiteral("38"), new NumberLiteral("0")] } : type;
        }
        if (Next.Kind == TokenKind.RightParen)
        {
            Advance();
            Advance();
            return type;
        }
        if (type.Kind is TypeKind.Enum or TypeKind.Enum8 or TypeKind.Enum16 or TypeKind.Set or TypeKind.DateTime64 or TypeKind.FixedString
            || Next.Kind is TokenKind.Number or TokenKind.String or TokenKind.Parameter || Next.Keyword is Keyword.MAX
            || Next.Kind is TokenKind.Word or TokenKind.Minus)
        {
            Advance();
            List<Expression> parameters = [];
            do
            {
                Expression parameter = ParseExpression();
                if (_current.Keyword is Keyword.CHAR or Keyword.BYTE)
                {
                    Advance();
                }
                parameters.Add(parameter is Column { Parts: [var word] }
                    ? new WordExpression(word.Name.ToUpperInvariant()) : parameter);
            }
            while (Match(TokenKind.Comma));
            CloseParen();
            return type with { Parameters = [.. parameters] };
        }
        return type;
    }

    /// <summary>ARRAY&lt;T&gt;, ARRAY(T), MAP&lt;K, V&gt;.</summary>
    private DataType ParseElementTypes(TypeKind kind, int most)
    {
        if (!OpensNested(out TokenKind closing))
        {
            return new DataType(kind);
        }
        List<DataType> elements = [];
        do
        {
            DataType element = ParseType();
            if (Match(Keyword.NOT, Keyword.NULL))
            {
                element = element with { NotNull = true };
            }
            elements.Add(element);
        }
        while (Match(TokenKind.Comma) && elements.Count < most + 1);
        CloseNested(closing);
        return new DataType(kind) { Elements = [.. elements] };
    }

    private bool OpensNested(out TokenKind closing)
    {
        if (Is(TokenKind.Less))
        {
            closing = TokenKind.Greater;
            Advance();
            return true;
        }
        closing = TokenKind.RightParen;
        return Is(TokenKind.LeftParen) && Next.Kind != TokenKind.Number && Match(TokenKind.LeftParen);
    }

    private void CloseNested(TokenKind closing)
    {
        if (closing == TokenKind.Greater && Is(TokenKind.ShiftRight))
        {
            _tokens[_at] = new Token { Kind = TokenKind.Greater, Start = _current.Start + 1, End = _current.End };
            _current = _tokens[_at];
            return;
        }
        Expect(closing, closing == TokenKind.Greater ? ">" : ")");
    }

    /// <summary>STRUCT&lt;a INT, b STRING&gt;, ROW(a INT), OBJECT(a INT).</summary>
    private DataType ParseFieldTypes(TypeKind kind)
    {
        if (!OpensNested(out TokenKind closing))
        {
            return new DataType(kind);
        }
        List<DataType> elements = [];
        List<Identifier?> names = [];
        List<string?> tails = [];
        while (!Is(closing) && !(closing == TokenKind.Greater && Is(TokenKind.ShiftRight)))
        {
            bool named = Next.Kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.Colon
                && !(Is(Keyword.DOUBLE) && Next.Keyword == Keyword.PRECISION)
                && !(Next.Keyword is Keyword.WITH or Keyword.WITHOUT or Keyword.VARYING or Keyword.NOT
                    && Is(TokenKind.Word));
            names.Add(named ? ParseIdentifier() : null);
            Match(TokenKind.Colon);
            DataType element = ParseType();
            int start = Position;
            string? tail = null;
            if (Match(Keyword.NOT, Keyword.NULL))
            {
                tail = "NOT NULL";
            }
            if (Is(Keyword.OPTIONS) || Is(Keyword.COMMENT))
            {
                start = Position;
                Advance();
                if (Is(TokenKind.LeftParen))
                {
                    SkipParens();
                }
                else
                {
                    Advance();
                }
                string options = _text[start..Previous.End];
                tail = tail is null ? options : tail + " " + options;
            }
            elements.Add(element);
            tails.Add(tail);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseNested(closing);
        return new DataType(kind) { Elements = [.. elements], FieldNames = [.. names], FieldTails = [.. tails] };
    }

    private DataType ParseVector()
    {
        DataType type = new(TypeKind.Vector);
        if (!Match(TokenKind.LeftParen))
        {
            return type;
        }
        if (Is(TokenKind.Number))
        {
            type = type with { Length = ParseLiteral() };
        }
        else
        {
            DataType element = ParseType();
            Expect(TokenKind.Comma, ",");
            type = type with { Elements = [element], Length = ParseExpression() };
        }
        CloseParen();
        return type;
    }

    /// <summary>ARRAY&lt;T&gt;[…], STRUCT&lt;…&gt;(…), or a type alone.</summary>
    private Expression ParseTypedConstructor()
    {
        int position = Position;
        DataType type = ParseType();
        if (type.Kind == TypeKind.Array && Match(TokenKind.LeftBracket))
        {
            return ParseBracketArray(position, type);
        }
        if (type.Kind == TypeKind.Array && Match(TokenKind.LeftParen))
        {
            if (IsQueryStart())
            {
                ArrayQuery query = new(ParseQuery()) { Position = position };
                CloseParen();
                return query;
            }
            Expression[] items = Is(TokenKind.RightParen) ? [] : ExpressionList();
            CloseParen();
            return new ArrayLiteral(items, type) { Position = position };
        }
        if (type.Kind == TypeKind.Struct && Match(TokenKind.LeftParen))
        {
            return new Cast(new StructLiteral(ParseStructFields(), null) { Position = position }, type,
                CastKind.Strict)
            { Position = position };
        }
        if (Is(TokenKind.String))
        {
            return new Cast(ExpectLiteral(), type, CastKind.Strict) { Position = position };
        }
        return new TypeExpression(type) { Position = position };
    }
}
