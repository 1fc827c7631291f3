using System.Collections.Frozen;
using Weir.Sql.Dialects.Postgres;
using Weir.Sql.Functions;
using Weir.Sql.Parsing;

namespace Weir.Sql.Dialects.Redshift;

/// <summary>redshift: PostgreSQL's answers, but</summary>
internal static class RedshiftDialect
{
    public static Dialect Instance { get; } = PostgresDialect.Instance with
    {
        Name = "redshift",
        Lexical = PostgresDialect.Instance.Lexical with
        {
            BackslashEscapes = true,
            DollarStrings = false,
            TaggedDollarStrings = false,
            NationalStrings = false,
            UnicodeStrings = false,
        },
        Grammar = PostgresDialect.Instance.Grammar with
        {
            ArraysFromZero = true,
            BareFunctions = FrozenSet.ToFrozenSet<Keyword>([Keyword.SYSDATE, Keyword.SESSION_USER]),
            MinusIsExcept = true,
            OperatorCalls = false,
            QuestionIsHasKey = false,
            SizedArrayTypes = false,
            TopClause = true,
        },
        Output = PostgresDialect.Instance.Output with
        {
            StarExcept = "EXCLUDE",
            HasQualify = true,
            HasFilter = false,
            HasDistinctOn = false,
            TryCast = "TRY_CAST",
            HasExceptAll = false,
            ArraysFromZero = true,
            IntegerDivision = "CAST",
            HasLikeQuantifiers = false,
            Types = RedshiftTypes.Names,
            Reserved = ReservedWords.Redshift,
            Functions = FunctionNames.Redshift,
        },
        TypeWords = RedshiftTypes.Words,
        DateParts = DatePartNames.Redshift,
        Reads = new FunctionMap(() => CanonicalDialect.Instance, RedshiftFunctions.Reads),
        Writes = new FunctionMap(() => Instance!, RedshiftFunctions.Writes),
        Generator = static (dialect, options) => new RedshiftGenerator(dialect, options),
    };
}
