using Weir.Sql.Ast;
using Weir.Sql.Functions;

namespace Weir.Sql.Parsing;

/// <summary>Calls: arguments, what may follow among them, and what may follow the closing parenthesis.</summary>
internal sealed partial class Parser
{
    private Expression ParseCall(int position)
    {
        Token name = _current;
        if (!_raw
            || name.Keyword is Keyword.CAST or Keyword.TRY_CAST or Keyword.EXTRACT or Keyword.EXISTS or Keyword.ARRAY or Keyword.SUBSTRING)
        {
            Expression? special = ParseSpecialCall(position);
            if (special is not null)
            {
                return ParseBehindCall(special);
            }
        }
        string text = TextOf(name);
        Advance();
        return ParseCallTail(text, position, verbatim: null);
    }

    /// <summary>From the opening parenthesis on.</summary>
    private Expression ParseCallTail(string name, int position, Identifier? verbatim, bool safe = false)
    {
        OpenParen();
        Call call = ParseArguments(name) with { Position = position, Verbatim = verbatim is not null, Safe = safe };
        if (verbatim is { Quoted: true })
        {
            call = call with { Name = name, Parameters = null };
        }
        if (_dialect.Family == "snowflake" && verbatim is null && Is(TokenKind.LeftParen)
            && name.Equals("IDENTIFIER", StringComparison.OrdinalIgnoreCase))
        {
            OpenParen();
            return ParseBehindCall(
                ParseArguments("IDENTIFIER") with { Position = position, Parameters = call.Arguments, Known = true });
        }
        if (_dialect.Grammar.ClickHouse && Is(TokenKind.LeftParen))
        {
            OpenParen();
            Call second = ParseArguments(name);
            call = second with { Position = position, Parameters = call.Arguments, Known = call.Known };
            return ParseBehindCall(call with { Final = _raw });
        }
        if (verbatim is not null)
        {
            return ParseBehindCall(call with { Name = verbatim.Quoted ? QuoteVerbatim(verbatim) : verbatim.Name });
        }
        return ParseBehindCall(Canonical(call, name));
    }

    private static string QuoteVerbatim(Identifier name) => "\u0001" + name.Name;

    /// <summary>The call by the name that all dialects share.</summary>
    private Expression Canonical(Call call, string name)
    {
        if (_raw)
        {
            return call with { Final = true, Known = true, Name = name };
        }
        return FunctionReader.Read(call, name, _dialect);
    }

    private Call ParseArguments(string name)
    {
        if (Match(TokenKind.RightParen))
        {
            return new Call(name, []);
        }
        bool distinct = Match(Keyword.DISTINCT);
        if (!distinct && Is(Keyword.ALL) && Next.Kind is TokenKind.Word or TokenKind.QuotedWord)
        {
            Match(Keyword.ALL);
        }
        List<Expression> arguments = [];
        Call call = new(name, []) { Distinct = distinct };
        do
        {
            if (Is(TokenKind.RightParen))
            {
                break;
            }
            Expression argument = ParseArgument();
            Attach(argument);
            arguments.Add(argument);
        }
        while (Match(TokenKind.Comma) || (arguments.Count == 1 && IsPartFrom(name) && Match(Keyword.FROM)));
        call = ParseArgumentTail(call);
        CloseParen();
        return call with { Arguments = [.. arguments] };
    }

    /// <summary>Snowflake's DATE_PART(part FROM x).</summary>
    private bool IsPartFrom(string name) => Is(Keyword.FROM) && _dialect.Family == "snowflake"
        && name.Equals("DATE_PART", StringComparison.OrdinalIgnoreCase);

    private Call ParseArgumentTail(Call call)
    {
        while (!Is(TokenKind.RightParen))
        {
            if (Match(Keyword.ORDER, Keyword.BY))
            {
                call = call with { OrderBy = ParseOrderItems() };
            }
            else if (Match(Keyword.LIMIT))
            {
                call = call with { Limit = ParseExpression() };
            }
            else if (Match(Keyword.IGNORE, Keyword.NULLS))
            {
                call = call with { IgnoreNulls = true };
            }
            else if (Match(Keyword.RESPECT, Keyword.NULLS))
            {
                call = call with { IgnoreNulls = false };
            }
            else if (Is(Keyword.HAVING) && Next.Keyword is Keyword.MAX or Keyword.MIN)
            {
                Advance();
                bool max = Is(Keyword.MAX);
                Advance();
                call = call with { Having = (max, ParseExpression()) };
            }
            else if (Match(Keyword.SEPARATOR))
            {
                call = call with { Limit = new PrefixWord("SEPARATOR", ParseExpression()) };
            }
            else
            {
                throw Unexpected(", or )");
            }
        }
        return call;
    }

    /// <summary>DuckDB's <c>f(j -> 'a', …)</c>: a first argument is no lambda, for the list stands before it.</summary>
    private bool IsJsonArrow() => _dialect.Grammar.ArrowPaths && Ahead(2).Kind is TokenKind.String or TokenKind.Number
        && Ahead(-1).Kind == TokenKind.LeftParen;

    private Expression ParseArgument()
    {
        int position = Position;
        if (_current.Kind is TokenKind.Word or TokenKind.QuotedWord)
        {
            TokenKind next = Next.Kind;
            if (next is TokenKind.FatArrow or TokenKind.ColonEqual)
            {
                Identifier name = ParseIdentifier();
                string sign = Is(TokenKind.FatArrow) ? "=>" : ":=";
                Advance();
                Expression value = IsQueryStart() ? new SubqueryExpression(ParseQuery()) : ParseArgument();
                return new NamedArgument(name, value, sign) { Position = position };
            }
            if (next == TokenKind.Arrow && _dialect.Grammar.ArrowLambdas && !IsJsonArrow())
            {
                Identifier name = ParseIdentifier();
                Advance();
                return new Lambda([name], ParseExpression()) { Position = position };
            }
            if (next == TokenKind.Word && _dialect.Grammar.TypedLambdas && Ahead(2).Kind == TokenKind.Arrow)
            {
                Identifier name = ParseIdentifier();
                DataType type = ParseType();
                Advance();
                return new Lambda([name], ParseExpression()) { Position = position, Types = [type] };
            }
            if (Is(Keyword.VARIADIC) && _dialect.Family == "postgres"
                && next is TokenKind.Word or TokenKind.QuotedWord or TokenKind.LeftParen or TokenKind.String)
            {
                Advance();
                return new PrefixWord("VARIADIC", ParseExpression()) { Position = position };
            }
            if (_current.Keyword is Keyword.TABLE or Keyword.MODEL && next is TokenKind.Word or TokenKind.QuotedWord
                && _dialect.Grammar.TableArguments)
            {
                string word = KeywordTable.Text(_current.Keyword);
                Advance();
                Expression[] parts = ParseObjectName();
                return new PrefixWord(word, new TableReference(parts)) { Position = position };
            }
            if (IsQueryStart())
            {
                return new SubqueryExpression(ParseQuery()) { Position = position, Bare = true };
            }
        }
        Expression expression = ParseExpression();
        if (Is(Keyword.AS))
        {
            Advance();
            return new Alias(expression, ParseIdentifier()) { Position = position };
        }
        if (expression is Column && Is(TokenKind.Colon) && _dialect.Grammar.ColonArguments)
        {
            return expression;
        }
        return expression;
    }

    /// <summary>WITHIN GROUP, FILTER, IGNORE NULLS, OVER.</summary>
    private Expression ParseBehindCall(Expression call)
    {
        if (_current.Kind != TokenKind.Word)
        {
            return call;
        }
        if (Is(Keyword.WITHIN, Keyword.GROUP))
        {
            int position = Position;
            Advance();
            Advance();
            OpenParen();
            Expect(Keyword.ORDER);
            Expect(Keyword.BY);
            call = new WithinGroup(call, ParseOrderItems()) { Position = position };
            CloseParen();
        }
        if (Is(Keyword.FILTER) && Next.Kind == TokenKind.LeftParen)
        {
            int position = Position;
            Advance();
            OpenParen();
            Match(Keyword.WHERE);
            call = new FilterClause(call, ParseExpression()) { Position = position };
            CloseParen();
        }
        if (Is(Keyword.FROM) && Next.Keyword is Keyword.FIRST or Keyword.LAST)
        {
            bool last = Next.Keyword == Keyword.LAST;
            Advance();
            Advance();
            if (last)
            {
                call = new Binary(BinaryOperator.Operator, call, new WordExpression("LAST")) { Custom = "FROM" };
            }
        }
        if (Is(Keyword.IGNORE, Keyword.NULLS) || Is(Keyword.RESPECT, Keyword.NULLS))
        {
            bool ignore = Is(Keyword.IGNORE);
            Advance();
            Advance();
            call = new NullTreatment(call, ignore) { Position = call.Position };
        }
        if (Is(Keyword.KEEP) && Next.Kind == TokenKind.LeftParen)
        {
            return call;
        }
        if (Is(Keyword.OVER))
        {
            int position = Position;
            Advance();
            if (Is(TokenKind.LeftParen))
            {
                OpenParen();
                WindowSpecification window = ParseWindow();
                CloseParen();
                return new Over(call, window, null) { Position = position };
            }
            return new Over(call, null, ParseIdentifier()) { Position = position };
        }
        return call;
    }

    private WindowSpecification ParseWindow()
    {
        int position = Position;
        Identifier? baseName = null;
        if (IsAnyWord && _current.Keyword is not (
            Keyword.PARTITION or Keyword.ORDER or Keyword.ROWS or Keyword.RANGE or Keyword.GROUPS))
        {
            baseName = ParseIdentifier();
        }
        Expression[] partition = Match(Keyword.PARTITION, Keyword.BY) ? ExpressionList() : [];
        OrderItem[] order = Match(Keyword.ORDER, Keyword.BY) ? ParseOrderItems() : [];
        WindowFrame? frame = _current.Keyword is Keyword.ROWS or Keyword.RANGE or Keyword.GROUPS ? ParseFrame() : null;
        return new WindowSpecification
        {
            Base = baseName,
            PartitionBy = partition,
            OrderBy = order,
            Frame = frame,
            Position = position,
        };
    }

    private WindowFrame ParseFrame()
    {
        int position = Position;
        string unit = KeywordTable.Text(_current.Keyword);
        Advance();
        FrameBound start;
        FrameBound? end = null;
        if (Match(Keyword.BETWEEN))
        {
            start = ParseBound();
            Expect(Keyword.AND);
            end = ParseBound();
        }
        else
        {
            start = ParseBound();
        }
        string? exclude = null;
        if (Match(Keyword.EXCLUDE))
        {
            exclude = TextOf(_current).ToUpperInvariant();
            Advance();
            if (exclude is "CURRENT" or "NO")
            {
                exclude += " " + TextOf(_current).ToUpperInvariant();
                Advance();
            }
        }
        return new WindowFrame(unit, start, end, exclude) { Position = position };
    }

    private FrameBound ParseBound()
    {
        int position = Position;
        if (Match(Keyword.CURRENT, Keyword.ROW))
        {
            return new FrameBound(null, null) { Position = position };
        }
        Expression? value = Match(Keyword.UNBOUNDED) ? null : ParseOperators(BitLevel);
        if (_current.Keyword is not (Keyword.PRECEDING or Keyword.FOLLOWING))
        {
            throw Unexpected("PRECEDING or FOLLOWING");
        }
        string side = KeywordTable.Text(_current.Keyword);
        Advance();
        return new FrameBound(value, side) { Position = position };
    }

    private OrderItem[] ParseOrderItems()
    {
        List<OrderItem> items = [];
        do
        {
            items.Add(ParseOrderItem());
        }
        while (Match(TokenKind.Comma));
        return [.. items];
    }

    private OrderItem ParseOrderItem()
    {
        int position = Position;
        Expression value = _dialect.Family is "duckdb" or "snowflake" && Match(Keyword.ALL)
            ? new WordExpression("ALL") { Position = position } : ParseExpression();
        string? tail = null;
        if (Is(Keyword.USING) && Next.Kind is TokenKind.Less or TokenKind.Greater)
        {
            Advance();
            tail = " USING " + TextOf(_current);
            Advance();
        }
        (SortDirection direction, NullOrder nulls) = ParseSortDirection();
        if (Match(Keyword.WITH, Keyword.FILL))
        {
            int start = Position;
            while (_current.Keyword is Keyword.FROM or Keyword.TO or Keyword.STEP or Keyword.STALENESS)
            {
                Advance();
                ParseExpression();
            }
            tail = " WITH FILL" + (Previous.End > start ? " " + _text[start..Previous.End] : string.Empty);
        }
        OrderItem item = new(value, direction, nulls) { Position = position, Tail = tail };
        Attach(item);
        return item;
    }

    private (SortDirection Direction, NullOrder Nulls) ParseSortDirection()
    {
        SortDirection direction = Match(Keyword.ASC) ? SortDirection.Ascending : Match(Keyword.DESC)
            ? SortDirection.Descending : SortDirection.Unspecified;
        NullOrder nulls = Match(Keyword.NULLS, Keyword.FIRST) ? NullOrder.First : Match(Keyword.NULLS, Keyword.LAST)
            ? NullOrder.Last : NullOrder.Unspecified;
        return (direction, nulls);
    }
}
