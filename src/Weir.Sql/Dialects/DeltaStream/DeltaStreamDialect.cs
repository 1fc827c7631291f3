using Weir.Sql.Dialects.Flink;
using Weir.Sql.Functions;

namespace Weir.Sql.Dialects.DeltaStream;

/// <summary>deltastream: Flink's answers, but</summary>
internal static class DeltaStreamDialect
{
    public static Dialect Instance { get; } = FlinkDialect.Instance with
    {
        Name = "deltastream",
        Family = "deltastream",
        Lexical = FlinkDialect.Instance.Lexical with
        {
            BacktickNames = false,
            HexStrings = false,
            UnicodeStrings = false,
        },
        Output = FlinkDialect.Instance.Output with
        {
            Quote = '"',
            NullOrdering = NullOrdering.Large,
            HasFilter = false,
            TryCast = null,
            Types = DeltaStreamTypes.Names,
            Reserved = ReservedWords.DeltaStream,
            Functions = FunctionNames.DeltaStream,
        },
        TypeWords = DeltaStreamTypes.Words,
        Reads = new FunctionMap(() => CanonicalDialect.Instance, DeltaStreamFunctions.Reads),
        Writes = new FunctionMap(() => Instance!, DeltaStreamFunctions.Writes),
        Generator = static (dialect, options) => new DeltaStreamGenerator(dialect, options),
    };
}
