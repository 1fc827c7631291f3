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
        GuardDepth();
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
        if (_current.Kind is TokenKind.Word or TokenKind.QuotedWord && Next.Kind == TokenKind.Colon
            && _dialect.Grammar.PrefixAliases
            && Ahead(2).Kind is TokenKind.Word or TokenKind.LeftParen or TokenKind.QuotedWord)
        {
            Identifier alias = ParseIdentifier();
            Advance();
            return ParseTablePrimary() with { Alias = new TableAlias(alias, []) };
        }
        if (Is(TokenKind.LeftParen))
        {
            return ParseParenTable(position);
        }
        if (Is(TokenKind.At)
            || (Is(TokenKind.String) && _dialect.Grammar.StageTables && _text[_current.Start + 1] == '@'))
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
        return new Unnest([.. arrays])
        {
            Position = position,
            Lateral = lateral,
            AliasIsColumn = _dialect.Grammar.UnnestAliasIsColumn
        };
    }

    private TableExpression ParseParenTable(int position)
    {
        if (Next.Kind == TokenKind.Word && IsQueryWordAt(1) || StartsParenthesisedQuery(whole: false))
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
            while (_current.Start == end && !Is(TokenKind.LeftParen) && !Is(TokenKind.RightParen)
                && !Is(TokenKind.Comma) && !Is(TokenKind.End) && !Is(TokenKind.Semicolon));
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
}
