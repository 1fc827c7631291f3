using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Operands: literals, names, calls, brackets, and what goes on behind them.</summary>

internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        Expression primary = ParseBarePrimary();
        if (_comments is { Count: > 0 })
        {
            Attach(primary);
        }
        return primary;
    }

    private Expression ParseBarePrimary()
    {
        Expression? literal = ParseLiteral();
        if (literal is not null)
        {
            return literal;
        }
        int position = Position;
        switch (_current.Kind)
        {
            case TokenKind.Word:
                return ParseWordPrimary();
            case TokenKind.QuotedWord:
                return ParseName();
            case TokenKind.LeftParen:
                return ParseParen();
            case TokenKind.LeftBracket:
                Advance();
                return ParseBracketArray(position, null);
            case TokenKind.LeftBrace:
                return ParseBrace();
            case TokenKind.Star:
                Advance();
                return ParseStarTail(new Star([]) { Position = position });
            case TokenKind.Parameter:
                Parameter dollar = new("$", TextOf(_current)[1..]) { Position = position };
                Advance();
                return dollar;
            case TokenKind.Question:
                Advance();
                if (_current.Kind == TokenKind.Number && _current.Start == Previous.End)
                {
                    Parameter numbered = new("?", TextOf(_current)) { Position = position };
                    Advance();
                    return numbered;
                }
                return new Parameter("?", string.Empty) { Position = position };
            case TokenKind.At when _dialect.Family == "duckdb":
                Advance();
                return Call.Of("ABS", ParseOperators(BitLevel)) with { Position = position };
            case TokenKind.At or TokenKind.DoubleAt:
                return ParseAtParameter();
            case TokenKind.Colon when Next.Start == _current.End && Next.Kind is TokenKind.Word or TokenKind.Number:
                Advance();
                Parameter named = new(":", TextOf(_current)) { Position = position };
                Advance();
                return named;
            case TokenKind.Dot when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                Advance();
                return new DotAccess(new WordExpression(string.Empty), ParseIdentifier()) { Position = position };
            case TokenKind.Percent when Next.Keyword == Keyword.S && Next.Start == _current.End:
                Advance();
                Advance();
                return new Parameter("%s", string.Empty) { Position = position };
            case TokenKind.Hash when Next.Kind == TokenKind.Number:
                Advance();
                Parameter column = new("#", TextOf(_current)) { Position = position };
                Advance();
                return column;
            default:
                throw Unexpected("an expression");
        }
    }

    private Parameter ParseAtParameter()
    {
        int position = Position;
        string sigil = TextOf(_current);
        Advance();
        if (!IsAnyWord && !Is(TokenKind.Number) && !Is(TokenKind.String))
        {
            throw Unexpected("the name of a parameter");
        }
        string name = TextOf(_current);
        int end = _current.End;
        Advance();
        while (sigil == "@@" && Is(TokenKind.Dot) && _current.Start == end)
        {
            Advance();
            name += "." + TextOf(_current);
            end = _current.End;
            Advance();
        }
        return new Parameter(sigil, name) { Position = position };
    }

    private Expression ParseWordPrimary()
    {
        int position = Position;
        Keyword keyword = _current.Keyword;
        TokenKind next = Next.Kind;
        if (next == TokenKind.LeftParen && keyword != Keyword.INTERVAL)
        {
            return ParseCall(position);
        }
        switch (keyword)
        {
            case Keyword.NULL:
                Advance();
                return new NullLiteral { Position = position };
            case Keyword.TRUE or Keyword.FALSE when next != TokenKind.Dot:
                Advance();
                return new BooleanLiteral(keyword == Keyword.TRUE) { Position = position };
            case Keyword.CASE when next != TokenKind.Dot:
                return ParseCase();
            case Keyword.INTERVAL when StartsInterval():
                return ParseInterval();
            case Keyword.ARRAY when next is TokenKind.LeftBracket:
                Advance();
                Advance();
                return ParseBracketArray(position, null);
            case Keyword.ARRAY or Keyword.STRUCT or Keyword.RANGE or Keyword.MAP or Keyword.VECTOR or Keyword.TUPLE when next == TokenKind.Less:
                return ParseTypedConstructor();
            case Keyword.MAP when next == TokenKind.LeftBrace:
                Advance();
                return ParseMapBraces(position);
            case Keyword.MAP when next == TokenKind.LeftBracket:
                Advance();
                Advance();
                return new Call("MAP", [ParseBracketArray(position, null)]) { Known = true, Position = position };
            case Keyword.DEFAULT or Keyword.MAXVALUE when next is TokenKind.Comma or TokenKind.RightParen or TokenKind.End or TokenKind.Semicolon:
                Advance();
                return new WordExpression(KeywordTable.Text(keyword)) { Position = position };
            case Keyword.EXISTS when next == TokenKind.LeftParen:
                return ParseCall(position);
            case Keyword.NEXT when Next.Keyword == Keyword.VALUE && Ahead(2).Keyword == Keyword.FOR:
                Advance();
                Advance();
                Advance();
                return new Call("NEXT_VALUE_FOR", ParseObjectName()) { Known = true, Position = position };
            case Keyword.LAMBDA when next == TokenKind.Word:
                return ParseColonLambda();
            case Keyword.SELECT or Keyword.FROM or Keyword.WITH:
                throw Unexpected("an expression");
            default:
                break;
        }
        if (IsBareFunction(keyword) && next != TokenKind.Dot)
        {
            Advance();
            return Canonical(new Call(KeywordTable.Text(keyword), [])
            {
                Known = true,
                Bare = true,
                Position = position
            }, KeywordTable.Text(keyword));
        }
        if (next is TokenKind.String or TokenKind.RawString
            || (next == TokenKind.Word && IsTypeWordPair(keyword, Next.Keyword))
            || (next is TokenKind.LeftParen or TokenKind.LeftBracket && false))
        {
            Expression? typed = TryParseTypedLiteral();
            if (typed is not null)
            {
                return typed;
            }
        }
        if (keyword == Keyword.GROUP && next is TokenKind.RightParen or TokenKind.Comma)
        {
            Column group =
                new([Identifier.Plain(TextOf(_current)) with { Position = position }]) { Position = position };
            Advance();
            return group;
        }
        if (IsReserved(keyword) && next != TokenKind.Dot && !(keyword is Keyword.LIKE or Keyword.ON))
        {
            throw Unexpected("an expression");
        }
        return ParseName();
    }

    private static bool IsTypeWordPair(Keyword first, Keyword second) => (first, second) switch
    {
        (Keyword.TIMESTAMP or Keyword.TIME, Keyword.WITH or Keyword.WITHOUT) => true,
        (Keyword.DOUBLE, Keyword.PRECISION) => true,
        (Keyword.CHARACTER, Keyword.VARYING) => true,
        _ => false,
    };

    private bool IsBareFunction(Keyword keyword) => keyword switch
    {
        Keyword.CURRENT_DATE or Keyword.CURRENT_TIMESTAMP or Keyword.CURRENT_TIME or Keyword.CURRENT_USER => true,
        Keyword.CURRENT_DATETIME or Keyword.LOCALTIME or Keyword.LOCALTIMESTAMP or Keyword.CURRENT_CATALOG
            or Keyword.CURRENT_ROLE or Keyword.CURRENT_SCHEMA or Keyword.SESSION_USER or Keyword.SYSDATE
            or Keyword.UTC_DATE or Keyword.UTC_TIME or Keyword.UTC_TIMESTAMP =>
                _dialect.Grammar.BareFunctions.Contains(keyword),
        _ => false,
    };

    /// <summary>DATE '2024-01-01': a type, then a string. Null where the word is no type.</summary>
    private Expression? TryParseTypedLiteral()
    {
        int start = _at;
        int position = Position;
        DataType? type = TryParseType(allowUserDefined: false);
        if (type is null || !(Is(TokenKind.String) || Is(TokenKind.RawString)))
        {
            Retreat(start);
            return null;
        }
        Expression value = ExpectLiteral();
        if (type.Kind is TypeKind.Json && _dialect.Grammar.JsonLiterals)
        {
            return new Call("PARSE_JSON", [value]) { Known = true, Position = position };
        }
        return new Cast(value, type, CastKind.Strict) { Position = position };
    }

    /// <summary>A column, perhaps qualified, or a call on a qualified name.</summary>
    private Expression ParseName()
    {
        int position = Position;
        Identifier first = ParseIdentifier();
        if (_dialect.Grammar.QuotedPathsSplit && first.Quoted && first.Name.Contains('.', StringComparison.Ordinal)
            && Is(TokenKind.Dot))
        {
            return ParseNameTail([.. SplitQuotedPath([first]).Cast<Identifier>()], position);
        }
        if (first.Quoted && Is(TokenKind.LeftParen))
        {
            return ParseCallTail(first.Name, position, verbatim: first);
        }
        if (!Is(TokenKind.Dot))
        {
            return new Column([first]) { Position = position };
        }
        return ParseNameTail([first], position);
    }

    private Expression ParseNameTail(List<Identifier> parts, int position)
    {
        while (Is(TokenKind.Dot))
        {
            TokenKind next = Next.Kind;
            if (next == TokenKind.Star)
            {
                Advance();
                Advance();
                return ParseStarTail(new Star([.. parts]) { Position = position });
            }
            if (next == TokenKind.Parameter)
            {
                Advance();
                parts.Add(Identifier.Plain(TextOf(_current)));
                Advance();
                continue;
            }
            if (next == TokenKind.Number)
            {
                break;
            }
            if (next is not (TokenKind.Word or TokenKind.QuotedWord))
            {
                if (next is TokenKind.Dot)
                {
                    Advance();
                    parts.Add(Identifier.Plain(string.Empty));
                    continue;
                }
                break;
            }
            if (next == TokenKind.Word && Ahead(2).Kind == TokenKind.LeftParen)
            {
                Advance();
                return ParseQualifiedCall(parts, position);
            }
            Advance();
            parts.Add(ParseIdentifier());
        }
        return new Column([.. parts]) { Position = position };
    }

    private Expression ParseQualifiedCall(List<Identifier> parts, int position)
    {
        Identifier name = ParseIdentifier();
        if (parts is [{ Quoted: false } only] && _dialect.Grammar.SafePrefix)
        {
            if (only.Name.Equals("SAFE", StringComparison.OrdinalIgnoreCase))
            {
                Expression safe = ParseCallTail(name.Name, position, verbatim: null, safe: true);
                return safe;
            }
            if (only.Name.Equals("NET", StringComparison.OrdinalIgnoreCase))
            {
                return ParseCallTail("NET." + name.Name, position, verbatim: null);
            }
        }
        Expression call = ParseCallTail(name.Name, position, verbatim: name);
        return new DotAccess(new Column([.. parts]) { Position = position }, call) { Position = position };
    }

    /// <summary>( query ), ( expression ), ( a, b ), ( ) -> lambda.</summary>
    private Expression ParseParen()
    {
        int position = Position;
        if (TryParseParenLambda(position) is { } lambda)
        {
            return lambda;
        }
        OpenParen();
        if (Match(TokenKind.RightParen))
        {
            return new TupleExpression([]) { Position = position };
        }
        if (IsQueryStart() || StartsParenthesisedQuery(whole: true))
        {
            int start = _at;
            Query query = ParseQuery();
            if (Is(TokenKind.RightParen))
            {
                Attach(query);
                CloseParen();
                return new SubqueryExpression(query) { Position = position };
            }
            Retreat(start);
        }
        Expression first = ParseExpressionOrAlias();
        Attach(first);
        if (Match(TokenKind.RightParen))
        {
            return new Paren(first) { Position = position };
        }
        List<Expression> items = [first];
        while (Match(TokenKind.Comma))
        {
            if (Is(TokenKind.RightParen))
            {
                break;
            }
            items.Add(ParseExpressionOrAlias());
        }
        CloseParen();
        return new TupleExpression([.. items]) { Position = position };
    }

    private Expression ParseExpressionOrAlias()
    {
        Expression value = ParseExpression();
        return Is(Keyword.AS) && Next.Kind is TokenKind.Word or TokenKind.QuotedWord && Match(Keyword.AS)
            ? new Alias(value, ParseIdentifier()) { Position = value.Position } : value;
    }

    private CaseExpression ParseCase()
    {
        int position = Position;
        Advance();
        Expression? operand = Is(Keyword.WHEN) ? null : ParseExpression();
        List<WhenBranch> branches = [];
        while (Match(Keyword.WHEN))
        {
            int at = Position;
            Expression condition = ParseExpression();
            Expect(Keyword.THEN);
            Expression result = ParseExpression();
            WhenBranch branch = new(condition, result) { Position = at };
            Attach(result);
            branches.Add(branch);
        }
        if (branches.Count == 0)
        {
            throw Unexpected("WHEN");
        }
        Expression? otherwise = Match(Keyword.ELSE) ? ParseExpression() : null;
        if (otherwise is not null)
        {
            Attach(otherwise);
        }
        Expect(Keyword.END);
        return new CaseExpression(operand, [.. branches], otherwise) { Position = position };
    }
}
