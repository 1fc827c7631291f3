using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Trino;

/// <summary>Type words and names.</summary>
internal static class TrinoTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        REAL Float
        IPADDRESS IpAddress
        ROW Struct
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Binary VARBINARY
        Float REAL
        Int INTEGER
        Struct ROW
        Text VARCHAR
        DateTime TIMESTAMP
        DateTime64 TIMESTAMP
        TimestampNtz TIMESTAMP
        TimestampLtz TIMESTAMP WITH TIME ZONE
        TimestampTz TIMESTAMP WITH TIME ZONE
        TimeTz TIME WITH TIME ZONE
        JsonB JSON
        Bit BOOLEAN
        """);
}
