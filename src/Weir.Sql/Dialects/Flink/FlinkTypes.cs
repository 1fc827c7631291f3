using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Flink;

/// <summary>Type words and names.</summary>
internal static class FlinkTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        TIMESTAMP_LTZ TimestampTz
        STRING Text
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Text STRING
        VarChar VARCHAR
        TimestampTz TIMESTAMP_LTZ(3)
        Timestamp TIMESTAMP(3)
        VarBinary BYTES
        Binary BYTES
        Struct ROW
        BigNum STRING
        Json STRING
        Uuid STRING
        """);
}
