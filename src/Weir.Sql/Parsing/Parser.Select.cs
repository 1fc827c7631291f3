using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Queries: WITH, SELECT and its clauses, set operations, VALUES.</summary>

internal sealed partial class Parser
{
    private Query ParseSelect(FromClause? fromBefore)
    {
        int position = Position;
        Advance();
        Select select = new([]) { Position = position, From = fromBefore };
        string[]? comments = DrainComments();
        select = ParseSelectHead(select);
        List<Expression> items = ParseSelectItems();
        select = select with { Items = [.. items], Comments = comments };
        if (Match(Keyword.INTO))
        {
            string? modifier = _current.Keyword is Keyword.TEMPORARY or Keyword.TEMP or Keyword.UNLOGGED
                && Next.Kind is TokenKind.Word or TokenKind.QuotedWord
                ? Is(Keyword.UNLOGGED) ? "UNLOGGED" : "TEMPORARY" : null;
            if (modifier is not null)
            {
                Advance();
            }
            Match(Keyword.TABLE);
            select = select with { Into = PlainNames(ParseObjectName()), IntoModifier = modifier };
        }
        if (Match(Keyword.BULK))
        {
            throw Unexpected("FROM");
        }
        if (Is(Keyword.FROM))
        {
            select = select with { From = ParseFrom() };
        }
        else if (fromBefore is null && items.Count == 0)
        {
            throw Unexpected("a select list");
        }
        return ParseSelectTail(select);
    }

    private List<Expression> ParseSelectItems()
    {
        List<Expression> items = [];
        if (SelectListEnds())
        {
            return items;
        }
        do
        {
            if (SelectListEnds())
            {
                break;
            }
            Expression item = ParseSelectItem();
            Attach(item);
            items.Add(item);
        }
        while (MatchComma(items));
        return items;
    }

    private bool MatchComma(List<Expression> items)
    {
        if (!Match(TokenKind.Comma))
        {
            return false;
        }
        Attach(items[^1]);
        return true;
    }

    private bool SelectListEnds() => _current.Kind switch
    {
        TokenKind.End or TokenKind.RightParen or TokenKind.Semicolon or TokenKind.PipeGreater => true,
        TokenKind.Word => _current.Keyword is Keyword.FROM or Keyword.WHERE or Keyword.UNION or Keyword.INTERSECT
            || (_current.Keyword is Keyword.LIMIT && Next.Kind is TokenKind.Number or TokenKind.End),
        _ => false,
    };

    private Select ParseSelectHead(Select select)
    {
        if (Match(Keyword.DISTINCT) || (Is(Keyword.UNIQUE) && false))
        {
            select = select with { Distinct = true };
            if (Match(Keyword.ON))
            {
                OpenParen();
                select = select with { DistinctOn = ExpressionList() };
                CloseParen();
            }
        }
        else if (Is(Keyword.ALL) && Next.Kind is not (TokenKind.Comma or TokenKind.Dot) && Next.Keyword != Keyword.FROM)
        {
            Advance();
        }
        if (Is(Keyword.AS) && Next.Keyword is Keyword.STRUCT or Keyword.VALUE)
        {
            Advance();
            select = select with { Kind = "AS " + KeywordTable.Text(_current.Keyword) };
            Advance();
        }
        if (Is(Keyword.TOP) && _dialect.Grammar.TopClause && Next.Kind is TokenKind.Number or TokenKind.LeftParen)
        {
            Advance();
            bool parens = Match(TokenKind.LeftParen);
            Expression top = parens ? ParseExpression() : ExpectLiteral();
            if (parens)
            {
                CloseParen();
            }
            if (Match(Keyword.PERCENT))
            {
                top = new Binary(BinaryOperator.Operator, top, new WordExpression("PERCENT")) { Custom = " " };
            }
            if (Match(Keyword.WITH, Keyword.TIES))
            {
                top = new Binary(BinaryOperator.Operator, top, new WordExpression("WITH TIES")) { Custom = " " };
            }
            select = select with { Top = top };
        }
        while (_dialect.Grammar.ModOperator
            && _current.Keyword is Keyword.STRAIGHT_JOIN or Keyword.SQL_CALC_FOUND_ROWS or Keyword.HIGH_PRIORITY or Keyword.SQL_SMALL_RESULT or Keyword.SQL_BIG_RESULT or Keyword.SQL_NO_CACHE or Keyword.SQL_BUFFER_RESULT)
        {
            select = select with
            {
                Kind = (select.Kind is null ? string.Empty : select.Kind + " ")
                + KeywordTable.Text(_current.Keyword)
            };
            Advance();
        }
        return select;
    }

    private Expression ParseSelectItem()
    {
        int position = Position;
        if (_current.Kind is TokenKind.Word or TokenKind.QuotedWord && Next.Kind == TokenKind.Colon
            && _dialect.Grammar.PrefixAliases
            && !_dialect.Grammar.ColonJsonPaths)
        {
            Identifier name = ParseIdentifier();
            Advance();
            Expression named = ParseExpression();
            string[]? comments = Joined(name.Comments, named.Comments);
            return new Alias(named.Comments is null ? named : named with { Comments = null },
                name with { Comments = null })
            { Position = position, Comments = comments };
        }
        Expression value = IsQueryStart() && Is(Keyword.FROM) ? throw Unexpected("a select item") : ParseExpression();
        return ParseAliasBehind(value, position);
    }

    private static string[]? Joined(string[]? first, string[]? second) =>
        first is null ? second : second is null ? first : [.. first, .. second];

    private Expression ParseAliasBehind(Expression value, int position)
    {
        if (Match(Keyword.AS))
        {
            if (Is(TokenKind.LeftParen))
            {
                Identifier[] names = ParseIdentifierList();
                if (names.Length == 0)
                {
                    throw Unexpected("a name");
                }
                return new Alias(value, names[0]) { Names = names, Position = position };
            }
            return new Alias(value, ParseIdentifier()) { Position = position };
        }
        bool plain = Is(TokenKind.QuotedWord)
            || (Is(TokenKind.Word) && !EndsItem(_current.Keyword) && value is not Star);
        bool text = Is(TokenKind.String) && (_dialect.Grammar.StringAliases || _dialect.Lexical.DoubleQuoteStrings)
            && value is not StringLiteral;
        if (plain || text)
        {
            return new Alias(value, ParseIdentifier()) { Position = position };
        }
        return value;
    }

    /// <summary>WHERE to WINDOW, in any order that some dialect has.</summary>
    private Query ParseSelectTail(Select select)
    {
        while (true)
        {
            switch (_current.Keyword)
            {
                case Keyword.PREWHERE when _dialect.Grammar.ClickHouse:
                    Advance();
                    select = select with { Prewhere = ParseExpression() };
                    break;
                case Keyword.WHERE:
                    Advance();
                    Expression where = ParseExpression();
                    Attach(where);
                    select = select with { Where = where };
                    break;
                case Keyword.GROUP when Next.Keyword == Keyword.BY:
                    Advance();
                    Advance();
                    select = select with { GroupBy = ParseGroupBy() };
                    break;
                case Keyword.HAVING:
                    Advance();
                    Expression having = ParseExpression();
                    Attach(having);
                    select = select with { Having = having };
                    break;
                case Keyword.QUALIFY:
                    Advance();
                    Expression qualify = ParseExpression();
                    Attach(qualify);
                    select = select with { Qualify = qualify };
                    break;
                case Keyword.WINDOW when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                    Advance();
                    select = select with { Windows = ParseNamedWindows() };
                    break;
                case Keyword.START when Next.Keyword == Keyword.WITH:
                case Keyword.CONNECT when Next.Keyword == Keyword.BY:
                    select = select with { ConnectBy = ParseConnectBy() };
                    break;
                case Keyword.CLUSTER when Next.Keyword == Keyword.BY:
                    Advance();
                    Advance();
                    select = select with { ClusterBy = ExpressionList() };
                    break;
                case Keyword.DISTRIBUTE when Next.Keyword == Keyword.BY:
                    Advance();
                    Advance();
                    select = select with { DistributeBy = ExpressionList() };
                    break;
                case Keyword.SORT when Next.Keyword == Keyword.BY:
                    Advance();
                    Advance();
                    select = select with { SortBy = ParseOrderItems() };
                    break;
                case Keyword.USING when Next.Keyword == Keyword.SAMPLE:
                    Advance();
                    select = select with { Sample = ParseSample() with { UsingSample = true } };
                    break;
                case Keyword.INTO when _dialect.Name is "mysql":
                    throw Unexpected("the end of the query");
                default:
                    return ParseQueryTail(select) is Select tailed && !ReferenceEquals(tailed, select)
                        ? ParseSelectTail(tailed) : select;
            }
        }
    }
}
