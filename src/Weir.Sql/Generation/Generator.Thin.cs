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
            RefuseUncovered(node, construct.Replace('-', ' '));
        }
    }

    /// <summary>What no list of constructs names: kinds of operands that one target does not take.</summary>
    protected virtual void DemandOfTarget(Expression expression)
    {
    }

    protected void RefuseUncovered(Node node, string construct) => Refuse(node, construct,
        $"it is not covered for {Dialect.Name}: write it in the target's own words ({_thin!.Manual})");

    private void DemandFunction(Call call)
    {
        if (_thin is not null && call is { Final: false, Known: true, Name.Length: > 0 } && Source.Name.Length > 0
            && !_thin.Functions.Contains(call.Name) && Dialect.Writes.Find(call.Name) is null)
        {
            RefuseUncovered(call, $"the function {call.Name}");
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
                DemandOperands(binary);
                break;
            case Extract { Final: false } extract when extract.Part is not WordExpression { Word: "YEAR" or "QUARTER" or "MONTH" or "DAY" or "HOUR" or "MINUTE" }
                || Types.Group(extract.Value) == TypeGroup.Interval
                || Unwrap(extract.Value) is Binary { Operator: BinaryOperator.Subtract }:
                Demand(expression, "extract-of-this-part");
                break;
            case Interval { Unit: null }:
                Demand(expression, "interval-of-several-units");
                break;
            case Like { Operator: LikeOperator.Like } like when Dialect.Name is "mysql" or "tsql":
                Warn(like,
                    $"{Dialect.Name} compares texts by their collation, which ignores case unless it is another");
                break;
            case Call { Final: false } call when Array.Exists(call.Arguments, argument => argument is TupleExpression):
                Demand(expression, "rows-as-arguments");
                break;
            case Call
            {
                Final: false, Name: "TRIM" or "LTRIM" or "RTRIM",
                Arguments.Length: > 1
            } when Dialect.Name is not ("sqlite" or "redshift"):
                Demand(expression, "trim-of-letters");
                break;
            case Call { Final: false, Name: "LEFT" or "RIGHT", Arguments: [_, not NumberLiteral] }:
                Demand(expression, "parts-of-computed-length");
                break;
            case Call { Final: false, Name: "REGEXP_CONTAINS", Arguments.Length: > 2 }:
                Demand(expression, "flags-of-patterns");
                break;
            case Call { Final: false, Name: "ROUND", Arguments: [var rounded] } when Source.Family == "postgres"
                && Types.Group(rounded) == TypeGroup.Float:
            case Call { Final: false, Name: "ROUND", Arguments: [_, Unary] }:
                Demand(expression, "rounding-of-halves-to-even-or-to-tens");
                break;
            case Unary { Operator: UnaryOperator.BitNot or UnaryOperator.SquareRoot or UnaryOperator.CubeRoot }:
                Demand(expression, Dialect.Name == "mysql" ? "bits-of-signed-numbers" : "bits");
                break;
            case Call
            {
                Final: false, Name: "LPAD" or "RPAD" or "REPEAT",
                Arguments: [_, Unary or NumberLiteral { Text: "0" }, ..]
            }:
                Demand(expression, "texts-of-no-length");
                break;
            case Call { Final: false, Name: "STDDEV", Arguments: [_] } when Dialect.Name == "mysql"
                && Types.Group(((Call)expression).Arguments[0]) is not (TypeGroup.Integer or TypeGroup.Float):
                Warn(expression, "MySQL's STDDEV is of the population: write STDDEV_SAMP for the sample's");
                break;
            default:
                Demand(expression, ConstructOf(expression));
                break;
        }
    }

    /// <summary>Operands whose kinds the target computes with in another way.</summary>
    private void DemandOperands(Binary binary)
    {
        TypeGroup left = Types.Group(binary.Left);
        TypeGroup right = Types.Group(binary.Right);
        switch (binary.Operator)
        {
            case BinaryOperator.Add or BinaryOperator.Subtract when left is TypeGroup.Date || right is TypeGroup.Date:
                Demand(binary, "sums-with-dates");
                break;
            case BinaryOperator.Subtract when left is TypeGroup.Timestamp or TypeGroup.TimestampTz
                && right is not TypeGroup.Interval:
                Demand(binary, "differences-of-times");
                break;
            case not (BinaryOperator.Add or BinaryOperator.Subtract) when left == TypeGroup.Interval
                || right == TypeGroup.Interval:
                Demand(binary, "intervals-as-values");
                break;
            case BinaryOperator.Modulo when Dialect.Name == "sqlite"
                && (left is TypeGroup.Decimal or TypeGroup.Float || right is TypeGroup.Decimal or TypeGroup.Float):
                Demand(binary, "remainders-of-fractions");
                break;
            case BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight when Dialect.Name == "mysql":
                Demand(binary, "shifts-of-signed-numbers");
                break;
            case BinaryOperator.Concat when left is TypeGroup.Decimal or TypeGroup.Float or TypeGroup.Boolean
                || right is TypeGroup.Decimal or TypeGroup.Float or TypeGroup.Boolean:
                Demand(binary, "numbers-joined-to-texts");
                break;
            case BinaryOperator.Equal or BinaryOperator.NotEqual or BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual
                when Dialect.Name is "mysql" or "tsql"
                    && (binary.Left is StringLiteral || binary.Right is StringLiteral)
                    && left is TypeGroup.Text or TypeGroup.Unknown && right is TypeGroup.Text or TypeGroup.Unknown:
                Warn(binary,
                    $"{Dialect.Name} compares texts by their collation, which ignores case unless it is another");
                break;
            default:
                break;
        }
    }

    private static string? ConstructOf(Expression expression) => expression switch
    {
        BooleanLiteral => "boolean",
        ArrayLiteral => "array",
        ArrayQuery => "array-of-a-query",
        StructLiteral => "struct",
        MapLiteral => "map",
        Lambda => "lambda",
        Slice => "slice",
        Subscript or DotAccess => "subscript",
        JsonAccess => "json",
        Interval => "interval",
        AtTimeZone => "at-time-zone",
        Extract => "extract",
        WithinGroup => "within-group",
        TupleExpression => "tuple",
        Quantified { Operand: SubqueryExpression } => "quantified",
        Quantified => "quantified-array",
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
        BinaryOperator.RegexIMatch => "flags-of-patterns",
        BinaryOperator.Modulo => "modulo",
        BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => "bits",
        BinaryOperator.Contains or BinaryOperator.ContainedBy or BinaryOperator.Overlaps => "array",
        BinaryOperator.NullSafeEqual or BinaryOperator.NullSafeNotEqual => "null-safe-equal",
        >= BinaryOperator.JsonExtract and <= BinaryOperator.ExtendsRight => "json",
        _ => null,
    };

    /// <summary>
    /// Casts to types that the target has under the same meaning: a bare decimal has other digits everywhere.
    /// </summary>
    private void DemandCast(Cast cast)
    {
        if (_thin is null || cast.Final)
        {
            return;
        }
        Demand(cast, cast.Kind == CastKind.Try ? "try-cast" : "cast");
        TypeGroup from = Types.Group(cast.Value);
        switch (TypeInference.OfKind(cast.Type.Kind))
        {
            case TypeGroup.Text when from is not (
                TypeGroup.Integer or TypeGroup.Text or TypeGroup.Unknown or TypeGroup.Date)
                || cast.Type.Parameters.Length > 0:
                Demand(cast, "texts-of-this-kind");
                break;
            case TypeGroup.Integer when from is TypeGroup.Float
                || (from is TypeGroup.Decimal or TypeGroup.Unknown && Dialect.Name is "sqlite" or "tsql"):
                Demand(cast, "whole-numbers-of-fractions");
                break;
            case TypeGroup.TimestampTz when Dialect.Name == "mysql":
                Demand(cast, "times-with-zones");
                break;
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

    /// <summary>A cast to a whole number drops the fraction where the four dialects round.</summary>
    // https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/table/types/#cast-method,
    // https://spark.apache.org/docs/latest/sql-ref-ansi-compliance.html#cast,
    // https://clickhouse.com/docs/en/sql-reference/functions/type-conversion-functions
    private Cast RoundedFirst(Cast cast)
    {
        if (cast.Final || Dialect.Name is not ("flink" or "deltastream" or "spark" or "databricks" or "clickhouse")
            || Source.Family is not ("postgres" or "bigquery" or "snowflake" or "duckdb")
            || TypeInference.OfKind(cast.Type.Kind) != TypeGroup.Integer)
        {
            return cast;
        }
        TypeGroup from = Types.Group(cast.Value);
        if (from == TypeGroup.Unknown)
        {
            Warn(cast, $"{Dialect.Name} drops the fraction of what is cast to a whole number: give its type, or write ROUND");
        }
        return from == TypeGroup.Decimal ? cast with { Value = Call.OfFinal("ROUND", cast.Value) } : cast;
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
        if (select.GroupBy is { } group && Array.Exists(group.Items, item => item is Grouping))
        {
            Demand(group, "grouping-sets");
        }
        if (Dialect.Name == "tsql" && Array.Find(select.Items, item => Types.Group(item is Alias alias ? alias.Value
            : item) == TypeGroup.Boolean && (item is Alias named ? named.Value : item) is not Column) is { } truth)
        {
            Refuse(truth, "a truth value among the columns", "write CASE WHEN … THEN 1 ELSE 0 END");
        }
        if (Array.Find(select.Items,
            item => item is Star { Except.Length: > 0 } or Star { Replace.Length: > 0 } or Star { Rename.Length: > 0 } or Star { Like: not null }) is { } star)
        {
            Demand(star, "star");
        }
        foreach (TableExpression table in select.From is null ? []
            : select.From.Joins.Select(join => join.Table).Prepend(select.From.First))
        {
            DemandTable(table);
        }
        foreach (Join join in select.From?.Joins ?? [])
        {
            Demand(join, join.Kind switch { JoinKind.Full => "full-join", JoinKind.Right => "right-join", _ => null });
            Demand(join, join.Natural ? "natural" : join.Using.Length > 0 ? "using" : join.Asof ? "asof-join" : null);
        }
        if (Dialect.Name == "clickhouse" && Array.Exists(
            select.From?.Joins ?? [], join => join.Kind is JoinKind.Left or JoinKind.Right or JoinKind.Full))
        {
            Warn(select,
                "ClickHouse fills what an outer join does not find with noughts and empty texts: SET join_use_nulls = 1");
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
            Unnest { Arrays.Length: > 1 } => "unnest-of-several-arrays",
            Unnest => "unnest",
            TableFunction function when Rewriting.TimeWindow.Of(function) is not null => null,
            TableFunction => "table-function",
            LateralView => "lateral-view",
            _ => null,
        });
    }

    private void DemandQuery(Query query)
    {
        if (query is SetOperation operation)
        {
            Demand(operation, operation.Operator.ToUpperInvariant() switch
            {
                "EXCEPT" => "except",
                "INTERSECT" => "intersect",
                _ => null
            });
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
