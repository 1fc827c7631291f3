using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

internal sealed partial class Parser
{
    private GroupBy ParseGroupBy()
    {
        int position = Position;
        if (Is(Keyword.ALL) && Next.Kind is TokenKind.End or TokenKind.RightParen or TokenKind.Semicolon
            || (Is(Keyword.ALL)
                && Next.Keyword is Keyword.ORDER or Keyword.HAVING or Keyword.LIMIT or Keyword.QUALIFY or Keyword.UNION or Keyword.WINDOW or Keyword.EXCEPT or Keyword.INTERSECT or Keyword.USING))
        {
            Advance();
            return new GroupBy([]) { All = true, Position = position };
        }
        bool distinct = Match(Keyword.DISTINCT);
        bool all = !distinct && Is(Keyword.ALL) && Next.Keyword is Keyword.ROLLUP or Keyword.CUBE or Keyword.GROUPING
            && Match(Keyword.ALL);
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
                windows.Add(new NamedWindow(
                    name, new WindowSpecification { Base = ParseIdentifier(), Position = position })
                { Position = -1 });
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
}
