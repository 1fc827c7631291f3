using Weir.Sql.Ast;
using Weir.Sql.Dialects;

namespace Weir.Sql.Generation;

/// <summary>What a target of which only a part is covered is not known to have.</summary>
internal partial class Generator
{
    private readonly ThinTarget? _thin;

    private void Demand(Node node, string? construct)
    {
        if (_thin is not null && construct is not null && !_thin.Constructs.Contains(construct))
        {
            Refuse(node, construct.Replace('-', ' '), $"it is not covered for {Dialect.Name}: write it in the target's own words ({_thin.Manual})");
        }
    }

    private void DemandFunction(Call call)
    {
        if (_thin is not null && call is { Final: false, Known: true, Name.Length: > 0 } && Source.Name.Length > 0 && !_thin.Functions.Contains(call.Name) && Dialect.Writes.Find(call.Name) is null)
        {
            Refuse(call, $"the function {call.Name}", $"it is not covered for {Dialect.Name}: write it in the target's own words ({_thin.Manual})");
        }
    }

    private void DemandExpression(Expression expression)
    {
        switch (expression)
        {
            case Cast cast:
                DemandCast(cast);
                break;
            case Binary binary:
                Demand(binary, ConstructOf(binary));
                break;
            case Unary { Operator: UnaryOperator.BitNot or UnaryOperator.SquareRoot or UnaryOperator.CubeRoot }:
                Demand(expression, "bits");
                break;
            default:
                Demand(expression, ConstructOf(expression));
                break;
        }
    }

    private static string? ConstructOf(Expression expression) => expression switch
    {
        BooleanLiteral => "boolean",
        ArrayLiteral or ArrayQuery => "array",
        StructLiteral => "struct",
        MapLiteral => "map",
        Lambda => "lambda",
        Subscript or Slice or DotAccess => "subscript",
        JsonAccess => "json",
        Interval => "interval",
        AtTimeZone => "at-time-zone",
        Extract => "extract",
        WithinGroup => "within-group",
        TupleExpression => "tuple",
        Quantified { Operand: SubqueryExpression } => "quantified",
        Quantified => "array",
        NullTreatment => "null-treatment",
        Collate => "collate",
        BytesLiteral or HexLiteral or BitLiteral => "bytes",
        Over => "window",
        Like { Operator: LikeOperator.SimilarTo } => "similar",
        IsTest { Test: BooleanLiteral } => "is-boolean",
        _ => null,
    };

    private static string? ConstructOf(Binary binary) => binary.Operator switch
    {
        BinaryOperator.Concat => "concat",
        BinaryOperator.Modulo => "modulo",
        BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => "bits",
        BinaryOperator.Contains or BinaryOperator.ContainedBy or BinaryOperator.Overlaps => "array",
        BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual => "null-safe-equal",
        >= BinaryOperator.JsonExtract and <= BinaryOperator.ExtendsRight => "json",
        _ => null,
    };

    /// <summary>Casts to types that the target has under the same meaning: a bare decimal has other digits everywhere.</summary>
    private void DemandCast(Cast cast)
    {
        if (_thin is null || cast.Final)
        {
            return;
        }
        Demand(cast, cast.Kind == CastKind.Try ? "try-cast" : "cast");
        switch (TypeInference.OfKind(cast.Type.Kind))
        {
            case TypeGroup.Decimal when cast.Type.Parameters.Length == 0 || Dialect.Name == "sqlite":
                Refuse(cast, "a decimal without precision and scale", "write NUMERIC(38, 9), or cast to a double");
                break;
            case TypeGroup.Date or TypeGroup.Timestamp or TypeGroup.TimestampTz or TypeGroup.Time:
                Demand(cast, "cast-date");
                break;
            case TypeGroup.Json or TypeGroup.Struct or TypeGroup.Map or TypeGroup.Array or TypeGroup.Interval or TypeGroup.Bytes or TypeGroup.Wide:
                Demand(cast, "cast-of-other-types");
                break;
            case TypeGroup.Boolean when Dialect.Name is "sqlite" or "tsql" or "mysql":
                Demand(cast, "cast-to-boolean");
                break;
            default:
                break;
        }
    }

    private void DemandSelect(Select select)
    {
        if (_thin is null)
        {
            return;
        }
        if (select.Windows.Length > 0)
        {
            Demand(select, "window-clause");
        }
        if (select.GroupBy is { } group && Array.Exists(group.Items, item => item is not (Column or NumberLiteral) && item is Call { Name: "ROLLUP" or "CUBE" or "GROUPING_SETS" or "GROUPING SETS" }))
        {
            Demand(group, "grouping-sets");
        }
        if (Dialect.Name == "tsql" && Array.Find(select.Items, item => Types.Group(item is Alias alias ? alias.Value : item) == TypeGroup.Boolean && (item is Alias named ? named.Value : item) is not Column) is { } truth)
        {
            Refuse(truth, "a truth value among the columns", "write CASE WHEN … THEN 1 ELSE 0 END");
        }
        if (Array.Find(select.Items, item => item is Star { Except.Length: > 0 } or Star { Replace.Length: > 0 } or Star { Rename.Length: > 0 } or Star { Like: not null }) is { } star)
        {
            Demand(star, "star");
        }
        foreach (TableExpression table in select.From is null ? [] : select.From.Joins.Select(join => join.Table).Prepend(select.From.First))
        {
            DemandTable(table);
        }
        foreach (Join join in select.From?.Joins ?? [])
        {
            Demand(join, join.Kind switch { JoinKind.Full => "full-join", JoinKind.Right => "right-join", _ => null });
            Demand(join, join.Natural ? "natural" : join.Using.Length > 0 ? "using" : join.Asof ? "asof-join" : null);
        }
        if (Dialect.Name == "clickhouse" && Array.Exists(select.From?.Joins ?? [], join => join.Kind is JoinKind.Left or JoinKind.Right or JoinKind.Full))
        {
            Warn(select, "ClickHouse fills what an outer join does not find with noughts and empty texts: SET join_use_nulls = 1");
        }
    }

    private void DemandTable(TableExpression table)
    {
        if (table.Pivots.Length > 0)
        {
            Demand(table, "pivot");
        }
        if (table.Sample is not null)
        {
            Demand(table, "sample");
        }
        Demand(table, table switch
        {
            SubqueryTable { Lateral: true } => "lateral",
            SubqueryTable { Query: Values } => "values",
            Unnest => "unnest",
            TableFunction function when Rewriting.TimeWindow.Of(function) is not null => "time-window",
            TableFunction => "table-function",
            LateralView => "lateral-view",
            _ => null,
        });
    }

    private void DemandQuery(Query query)
    {
        if (query is SetOperation operation)
        {
            Demand(operation, operation.Operator.ToUpperInvariant() switch { "EXCEPT" => "except", "INTERSECT" => "intersect", _ => null });
            Demand(operation, operation.Matching is not null || operation.Side is not null ? "by-name" : null);
        }
        if (query.Limit is not null || query.Fetch is not null)
        {
            Demand(query, "limit");
        }
        if (query.Offset is not null)
        {
            Demand(query, "offset");
        }
        if (query.With is not null)
        {
            Demand(query.With, query.With.Recursive ? "recursive" : "with");
        }
    }

    private void DemandStatement(Statement statement) => Demand(statement, statement switch
    {
        Query or ExpressionStatement => null,
        Insert { OnConflict: not null } => "on-conflict",
        Insert => "insert",
        Update => "update",
        Delete => "delete",
        Merge => "merge",
        Drop => "drop",
        CreateTable { Kind: "VIEW" } => "create-view",
        CreateTable => "create-table",
        AlterTable => "alter",
        _ => "other-statement",
    });
}
