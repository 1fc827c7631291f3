using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Calls over arrays, patterns and windows that PostgreSQL says with its own constructs.</summary>
internal partial class PostgresGenerator
{
    private Expression Filled(string template, params Expression[] arguments) =>
        Filled(template, arguments[0].Position, arguments);

    /// <summary>Lambdas over arrays, ANY_VALUE; true where it was written.</summary>
    private bool WriteArrayCall(Call call)
    {
        if (WriteJsonCall(call) || WriteJsonChange(call))
        {
            return true;
        }
        switch (call)
        {
            case
            {
                Name: "TRANSFORM" or "FILTER_ARRAY" or "LIST_FILTER",
                Arguments: [var array, Lambda { Parameters: [var item] } lambda]
            }:
                WriteOverItems(array, item, Identifier.Plain("_o"), call.Name == "TRANSFORM" ? lambda.Body
                    : new Column([item]), call.Name == "TRANSFORM" ? null : lambda.Body);
                return true;
            case
            {
                Name: "TRANSFORM" or "FILTER_ARRAY" or "LIST_FILTER", Arguments: [var array,
                Lambda { Parameters: [var item, var position] } lambda]
            } when Source.Family == "duckdb":
                WriteOverItems(array, item, position, call.Name == "TRANSFORM" ? lambda.Body : new Column([item]),
                    call.Name == "TRANSFORM" ? null : lambda.Body);
                return true;
            case
            {
                Name: "ARRAY_AGG" or "STRING_AGG", Limit: NumberLiteral limit, Having: null,
                Arguments: [var collected, ..]
            } when Source.Family == "bigquery":
                WriteFirstOf(call, collected, limit);
                return true;
            case { Name: "ANY_VALUE", Arguments: [var value], Having: { } having, Distinct: false }:
                Write(Filled(
                    $"(ARRAY_AGG($1 ORDER BY $2{(having.Max ? " DESC" : string.Empty)}) FILTER (WHERE NOT $2 IS NULL))[1]", value, having.Value));
                return true;
            case { Name: "ANY_VALUE", Arguments: [var value] } when Source.Name.Length > 0:
                // PostgreSQL has ANY_VALUE from 16 on.
                Write(Filled("(ARRAY_AGG($1) FILTER (WHERE NOT $1 IS NULL))[1]", value));
                return true;
            case { Name: "ARRAY_SLICE", Arguments: [var sliced, var low, var high] } when Source.Family == "bigquery":
                WriteOperation(SliceOf(sliced, low, high, (1, 1), (1, 1)));
                return true;
            case { Name: "ARRAY_SLICE", Arguments: [var sliced, var low, var high] } when Source.Family == "duckdb":
                WriteOperation(SliceOf(sliced, low, high, (0, 1), (0, 1)));
                return true;
            case { Name: "ARRAY_SLICE_FROM_ZERO", Arguments: [var sliced, var low, var high] }:
                WriteOperation(SliceOf(sliced, low, high, (1, 1), (0, 0)));
                return true;
            case
            {
                Name: "JSON_OBJECT", Arguments: [ArrayLiteral { Items: var keys }, ArrayLiteral { Items: var values }]
            } when Source.Family == "bigquery" && keys.Length == values.Length:
                WriteCall(Call.OfFinal("JSON_BUILD_OBJECT", [.. keys.Zip(values, (key, value) => (
                    Expression[])[key, value]).SelectMany(pair => pair)]));
                return true;
            case { Name: "LIST_COMPREHENSION", Arguments: [var made, Column each, var list, ..] }
                when IsComprehension(call):
                WriteOverItems(list, each.Last, Identifier.Plain("_o"), made, call.Arguments.Length == 4
                    ? call.Arguments[3] : null);
                return true;
            case
            {
                Name: "INSTR", Arguments: [var within, StringLiteral { Value.Length: > 0 } sought, var start, var nth]
            } when Source.Family == "bigquery" && WholeNumber(start) > 0 && WholeNumber(nth) > 0:
                // Occurrences may overlap: nothing is consumed.
                WriteCall(Call.OfFinal(
                    "REGEXP_INSTR", within, new StringLiteral($"(?={Escaped(sought.Value)})"), start, nth));
                return true;
            case { Name: "STRUCT_EXTRACT", Arguments: [var row, StringLiteral field] } when Source.Family == "duckdb":
                Write(new DotAccess(row is Column ? new Paren(row) : row, Identifier.Plain(field.Value)));
                return true;
            case { Name: "HLL", Arguments.Length: > 1 } when !Array.Exists(call.Arguments, part => part is Star):
                Write(Call.Of("COUNT", call.Arguments) with { Distinct = true, Position = call.Position });
                return true;
            case { Name: "STRTOK", Arguments: [var text, StringLiteral { Value.Length: > 0 } marks, var number] }
                when WholeNumber(number) > 0:
                WriteCall(Call.OfFinal(
                    "REGEXP_SUBSTR", text, new StringLiteral(NoneOf(marks.Value)), new NumberLiteral("1"), number));
                return true;
            case { Name: "ARRAY_CONSTRUCT_COMPACT", Arguments.Length: > 0 }:
                WriteCall(Call.OfFinal("ARRAY_REMOVE", new ArrayLiteral(call.Arguments, null), new NullLiteral()));
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// A part of an array; what is added to a place to count from 1, and to one below nought, which counts from the
    /// end.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions/array_slice
    private Subscript SliceOf(
        Expression array, Expression low, Expression high, (int Up, int Down) first, (int Up, int Down) last)
    {
        Expression Place(Expression place, (int Up, int Down) add) => WholeNumber(place) switch
        {
            >= 0 => Plus(place, add.Up),
            null => Filled($"CASE WHEN $1 < 0 THEN CARDINALITY($2) + $1{Sum(add.Down)} ELSE $1{Sum(add.Up)} END", place,
                array),
            var below => Plus(Call.OfFinal("CARDINALITY", array), (int)below + add.Down),
        };
        static string Sum(int add) => add == 0 ? string.Empty : " + 1";
        return new Subscript(array is Column ? array : new Paren(array), [
            new Slice(Place(low, first), Place(high, last), null)], SubscriptKind.Key);
    }

    /// <summary>DuckDB's <c>[x + 1 FOR x IN list IF x > 1]</c> of one name.</summary>
    private static bool IsComprehension(Call call) =>
        call.Arguments is [_, Column { Parts.Length: 1 }, _] or [_, Column { Parts.Length: 1 }, _, _];

    /// <summary>A pattern of the longest run without any of the characters.</summary>
    private static string NoneOf(string marks) =>
        "[^" + Escaped(marks) + "]+";

    /// <summary>The characters as a pattern reads them.</summary>
    private static string Escaped(string text) => string.Concat(
        text.Select(letter => char.IsAscii(letter) && !char.IsAsciiLetterOrDigit(letter) && letter > ' '
            ? "\\" + letter : letter.ToString()));

    /// <summary>BigQuery's LIMIT within an aggregate: a slice of the array.</summary>
    private void WriteFirstOf(Call call, Expression collected, NumberLiteral limit)
    {
        Expression array =
            Call.OfFinal("ARRAY_AGG", collected) with { Distinct = call.Distinct, OrderBy = call.OrderBy };
        if (call.Name == "STRING_AGG" || call.IgnoreNulls == true)
        {
            array = new FilterClause(array, new IsTest(collected, new NullLiteral(), true) { Postfix = true });
        }
        Expression first = Filled("($1)[:$2]", array, limit);
        Write(call.Name == "ARRAY_AGG" ? first : Call.OfFinal(
            "ARRAY_TO_STRING", first, call.Arguments.Length > 1 ? call.Arguments[1] : new StringLiteral(",")));
    }

    private void WriteOverItems(
        Expression array, Identifier item, Identifier position, Expression body, Expression? condition)
    {
        Unnest items =
            new([array]) { Alias = new TableAlias(Identifier.Plain("_t"), [item, position]), WithOrdinality = true };
        ArrayQuery over = new(new Select([body])
        {
            From = new FromClause(items, []),
            Where = condition,
            OrderBy = [new OrderItem(new Column([position]), SortDirection.Unspecified, NullOrder.Last)],
        });
        Write(array is ArrayLiteral or ArrayQuery ? over : Filled("CASE WHEN NOT $1 IS NULL THEN $2 END", array, over));
    }

    /// <summary>
    /// REGEXP_REPLACE and REGEXP_EXTRACT with a position: PostgreSQL 15 has Oracle's forms; true where it was written.
    /// </summary>
    // https://www.postgresql.org/docs/15/functions-matching.html#FUNCTIONS-POSIX-REGEXP
    private bool WriteRegexCall(Call call)
    {
        Expression[] a = call.Arguments;
        switch (call.Name)
        {
            case "REGEXP_REPLACE" when Source.Family == "snowflake" && a.Length is 4 or 5:
                WriteCall(Call.OfFinal("REGEXP_REPLACE", a.Length == 4 ? [.. a, new NumberLiteral("0")] : a));
                return true;
            case "REGEXP_REPLACE" when Source.Family == "snowflake"
                && a is [_, _, _, _, var match, StringLiteral { Value: "i" or "c" } letter]:
                // An occurrence goes before 'g': https://www.postgresql.org/docs/15/functions-string.html
                WriteCall(Call.OfFinal("REGEXP_REPLACE", match is NumberLiteral { Text: "0" }
                    ? [.. a[..5], new StringLiteral(letter.Value + "g")] : a));
                return true;
            case "REGEXP_EXTRACT" when Source.Family == "bigquery" && a.Length is 3 or 4
                && a[1] is StringLiteral { Value: var pattern }:
                // The group's text, where the pattern has one.
                string group = pattern.Replace("(?", string.Empty, StringComparison.Ordinal).Replace(
                    "\\(", string.Empty, StringComparison.Ordinal).Contains('(', StringComparison.Ordinal) ? "1" : "0";
                WriteCall(Call.OfFinal("REGEXP_SUBSTR", a[0], a[1], a[2], a.Length == 4 ? a[3] : new NumberLiteral("1"),
                    new StringLiteral("c"), new NumberLiteral(group)));
                return true;
            default:
                return false;
        }
    }

    protected override void WriteOver(Over over)
    {
        if (!SameDialect && over.Window is { } window && IgnoringNulls(over.Function) is { } call
            && ValueAt(call, over.Function, window) is { } value)
        {
            Write(value);
            return;
        }
        base.WriteOver(over);
    }

    private static Call? IgnoringNulls(Expression function) => function switch
    {
        NullTreatment { Ignore: true, Function: Call call } => call,
        Call { IgnoreNulls: true } call => call with { IgnoreNulls = null },
        _ => null,
    };

    /// <summary>
    /// A window function that leaves NULLs out, as an element of the array of the frame's other values.
    /// </summary>
    private Expression? ValueAt(Call call, Expression function, WindowSpecification window)
    {
        Expression[] a = call.Arguments;
        FrameBound unbounded(string side) => new(null, side);
        FrameBound one(string side) => new(new NumberLiteral("1"), side);
        (string? index, WindowFrame? frame) = call.Name switch
        {
            "FIRST_VALUE" when a.Length == 1 => ("1", null),
            "LAST_VALUE" when a.Length == 1 => ("$2", null),
            "NTH_VALUE" when a.Length == 2 => ("$3", null),
            "LAG" when a.Length is > 0 and < 4 => (a.Length == 1 ? "$2" : "$2 - $3 + 1", new WindowFrame("ROWS", unbounded("PRECEDING"), one("PRECEDING"), null)),
            "LEAD" when a.Length is > 0 and < 4 => (a.Length == 1 ? "1" : "$3", new WindowFrame("ROWS", one("FOLLOWING"), unbounded("FOLLOWING"), null)),
            _ => default((string?, WindowFrame?)),
        };
        if (index is null)
        {
            return null;
        }
        window = frame is null ? WithDefaultFrame(new Over(function, window, null)).Window!
            : window with { Frame = frame };
        Over values = new(new FilterClause(Call.OfFinal("ARRAY_AGG", a[0]),
            new IsTest(a[0], new NullLiteral(), true) { Postfix = true }), window, null);
        Over count = new(Call.OfFinal("COUNT", a[0]), window, null);
        Expression element = Filled($"($1)[{index}]", values, count, a.Length > 1 ? a[1] : new NumberLiteral("1"));
        return a.Length == 3 ? Call.OfFinal("COALESCE", element, a[2]) : element;
    }

    /// <summary>ASOF JOIN as the first row of a LATERAL subquery. Snowflake's keeps rows without a match.</summary>
    protected override void WriteJoin(Join join)
    {
        if (SameDialect || !join.Asof || AsofToLateral(join) is not { } lateral)
        {
            base.WriteJoin(join);
            return;
        }
        base.WriteJoin(lateral);
    }

    private Join? AsofToLateral(Join join)
    {
        bool left = join.Kind == JoinKind.Left || Source.Family == "snowflake";
        if (join is not
            {
                Using.Length: 0, Natural: false, Nested.Length: 0,
                Kind: JoinKind.Plain or JoinKind.Inner or JoinKind.Left
            }
            || (join.Table.Alias?.Name ?? (join.Table as TableName)?.Parts[^1] as Identifier) is not { } right)
        {
            return null;
        }
        List<Expression> conditions = [.. Conjunction.Parts(join.MatchCondition), .. Conjunction.Parts(join.On)];
        if (conditions.FindAll(IsInequality) is not [Binary match])
        {
            return null;
        }
        bool ofRight(Expression side) => side is Column { Parts: [.., var table, _] }
            && table.Name.Equals(right.Name, StringComparison.OrdinalIgnoreCase);
        bool flipped = ofRight(match.Left);
        if (flipped == ofRight(match.Right))
        {
            return null;
        }
        bool latest = (match.Operator is BinaryOperator.Greater or BinaryOperator.GreaterEqual) != flipped;
        Select nearest = new([new Star([])])
        {
            From = new FromClause(join.Table, []),
            Where = Conjunction.All(conditions),
            OrderBy =
                [new OrderItem(flipped ? match.Left : match.Right,
                    latest ? SortDirection.Descending : SortDirection.Unspecified,
                    latest ? NullOrder.First : NullOrder.Last)],
            Limit = new NumberLiteral("1"),
        };
        return new Join(left ? JoinKind.Left : JoinKind.Plain, new SubqueryTable(nearest)
        {
            Lateral = true,
            Alias = new TableAlias(right, [])
        })
        { On = new BooleanLiteral(true), Position = join.Position };
    }

    private static bool IsInequality(Expression condition) =>
        condition is Binary { Operator: BinaryOperator.Less or BinaryOperator.LessEqual or BinaryOperator.Greater or BinaryOperator.GreaterEqual };
}
