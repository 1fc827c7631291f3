using System.Text;
using Weir.Core.Errors;

namespace Weir.Sql.Tests;

/// <summary>The short form of eng/proofs/sql-fuzz.sh.</summary>
public sealed class FuzzProperties
{
    private static readonly string[] Seeds =
    [
        "SELECT a.b, CASE WHEN x > 1 THEN 'it''s' ELSE NULL END AS c FROM t AS a JOIN u USING (id) WHERE y IN (1, 2) GROUP BY 1, 2 HAVING COUNT(*) > 5 ORDER BY 1 DESC NULLS LAST LIMIT 10",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * EXCEPT (n) FROM r QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) = 1",
        "MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET x = s.x WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)",
        "CREATE TABLE t (a INT PRIMARY KEY, b ARRAY<STRUCT<c STRING, d INT64>>, e NUMERIC(10, 2) DEFAULT 1) PARTITION BY DATE(ts)",
        "SELECT v:a.b[0]::string, f(x -> x + 1), ARRAY[1, 2][1], INTERVAL '1' DAY, {'a': 1}, $1, @p FROM @stage, LATERAL FLATTEN(input => y) f",
        "CREATE FUNCTION f(x INT64) RETURNS TABLE <q STRING> AS (SELECT 1) ; SELECT $$a$$, E'\\n', x'ab', b'01', r'\\d' -- c\n/* d */",
    ];

    private static readonly string[] Pieces = ["(", ")", "'", "\"", "`", "$$", "/*", "*/", "--", ",", ".", "::", "[",
        "]", "{", "}", ":", ";", "SELECT ", " FROM ", " AS ", " CASE ", " NOT ", "\0", "\ud800", "1e", "\\", "@"];

    [Fact]
    public void A_mutated_text_is_translated_or_refused_and_never_crashes()
    {
        Random random = new(20261124);
        for (int round = 0; round < 20_000; round++)
        {
            string sql = Mutate(Seeds[random.Next(Seeds.Length)], random);
            string from = SqlTranslator.Dialects[random.Next(SqlTranslator.Dialects.Count)];
            string to = SqlTranslator.Dialects[random.Next(SqlTranslator.Dialects.Count)];
            try
            {
                SqlTranslator.Translate(sql, from, to, new SqlOptions { Pretty = (round & 1) == 0 });
            }
            catch (WeirException error)
            {
                Assert.Equal(2, error.ExitCode);
            }
        }
    }

    private static string Mutate(string sql, Random random)
    {
        StringBuilder text = new(sql);
        for (int count = random.Next(1, 5); count > 0; count--)
        {
            int at = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(10), text.Length - at);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, length));
                    break;
                default:
                    text.Length = at;
                    break;
            }
        }
        return text.ToString();
    }
}
