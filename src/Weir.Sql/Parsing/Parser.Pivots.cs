using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private Pivot ParsePivot()
    {
        int position = Position;
        bool unpivot = Is(Keyword.UNPIVOT);
        Advance();
        bool? nulls = Match(Keyword.INCLUDE, Keyword.NULLS) ? true : Match(Keyword.EXCLUDE, Keyword.NULLS) ? false
            : null;
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
        while (Match(Keyword.FOR)
            || (!Is(TokenKind.RightParen) && !Is(Keyword.GROUP) && !Is(Keyword.DEFAULT) && Is(TokenKind.Word)));
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
