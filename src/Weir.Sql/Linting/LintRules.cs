using Weir.Sql.Ast;
using Weir.Sql.Generation;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Linting;

/// <summary>A rule: gives the mended SELECT and the node at fault, or null where the SELECT is sound.</summary>
internal delegate (Query Mended, Node At, string Message)? LintRule(Select select, LintContext context);

/// <summary>What the rules know besides the SELECT.</summary>
internal sealed record LintContext(Dialects.Dialect Dialect, TypeInference Types, SqlSchema? Schema);

/// <summary>The rules, each a pure function on one SELECT.</summary>
internal static partial class LintRules
{
    private static readonly string[] KeyNames = ["transaction_hash", "tx_hash", "hash", "evt_index", "log_index", "id"];
    private static readonly string[] TieBreaks =
        ["block_number", "transaction_index", "tx_index", "log_index", "evt_index"];

    public static IReadOnlyList<(string Name, LintRule Rule)> All { get; } =
    [
        ("window-in-where", WindowInWhere),
        ("filter-before-window", FilterBeforeWindow),
        ("self-match", SelfMatch),
        ("missing-tie-break", MissingTieBreak),
        ("frame-off-by-one", FrameOffByOne),
        ("null-order-drift", NullOrderDrift),
        ("integer-division", IntegerDivision),
        ("float-money", FloatMoney),
        ("null-comparison", NullComparison),
        ("not-in-nullable", NotInNullable),
        ("comma-join", CommaJoin),
    ];

    /// <summary>A window function in WHERE: no dialect computes it there; QUALIFY or an outer query does.</summary>
    private static (Query, Node, string)? WindowInWhere(Select select, LintContext context)
    {
        if (select.Where is null || !Aggregates.ContainsWindow(select.Where))
        {
            return null;
        }
        List<Expression> windows = [];
        List<Expression> plain = [];
        foreach (Expression part in Conjuncts(select.Where))
        {
            (Aggregates.ContainsWindow(part) ? windows : plain).Add(part);
        }
        Expression? qualify = select.Qualify is null ? Join(windows) : Join([select.Qualify, .. windows]);
        return (select with { Where = Join(plain), Qualify = qualify }, windows[0],
            "a window function in WHERE: WHERE chooses rows before windows are computed");
    }

    /// <summary>
    /// LAG, LEAD or a running total beside a WHERE on another column: the neighbours were filtered away.
    /// </summary>
    private static (Query, Node, string)? FilterBeforeWindow(Select select, LintContext context)
    {
        if (select.Where is null || select.From is null || select.GroupBy is not null
            || Aggregates.ContainsWindow(select.Where))
        {
            return null;
        }
        Over? over =
            Find<Over>(select.Items,
                node => node is
                {
                    Function: Call { Name: "LAG" or "LEAD" or "FIRST_VALUE" or "LAST_VALUE" },
                    Window: not null
                });
        if (over is null)
        {
            return null;
        }
        HashSet<string> partition = new(StringComparer.OrdinalIgnoreCase);
        foreach (Expression key in over.Window!.PartitionBy)
        {
            CollectColumns(key, partition);
        }
        HashSet<string> filtered = new(StringComparer.OrdinalIgnoreCase);
        CollectColumns(select.Where, filtered);
        filtered.ExceptWith(partition);
        if (filtered.Count == 0)
        {
            return null;
        }
        Query mended = Outside(select, select.Where, filtered);
        return (mended, over,
            $"the filter on {string.Join(", ", filtered)} removes rows before {((Call)over.Function).Name} looks at its neighbours");
    }

    /// <summary>The same windows in a subquery, the filter around it.</summary>
    private static Select Outside(Select select, Expression condition, HashSet<string> needed)
    {
        List<Expression> inner = [.. select.Items];
        List<Expression> outer = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (Expression item in select.Items)
        {
            Identifier? name = item is Alias alias ? alias.Name : (item as Column)?.Last;
            outer.Add(name is null ? new Star([]) : new Column([name]));
            names.Add(name?.Name ?? "*");
        }
        if (!names.Contains("*"))
        {
            foreach (string column in needed)
            {
                if (names.Add(column))
                {
                    inner.Add(Column.Of(column));
                }
            }
        }
        Expression bare =
            TreeRewriter.Rewrite(condition, node => node is Column column ? new Column([column.Last]) : null);
        return new Select([.. outer])
        {
            With = select.With,
            From = new FromClause(new SubqueryTable(select with
            {
                Items = [.. inner],
                Where = null,
                With = null,
                OrderBy = [],
                Limit = null,
                Offset = null
            })
            {
                Alias = new TableAlias(Identifier.Plain("windowed"), []),
            }, []),
            Where = bare,
            OrderBy = select.OrderBy,
            Limit = select.Limit,
            Offset = select.Offset,
        };
    }

    /// <summary>A table joined to itself without a condition that keeps a row from meeting itself.</summary>
    private static (Query, Node, string)? SelfMatch(Select select, LintContext context)
    {
        if (select.From?.First is not TableName first)
        {
            return null;
        }
        for (int index = 0; index < select.From.Joins.Length; index++)
        {
            Join join = select.From.Joins[index];
            if (join is not { Table: TableName second, On: { } on } || !SameTable(first, second))
            {
                continue;
            }
            string left = first.Alias?.Name?.Name ?? Last(first);
            string right = second.Alias?.Name?.Name ?? Last(second);
            if (left.Equals(right, StringComparison.OrdinalIgnoreCase) || HasInequality(on, left, right)
                || (select.Where is not null && HasInequality(select.Where, left, right)))
            {
                continue;
            }
            string key = Array.Find(KeyNames, name => context.Schema?.TypeOf(Last(first), name) is not null)
                ?? (KnownKey(Last(first), context.Schema) ?? MentionedKey(select) ?? "id");
            Expression differs = new Binary(BinaryOperator.NotEqual, new Column([Identifier.Plain(left),
                Identifier.Plain(key)]), new Column([Identifier.Plain(right), Identifier.Plain(key)]));
            Join[] joins = [.. select.From.Joins];
            joins[index] = join with { On = new Binary(BinaryOperator.And, on, differs) };
            return (select with { From = select.From with { Joins = joins } }, join,
                $"{Last(first)} is joined to itself and nothing keeps a row from matching itself");
        }
        return null;
    }

    /// <summary>A column that exists, where the table is known and has none of the usual keys.</summary>
    private static string? KnownKey(string table, SqlSchema? schema)
    {
        if (schema is null || !schema.HasTable(table))
        {
            return null;
        }
        string[] columns = [.. schema.ColumnsOf(table).Keys];
        return Array.Find(columns, name => name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith(
            "hash", StringComparison.OrdinalIgnoreCase)) ?? columns[0];
    }

    private static string? MentionedKey(Select select)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (Expression item in select.Items)
        {
            CollectColumns(item, names);
        }
        return Array.Find(KeyNames, names.Contains);
    }

    /// <summary>
    /// ROW_NUMBER, LAG, LEAD, FIRST_VALUE over an order with one key: rows that tie come in any order.
    /// </summary>
    private static (Query, Node, string)? MissingTieBreak(Select select, LintContext context)
    {
        Over? fault = null;
        Expression Mend(Expression item) => TreeRewriter.Rewrite(item, node =>
        {
            if (fault is null
                && node is Over { Function: Call { Name: "ROW_NUMBER" or "LAG" or "LEAD" or "FIRST_VALUE" or "LAST_VALUE" }, Window: { OrderBy: [{ Value: Column only } key] } window } over)
            {
                string? tie = NextKey(only, context);
                if (tie is null)
                {
                    return null;
                }
                fault = over;
                Identifier[] qualified = only.Parts.Length > 1 ? [.. only.Parts[..^1], Identifier.Plain(tie)]
                    : [Identifier.Plain(tie)];
                OrderItem second = new(new Column(qualified), key.Direction, key.Nulls);
                return over with { Window = window with { OrderBy = [key, second] } };
            }
            return null;
        });
        Expression[] items = Array.ConvertAll(select.Items, Mend);
        Expression? qualify = select.Qualify is null ? null : Mend(select.Qualify);
        return fault is null ? null : (select with { Items = items, Qualify = qualify }, fault,
            $"rows with equal {((Column)fault.Window!.OrderBy[0].Value).Last.Name} come in any order: the result differs from run to run");
    }

    private static string? NextKey(Column column, LintContext context)
    {
        SqlSchema? schema = context.Schema;
        string name = column.Last.Name.ToLowerInvariant();
        if (schema is not null && context.Types.Names.IsComplete)
        {
            bool Exists(string tie) => tie != name && context.Types.Names.Find(
                column with { Parts = [.. column.Parts[..^1], Identifier.Plain(tie)] }) is not null;
            return name is "log_index" or "evt_index" or "id" or "hash" ? null
                : name is "block_number" or "block_timestamp" && Exists("log_index") ? "log_index"
                : Array.Find([.. TieBreaks, "hash", "id"], Exists);
        }
        if (name is "log_index" or "evt_index" or "id" or "hash")
        {
            return null;
        }
        if (schema is not null
            && Array.Find(TieBreaks, tie => tie != name && schema.TypeOf(null, tie) is not null) is { } known)
        {
            return name is "block_number" or "block_timestamp" && schema.TypeOf(null, "log_index") is not null
                ? "log_index" : known;
        }
        return name.Contains("transaction_index", StringComparison.Ordinal) || name.Contains(
            "time", StringComparison.Ordinal) || name.Contains("block", StringComparison.Ordinal) ? "log_index" : "id";
    }

    /// <summary>ROWS BETWEEN 7 PRECEDING AND CURRENT ROW under a name with a 7 in it: eight rows.</summary>
    private static (Query, Node, string)? FrameOffByOne(Select select, LintContext context)
    {
        WindowFrame? fault = null;
        Expression[] items = Array.ConvertAll(select.Items, item =>
        {
            if (item is not Alias alias)
            {
                return item;
            }
            return TreeRewriter.Rewrite(item, node =>
            {
                if (fault is null
                    && node is Over
                    {
                        Window:
                        {
                            Frame:
                            {
                                Unit: "ROWS",
                                Start: { Side: "PRECEDING", Value: NumberLiteral { IsInteger: true } rows } start,
                                End: null or { Side: null }
                            } frame
                        } window
                    } over
                    && alias.Name.Name.Contains(rows.Text, StringComparison.Ordinal)
                    && int.TryParse(rows.Text, out int count) && count > 1)
                {
                    fault = frame;
                    NumberLiteral less = new((count - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                    return over with { Window = window with { Frame = frame with { Start = start with { Value = less } } } };
                }
                return null;
            });
        });
        return fault is null ? null
            : (select with { Items = items }, fault, "n PRECEDING AND CURRENT ROW are n + 1 rows");
    }

    /// <summary>ORDER BY with LIMIT and no NULLS FIRST or LAST: dialects put NULLs at different ends.</summary>
    private static (Query, Node, string)? NullOrderDrift(Select select, LintContext context)
    {
        if (select.Limit is null || select.OrderBy.Length == 0 || !Array.Exists(
            select.OrderBy, item => item.Nulls == NullOrder.Unspecified && item.Value is not NumberLiteral))
        {
            return null;
        }
        OrderItem at = Array.Find(select.OrderBy, item => item.Nulls == NullOrder.Unspecified)!;
        OrderItem[] order = Array.ConvertAll(
            select.OrderBy, item => item.Nulls != NullOrder.Unspecified ? item : item with { Nulls = NullOrder.Last });
        return (select with { OrderBy = order }, at,
            "ORDER BY with LIMIT and no NULLS FIRST or NULLS LAST: which rows come first differs from dialect to dialect");
    }

    /// <summary>a / b of integers, where the dialect drops the rest.</summary>
    private static (Query, Node, string)? IntegerDivision(Select select, LintContext context)
    {
        if (context.Dialect.Output.Division != Dialects.DivisionResult.Integer)
        {
            return null;
        }
        Binary? fault = null;
        Expression[] items = Array.ConvertAll(select.Items, item => TreeRewriter.Rewrite(item, node =>
        {
            if (fault is null && node is Binary { Operator: BinaryOperator.Divide } division
                && context.Types.Group(division.Left) == TypeGroup.Integer
                && context.Types.Group(division.Right) == TypeGroup.Integer)
            {
                fault = division;
                return division with { Left = new Cast(division.Left, DataType.Of(TypeKind.Double), CastKind.Strict) };
            }
            return null;
        }));
        return fault is null ? null : (select with { Items = items }, fault, "a division of integers drops the rest");
    }

    /// <summary>Amounts through binary floats: sums of wei lose their last digits.</summary>
    private static (Query, Node, string)? FloatMoney(Select select, LintContext context)
    {
        Node? fault = null;
        Expression[] items = Array.ConvertAll(select.Items, item => TreeRewriter.Rewrite(item, node =>
        {
            if (fault is not null)
            {
                return null;
            }
            if (node is Binary { Operator: BinaryOperator.Divide, Right: NumberLiteral scale } division
                && PowerOfTen(scale.Text) is { } exact && IsMoney(division.Left))
            {
                fault = division;
                return division with
                {
                    Left = new Cast(division.Left, DataType.Of(TypeKind.Decimal) with { Parameters = Exact(context) },
                        CastKind.Strict),
                    Right = new NumberLiteral(exact),
                };
            }
            if (node is Cast { Type.Kind: TypeKind.Double or TypeKind.Float } cast && IsMoney(cast.Value))
            {
                fault = cast;
                return cast with { Type = DataType.Of(TypeKind.Decimal) with { Parameters = Exact(context) } };
            }
            return null;
        }));
        return fault is null ? null : (
            select with { Items = items }, fault, "an amount goes through a binary float: its last digits are lost");
    }

    private static Expression[] Exact(LintContext context) =>
        context.Dialect.Family is "postgres" or "bigquery" ? [] : [new NumberLiteral("38"), new NumberLiteral("0")];

    private static string? PowerOfTen(string text)
    {
        int e = text.AsSpan().IndexOfAny('e', 'E');
        return e > 0 && text[..e] is "1" or "1.0" && int.TryParse(text.AsSpan(e + 1), out int power)
            && power is > 0 and < 38
            ? "1" + new string('0', power) : null;
    }

    private static bool IsMoney(Expression expression) => expression switch
    {
        Column column => IsMoneyName(column.Last.Name),
        Paren paren => IsMoney(paren.Inner),
        Call { Name: "SUM" or "MIN" or "MAX" or "COALESCE", Arguments: [var first, ..] } => IsMoney(first),
        _ => false,
    };

    private static bool IsMoneyName(string name) =>
        name.Equals("value", StringComparison.OrdinalIgnoreCase)
            || name.Contains("amount", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_wei", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_raw", StringComparison.OrdinalIgnoreCase)
        || name.Contains("balance", StringComparison.OrdinalIgnoreCase);

    private static bool SameTable(TableName left, TableName right)
    {
        if (left.Parts.Length != right.Parts.Length)
        {
            return false;
        }
        for (int index = 0; index < left.Parts.Length; index++)
        {
            if (left.Parts[index] is not Identifier first || right.Parts[index] is not Identifier second
                || !first.Name.Equals(second.Name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }
        return true;
    }

    private static string Last(TableName table) => (table.Parts[^1] as Identifier)?.Name ?? "t";

    private static bool HasInequality(Expression condition, string left, string right)
    {
        foreach (Expression part in Conjuncts(condition))
        {
            if (part is Binary { Operator: BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual or BinaryOperator.NotEqual } comparison)
            {
                HashSet<string> tables = new(StringComparer.OrdinalIgnoreCase);
                TreeRewriter.Rewrite(comparison, node =>
                {
                    if (node is Column { Parts.Length: > 1 } column)
                    {
                        tables.Add(column.Parts[^2].Name);
                    }
                    return null;
                });
                if (tables.Contains(left) && tables.Contains(right))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Expression> Conjuncts(Expression condition)
    {
        List<Expression> parts = [];
        while (condition is Binary { Operator: BinaryOperator.And } and)
        {
            parts.Insert(0, and.Right);
            condition = and.Left;
        }
        parts.Insert(0, condition);
        return parts;
    }

    private static Expression? Join(List<Expression> parts)
    {
        Expression? joined = null;
        foreach (Expression part in parts)
        {
            joined = joined is null ? part : new Binary(BinaryOperator.And, joined, part);
        }
        return joined;
    }

    private static void CollectColumns(Expression expression, HashSet<string> names) =>
        TreeRewriter.Rewrite(expression, node =>
        {
            if (node is Column column)
            {
                names.Add(column.Last.Name);
            }
            return null;
        });

    private static T? Find<T>(Expression[] items, Predicate<T> fits)
        where T : Expression
    {
        T? found = null;
        foreach (Expression item in items)
        {
            TreeRewriter.Rewrite(item, node =>
            {
                if (found is null && node is T candidate && fits(candidate))
                {
                    found = candidate;
                }
                return null;
            });
        }
        return found;
    }
}
