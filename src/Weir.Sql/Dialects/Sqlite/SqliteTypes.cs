using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Sqlite;

/// <summary>Type words and names.</summary>
internal static class SqliteTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Boolean INTEGER
        TinyInt INTEGER
        SmallInt INTEGER
        Int INTEGER
        BigInt INTEGER
        Float REAL
        Double REAL
        Decimal REAL
        Char TEXT
        NChar TEXT
        VarChar TEXT
        NVarChar TEXT
        Binary BLOB
        VarBinary BLOB
        Timestamp TIMESTAMP
        """);
}
