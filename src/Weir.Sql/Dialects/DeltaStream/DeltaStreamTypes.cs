using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.DeltaStream;

/// <summary>Type words and names.</summary>
internal static class DeltaStreamTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Text VARCHAR
        TimestampTz TIMESTAMP_TZ(3)
        Timestamp TIMESTAMP(3)
        VarBinary BYTES
        Binary BYTES
        BigNum VARCHAR
        Int INTEGER
        """);
}
