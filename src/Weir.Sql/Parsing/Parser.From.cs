using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>FROM: tables, joins, UNNEST, functions, samples, pivots, time travel.</summary>
internal sealed partial class Parser
{
    private FromClause ParseFrom()
    {
        int position = Position;
        Expect(Keyword.FROM);
        return ParseFromBody(position);
    }

    private FromClause ParseFromBody(int position)
    {
        TableExpression first = ParseTableFactor();
        Attach(first);
        List<Join> joins = [];
        ParseJoins(joins, commas: true);
        return new FromClause(first, [.. joins]) { Position = position };
    }

    private void ParseJoins(List<Join> joins, bool commas)
    {
        while (true)
        {
            int position = Position;
            if (commas && Is(TokenKind.Comma))
            {
                if (EndsAfterComma())
                {
                    Advance();
                    return;
                }
                Advance();
                TableExpression table = ParseTableFactor();
                Attach(table);
                joins.Add(new Join(JoinKind.Plain, table) { Comma = true, Position = position });
                continue;
            }
            if (ParseJoin() is not { } join)
            {
                return;
            }
            joins.Add(join);
        }
    }

    private bool EndsAfterComma() => Next.Kind is TokenKind.End or TokenKind.RightParen
        || Next.Keyword is Keyword.WHERE or Keyword.GROUP or Keyword.ORDER;

    private Join? ParseJoin()
    {
        int position = Position;
        int start = _at;
        bool natural = Match(Keyword.NATURAL);
        bool global = _dialect.Grammar.ClickHouse && Match(Keyword.GLOBAL);
        bool asof = Match(Keyword.ASOF);
        string? word = null;
        if (_dialect.Grammar.ClickHouse && _current.Keyword is Keyword.ANY or Keyword.ALL or Keyword.SEMI or Keyword.ANTI or Keyword.ARRAY or Keyword.PASTE && (Next.Keyword is Keyword.JOIN or Keyword.LEFT or Keyword.INNER or Keyword.RIGHT or Keyword.FULL))
        {
            word = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        JoinKind kind = JoinKind.Plain;
        bool outer = false;
        bool outerApply = false;
        switch (_current.Keyword)
        {
            case Keyword.INNER:
                Advance();
                kind = JoinKind.Inner;
                break;
            case Keyword.LEFT:
                Advance();
                kind = JoinKind.Left;
                break;
            case Keyword.RIGHT:
                Advance();
                kind = JoinKind.Right;
                break;
            case Keyword.FULL:
                Advance();
                kind = JoinKind.Full;
                break;
            case Keyword.CROSS:
                Advance();
                kind = JoinKind.Cross;
                break;
            case Keyword.SEMI:
                Advance();
                kind = JoinKind.Semi;
                break;
            case Keyword.ANTI:
                Advance();
                kind = JoinKind.Anti;
                break;
            case Keyword.POSITIONAL:
                Advance();
                kind = JoinKind.Positional;
                break;
            case Keyword.STRAIGHT_JOIN:
                kind = JoinKind.StraightJoin;
                break;
            default:
                break;
        }
        if (Is(Keyword.OUTER))
        {
            Advance();
            outer = true;
            outerApply = kind == JoinKind.Plain;
        }
        if (asof is false && Is(Keyword.ASOF))
        {
            Advance();
            asof = true;
        }
        switch (_current.Keyword)
        {
            case Keyword.SEMI when kind is JoinKind.Left or JoinKind.Right:
                Advance();
                kind = kind == JoinKind.Left ? JoinKind.LeftSemi : JoinKind.RightSemi;
                break;
            case Keyword.ANTI when kind is JoinKind.Left or JoinKind.Right:
                Advance();
                kind = kind == JoinKind.Left ? JoinKind.LeftAnti : JoinKind.RightAnti;
                break;
            case Keyword.ARRAY when _dialect.Grammar.ClickHouse:
                Advance();
                word = "ARRAY";
                break;
            case Keyword.ANY when _dialect.Grammar.ClickHouse:
                Advance();
                word = "ANY";
                break;
            default:
                break;
        }
        if (Is(Keyword.DIRECTED) && Next.Keyword == Keyword.JOIN)
        {
            Advance();
            word = outer ? "OUTER DIRECTED" : "DIRECTED";
        }
        if (Match(Keyword.APPLY))
        {
            TableExpression applied = ParseTableFactor();
            return new Join(outerApply ? JoinKind.OuterApply : JoinKind.CrossApply, applied) { Position = position };
        }
        if (!(Match(Keyword.JOIN) || (kind == JoinKind.StraightJoin && Match(Keyword.STRAIGHT_JOIN))))
        {
            Retreat(start);
            return null;
        }
        if (outerApply)
        {
            kind = JoinKind.Outer;
        }
        return ParseJoinTarget(new Join(kind, new TableName([]))
        {
            Position = position,
            Natural = natural,
            Asof = asof,
            Global = global,
            Word = word is null && outer && !outerApply ? "OUTER" : word,
        });
    }

    private Join ParseJoinTarget(Join join)
    {
        TableExpression table = ParseTableFactor();
        Attach(table);
        join = join with { Table = table };
        if (Is(Keyword.MATCH_CONDITION))
        {
            Advance();
            OpenParen();
            join = join with { MatchCondition = ParseExpression() };
            CloseParen();
        }
        if (_current.Keyword is not (Keyword.ON or Keyword.USING) && join.Kind is not (JoinKind.Cross or JoinKind.Positional) && !join.Natural)
        {
            int start = _at;
            List<Join> nested = [];
            while (ParseJoin() is { } inner)
            {
                nested.Add(inner);
                if (_current.Keyword is Keyword.ON or Keyword.USING)
                {
                    break;
                }
            }
            if (nested.Count > 0 && _current.Keyword is Keyword.ON or Keyword.USING)
            {
                join = join with { Nested = [.. nested] };
            }
            else
            {
                Retreat(start);
            }
        }
        if (Match(Keyword.ON))
        {
            Expression on = ParseExpression();
            Attach(on);
            return join with { On = on };
        }
        if (Is(Keyword.USING) && Next.Keyword != Keyword.SAMPLE)
        {
            Advance();
            return join with { Using = Is(TokenKind.LeftParen) ? ParenthesisedExpressions() : [ParseName()] };
        }
        return join;
    }

    private TableExpression ParseTableFactor()
    {
        TableExpression table = ParseTablePrimary();
        table = ParseTableTail(table);
        while (_current.Keyword == Keyword.LATERAL && Next.Keyword == Keyword.VIEW)
        {
            int position = Position;
            Advance();
            Advance();
            bool outer = Match(Keyword.OUTER);
            Expression call = ParseExpression();
            Identifier? name = IsName && !Is(Keyword.AS) ? ParseIdentifier() : null;
            List<Identifier> columns = [];
            if (Match(Keyword.AS))
            {
                do
                {
                    columns.Add(ParseIdentifier());
                }
                while (Match(TokenKind.Comma) && IsName);
            }
            table = new LateralView(table, outer, call, name, [.. columns]) { Position = position };
        }
        return table;
    }

    private TableExpression ParseTablePrimary()
    {
        int position = Position;
        switch (_current.Keyword)
        {
            case Keyword.LATERAL:
                Advance();
                return ParseLateral(position);
            case Keyword.UNNEST when Next.Kind == TokenKind.LeftParen:
                return ParseUnnest(position, false);
            case Keyword.TABLE when Next.Kind == TokenKind.LeftParen:
                Advance();
                OpenParen();
                if (IsQueryStart())
                {
                    Query query = ParseQuery();
                    CloseParen();
                    return new SubqueryTable(query) { Position = position };
                }
                Expression inner = ParseExpression();
                CloseParen();
                return new TableFunction(inner) { InTable = true, Position = position };
            case Keyword.ROWS when Next.Keyword == Keyword.FROM:
                Advance();
                Advance();
                OpenParen();
                List<Expression> calls = CommaSeparated(ParseRowsFromItem);
                CloseParen();
                return new TableFunction(new TupleExpression([.. calls])) { RowsFrom = true, Position = position };
            case Keyword.ONLY when Next.Kind is TokenKind.Word or TokenKind.QuotedWord:
                Advance();
                return new TableName(ParseObjectName()) { Only = true, Position = position };
            case Keyword.VALUES when Next.Kind is TokenKind.LeftParen:
                return new SubqueryTable(ParseValues()) { Position = position };
            default:
                break;
        }
        if (_current.Kind is TokenKind.Word or TokenKind.QuotedWord && Next.Kind == TokenKind.Colon && _dialect.Grammar.PrefixAliases && Ahead(2).Kind is TokenKind.Word or TokenKind.LeftParen or TokenKind.QuotedWord)
        {
            Identifier alias = ParseIdentifier();
            Advance();
            return ParseTablePrimary() with { Alias = new TableAlias(alias, []) };
        }
        if (Is(TokenKind.LeftParen))
        {
            return ParseParenTable(position);
        }
        if (Is(TokenKind.At) || (Is(TokenKind.String) && _dialect.Grammar.StageTables && _text[_current.Start + 1] == '@'))
        {
            return ParseStage(position);
        }
        if (Is(TokenKind.String))
        {
            Expression file = ExpectLiteral();
            return new TableName([file]) { Position = position };
        }
        if (Is(TokenKind.Parameter) || Is(TokenKind.Template) || Is(TokenKind.Colon) || Is(TokenKind.Question))
        {
            return new TableName([ParsePrimary()]) { Position = position };
        }
        return ParseNamedTable(position);
    }

    private Expression ParseRowsFromItem()
    {
        Expression call = ParseExpression();
        return ParseAliasBehind(call, call.Position);
    }

    private TableExpression ParseNamedTable(int position)
    {
        if (_current.Kind == TokenKind.Word && Next.Kind == TokenKind.LeftParen && !(Is(Keyword.IDENTIFIER)))
        {
            Expression call = ParseCall(position);
            return new TableFunction(ParsePostfix(call)) { Position = position };
        }
        if (IsReserved(_current.Keyword) && _current.Kind == TokenKind.Word)
        {
            throw Unexpected("a table");
        }
        Expression[] parts = ParseObjectName();
        if (Is(TokenKind.LeftParen) && parts[^1] is Identifier last && parts.Length > 1 && !IsFunctionlessTable())
        {
            Expression call = ParseCallTail(last.Name, position, last);
            Identifier[] qualifier = PlainNames(parts[..^1]);
            return new TableFunction(new DotAccess(new Column(qualifier), call)) { Position = position };
        }
        bool star = false;
        if (Is(TokenKind.Dot) && Next.Kind == TokenKind.Star)
        {
            Advance();
            Advance();
            star = true;
            parts = [.. parts, new WordExpression("*")];
        }
        else if (Is(TokenKind.Star) && _current.Start == Previous.End && _dialect.Grammar.TableStars)
        {
            Advance();
            star = true;
            if (parts[^1] is Identifier prefix)
            {
                parts[^1] = prefix with { Name = prefix.Name + "*" };
            }
        }
        return new TableName(parts) { Position = position, StarSuffix = star };
    }

    private static bool IsFunctionlessTable() => false;

    private TableExpression ParseLateral(int position)
    {
        if (Is(Keyword.VIEW))
        {
            throw Unexpected("a table before LATERAL VIEW");
        }
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            Query query = ParseQuery();
            CloseParen();
            return new SubqueryTable(query) { Lateral = true, Position = position };
        }
        if (Is(Keyword.UNNEST))
        {
            return ParseUnnest(position, true);
        }
        bool inTable = Is(Keyword.TABLE) && Next.Kind == TokenKind.LeftParen;
        if (inTable)
        {
            Advance();
            OpenParen();
        }
        Expression call = ParsePostfix(ParsePrimary());
        if (inTable)
        {
            CloseParen();
        }
        return new TableFunction(call) { Lateral = true, InTable = inTable, Position = position };
    }

    private Unnest ParseUnnest(int position, bool lateral)
    {
        Advance();
        OpenParen();
        List<Expression> arrays = CommaSeparated(ParseArgument);
        CloseParen();
        return new Unnest([.. arrays]) { Position = position, Lateral = lateral, AliasIsColumn = _dialect.Grammar.UnnestAliasIsColumn };
    }

    private TableExpression ParseParenTable(int position)
    {
        if (Next.Kind == TokenKind.Word && IsQueryWordAt(1) || StartsParenthesisedQuery())
        {
            int start = _at;
            OpenParen();
            Query query = ParseQuery();
            if (Is(TokenKind.RightParen))
            {
                Attach(query);
                CloseParen();
                return new SubqueryTable(query) { Position = position };
            }
            Retreat(start);
        }
        OpenParen();
        FromClause inner = ParseFromBody(position);
        CloseParen();
        return new ParenTable(inner) { Position = position };
    }

    private bool IsQueryWordAt(int distance) => IsQueryWord(Ahead(distance).Keyword, Ahead(distance + 1));

    /// <summary>Snowflake's @stage/path (file_format => …).</summary>
    private TableName ParseStage(int position)
    {
        int start = Position;
        if (Is(TokenKind.String))
        {
            Advance();
        }
        else
        {
            int end = Position;
            do
            {
                end = _current.End;
                Advance();
            }
            while (_current.Start == end && !Is(TokenKind.LeftParen) && !Is(TokenKind.RightParen) && !Is(TokenKind.Comma) && !Is(TokenKind.End) && !Is(TokenKind.Semicolon));
        }
        string text = _text[start..Previous.End];
        Expression[] options = [];
        if (Is(TokenKind.LeftParen) && Next.Kind == TokenKind.Word && Ahead(2).Kind == TokenKind.FatArrow)
        {
            OpenParen();
            options = [.. CommaSeparated(ParseArgument)];
            CloseParen();
        }
        return new TableName([new RawText(text)]) { Position = position, Options = options };
    }

    /// <summary>Time travel, samples, aliases, pivots behind a table.</summary>
    private TableExpression ParseTableTail(TableExpression table)
    {
        while (true)
        {
            switch (_current.Keyword)
            {
                case Keyword.FOR when Next.Keyword is Keyword.SYSTEM_TIME or Keyword.TIMESTAMP or Keyword.VERSION && table is TableName named:
                    table = named with { TimeTravel = ParseForTime() };
                    continue;
                case Keyword.TIMESTAMP or Keyword.VERSION when Next.Keyword == Keyword.AS && Ahead(2).Keyword == Keyword.OF && table is TableName named:
                    string kind = KeywordTable.Text(_current.Keyword);
                    int at = Position;
                    Advance();
                    Advance();
                    Advance();
                    table = named with { TimeTravel = new TimeTravel(kind, "AS OF", ParseOperators(BitLevel)) { Position = at } };
                    continue;
                case Keyword.AT or Keyword.BEFORE when Next.Kind == TokenKind.LeftParen && table is TableName named:
                    table = named with { TimeTravel = ParseAtTime() };
                    continue;
                case Keyword.CHANGES when Next.Kind == TokenKind.LeftParen && table is TableName named:
                    table = named with { Tail = ParseChanges() };
                    continue;
                case Keyword.TABLESAMPLE:
                    table = table with { Sample = ParseSample() };
                    continue;
                case Keyword.SAMPLE when EndsItem(Keyword.SAMPLE):
                    table = table with { Sample = ParseSample() };
                    continue;
                case Keyword.PIVOT or Keyword.UNPIVOT when Next.Kind == TokenKind.LeftParen || Next.Keyword is Keyword.INCLUDE or Keyword.EXCLUDE:
                    table = table with { Pivots = [.. table.Pivots, ParsePivot()] };
                    continue;
                case Keyword.MATCH_RECOGNIZE when Next.Kind == TokenKind.LeftParen:
                    table = ParseMatchRecognize(table);
                    continue;
                case Keyword.FINAL when _dialect.Grammar.ClickHouse && table is TableName named:
                    Advance();
                    table = named with { Final = true };
                    continue;
                case Keyword.WITH when Next.Keyword == Keyword.ORDINALITY:
                    Advance();
                    Advance();
                    table = table switch
                    {
                        Unnest unnest => unnest with { WithOrdinality = true },
                        TableFunction function => function with { WithOrdinality = true },
                        _ => throw Unexpected("UNNEST or a function before WITH ORDINALITY"),
                    };
                    continue;
                case Keyword.WITH when Next.Keyword == Keyword.OFFSET && table is Unnest or TableName:
                    Advance();
                    Advance();
                    Match(Keyword.AS);
                    Identifier offset = IsName && !EndsItem(_current.Keyword) ? ParseIdentifier() : Identifier.Plain("offset");
                    table = (table is TableName path ? new Unnest([new Column(PlainNames(path.Parts))]) { Alias = path.Alias, Position = path.Position, AliasIsColumn = true } : (Unnest)table) with { Offset = offset };
                    continue;
                case Keyword.WITH when Next.Kind == TokenKind.LeftParen && table is TableName named && _dialect.Grammar.TableHints:
                    Advance();
                    int start = Position;
                    SkipParens();
                    table = named with { Tail = "WITH " + _text[start..Previous.End].ToUpperInvariant() };
                    continue;
                default:
                    break;
            }
            if (table.Alias is null && ParseTableAlias(table) is { } alias)
            {
                table = table with { Alias = alias };
                continue;
            }
            return table;
        }
    }

    private TableAlias? ParseTableAlias(TableExpression table)
    {
        int position = Position;
        bool marked = Match(Keyword.AS);
        Identifier? name = null;
        if (Is(TokenKind.QuotedWord) || (Is(TokenKind.Word) && (marked ? !Is(Keyword.SELECT) : !EndsItem(_current.Keyword))))
        {
            name = ParseIdentifier();
        }
        else if (marked && Is(TokenKind.String))
        {
            name = ParseIdentifier();
        }
        if (name is null && !(marked && Is(TokenKind.LeftParen)))
        {
            return marked ? throw Unexpected("an alias") : null;
        }
        if (!Is(TokenKind.LeftParen) || (table is TableName && !marked && Next.Kind is not (TokenKind.Word or TokenKind.QuotedWord)))
        {
            return new TableAlias(name, []) { Position = position };
        }
        OpenParen();
        List<Identifier> columns = [];
        List<DataType?> types = [];
        bool typed = false;
        if (!Is(TokenKind.RightParen))
        {
            do
            {
                columns.Add(ParseIdentifier());
                DataType? type = Is(TokenKind.Word) || Is(TokenKind.QuotedWord) ? ParseType() : null;
                typed |= type is not null;
                types.Add(type);
            }
            while (Match(TokenKind.Comma));
        }
        CloseParen();
        return new TableAlias(name, [.. columns]) { Position = position, Types = typed ? [.. types] : [] };
    }

    private TimeTravel ParseForTime()
    {
        int position = Position;
        Advance();
        string kind = KeywordTable.Text(_current.Keyword);
        Advance();
        if (Match(Keyword.BETWEEN))
        {
            Expression from = ParseOperators(BitLevel);
            Expect(Keyword.AND);
            return new TimeTravel(kind, "BETWEEN", from) { End = ParseOperators(BitLevel), Position = position };
        }
        if (Match(Keyword.FROM))
        {
            Expression from = ParseOperators(BitLevel);
            Expect(Keyword.TO);
            return new TimeTravel(kind, "FROM", from) { End = ParseOperators(BitLevel), Position = position };
        }
        Expect(Keyword.AS);
        Expect(Keyword.OF);
        return new TimeTravel(kind is "SYSTEM_TIME" ? "TIMESTAMP" : kind, "AS OF", ParseOperators(BitLevel)) { Position = position };
    }

    private TimeTravel ParseAtTime()
    {
        int position = Position;
        string form = KeywordTable.Text(_current.Keyword);
        Advance();
        OpenParen();
        string kind = TextOf(_current).ToUpperInvariant();
        Advance();
        Expect(TokenKind.FatArrow, "=>");
        Expression value = ParseExpression();
        CloseParen();
        return new TimeTravel(kind, form, value) { Position = position };
    }

    private string ParseChanges()
    {
        int start = Position;
        Advance();
        SkipParens();
        while (_current.Keyword is Keyword.AT or Keyword.BEFORE or Keyword.END && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            SkipParens();
        }
        return Squeeze(_text.AsSpan(start, Previous.End - start));
    }

    private TableSample ParseSample()
    {
        int position = Position;
        Advance();
        string? method = null;
        if (Is(TokenKind.Word) && Next.Kind == TokenKind.LeftParen)
        {
            method = TextOf(_current).ToUpperInvariant();
            Advance();
        }
        bool parens = Match(TokenKind.LeftParen);
        TableSample sample = new(new NumberLiteral("0")) { Position = position };
        Expression size = ParseOperators(FactorLevel + 1);
        if (Match(Keyword.OUT))
        {
            Match(Keyword.OF);
            Expression buckets = ExpectLiteral();
            sample = sample with { Buckets = buckets };
        }
        bool percent = Match(TokenKind.Percent) || Match(Keyword.PERCENT);
        bool rows = !percent && (Match(Keyword.ROWS) || Match(Keyword.ROW));
        if (parens && Match(TokenKind.Comma))
        {
            method = TextOf(_current).ToUpperInvariant();
            Advance();
        }
        if (parens)
        {
            CloseParen();
        }
        if (!parens && Is(TokenKind.LeftParen))
        {
            OpenParen();
            method = TextOf(_current).ToUpperInvariant();
            Advance();
            if (Match(TokenKind.Comma))
            {
                sample = sample with { Seed = ExpectLiteral() };
            }
            CloseParen();
        }
        if (_current.Keyword is Keyword.REPEATABLE or Keyword.SEED && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            OpenParen();
            sample = sample with { Seed = ParseExpression() };
            CloseParen();
        }
        return sample with
        {
            Size = size,
            Method = method,
            Rows = rows || (!percent && parens && !_dialect.Grammar.SampleIsPercent && sample.Buckets is null),
            Percent = percent || (!rows && _dialect.Grammar.SampleIsPercent),
        };
    }

    private Pivot ParsePivot()
    {
        int position = Position;
        bool unpivot = Is(Keyword.UNPIVOT);
        Advance();
        bool? nulls = Match(Keyword.INCLUDE, Keyword.NULLS) ? true : Match(Keyword.EXCLUDE, Keyword.NULLS) ? false : null;
        OpenParen();
        List<Expression> aggregates = [];
        do
        {
            if (unpivot)
            {
                aggregates.Add(ParseOperators(BitLevel));
                continue;
            }
            Expression aggregate = ParseOperators(BitLevel);
            aggregates.Add(ParseAliasBehind(aggregate, aggregate.Position));
        }
        while (Match(TokenKind.Comma));
        List<PivotFor> fors = [];
        Expect(Keyword.FOR);
        do
        {
            fors.Add(ParsePivotFor(unpivot));
        }
        while (Match(Keyword.FOR) || (!Is(TokenKind.RightParen) && !Is(Keyword.GROUP) && !Is(Keyword.DEFAULT) && Is(TokenKind.Word)));
        GroupBy? group = Match(Keyword.GROUP, Keyword.BY) ? ParseGroupBy() : null;
        Expression? fallback = null;
        if (Is(Keyword.DEFAULT))
        {
            Advance();
            Expect(Keyword.ON);
            Expect(Keyword.NULL);
            OpenParen();
            fallback = ParseExpression();
            CloseParen();
        }
        CloseParen();
        Pivot pivot = new(unpivot)
        {
            Aggregates = [.. aggregates],
            For = [.. fors],
            IncludeNulls = nulls,
            GroupBy = group,
            DefaultOnNull = fallback,
            Position = position,
        };
        if (Is(Keyword.AS) || (IsAnyWord && !EndsItem(_current.Keyword) && !Is(Keyword.UNPIVOT) && !Is(Keyword.PIVOT)))
        {
            pivot = pivot with { Alias = ParseTableAlias(new TableName([])) };
        }
        return pivot;
    }

    private PivotFor ParsePivotFor(bool unpivot)
    {
        int position = Position;
        Expression column = ParseOperators(BitLevel);
        Expect(Keyword.IN);
        if (!Is(TokenKind.LeftParen))
        {
            return new PivotFor(column, [ParseName()]) { NoParens = true, Position = position };
        }
        OpenParen();
        if (Match(Keyword.ANY))
        {
            OrderItem[] order = Match(Keyword.ORDER, Keyword.BY) ? ParseOrderItems() : [];
            CloseParen();
            return new PivotFor(column, []) { Any = true, AnyOrder = order, Position = position };
        }
        if (IsQueryStart())
        {
            Query query = ParseQuery();
            CloseParen();
            return new PivotFor(column, []) { Query = query, Position = position };
        }
        List<Expression> values = [];
        do
        {
            Expression value = ParseExpression();
            if (Match(Keyword.AS))
            {
                value = unpivot && !IsAnyWord
                    ? new Binary(BinaryOperator.Operator, value, ParseExpression()) { Custom = "AS" }
                    : new Alias(value, ParseIdentifier());
            }
            else
            {
                value = ParseAliasBehind(value, value.Position);
            }
            values.Add(value);
        }
        while (Match(TokenKind.Comma));
        CloseParen();
        return new PivotFor(column, [.. values]) { Position = position };
    }

    private MatchRecognize ParseMatchRecognize(TableExpression source)
    {
        int position = Position;
        Advance();
        OpenParen();
        MatchRecognize match = new(source) { Position = position };
        if (Match(Keyword.PARTITION, Keyword.BY))
        {
            match = match with { PartitionBy = ExpressionList() };
        }
        if (Match(Keyword.ORDER, Keyword.BY))
        {
            match = match with { OrderBy = ParseOrderItems() };
        }
        if (Match(Keyword.MEASURES))
        {
            match = match with { Measures = [.. CommaSeparated(ParseMeasure)] };
        }
        match = match with { Rows = WordsUntil(Keyword.AFTER, Keyword.PATTERN) };
        match = match with { After = WordsUntil(Keyword.PATTERN, Keyword.PATTERN) };
        if (Is(Keyword.PATTERN))
        {
            Advance();
            int start = Next.Start;
            SkipParens();
            match = match with { Pattern = _text[start..Previous.Start].Trim() };
        }
        if (Match(Keyword.DEFINE))
        {
            match = match with { Define = [.. CommaSeparated(ParseDefinition)] };
        }
        CloseParen();
        return match with { Alias = ParseTableAlias(match) };
    }

    private Expression ParseMeasure()
    {
        string? word = null;
        if (_current.Keyword is Keyword.FINAL or Keyword.RUNNING && Next.Kind == TokenKind.Word)
        {
            word = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        Expression value = ParseExpression();
        Expression aliased = ParseAliasBehind(value, value.Position);
        return word is null ? aliased : new PrefixWord(word, aliased);
    }

    private Expression ParseDefinition()
    {
        Identifier name = ParseIdentifier();
        Expect(Keyword.AS);
        return new Alias(ParseExpression(), name);
    }

    private string? WordsUntil(Keyword first, Keyword second)
    {
        int start = Position;
        while (!Is(first) && !Is(second) && !Is(Keyword.DEFINE) && !Is(TokenKind.RightParen) && !Is(TokenKind.End))
        {
            Advance();
        }
        return Position == start ? null : Squeeze(_text.AsSpan(start, Previous.End - start));
    }
}
