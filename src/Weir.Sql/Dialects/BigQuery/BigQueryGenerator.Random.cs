using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Dialects.BigQuery;

internal sealed partial class BigQueryGenerator
{
    private const string Letters = "'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'";
    private const string Buckets = "1000000007";

    /// <summary>
    /// Snowflake's random numbers: RAND where the generator is RANDOM, else a hash of the generator, which gives the
    /// same number each time, though not Snowflake's. A seed of RANDOM is left out, with a warning.
    /// </summary>
    // https://docs.snowflake.com/en/sql-reference/functions-data-generation
    private bool WriteRandom(Call call)
    {
        Expression[] a = call.Arguments;
        if (call.Name == "RANDOM" && a.Length == 1)
        {
            WarnOfSeed(call);
            WriteCall(Call.Of("RANDOM_INT"));
            return true;
        }
        bool drawn = a.Length > 0 && a[^1] is Call { Name: "RANDOM" or "RANDOM_INT" };
        string? template = (call.Name, a.Length) switch
        {
            ("RANDSTR", 2) => $"(SELECT STRING_AGG(SUBSTR({Letters}, CAST(FLOOR({Part("CONCAT('a', CAST(_i AS STRING))")} * 62) AS INT64) + 1, 1), '') FROM UNNEST(GENERATE_ARRAY(1, $1)) AS _i)",
            ("NORMAL", 3) => $"$1 + $2 * SQRT(-2 * LN(GREATEST({Part("'a'")}, 1e-10))) * COS(2 * ACOS(-1) * {Part("'b'")})",
            ("UNIFORM", 3) when Types.Group(a[0]) == TypeGroup.Integer && Types.Group(a[1]) == TypeGroup.Integer =>
                $"CAST(FLOOR($1 + {Part("'a'")} * ($2 - $1 + 1)) AS INT64)",
            ("UNIFORM", 3) => $"$1 + {Part("'a'")} * ($2 - $1)",
            ("ZIPF", 3) => $"(SELECT COALESCE(MIN(_i), $2) FROM (SELECT _r, _i, SUM(1 / POWER(_i, $1)) OVER (ORDER BY _i) / SUM(1 / POWER(_i, $1)) OVER () AS _p FROM (SELECT {Part("'a'")} AS _r), UNNEST(GENERATE_ARRAY(1, $2)) AS _i) WHERE _p >= _r)",
            _ => null,
        };
        if (template is null)
        {
            return false;
        }
        if (drawn && a[^1] is Call { Arguments.Length: > 0 })
        {
            WarnOfSeed(call);
        }
        WriteOperation(Filled(template, call.Position, a));
        return true;

        string Part(string salt) => drawn ? "RAND()"
            : $"ABS(MOD(FARM_FINGERPRINT(CONCAT({salt}, TO_JSON_STRING(${a.Length}))), {Buckets})) / {Buckets}";
    }

    private void WarnOfSeed(Call call) => Warn(call, "BigQuery's RAND has no seed: each run draws other numbers");
}
