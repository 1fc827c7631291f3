using Weir.Sql.Ast;
using Weir.Sql.Rewriting;

namespace Weir.Sql.Generation;

/// <summary>
/// PostgreSQL's NUMERIC without precision, which holds any number, where there is no such type: by the kind of what is
/// cast.
/// </summary>
internal partial class Generator
{
    /// <summary>True where the cast was written.</summary>
    private bool WriteBareNumeric(Cast cast)
    {
        if (Source.Family != "postgres" || Dialect.Family is not ("duckdb" or "snowflake")
            || cast is not { Type: { Kind: TypeKind.Decimal, Parameters.Length: 0 }, Kind: CastKind.Strict })
        {
            return false;
        }
        switch (Types.Group(cast.Value))
        {
            case TypeGroup.Wide when Dialect.Family == "duckdb":
            case TypeGroup.Decimal when cast.Value is not NumberLiteral:
                WriteOperation(Unwrap(cast.Value) is Column or Call or Cast ? cast.Value : new Paren(cast.Value));
                return true;
            case TypeGroup.Integer:
                Sized(cast, 0);
                return true;
            case TypeGroup.Boolean or TypeGroup.Bytes or TypeGroup.Array or TypeGroup.Json:
                return false;
            default:
                if (ExactNumber.Of(cast.Value) is { } constant && constant.Digits.ToString(
                    System.Globalization.CultureInfo.InvariantCulture).Length <= 38 && constant.Exponent >= -37)
                {
                    Sized(cast, Math.Max(0, -constant.Exponent));
                    return true;
                }
                if (_rounding is { } places)
                {
                    // PostgreSQL takes 15 digits of a double: 1.005 is that, not the binary number below it.
                    Sized(cast, Math.Max(12, places + 2));
                    return true;
                }
                Warn(cast,
                    "NUMERIC without precision is a double here, which has 15 to 17 digits: give precision and scale");
                WriteCastAs("CAST", cast with { Type = DataType.Of(TypeKind.Double) });
                return true;
        }
    }

    /// <summary>The places that the argument of ROUND is rounded to, while it is written.</summary>
    private int? _rounding;

    private void Sized(Cast cast, int scale) => WriteCastAs("CAST", cast with
    {
        Type = DataType.Of(
        TypeKind.Decimal) with
        { Parameters = [new NumberLiteral("38"), Number(scale)] }
    });

    /// <summary><c>ROUND(x::numeric, n)</c>: PostgreSQL's only way to round a double to places.</summary>
    private bool WriteRoundedNumeric(Call call)
    {
        if (Source.Family == "postgres" && Dialect.Family == "bigquery"
            && call.Arguments is [Cast
            {
                Type: { Kind: TypeKind.Decimal, Parameters.Length: 0 },
                Kind: CastKind.Strict
            } exact, _] && Types.Group(exact.Value) == TypeGroup.Float)
        {
            // By its text: BigQuery's cast keeps the binary number, PostgreSQL's 15 digits of it.
            WriteCall(Call.OfFinal("ROUND", exact with
            {
                Value = new Cast(
                exact.Value, DataType.Of(TypeKind.Text), CastKind.Strict)
            }, call.Arguments[1]));
            return true;
        }
        if (Source.Family != "postgres" || Dialect.Family is not ("duckdb" or "snowflake") || call.Arguments is not [
            Cast { Type: { Kind: TypeKind.Decimal, Parameters.Length: 0 }, Kind: CastKind.Strict }, _])
        {
            return false;
        }
        int? before = _rounding;
        _rounding = call.Arguments[1] is NumberLiteral { IsInteger: true } digits
            && int.TryParse(digits.Text, out int places) && places <= 30 ? places : 10;
        WriteCall(Call.OfFinal("ROUND", call.Arguments));
        _rounding = before;
        return true;
    }
}
