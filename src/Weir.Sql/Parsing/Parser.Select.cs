using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>Queries: WITH, SELECT and its clauses, set operations, VALUES.</summary>
internal sealed partial class Parser
{
    private bool IsQueryStart() => _current.Kind == TokenKind.Word && IsQueryWord(_current.Keyword, Next);

    private bool IsQueryWord(Keyword keyword, in Token next) => keyword switch
    {
        Keyword.SELECT or Keyword.WITH => true,
        Keyword.VALUES => next.Kind == TokenKind.LeftParen || next.Kind is TokenKind.Number or TokenKind.String,
        Keyword.FROM => _dialect.Grammar.FromFirst && next.Kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.LeftParen or TokenKind.String,
        Keyword.PIVOT or Keyword.UNPIVOT or Keyword.PIVOT_WIDER => _dialect.Grammar.FromFirst && next.Kind is not (TokenKind.Dot or TokenKind.Comma or TokenKind.RightParen),
        Keyword.DESCRIBE or Keyword.SUMMARIZE or Keyword.SHOW => _dialect.Grammar.FromFirst && next.Kind is TokenKind.Word,
        _ => false,
    };

    /// <summary>One or more opening parentheses with a query behind.</summary>
    private bool StartsParenthesisedQuery()
    {
        int index = _at;
        while (_tokens[index].Kind == TokenKind.LeftParen)
        {
            index++;
        }
        return index > _at && _tokens[index].Kind == TokenKind.Word
            && _tokens[index].Keyword is Keyword.SELECT or Keyword.WITH or Keyword.VALUES && IsQueryWord(_tokens[index].Keyword, _tokens[Math.Min(index + 1, _tokens.Count - 1)]);
    }

    private Query ParseQuery()
    {
        GuardDepth();
        WithClause? with = Is(Keyword.WITH) ? ParseWith() : null;
        Query query = ParseSetOperations(ParseQueryOperand());
        query = ParseQueryTail(query);
        return with is null ? query : query with { With = with };
    }

    private WithClause ParseWith()
    {
        int position = Position;
        bool leads = _comments is { Count: > 0 } || (_takenComments < _commentSpans.Count && _commentSpans[_takenComments].Start < position);
        Advance();
        string[]? comments = DrainComments();
        string[]? leading = leads ? comments : null;
        comments = leads ? null : comments;
        bool recursive = Match(Keyword.RECURSIVE);
        List<CommonTable> tables = [];
        do
        {
            if (Is(Keyword.WITH))
            {
                Advance();
            }
            if (Is(Keyword.SELECT))
            {
                break;
            }
            CommonTable table = ParseCommonTable();
            if (comments is not null && tables.Count == 0)
            {
                table = table with { Name = table.Name with { Comments = comments } };
                comments = null;
            }
            Attach(table);
            tables.Add(table);
        }
        while (Match(TokenKind.Comma) || Is(Keyword.WITH));
        return new WithClause([.. tables], recursive) { Position = position, Comments = leading };
    }

    private CommonTable ParseCommonTable()
    {
        int position = Position;
        if (_dialect.Grammar.ClickHouse && !(IsAnyWord && Next.Keyword == Keyword.AS && Ahead(2).Kind == TokenKind.LeftParen && Ahead(3).Keyword is Keyword.SELECT or Keyword.WITH))
        {
            Expression scalar = ParseExpression();
            Expect(Keyword.AS);
            return new CommonTable(ParseIdentifier(), [], new ExpressionStatement(scalar)) { Scalar = scalar, Position = position };
        }
        Identifier name = ParseIdentifier();
        Identifier[] columns = Is(TokenKind.LeftParen) ? ParseIdentifierList() : [];
        Expression[] keys = [];
        if (Is(Keyword.USING) && Next.Keyword == Keyword.KEY)
        {
            Advance();
            Advance();
            keys = ParenthesisedExpressions();
        }
        Match(Keyword.AS);
        bool? materialized = Match(Keyword.MATERIALIZED) ? true : Match(Keyword.NOT, Keyword.MATERIALIZED) ? false : null;
        OpenParen();
        Statement query = IsQueryStart() || Is(TokenKind.LeftParen) ? ParseQuery() : ParseStatement();
        if (_comments is { Count: > 0 })
        {
            name = name with { Comments = Joined(name.Comments, DrainComments()) };
        }
        CloseParen();
        int start = _at;
        string? tail = null;
        if (_current.Keyword is Keyword.SEARCH or Keyword.CYCLE)
        {
            while (!Is(TokenKind.End) && !Is(Keyword.SELECT) && !Is(TokenKind.Comma))
            {
                Advance();
            }
            tail = Squeeze(_text.AsSpan(_tokens[start].Start, Previous.End - _tokens[start].Start));
        }
        return new CommonTable(name, columns, query) { Materialized = materialized, Position = position, Tail = tail, KeyExpressions = keys };
    }

    private Query ParseQueryOperand()
    {
        int position = Position;
        switch (_current.Keyword)
        {
            case Keyword.SELECT:
                return ParseSelect(null);
            case Keyword.VALUES:
                return ParseValues();
            case Keyword.WITH:
                return ParseQuery();
            case Keyword.FROM when _dialect.Grammar.FromFirst:
                return ParseFromFirst();
            case Keyword.PIVOT or Keyword.UNPIVOT or Keyword.PIVOT_WIDER when _dialect.Grammar.FromFirst:
                return ParsePivotStatement();
            case Keyword.DESCRIBE or Keyword.SUMMARIZE or Keyword.SHOW when _dialect.Grammar.FromFirst:
                string text = KeywordTable.Text(_current.Keyword);
                Advance();
                int start = Position;
                while (!Is(TokenKind.End) && !Is(TokenKind.RightParen) && !Is(TokenKind.Semicolon))
                {
                    Advance();
                }
                return new RawQuery(text + " " + _text[start..Previous.End]) { Position = position };
            default:
                break;
        }
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            Query inner = ParseQuery();
            Attach(inner);
            CloseParen();
            return new ParenQuery(inner) { Position = position };
        }
        throw Unexpected("a query");
    }

    private Query ParseSetOperations(Query left)
    {
        while (true)
        {
            int position = Position;
            int start = _at;
            string? side = null;
            if (_current.Keyword is Keyword.LEFT or Keyword.FULL or Keyword.INNER && _dialect.Grammar.OffsetSubscripts)
            {
                side = KeywordTable.Text(_current.Keyword);
                Advance();
                if (Match(Keyword.OUTER))
                {
                    side += " OUTER";
                }
            }
            string? operation = _current.Keyword switch
            {
                Keyword.UNION => "UNION",
                Keyword.EXCEPT => "EXCEPT",
                Keyword.INTERSECT => "INTERSECT",
                Keyword.MINUS when _dialect.Grammar.MinusIsExcept => "EXCEPT",
                _ => null,
            };
            if (operation is null)
            {
                Retreat(start);
                return left;
            }
            Advance();
            bool? all = Match(Keyword.ALL) ? true : Match(Keyword.DISTINCT) ? false : null;
            string? matching = null;
            if (Match(Keyword.BY, Keyword.NAME))
            {
                matching = "BY NAME";
                if (Is(Keyword.ON))
                {
                    int from = Position;
                    Advance();
                    SkipParens();
                    matching += " " + Squeeze(_text.AsSpan(from, Previous.End - from));
                }
            }
            else if (Is(Keyword.STRICT) && Next.Keyword == Keyword.CORRESPONDING)
            {
                Advance();
                Advance();
                matching = "BY NAME";
                if (Match(Keyword.BY))
                {
                    int from = Position;
                    SkipParens();
                    matching += " ON " + Squeeze(_text.AsSpan(from, Previous.End - from));
                }
            }
            else if (Match(Keyword.CORRESPONDING))
            {
                side ??= "INNER";
                matching = "BY NAME";
                if (Match(Keyword.BY))
                {
                    int from = Position;
                    SkipParens();
                    matching = "BY NAME ON " + Squeeze(_text.AsSpan(from, Previous.End - from));
                }
            }
            string[]? comments = DrainComments();
            Query right = ParseQueryOperand();
            left = new SetOperation(operation, all, left, right) { Matching = matching, Side = side, Position = position, Comments = comments };
        }
    }

    /// <summary>ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE behind any query.</summary>
    private Query ParseQueryTail(Query query)
    {
        while (true)
        {
            switch (_current.Keyword)
            {
                case Keyword.ORDER when Next.Keyword is Keyword.BY or Keyword.SIBLINGS:
                    Advance();
                    Match(Keyword.SIBLINGS);
                    Expect(Keyword.BY);
                    query = query with { OrderBy = ParseOrderItems() };
                    break;
                case Keyword.LIMIT:
                    Advance();
                    query = ParseLimit(query);
                    break;
                case Keyword.OFFSET when Next.Kind is not (TokenKind.Comma or TokenKind.RightParen or TokenKind.End or TokenKind.Dot):
                    Advance();
                    Expression offset = ParseOperators(TermLevel);
                    if (_current.Keyword is Keyword.ROW or Keyword.ROWS)
                    {
                        Advance();
                    }
                    query = query with { Offset = offset };
                    break;
                case Keyword.FETCH when Next.Keyword is Keyword.FIRST or Keyword.NEXT || Next.Kind is TokenKind.Number:
                    query = query with { Fetch = ParseFetch() };
                    break;
                case Keyword.FOR when Next.Keyword is Keyword.UPDATE or Keyword.SHARE or Keyword.KEY or Keyword.NO or Keyword.XML or Keyword.JSON:
                    int start = Position;
                    while (!Is(TokenKind.End) && !Is(TokenKind.RightParen) && !Is(TokenKind.Semicolon))
                    {
                        Advance();
                    }
                    query = query with { Locking = Locking(_text.AsSpan(start, Previous.End - start)) };
                    break;
                case Keyword.SETTINGS or Keyword.FORMAT when _dialect.Grammar.ClickHouse:
                    int from = Position;
                    while (!Is(TokenKind.End) && !Is(TokenKind.RightParen) && !Is(TokenKind.Semicolon))
                    {
                        Advance();
                    }
                    query = query with { Locking = Squeeze(_text.AsSpan(from, Previous.End - from)) };
                    break;
                default:
                    return query;
            }
        }
    }

    private static string Locking(ReadOnlySpan<char> text)
    {
        string[] words = Squeeze(text).Split(' ');
        for (int index = 0; index < words.Length; index++)
        {
            if (words[index].ToUpperInvariant() is "FOR" or "UPDATE" or "SHARE" or "KEY" or "NO" or "OF" or "SKIP" or "LOCKED" or "NOWAIT" or "WAIT" or "XML" or "PATH" or "JSON" or "AUTO" or "RAW")
            {
                words[index] = words[index].ToUpperInvariant();
            }
        }
        return string.Join(' ', words);
    }

    private Query ParseLimit(Query query)
    {
        if (Is(Keyword.ALL))
        {
            Advance();
            return query;
        }
        Expression limit = ParseOperators(BitLevel);
        if (Is(TokenKind.Percent) && (Next.Kind is TokenKind.End or TokenKind.RightParen or TokenKind.Semicolon || Next.Keyword == Keyword.OFFSET))
        {
            Advance();
            limit = new Binary(BinaryOperator.Operator, limit, new WordExpression("PERCENT")) { Custom = " " };
        }
        if (Match(Keyword.PERCENT))
        {
            limit = new Binary(BinaryOperator.Operator, limit, new WordExpression("PERCENT")) { Custom = " " };
        }
        if (Match(TokenKind.Comma))
        {
            Expression second = ParseOperators(BitLevel);
            return query with { Offset = limit, Limit = second };
        }
        if (_dialect.Grammar.ClickHouse && Match(Keyword.BY))
        {
            Expression[] by = ExpressionList();
            return query with { Limit = new Binary(BinaryOperator.Operator, limit, by.Length == 1 ? by[0] : new TupleExpression(by)) { Custom = "BY" } };
        }
        return query with { Limit = limit };
    }

    private FetchClause ParseFetch()
    {
        int position = Position;
        Advance();
        bool first = !Is(Keyword.NEXT);
        Match(Keyword.FIRST);
        Match(Keyword.NEXT);
        Expression? count = _current.Keyword is Keyword.ROW or Keyword.ROWS ? null : ParseOperators(TermLevel);
        bool percent = Match(Keyword.PERCENT);
        if (_current.Keyword is Keyword.ROW or Keyword.ROWS)
        {
            Advance();
        }
        bool ties = Match(Keyword.WITH, Keyword.TIES);
        if (!ties)
        {
            Match(Keyword.ONLY);
        }
        return new FetchClause(count, first, percent, ties) { Position = position };
    }

    private Values ParseValues()
    {
        int position = Position;
        Advance();
        List<Expression> rows = [];
        do
        {
            if (rows.Count > 0)
            {
                Attach(rows[^1]);
            }
            if (Is(Keyword.ROW) && Next.Kind == TokenKind.LeftParen)
            {
                Advance();
            }
            Expression row = Is(TokenKind.LeftParen) ? ParseParen() : ParseExpression();
            rows.Add(row is Paren single ? new TupleExpression([single.Inner]) { Position = single.Position } : row);
        }
        while (Match(TokenKind.Comma));
        return new Values([.. rows]) { Position = position };
    }

    private Query ParseFromFirst()
    {
        int position = Position;
        FromClause from = ParseFrom();
        if (Is(Keyword.SELECT))
        {
            return ParseSelect(from);
        }
        return ParseSelectTail(new Select([new Star([])]) { From = from, Position = position });
    }

    private Query ParseSelect(FromClause? fromBefore)
    {
        int position = Position;
        Advance();
        Select select = new([]) { Position = position, From = fromBefore };
        string[]? comments = DrainComments();
        select = ParseSelectHead(select);
        List<Expression> items = [];
        if (!SelectListEnds())
        {
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
        }
        select = select with { Items = [.. items], Comments = comments };
        if (Match(Keyword.INTO))
        {
            Match(Keyword.TABLE);
            select = select with { Into = PlainNames(ParseObjectName()) };
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
        TokenKind.End or TokenKind.RightParen or TokenKind.Semicolon => true,
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
        while (_current.Keyword is Keyword.STRAIGHT_JOIN or Keyword.SQL_CALC_FOUND_ROWS or Keyword.HIGH_PRIORITY or Keyword.SQL_SMALL_RESULT or Keyword.SQL_BIG_RESULT or Keyword.SQL_NO_CACHE or Keyword.SQL_BUFFER_RESULT)
        {
            select = select with { Kind = (select.Kind is null ? string.Empty : select.Kind + " ") + KeywordTable.Text(_current.Keyword) };
            Advance();
        }
        return select;
    }

    private Expression ParseSelectItem()
    {
        int position = Position;
        if (_current.Kind is TokenKind.Word or TokenKind.QuotedWord && Next.Kind == TokenKind.Colon && _dialect.Grammar.PrefixAliases
            && !_dialect.Grammar.ColonJsonPaths)
        {
            Identifier name = ParseIdentifier();
            Advance();
            Expression named = ParseExpression();
            string[]? comments = Joined(name.Comments, named.Comments);
            return new Alias(named.Comments is null ? named : named with { Comments = null }, name with { Comments = null }) { Position = position, Comments = comments };
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
        bool plain = Is(TokenKind.QuotedWord) || (Is(TokenKind.Word) && !EndsItem(_current.Keyword) && value is not Star);
        bool text = Is(TokenKind.String) && (_dialect.Grammar.StringAliases || _dialect.Lexical.DoubleQuoteStrings) && value is not StringLiteral;
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
                    return ParseQueryTail(select) is Select tailed && !ReferenceEquals(tailed, select) ? ParseSelectTail(tailed) : select;
            }
        }
    }

    private GroupBy ParseGroupBy()
    {
        int position = Position;
        if (Is(Keyword.ALL) && Next.Kind is TokenKind.End or TokenKind.RightParen or TokenKind.Semicolon
            || (Is(Keyword.ALL) && Next.Keyword is Keyword.ORDER or Keyword.HAVING or Keyword.LIMIT or Keyword.QUALIFY or Keyword.UNION or Keyword.WINDOW or Keyword.EXCEPT or Keyword.INTERSECT or Keyword.USING))
        {
            Advance();
            return new GroupBy([]) { All = true, Position = position };
        }
        bool distinct = Match(Keyword.DISTINCT);
        bool all = !distinct && Is(Keyword.ALL) && Next.Keyword is Keyword.ROLLUP or Keyword.CUBE or Keyword.GROUPING && Match(Keyword.ALL);
        List<Expression> items = [];
        string? with = null;
        do
        {
            if (Is(Keyword.ORDER) || Is(TokenKind.End) || Is(TokenKind.RightParen))
            {
                break;
            }
            Expression item = ParseGroupItem();
            Attach(item);
            items.Add(item);
        }
        while (Match(TokenKind.Comma));
        while (Is(Keyword.WITH) && Next.Keyword is Keyword.ROLLUP or Keyword.CUBE or Keyword.TOTALS)
        {
            Advance();
            with = (with is null ? string.Empty : with + " ") + "WITH " + KeywordTable.Text(_current.Keyword);
            Advance();
        }
        return new GroupBy([.. items]) { With = with, Distinct = distinct, All = all, Position = position };
    }

    private Expression ParseGroupItem()
    {
        int position = Position;
        if (_current.Keyword is Keyword.ROLLUP or Keyword.CUBE && Next.Kind == TokenKind.LeftParen)
        {
            string kind = KeywordTable.Text(_current.Keyword);
            Advance();
            return new Grouping(kind, ParenthesisedExpressions()) { Position = position };
        }
        if (Match(Keyword.GROUPING, Keyword.SETS))
        {
            OpenParen();
            List<Expression> sets = CommaSeparated(ParseGroupItem);
            CloseParen();
            return new Grouping("GROUPING SETS", [.. sets]) { Position = position };
        }
        return ParseExpression();
    }

    private NamedWindow[] ParseNamedWindows()
    {
        List<NamedWindow> windows = [];
        do
        {
            int position = Position;
            Identifier name = ParseIdentifier();
            Expect(Keyword.AS);
            if (Is(TokenKind.LeftParen))
            {
                OpenParen();
                windows.Add(new NamedWindow(name, ParseWindow()) { Position = position });
                CloseParen();
            }
            else
            {
                windows.Add(new NamedWindow(name, new WindowSpecification { Base = ParseIdentifier(), Position = position }) { Position = -1 });
            }
        }
        while (Match(TokenKind.Comma));
        return [.. windows];
    }

    private ConnectBy ParseConnectBy()
    {
        int position = Position;
        Expression? start = null;
        if (Match(Keyword.START, Keyword.WITH))
        {
            start = ParseExpression();
        }
        Expect(Keyword.CONNECT);
        Expect(Keyword.BY);
        bool noCycle = Match(Keyword.NOCYCLE);
        Expression condition = ParseExpression();
        if (start is null && Match(Keyword.START, Keyword.WITH))
        {
            start = ParseExpression();
        }
        return new ConnectBy(start, condition, noCycle) { Position = position };
    }

    /// <summary>DuckDB's PIVOT t ON a USING f(x) and UNPIVOT t ON a, b INTO NAME n VALUE v.</summary>
    private PivotStatement ParsePivotStatement()
    {
        int position = Position;
        bool unpivot = Is(Keyword.UNPIVOT);
        Advance();
        TableExpression source = ParseTableFactor();
        PivotStatement pivot = new(source, unpivot) { Position = position };
        while (true)
        {
            if (Match(Keyword.ON))
            {
                List<Expression> on = CommaSeparated(ParseOnItem);
                pivot = pivot with { On = [.. on] };
            }
            else if (Match(Keyword.USING))
            {
                pivot = pivot with { Using = [.. CommaSeparated(() => ParseAliasBehind(ParseExpression(), Position))] };
            }
            else if (Match(Keyword.GROUP, Keyword.BY))
            {
                pivot = pivot with { GroupBy = ParseGroupBy() };
            }
            else if (Match(Keyword.INTO))
            {
                Expect(Keyword.NAME);
                Expression name = ParseName();
                Expect(Keyword.VALUE);
                pivot = pivot with { IntoName = name, IntoValues = ExpressionList() };
            }
            else
            {
                return pivot;
            }
        }
    }

    private Expression ParseOnItem()
    {
        Expression value = ParseExpression();
        if (Match(Keyword.IN))
        {
            return ParseIn(value, Position);
        }
        return ParseAliasBehind(value, value.Position);
    }
}
