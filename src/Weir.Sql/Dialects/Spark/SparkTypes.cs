using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Spark;

/// <summary>Type words and names.</summary>
internal static class SparkTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        BYTE TinyInt
        SHORT SmallInt
        LONG BigInt
        STRING Text
        TIMESTAMP TimestampTz
        TIMESTAMP_NTZ Timestamp
        TIMESTAMP_LTZ TimestampTz
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Bit BOOLEAN
        Text STRING
        Time TIMESTAMP
        TimestampTz TIMESTAMP
        TimestampLtz TIMESTAMP_LTZ
        TimestampNtz TIMESTAMP_NTZ
        Timestamp TIMESTAMP
        DateTime TIMESTAMP
        VarBinary BINARY
        Uuid STRING
        Json STRING
        JsonB STRING
        BigNum DECIMAL(38, 0)
        Variant VARIANT
        """);
}
