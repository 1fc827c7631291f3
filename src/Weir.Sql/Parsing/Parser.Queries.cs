using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private bool IsQueryStart() => _current.Kind == TokenKind.Word && IsQueryWord(_current.Keyword, Next);

    private bool IsQueryWord(Keyword keyword, in Token next) => keyword switch
    {
        Keyword.SELECT or Keyword.WITH => true,
        Keyword.VALUES => next.Kind == TokenKind.LeftParen || next.Kind is TokenKind.Number or TokenKind.String,
        Keyword.FROM => (_dialect.Grammar.FromFirst || _dialect.Grammar.PipeSyntax)
        && next.Kind is TokenKind.Word or TokenKind.QuotedWord or TokenKind.LeftParen or TokenKind.String,
        Keyword.PIVOT or Keyword.UNPIVOT or Keyword.PIVOT_WIDER =>
            _dialect.Grammar.FromFirst && next.Kind is not (TokenKind.Dot or TokenKind.Comma or TokenKind.RightParen),
        Keyword.DESCRIBE or Keyword.SUMMARIZE or Keyword.SHOW =>
            _dialect.Grammar.FromFirst && next.Kind is TokenKind.Word,
        _ => false,
    };

    private Query ParseQuery()
    {
        GuardDepth();
        WithClause? with = Is(Keyword.WITH) ? ParseWith() : null;
        bool fromFirst = Is(Keyword.FROM);
        Query query = ParseSetOperations(ParseQueryOperand());
        query = ParseQueryTail(query);
        if (Is(TokenKind.PipeGreater) && _dialect.Grammar.PipeSyntax)
        {
            query = ParsePipes(query, fromFirst);
        }
        return with is null ? query : query with
        {
            With = query.With is null ? with
            : with with { Tables = [.. with.Tables, .. query.With.Tables] }
        };
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
            case Keyword.FROM when _dialect.Grammar.FromFirst || _dialect.Grammar.PipeSyntax:
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
            return new ParenQuery(inner) { Alias = OperandAlias(), Position = position };
        }
        throw Unexpected("a query");
    }

    /// <summary>BigQuery takes a name behind an operand, which nothing can ask for.</summary>
    private TableAlias? OperandAlias()
    {
        if (!Is(Keyword.AS) || !IsAliasOfOperand(_at))
        {
            return null;
        }
        Advance();
        return new TableAlias(ParseIdentifier(), []);
    }

    /// <summary>AS, a name, and a set operator.</summary>
    private bool IsAliasOfOperand(int index) => _dialect.Grammar.OffsetSubscripts && index + 2 < _tokens.Count
        && _tokens[index].Keyword == Keyword.AS && IsSetOperator(_tokens[index + 2].Keyword);

    private static bool IsSetOperator(Keyword keyword) =>
        keyword is Keyword.UNION or Keyword.EXCEPT or Keyword.INTERSECT;

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
            else if (Is(Keyword.OUTER) && IsSetOperator(Next.Keyword) && _dialect.Grammar.OffsetSubscripts)
            {
                side = "OUTER";
                Advance();
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
            left = new SetOperation(operation, all, left, right)
            {
                Matching = matching,
                Side = side,
                Position = position,
                Comments = comments
            };
        }
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
        if (_dialect.Grammar.PipeSyntax)
        {
            return new Select([new Star([])]) { From = from, Position = position };
        }
        if (Is(Keyword.SELECT))
        {
            return ParseSelect(from);
        }
        return ParseSelectTail(new Select([new Star([])]) { From = from, Position = position });
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
