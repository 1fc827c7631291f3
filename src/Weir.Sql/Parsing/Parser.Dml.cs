using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>INSERT, UPDATE, DELETE, MERGE.</summary>
internal sealed partial class Parser
{
    private Insert ParseInsert()
    {
        int position = Position;
        string? alternative = Is(Keyword.REPLACE) ? "REPLACE" : null;
        Advance();
        bool overwrite = Match(Keyword.OVERWRITE);
        if (Match(Keyword.OR))
        {
            alternative = "OR " + KeywordTable.Text(_current.Keyword);
            Advance();
        }
        if (Match(Keyword.IGNORE))
        {
            alternative = "IGNORE";
        }
        Match(Keyword.INTO);
        Match(Keyword.TABLE);
        Expression[] table = Is(Keyword.FUNCTION) && Next.Kind == TokenKind.Word ? [ParseExpression()]
            : ParseObjectName();
        Insert insert = new(table) { Position = position, Overwrite = overwrite, Alternative = alternative };
        if (Is(Keyword.PARTITION) && Next.Kind == TokenKind.LeftParen)
        {
            int start = Position;
            Advance();
            SkipParens();
            insert = insert with
            {
                Partition = "PARTITION"
                + Squeeze(_text.AsSpan(start + 9, Previous.End - start - 9)).TrimStart()
            };
            if (Match(Keyword.IF, Keyword.NOT, Keyword.EXISTS))
            {
                insert = insert with { Partition = insert.Partition + " IF NOT EXISTS" };
            }
        }
        if (Match(Keyword.AS))
        {
            insert = insert with { Alias = ParseIdentifier() };
        }
        if (Is(TokenKind.LeftParen) && !StartsParenthesisedQuery(whole: false))
        {
            OpenParen();
            List<Expression> columns = CommaSeparated(ParseName);
            CloseParen();
            insert = insert with { Columns = [.. columns] };
        }
        if (Match(Keyword.BY, Keyword.NAME))
        {
            insert = insert with { ByName = true };
        }
        if (Match(Keyword.OVERRIDING))
        {
            throw Unexpected("VALUES or a query");
        }
        if (Match(Keyword.DEFAULT, Keyword.VALUES))
        {
            insert = insert with { DefaultValues = true };
        }
        else if (Is(Keyword.SET) && _dialect.Name == "mysql")
        {
            throw Unexpected("VALUES or a query");
        }
        else if (!Is(TokenKind.End))
        {
            insert = insert with { Source = Is(Keyword.TABLE) ? throw Unexpected("VALUES or a query") : ParseQuery() };
        }
        if (Match(Keyword.ON, Keyword.CONFLICT))
        {
            insert = insert with { OnConflict = ParseOnConflict() };
        }
        else if (Match(Keyword.ON, Keyword.DUPLICATE, Keyword.KEY))
        {
            Expect(Keyword.UPDATE);
            insert = insert with
            {
                OnConflict = new OnConflict
                {
                    DuplicateKey = true,
                    Set = [.. CommaSeparated(ParseAssignment)]
                }
            };
        }
        return Is(Keyword.RETURNING) ? insert with { Returning = ParseReturning() } : insert;
    }

    private OnConflict ParseOnConflict()
    {
        int position = Position;
        OnConflict conflict = new() { Position = position };
        if (Match(Keyword.ON, Keyword.CONSTRAINT))
        {
            conflict = conflict with { Constraint = ParseIdentifier() };
        }
        else if (Is(TokenKind.LeftParen))
        {
            conflict = conflict with { Target = ParenthesisedExpressions() };
            if (Match(Keyword.WHERE))
            {
                conflict = conflict with { TargetWhere = ParseExpression() };
            }
        }
        Expect(Keyword.DO);
        if (Match(Keyword.NOTHING))
        {
            return conflict with { DoNothing = true };
        }
        Expect(Keyword.UPDATE);
        Expect(Keyword.SET);
        conflict = conflict with { Set = [.. CommaSeparated(ParseAssignment)] };
        return Match(Keyword.WHERE) ? conflict with { Where = ParseExpression() } : conflict;
    }

    private Expression ParseAssignment()
    {
        Expression target = Is(TokenKind.LeftParen) ? ParseParen() : ParsePostfix(ParsePrimary());
        int position = Position;
        if (!Match(TokenKind.Equal) && !Match(TokenKind.ColonEqual))
        {
            throw Unexpected("=");
        }
        Expression value = ParseExpression();
        return new Binary(BinaryOperator.Equal, target, value) { Position = position };
    }

    private Expression[] ParseReturning()
    {
        Expect(Keyword.RETURNING);
        return [.. CommaSeparated(ParseSelectItem)];
    }

    private Update ParseUpdate()
    {
        int position = Position;
        Advance();
        TableExpression table = ParseTableFactor();
        List<Join> joins = [];
        ParseJoins(joins, commas: true);
        Expect(Keyword.SET);
        Update update = new(table, [.. CommaSeparated(ParseAssignment)]) { Position = position, Joins = [.. joins] };
        if (Is(Keyword.FROM))
        {
            update = update with { From = ParseFrom() };
        }
        if (Match(Keyword.WHERE))
        {
            update = update with { Where = ParseExpression() };
        }
        if (Match(Keyword.ORDER, Keyword.BY))
        {
            update = update with { OrderBy = ParseOrderItems() };
        }
        if (Match(Keyword.LIMIT))
        {
            update = update with { Limit = ParseExpression() };
        }
        return Is(Keyword.RETURNING) ? update with { Returning = ParseReturning() } : update;
    }

    private Delete ParseDelete()
    {
        int position = Position;
        Advance();
        List<TableExpression> tables = [];
        if (!Is(Keyword.FROM) && _dialect.Grammar.DeleteTables)
        {
            do
            {
                tables.Add(ParseTablePrimary());
            }
            while (Match(TokenKind.Comma));
        }
        bool from = Match(Keyword.FROM);
        TableExpression table = ParseTableFactor();
        List<Join> joins = [];
        ParseJoins(joins, commas: false);
        Delete delete = new(table) { NoFrom = !from, Position = position, Tables = [.. tables], Joins = [.. joins] };
        if (Is(Keyword.USING))
        {
            Advance();
            delete = delete with { Using = ParseFromBody(Position) };
        }
        if (Match(Keyword.WHERE))
        {
            delete = delete with { Where = ParseExpression() };
        }
        if (Match(Keyword.ORDER, Keyword.BY))
        {
            delete = delete with { OrderBy = ParseOrderItems() };
        }
        if (Match(Keyword.LIMIT))
        {
            delete = delete with { Limit = ParseExpression() };
        }
        return Is(Keyword.RETURNING) ? delete with { Returning = ParseReturning() } : delete;
    }

    private Merge ParseMerge()
    {
        int position = Position;
        Advance();
        Match(Keyword.INTO);
        TableExpression target = ParseTableFactor();
        Expect(Keyword.USING);
        TableExpression source = ParseTableFactor();
        Merge merge = new(target, source) { Position = position };
        if (Match(Keyword.USING))
        {
            merge = merge with { Using = ParenthesisedExpressions() };
        }
        else
        {
            Expect(Keyword.ON);
            merge = merge with { On = ParseExpression() };
        }
        List<MergeBranch> branches = [];
        while (Match(Keyword.WHEN))
        {
            branches.Add(ParseMergeBranch());
        }
        merge = merge with { Branches = [.. branches] };
        return Is(Keyword.RETURNING) ? merge with { Returning = ParseReturning() } : merge;
    }

    private MergeBranch ParseMergeBranch()
    {
        int position = Position;
        bool matched = !Match(Keyword.NOT);
        Expect(Keyword.MATCHED);
        bool? bySource = Match(Keyword.BY, Keyword.SOURCE) ? true : Match(Keyword.BY, Keyword.TARGET) ? false : null;
        Expression? condition = Match(Keyword.AND) ? ParseExpression() : null;
        Expect(Keyword.THEN);
        MergeBranch branch =
            new(matched) { Action = string.Empty, BySource = bySource, Condition = condition, Position = position };
        if (Match(Keyword.INSERT))
        {
            return ParseMergeInsert(branch);
        }
        if (Match(Keyword.UPDATE))
        {
            if (Match(TokenKind.Star) || Match(Keyword.SET, Keyword.ALL))
            {
                return branch with { Action = "UPDATE *" };
            }
            if (Match(Keyword.BY, Keyword.NAME))
            {
                return branch with { Action = "UPDATE BY NAME" };
            }
            if (Is(Keyword.SET) && Next.Kind == TokenKind.Star)
            {
                Advance();
                Advance();
                return branch with { Action = "UPDATE SET *" };
            }
            if (!Match(Keyword.SET))
            {
                return branch with { Action = "UPDATE BARE" };
            }
            branch = branch with { Action = "UPDATE", Set = [.. CommaSeparated(ParseAssignment)] };
            return Match(Keyword.WHERE) ? branch with { Where = ParseExpression() } : branch;
        }
        if (Match(Keyword.DELETE))
        {
            return branch with { Action = "DELETE" };
        }
        if (Match(Keyword.DO, Keyword.NOTHING))
        {
            return branch with { Action = "DO NOTHING" };
        }
        throw Unexpected("INSERT, UPDATE, DELETE or DO NOTHING");
    }

    private MergeBranch ParseMergeInsert(MergeBranch branch)
    {
        if (Match(TokenKind.Star))
        {
            return branch with { Action = "INSERT *" };
        }
        if (Match(Keyword.ROW))
        {
            return branch with { Action = "INSERT ROW" };
        }
        if (Match(Keyword.BY, Keyword.NAME))
        {
            return branch with { Action = "INSERT BY NAME" };
        }
        if (Is(TokenKind.LeftParen))
        {
            OpenParen();
            branch = branch with { Columns = [.. CommaSeparated(ParseName)] };
            CloseParen();
        }
        if (Match(Keyword.DEFAULT, Keyword.VALUES))
        {
            return branch with { Action = "INSERT DEFAULT VALUES" };
        }
        if (Match(Keyword.ROW))
        {
            return branch with { Action = "INSERT ROW" };
        }
        if (!Match(Keyword.VALUES))
        {
            return branch with { Action = "INSERT BARE" };
        }
        return branch with { Action = "INSERT", Values = ParenthesisedExpressions() };
    }
}
