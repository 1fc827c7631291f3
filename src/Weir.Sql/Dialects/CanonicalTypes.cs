using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects;

/// <summary>Type words and names.</summary>
internal static class CanonicalTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        UINT UInt
        UBIGINT UBigInt
        USMALLINT USmallInt
        UTINYINT UTinyInt
        NULLABLE Nullable
        TIMESTAMP_S TimestampS
        TIMESTAMP_MS TimestampMs
        TIMESTAMP_NS TimestampNs
        DATETIME64 DateTime64
        MEDIUMTEXT MediumText
        LONGTEXT LongText
        TINYTEXT TinyText
        MEDIUMBLOB MediumBlob
        LONGBLOB LongBlob
        TINYBLOB TinyBlob
        MONEY Money
        SMALLMONEY SmallMoney
        ROWVERSION RowVersion
        UNIQUEIDENTIFIER UniqueIdentifier
        IMAGE Image
        ENUM Enum
        FIXEDSTRING FixedString
        LOWCARDINALITY LowCardinality
        NESTED Nested
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        VarBinary VARBINARY
        MediumText TEXT
        """);
}
