using Weir.Sql.Ast;

namespace Weir.Sql.Parsing;

/// <summary>
/// Pipe syntax (BigQuery's and Spark's <c>FROM t |> WHERE … |> AGGREGATE …</c>), read as the SELECTs that it stands
/// for.
/// </summary>
/// <remarks>https://cloud.google.com/bigquery/docs/reference/standard-sql/pipe-syntax</remarks>
internal sealed partial class Parser
{
    private int _pipeTables;

    private Query ParsePipes(Query first, bool fromFirst)
    {
        PipeInput input = new(first, fromFirst && first is Select, () => Identifier.Plain($"__tmp{++_pipeTables}"));
        while (Match(TokenKind.PipeGreater))
        {
            ParsePipe(input);
        }
        return input.Query;
    }

    private void ParsePipe(PipeInput input)
    {
        if (StartsPipeSetOperation())
        {
            input.Combine(ParsePipeSetOperation);
            return;
        }
        switch (_current.Keyword)
        {
            case Keyword.WHERE:
                Advance();
                input.Where(ParseExpression());
                return;
            case Keyword.SELECT:
                Advance();
                Select head = ParseSelectHead(new Select([]));
                head = head with { Items = [.. ParseSelectItems()] };
                input.Project(Match(Keyword.WINDOW) ? head with { Windows = ParseNamedWindows() } : head);
                return;
            case Keyword.EXTEND:
                Advance();
                input.Project(new Select([new Star([]), .. ParseSelectItems()]));
                return;
            case Keyword.SET:
                Advance();
                input.Project(new Select([new Star([]) { Replace = [.. CommaSeparated(ParsePipeAssignment)] }]));
                return;
            case Keyword.DROP:
                Advance();
                input.Project(new Select([
                    new Star([]) { Except = [.. CommaSeparated(() => (Expression)new Column([ParseIdentifier()]))] }]));
                return;
            case Keyword.RENAME:
                Advance();
                input.Project(new Select([new Star([]) { Rename = [.. CommaSeparated(ParsePipeRename)] }]));
                return;
            case Keyword.DISTINCT:
                Advance();
                input.Distinct();
                return;
            case Keyword.AGGREGATE:
                ParsePipeAggregate(input);
                return;
            case Keyword.ORDER:
                Advance();
                Expect(Keyword.BY);
                input.OrderBy(ParseOrderItems());
                return;
            case Keyword.LIMIT:
                input.Limit(ParseQueryTail(new Select([])));
                return;
            case Keyword.AS:
                Advance();
                input.As(ParseIdentifier());
                return;
            case Keyword.TABLESAMPLE:
                TableSample sample = ParseSample();
                input.OnTable(table => table with { Sample = sample });
                return;
            case Keyword.PIVOT or Keyword.UNPIVOT:
                Pivot pivot = ParsePivot();
                input.OnTable(table => table with { Pivots = [.. table.Pivots, pivot] });
                return;
            case Keyword.WITH:
                input.With(ParseWith());
                return;
            default:
                input.Join(ParseJoin()
                    ?? throw Unexpected(
                        "a pipe operator: SELECT, EXTEND, SET, DROP, RENAME, WHERE, AGGREGATE, DISTINCT, ORDER BY, LIMIT, JOIN, UNION, AS, PIVOT, UNPIVOT, TABLESAMPLE or WITH"));
                return;
        }
    }

    /// <summary><c>AGGREGATE f(x) AS a DESC GROUP [AND ORDER] BY k AS b</c>.</summary>
    private void ParsePipeAggregate(PipeInput input)
    {
        int start = _at;
        Advance();
        List<OrderItem> aggregates = [];
        List<OrderItem> groups = [];
        if (!Is(Keyword.GROUP))
        {
            aggregates = CommaSeparated(ParsePipeItem);
        }
        bool ordered = false;
        if (Match(Keyword.GROUP))
        {
            ordered = Match(Keyword.AND, Keyword.ORDER);
            Expect(Keyword.BY);
            groups = CommaSeparated(ParsePipeItem);
        }
        if (aggregates.Count + groups.Count == 0)
        {
            throw UnexpectedAt(start, "aggregates or GROUP BY");
        }
        List<OrderItem> order = [];
        for (int index = 0; index < groups.Count + aggregates.Count; index++)
        {
            OrderItem item = index < groups.Count ? groups[index] : aggregates[index - groups.Count];
            if (item.Direction != SortDirection.Unspecified || item.Nulls != NullOrder.Unspecified
                || (ordered && index < groups.Count))
            {
                order.Add(item with
                {
                    Value = item.Value switch
                    {
                        Alias alias => new Column([alias.Name]),
                        Column column => new Column([column.Last]),
                        _ => PipeInput.Place(index)
                    }
                });
            }
        }
        input.Aggregate([.. groups.Select(item => item.Value)], [.. aggregates.Select(item => item.Value)], [.. order]);
    }

    /// <summary>A value with an alias, then how it is sorted by.</summary>
    private OrderItem ParsePipeItem()
    {
        int position = Position;
        Expression value = ParseExpression();
        if (_current.Keyword is not (Keyword.ASC or Keyword.DESC or Keyword.NULLS or Keyword.GROUP))
        {
            value = ParseAliasBehind(value, position);
        }
        (SortDirection direction, NullOrder nulls) = ParseSortDirection();
        return new OrderItem(value, direction, nulls) { Position = position };
    }

    private Expression ParsePipeAssignment()
    {
        Identifier name = ParseIdentifier();
        Expect(TokenKind.Equal, "=");
        Expression value = ParseExpression();
        return new Alias(value, name) { Position = value.Position };
    }

    private Expression ParsePipeRename()
    {
        Identifier name = ParseIdentifier();
        Match(Keyword.AS);
        return new Alias(new Column([name]), ParseIdentifier());
    }

    private bool StartsPipeSetOperation()
    {
        int ahead = _current.Keyword is Keyword.LEFT or Keyword.FULL or Keyword.INNER ? 1 : 0;
        if (Ahead(ahead).Keyword == Keyword.OUTER)
        {
            ahead++;
        }
        return Ahead(ahead).Keyword is Keyword.UNION or Keyword.INTERSECT or Keyword.EXCEPT;
    }

    /// <summary><c>UNION ALL (query), (query)</c>.</summary>
    private Query ParsePipeSetOperation(Query left)
    {
        SetOperation operation = ParseSetOperations(left) as SetOperation
            ?? throw Unexpected("UNION, INTERSECT or EXCEPT");
        Query combined = operation with { Right = Bare(operation.Right) };
        while (Match(TokenKind.Comma))
        {
            combined = operation with { Left = combined, Right = Bare(ParseQueryOperand()) };
        }
        return combined;
    }

    private static Query Bare(Query operand) =>
        operand is ParenQuery { Inner: Select { OrderBy.Length: 0, Limit: null, With: null } inner } ? inner : operand;
}
