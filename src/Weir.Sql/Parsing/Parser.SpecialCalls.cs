using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Calls with a grammar of their own.</summary>
internal sealed partial class Parser
{
    /// <summary>Null where the call is an ordinary one; then nothing was consumed.</summary>
    private Expression? ParseSpecialCall(int position)
    {
        int start = _at;
        Keyword keyword = _current.Keyword;
        switch (keyword)
        {
            case Keyword.CAST or Keyword.TRY_CAST or Keyword.SAFE_CAST:
                Advance();
                OpenParen();
                return ParseCast(keyword == Keyword.CAST ? CastKind.Strict : CastKind.Try, position);
            case Keyword.EXTRACT:
                return ParseExtract(position, start);
            case Keyword.EXISTS:
                Advance();
                OpenParen();
                if (IsQueryStart() || StartsParenthesisedQuery(whole: true))
                {
                    Query query = ParseQuery();
                    CloseParen();
                    return new Exists(query) { Position = position };
                }
                Retreat(start);
                return null;
            case Keyword.ARRAY:
                Advance();
                OpenParen();
                if (IsQueryStart() || StartsParenthesisedQuery(whole: true))
                {
                    Query query = ParseQuery();
                    CloseParen();
                    return new ArrayQuery(query) { Position = position };
                }
                Retreat(start);
                return null;
            case Keyword.POSITION:
                return ParsePosition(position, start);
            case Keyword.SUBSTRING or Keyword.SUBSTR:
                return ParseSubstring(position, start);
            case Keyword.TRIM:
                return ParseTrim(position, start);
            case Keyword.OVERLAY:
                return ParseOverlay(position, start);
            case Keyword.CEIL or Keyword.CEILING or Keyword.FLOOR:
                return ParseCeilTo(position, start, keyword == Keyword.FLOOR ? "FLOOR" : "CEIL");
            case Keyword.STRUCT:
                Advance();
                OpenParen();
                return new StructLiteral(ParseStructFields(), null) { Position = position };
            case Keyword.JSON_OBJECT or Keyword.JSON_OBJECTAGG or Keyword.JSON_ARRAY or Keyword.JSON_ARRAYAGG:
                return ParseJsonConstructor(position, keyword);
            case Keyword.CONVERT when _dialect.Grammar.ConvertIsCast:
                return ParseConvert(position);
            case Keyword.TRY_CONVERT when _dialect.Grammar.ConvertIsCast:
                return ParseConvert(position);
            case Keyword.JSON_TABLE or Keyword.XMLTABLE or Keyword.OPENJSON or Keyword.XMLELEMENT or Keyword.PREDICT
                or Keyword.GAP_FILL or Keyword.SEMANTIC_VIEW or Keyword.MATCH:
                return keyword is Keyword.MATCH && _dialect.Name != "mysql" ? null : ParseRawCall(position);
            case Keyword.NEXT or Keyword.CASE:
                return null;
            default:
                return null;
        }
    }

    /// <summary>Behind CAST and its opening parenthesis.</summary>
    private Cast ParseCast(CastKind kind, int position)
    {
        Expression value = ParseExpression();
        if (Match(TokenKind.Comma))
        {
            DataType second = ParseType();
            CloseParen();
            return new Cast(value, second, kind) { Position = position };
        }
        Expect(Keyword.AS);
        DataType type = ParseType();
        if (Match(Keyword.CHARACTER, Keyword.SET))
        {
            type = type with { Name = "CHARACTER SET " + TextOf(_current) };
            Advance();
        }
        if (Match(Keyword.COLLATE))
        {
            type = type with { Name = "COLLATE " + Squeeze(_text.AsSpan(Position, _current.End - Position)) };
            Advance();
        }
        Expression? format = null;
        Expression? zone = null;
        if (Match(Keyword.FORMAT))
        {
            format = ParseOperators(TermLevel);
            if (format is AtTimeZone at)
            {
                zone = at.Zone;
                format = at.Value;
            }
        }
        CloseParen();
        return new Cast(value, type, kind) { Position = position, Format = format, Zone = zone };
    }

    private Extract? ParseExtract(int position, int start)
    {
        Advance();
        OpenParen();
        Expression part;
        if (Is(TokenKind.String))
        {
            part = ExpectLiteral();
        }
        else if (IsAnyWord)
        {
            part = Next.Kind == TokenKind.LeftParen && IsWithin(start + 1, Keyword.FROM) ? ParsePrimary()
                : new Column([ParseIdentifier()]) { Position = Position };
        }
        else
        {
            Retreat(start);
            return null;
        }
        if (!Match(Keyword.FROM) && !Match(TokenKind.Comma))
        {
            Retreat(start);
            return null;
        }
        Expression value = ParseExpression();
        CloseParen();
        string unit = DateParts.Name(part);
        return new Extract(DateParts.Node(DateParts.Canonical(unit, _dialect), part), value) { Position = position };
    }

    private Call? ParsePosition(int position, int start)
    {
        if (!IsWithin(start + 1, Keyword.IN))
        {
            return null;
        }
        Advance();
        OpenParen();
        Expression needle = ParseOperators(BitLevel);
        if (!Match(Keyword.IN))
        {
            Retreat(start);
            return null;
        }
        Expression haystack = ParseExpression();
        CloseParen();
        return new Call("STR_POSITION", [haystack, needle]) { Known = true, Position = position };
    }

    private Call? ParseSubstring(int position, int start)
    {
        if (!IsWithin(start + 1, Keyword.FROM, Keyword.FOR))
        {
            return null;
        }
        Advance();
        OpenParen();
        Expression value = ParseExpression();
        if (_current.Keyword is not (Keyword.FROM or Keyword.FOR))
        {
            Retreat(start);
            return null;
        }
        Expression? from = null;
        Expression? length = null;
        while (_current.Keyword is Keyword.FROM or Keyword.FOR)
        {
            bool isFrom = Is(Keyword.FROM);
            Advance();
            Expression bound = ParseExpression();
            from = isFrom ? bound : from;
            length = isFrom ? length : bound;
        }
        CloseParen();
        from ??= new NumberLiteral("1");
        return new Call(
            "SUBSTRING", length is null ? [value, from] : [value, from, length])
        { Known = true, Position = position };
    }

    private Call? ParseTrim(int position, int start)
    {
        bool hasSide = Ahead(2).Keyword is Keyword.BOTH or Keyword.LEADING or Keyword.TRAILING
            && Ahead(3).Kind is not (TokenKind.Comma or TokenKind.RightParen or TokenKind.Dot);
        if (!hasSide && !IsWithin(start + 1, Keyword.FROM))
        {
            return null;
        }
        Advance();
        OpenParen();
        string side = string.Empty;
        if (hasSide)
        {
            side = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        if (Match(Keyword.FROM))
        {
            Expression only = ParseExpression();
            CloseParen();
            return TrimCall(side, [only], position);
        }
        Expression first = ParseExpression();
        if (Match(Keyword.FROM))
        {
            Expression value = ParseExpression();
            CloseParen();
            return TrimCall(side, [value, first], position);
        }
        if (hasSide)
        {
            Expression[] rest = Match(TokenKind.Comma) ? [first, ParseExpression()] : [first];
            CloseParen();
            return TrimCall(side, rest, position);
        }
        Retreat(start);
        return null;
    }

    private static Call TrimCall(string side, Expression[] arguments, int position)
    {
        return new Call("TRIM", arguments)
        {
            Known = true,
            Position = position,
            Limit = side.Length > 0 ? new WordExpression(side) : null
        };
    }

    private Call? ParseOverlay(int position, int start)
    {
        if (!IsWithin(start + 1, Keyword.PLACING))
        {
            return null;
        }
        Advance();
        OpenParen();
        Expression value = ParseExpression();
        if (!Match(Keyword.PLACING))
        {
            Retreat(start);
            return null;
        }
        Expression placed = ParseExpression();
        Expect(Keyword.FROM);
        Expression from = ParseExpression();
        Expression[] arguments = Match(Keyword.FOR) ? [value, placed, from, ParseExpression()] : [value, placed, from];
        CloseParen();
        return new Call("OVERLAY", arguments) { Known = true, Position = position };
    }

    private Call? ParseCeilTo(int position, int start, string name)
    {
        if (!IsWithin(start + 1, Keyword.TO))
        {
            return null;
        }
        Advance();
        OpenParen();
        Expression value = ParseExpression();
        if (!Match(Keyword.TO))
        {
            Retreat(start);
            return null;
        }
        WordExpression unit = new(TextOf(_current).ToUpperInvariant());
        Advance();
        CloseParen();
        return new Call(name + "_TO", [value, unit]) { Known = true, Position = position };
    }

    /// <summary>Behind STRUCT( : fields with names or without, to the closing parenthesis.</summary>
    private Expression[] ParseStructFields()
    {
        List<Expression> fields = [];
        while (!Is(TokenKind.RightParen))
        {
            Expression value = ParseArgument();
            if (IsName && !Is(TokenKind.Comma) && value is not (NamedArgument or Alias))
            {
                value = new Alias(value, ParseIdentifier()) { Position = value.Position };
            }
            Attach(value);
            fields.Add(value);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        CloseParen();
        return [.. fields];
    }

    /// <summary>
    /// JSON_OBJECT and the like: pairs by colon, KEY … VALUE …, or comma; NULL ON NULL, RETURNING … behind.
    /// </summary>
    private Expression ParseJsonConstructor(int position, Keyword keyword)
    {
        string name = KeywordTable.Text(keyword);
        Advance();
        OpenParen();
        List<Expression> items = [];
        bool pairs = false;
        while (!Is(TokenKind.RightParen) && !IsJsonOption())
        {
            bool byKey = Match(Keyword.KEY);
            Expression item = Is(TokenKind.Star) ? ParsePrimary() : ParseOperators(BitLevel) is var value
                && !Is(TokenKind.Colon) && !Is(Keyword.VALUE) ? ContinueArgument(value) : value;
            if (Match(TokenKind.Colon) || (Is(Keyword.VALUE) && Match(Keyword.VALUE)) || byKey)
            {
                pairs = true;
                item = new Binary(
                    BinaryOperator.Operator, item, ParseExpression())
                { Custom = ":", Position = item.Position };
            }
            if (Match(Keyword.FORMAT, Keyword.JSON))
            {
                item = new Binary(BinaryOperator.Operator, item, new WordExpression("JSON")) { Custom = "FORMAT" };
            }
            items.Add(item);
            if (!Match(TokenKind.Comma))
            {
                break;
            }
        }
        OrderItem[] order = Match(Keyword.ORDER, Keyword.BY) ? ParseOrderItems() : [];
        string options = ParseJsonOptions();
        CloseParen();
        Call call = new(name, [.. items])
        {
            Known = true,
            Position = position,
            OrderBy = order,
            Limit = options.Length > 0 ? new RawText(options) : null,
        };
        return pairs ? call : Canonical(call, name);
    }

    private Expression ContinueArgument(Expression value)
    {
        while (TryOperator(out BinaryOperator operation, out int level, out int width) && level >= 0)
        {
            for (int index = 0; index < width; index++)
            {
                Advance();
            }
            value = new Binary(operation, value, ParseOperators(level + 1)) { Position = value.Position };
        }
        return ParseRange(value) ?? value;
    }

    private bool IsJsonOption() =>
        (Is(Keyword.NULL) && Next.Keyword == Keyword.ON) || (Is(Keyword.ABSENT) && Next.Keyword == Keyword.ON)
        || _current.Keyword is Keyword.RETURNING || (Is(Keyword.WITH) && Next.Keyword is Keyword.UNIQUE)
        || (Is(Keyword.WITHOUT) && Next.Keyword is Keyword.UNIQUE);

    private string ParseJsonOptions()
    {
        string text = string.Empty;
        while (IsJsonOption())
        {
            if (Match(Keyword.RETURNING))
            {
                int start = Position;
                ParseType();
                text += " RETURNING " + _text[start..Previous.End];
                if (Match(Keyword.FORMAT, Keyword.JSON))
                {
                    text += " FORMAT JSON";
                }
                continue;
            }
            for (int index = 0; index < 3; index++)
            {
                if (index == 2 && _current.Keyword is not (Keyword.NULL or Keyword.KEYS))
                {
                    break;
                }
                text += " " + TextOf(_current).ToUpperInvariant();
                Advance();
            }
        }
        return text.TrimStart();
    }

    /// <summary>CONVERT(value USING charset) of MySQL, CONVERT(type, value, style) of SQL Server.</summary>
    private Cast ParseConvert(int position)
    {
        CastKind kind = Is(Keyword.TRY_CONVERT) ? CastKind.Try : CastKind.Strict;
        Advance();
        OpenParen();
        if (_dialect.Name == "tsql")
        {
            DataType type = ParseType();
            Expect(TokenKind.Comma, ",");
            Expression value = ParseExpression();
            Expression? style = Match(TokenKind.Comma) ? ParseExpression() : null;
            CloseParen();
            return new Cast(value, type, kind) { Position = position, Format = style };
        }
        Expression first = ParseExpression();
        if (Match(Keyword.USING))
        {
            Identifier charset = ParseIdentifier();
            CloseParen();
            return new Cast(first, DataType.Of(TypeKind.Char) with { Name = "CHARACTER SET " + charset.Name },
                kind)
            { Position = position };
        }
        Expect(TokenKind.Comma, ",");
        DataType target = ParseType();
        CloseParen();
        return new Cast(first, target, kind) { Position = position };
    }

    /// <summary>A call whose inside no one but its own dialect reads: kept as written.</summary>
    private RawText ParseRawCall(int position)
    {
        int start = Position;
        Advance();
        SkipParens();
        return new RawText(Squeeze(_text.AsSpan(start, Previous.End - start))) { Position = position };
    }

    private void SkipParens()
    {
        OpenParen();
        int depth = 1;
        while (depth > 0)
        {
            if (Is(TokenKind.End))
            {
                throw Unexpected(")");
            }
            depth += Is(TokenKind.LeftParen) ? 1 : Is(TokenKind.RightParen) ? -1 : 0;
            Advance();
        }
    }

    /// <summary>Blanks outside of quotes folded to one.</summary>
    private static string Squeeze(ReadOnlySpan<char> text)
    {
        System.Text.StringBuilder builder = new(text.Length);
        char quote = '\0';
        foreach (char character in text)
        {
            if (quote != '\0')
            {
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (char.IsWhiteSpace(character))
            {
                if (builder.Length > 0 && builder[^1] != ' ' && builder[^1] != '(')
                {
                    builder.Append(' ');
                }
                continue;
            }
            if (character == ')' && quote == '\0' && builder.Length > 0 && builder[^1] == ' ')
            {
                builder.Length--;
            }
            builder.Append(character);
        }
        return builder.ToString();
    }
}
