using System.Collections.Frozen;
using Weir.Sql.Dialects.Trino;
using Weir.Sql.Functions;
using Weir.Sql.Parsing;

namespace Weir.Sql.Dialects.Flink;

/// <summary>flink: Trino's answers, but</summary>
internal static class FlinkDialect
{
    public static Dialect Instance { get; } = TrinoDialect.Instance with
    {
        Name = "flink",
        Family = "flink",
        Lexical = TrinoDialect.Instance.Lexical with
        {
            BacktickNames = true,
        },
        Grammar = TrinoDialect.Instance.Grammar with
        {
            ArrowLambdas = false,
            BareFunctions = FrozenSet.ToFrozenSet<Keyword>([Keyword.LOCALTIME, Keyword.LOCALTIMESTAMP]),
        },
        Output = TrinoDialect.Instance.Output with
        {
            Quote = '`',
            NullOrdering = NullOrdering.Small,
            Types = FlinkTypes.Names,
            Reserved = ReservedWords.Flink,
            TypeBracket = '<',
            Functions = FunctionNames.Flink,
            TimeFormat = TimeFormat.Strptime,
        },
        TypeWords = FlinkTypes.Words,
        Reads = new FunctionMap(() => CanonicalDialect.Instance, FlinkFunctions.Reads),
        Writes = new FunctionMap(() => Instance!, FlinkFunctions.Writes),
        Generator = static (dialect, options) => new FlinkGenerator(dialect, options),
    };
}
