using Weir.Sql.Ast;
using Weir.Sql.Parsing;

namespace Weir.Sql.Dialects.Snowflake;

internal sealed partial class SnowflakeGenerator
{
    /// <summary>A series of dates or times with a step of one unit; false where the step is another.</summary>
    private bool WriteSeriesOfTimes(Expression first, Expression last, Expression step, bool dates)
    {
        if (StepOf(step) is not ({ } unit, > 0 and <= 1_000_000_000 and var amount))
        {
            return false;
        }
        if (dates && unit == "SECOND")
        {
            return false;
        }
        if (unit is "MONTH" or "YEAR" && (!dates || !BeginsEarly(first)))
        {
            // Month by month the 31st becomes the 29th and stays it; Snowflake counts from the first each time.
            return false;
        }
        string begin = dates ? "CAST($1 AS DATE)" : "$1";
        string end = dates ? "CAST($2 AS DATE)" : "$2";
        string factor = amount == 1 ? "_i" : $"_i * {amount}";
        bool months = unit is "MONTH" or "YEAR";
        decimal micros = amount * (unit == "DAY" ? 86_400_000_000m : 1_000_000m);
        string count = dates && amount == 1 || months ? $"DATEDIFF({unit}, {begin}, {end})"
            : dates ? $"FLOOR(DATEDIFF(DAY, {begin}, {end}) / {amount})"
            : $"FLOOR(DATEDIFF(MICROSECOND, {begin}, {end}) / {micros})";
        string series =
            $"TRANSFORM(ARRAY_GENERATE_RANGE(0, {count} + 1), _i INT -> DATEADD({unit}, {factor}, {begin}))";
        WriteOperation(Filled(months ? $"FILTER({series}, _d -> CAST(_d AS DATE) <= CAST($2 AS DATE))" : series,
            first.Position, first, last));
        return true;
    }

    private static bool BeginsEarly(Expression first) =>
        (first is Cast cast ? cast.Value : first) is StringLiteral
        { Value: [_, _, _, _, '-', _, _, '-', var tens, var ones, ..] }
        && (tens - '0') * 10 + ones - '0' <= 28;

    private static (string? Unit, decimal Amount) StepOf(Expression step)
    {
        string? text = step switch
        {
            Interval { ToUnit: null, Value: StringLiteral { Value: var amount }, Unit: var unit } => $"{amount} {unit}",
            Interval { ToUnit: null, Value: NumberLiteral { Text: var amount }, Unit: { } unit } => $"{amount} {unit}",
            Cast { Type.Kind: TypeKind.Interval, Value: StringLiteral { Value: var words } } => words,
            StringLiteral { Value: var words } => words,
            _ => null,
        };
        return text is null ? default : IntervalText.Parse(text) switch
        {
            { Days: 0, Seconds: 0, Months: var months } when months % 12 == 0 => ("YEAR", months / 12),
            { Days: 0, Seconds: 0, Months: var months } => ("MONTH", months),
            { Months: 0, Seconds: 0, Days: var days } => ("DAY", days),
            { Months: 0, Days: 0, Seconds: var seconds } when seconds == decimal.Truncate(seconds) =>
                ("SECOND", decimal.Truncate(seconds)),
            _ => default,
        };
    }

    /// <summary>A row that is cast to a struct with names is an object of them.</summary>
    protected override void WriteCast(Cast cast)
    {
        if (!SameDialect && cast is
            {
                Value: Call { Name: "ROW", Arguments: var values }, Type:
                {
                    Kind: TypeKind.Struct,
                    Elements: var types, FieldNames: var names
                }
            } && types.Length == values.Length
            && names.OfType<Identifier>().Count() == values.Length)
        {
            WriteCall(Call.OfFinal("OBJECT_CONSTRUCT_KEEP_NULL", [.. Enumerable.Range(0, values.Length).SelectMany(
                index => (Expression[])[new StringLiteral(names[index]!.Name),
                    new Cast(values[index], types[index], CastKind.Strict)])]));
            return;
        }
        base.WriteCast(cast);
    }

    protected override void WriteMap(MapLiteral map)
    {
        if (SameDialect)
        {
            base.WriteMap(map);
        }
        else if (!WriteTypedMap(map))
        {
            Refuse(map, "a MAP whose types are not seen", "cast its values");
        }
    }

    /// <summary>DuckDB's MAP with text keys as an object that is cast; false where a type is not seen.</summary>
    private bool WriteTypedMap(MapLiteral map)
    {
        DataType[] types = [.. map.Values.Select(TypeOf).OfType<DataType>()];
        if (types.Length == 0 || types.Length < map.Values.Length
            || !Array.TrueForAll(map.Keys, key => key is StringLiteral)
            || Array.Exists(types, type => type.Kind != types[0].Kind
                || type.Parameters.Length != types[0].Parameters.Length))
        {
            return false;
        }
        Expression[] pairs = [.. map.Keys.Zip(map.Values).SelectMany(pair => (Expression[])[pair.First, pair.Second])];
        Write(new Cast(Call.OfFinal("OBJECT_CONSTRUCT", pairs),
            new DataType(TypeKind.Map) { Elements = [DataType.Of(TypeKind.Text), types[0]] }, CastKind.Strict));
        return true;
    }

    private static DataType? TypeOf(Expression value) => value switch
    {
        Cast { Type: var type } => type,
        StringLiteral => DataType.Of(TypeKind.Text),
        NumberLiteral { IsInteger: true } => DataType.Of(TypeKind.Int),
        BooleanLiteral => DataType.Of(TypeKind.Boolean),
        _ => null,
    };

    /// <summary>A map without some of its keys, or with them alone.</summary>
    private bool WriteFilteredMap(Expression entries)
    {
        if (FilteredMap(entries) is not ({ } map, { } keys, var without))
        {
            return false;
        }
        WriteCall(Call.OfFinal(without ? "MAP_DELETE" : "MAP_PICK", [map, .. keys]));
        return true;
    }

    /// <summary>A lambda with a position, which counts from 1, over the places of the items.</summary>
    private void WriteNumberedItems(Expression array, Identifier item, Identifier place, Expression body)
    {
        Expression made = Rewriting.TreeRewriter.Rewrite(body, node => node is not Column { Parts: [var used] } ? null
            : used.Name == item.Name ? Call.OfFinal("GET", array, Column.Of("_i"))
            : used.Name == place.Name
                ? new Paren(new Binary(BinaryOperator.Add, Column.Of("_i"), new NumberLiteral("1"))) : null);
        Call places = Call.OfFinal("ARRAY_GENERATE_RANGE", new NumberLiteral("0"), Call.OfFinal("ARRAY_SIZE", array));
        WriteCall(Call.OfFinal("TRANSFORM", places,
            new Lambda([Identifier.Plain("_i")], made) { Types = [DataType.Of(TypeKind.Int)] }));
    }

    /// <summary>DuckDB's TRY of a logarithm or a root: NULL outside of its range.</summary>
    private bool WriteTried(Expression tried)
    {
        if (tried is not Call { Name: "LOG" or "LN" or "LOG10" or "LOG2" or "SQRT", Arguments: [var value] } call)
        {
            return false;
        }
        Binary fits = new(call.Name == "SQRT" ? BinaryOperator.GreaterEqual : BinaryOperator.Greater, Wrap(value),
            new NumberLiteral("0"));
        WriteCall(Call.OfFinal("IFF", fits, call, new NullLiteral()));
        return true;
    }

    /// <summary>A comparison with ANY or ALL of an array's items by the least or the greatest of them.</summary>
    private bool WriteComparedItems(Binary binary, Expression array, bool all)
    {
        string? sign = (binary.Operator, all) switch
        {
            (BinaryOperator.Less, false) => "< ARRAY_MAX($2)",
            (BinaryOperator.LessEqual, false) => "<= ARRAY_MAX($2)",
            (BinaryOperator.Greater, false) => "> ARRAY_MIN($2)",
            (BinaryOperator.GreaterEqual, false) => ">= ARRAY_MIN($2)",
            (BinaryOperator.Less, true) => "< ARRAY_MIN($2)",
            (BinaryOperator.LessEqual, true) => "<= ARRAY_MIN($2)",
            (BinaryOperator.Greater, true) => "> ARRAY_MAX($2)",
            (BinaryOperator.GreaterEqual, true) => ">= ARRAY_MAX($2)",
            _ => null,
        };
        if (sign is null)
        {
            return false;
        }
        // NULL where a NULL leaves it open: it is none of the least or greatest.
        string open = "WHEN $1 IS NULL OR ARRAY_SIZE(ARRAY_COMPACT($2)) < ARRAY_SIZE($2) THEN NULL";
        WriteOperation(Filled(all
            ? $"CASE WHEN NOT $1 {sign} THEN FALSE WHEN ARRAY_SIZE($2) = 0 THEN TRUE {open} WHEN NOT $2 IS NULL THEN TRUE END"
            : $"CASE WHEN $1 {sign} THEN TRUE WHEN ARRAY_SIZE($2) = 0 THEN FALSE {open} WHEN NOT $2 IS NULL THEN FALSE END",
            binary.Position, Unwrap(binary.Left), array));
        return true;
    }
}
