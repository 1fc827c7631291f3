using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>CREATE INDEX.</summary>
internal sealed partial class Parser
{
    private CreateIndex ParseCreateIndex(int position, bool unique)
    {
        string? prefix = null;
        if (_current.Keyword is Keyword.SEARCH or Keyword.VECTOR)
        {
            prefix = KeywordTable.Text(_current.Keyword);
            Advance();
        }
        Expect(Keyword.INDEX);
        bool concurrently = Match(Keyword.CONCURRENTLY);
        bool exists = Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS);
        Identifier? name = Is(Keyword.ON) ? null : ParseIdentifier();
        Expect(Keyword.ON);
        bool only = Match(Keyword.ONLY);
        Expression[] table = ParseObjectName();
        CreateIndex index = new(name, table)
        {
            Unique = unique,
            Concurrently = concurrently,
            IfNotExists = exists,
            Only = only,
            Prefix = prefix,
            Position = position
        };
        if (Match(Keyword.USING))
        {
            index = index with { Method = ParseIdentifier() };
        }
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            List<OrderItem> columns = [];
            List<string?> classes = [];
            do
            {
                Expression value = ParseExpression();
                string? operatorClass = null;
                if (Is(Keyword.COLLATE) is false && IsAnyWord
                    && _current.Keyword is not (Keyword.ASC or Keyword.DESC or Keyword.NULLS))
                {
                    int start = Position;
                    ParseObjectName();
                    if (Is(TokenKind.LeftParen))
                    {
                        SkipParens();
                    }
                    operatorClass = Squeeze(_text.AsSpan(start, Previous.End - start));
                }
                SortDirection direction = Match(Keyword.ASC) ? SortDirection.Ascending : Match(Keyword.DESC)
                    ? SortDirection.Descending : SortDirection.Unspecified;
                NullOrder nulls = Match(Keyword.NULLS, Keyword.FIRST) ? NullOrder.First
                    : Match(Keyword.NULLS, Keyword.LAST) ? NullOrder.Last : NullOrder.Unspecified;
                columns.Add(new OrderItem(value, direction, nulls));
                classes.Add(operatorClass);
            }
            while (Match(TokenKind.Comma));
            CloseParen();
            index = index with { Columns = [.. columns], OperatorClasses = [.. classes] };
        }
        if (Match(Keyword.INCLUDE))
        {
            index = index with { Include = ParenthesisedExpressions() };
        }
        if (Is(Keyword.WITH) && Next.Kind == TokenKind.LeftParen)
        {
            Advance();
            index = index with { With = ParseOptionListFree() };
        }
        if (Match(Keyword.WHERE))
        {
            index = index with { Where = ParseExpression() };
        }
        int from = Position;
        while (_current.Kind is not (TokenKind.End or TokenKind.Semicolon))
        {
            Advance();
        }
        return Position > from ? index with { Tail = Squeeze(_text.AsSpan(from, Previous.End - from)) } : index;
    }
}
