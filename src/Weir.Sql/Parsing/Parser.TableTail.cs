using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    /// <summary>Time travel, samples, aliases, pivots behind a table.</summary>
    private TableExpression ParseTableTail(TableExpression table)
    {
        while (true)
        {
            switch (_current.Keyword)
            {
                case Keyword.FOR when Next.Keyword is Keyword.SYSTEM_TIME or Keyword.TIMESTAMP or Keyword.VERSION
                    && table is TableName named:
                    table = named with { TimeTravel = ParseForTime() };
                    continue;
                case Keyword.TIMESTAMP or Keyword.VERSION when Next.Keyword == Keyword.AS
                    && Ahead(2).Keyword == Keyword.OF && table is TableName named:
                    string kind = KeywordTable.Text(_current.Keyword);
                    int at = Position;
                    Advance();
                    Advance();
                    Advance();
                    table = named with
                    {
                        TimeTravel = new TimeTravel(
                        kind, "AS OF", ParseOperators(BitLevel))
                        { Position = at }
                    };
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
                case Keyword.PIVOT or Keyword.UNPIVOT when Next.Kind == TokenKind.LeftParen
                    || Next.Keyword is Keyword.INCLUDE or Keyword.EXCLUDE:
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
                    Identifier offset = IsName && !EndsItem(_current.Keyword) ? ParseIdentifier()
                        : Identifier.Plain("offset");
                    table = (table is TableName path
                        ? new Unnest([new Column(PlainNames(path.Parts))])
                        {
                            Alias = path.Alias,
                            Position = path.Position,
                            AliasIsColumn = true
                        } : (Unnest)table) with
                    { Offset = offset };
                    continue;
                case Keyword.WITH when Next.Kind == TokenKind.LeftParen && table is TableName named
                    && _dialect.Grammar.TableHints:
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
        if (Is(TokenKind.QuotedWord)
            || (Is(TokenKind.Word) && (marked ? !Is(Keyword.SELECT) : !EndsItem(_current.Keyword))))
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
        if (!Is(TokenKind.LeftParen)
            || (table is TableName && !marked && Next.Kind is not (TokenKind.Word or TokenKind.QuotedWord)))
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
        return new TimeTravel(
            kind is "SYSTEM_TIME" ? "TIMESTAMP" : kind, "AS OF", ParseOperators(BitLevel))
        { Position = position };
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
            Rows = rows || (!percent && !_dialect.Grammar.SampleIsPercent && sample.Buckets is null),
            Percent = percent || (!rows && _dialect.Grammar.SampleIsPercent),
        };
    }
}
