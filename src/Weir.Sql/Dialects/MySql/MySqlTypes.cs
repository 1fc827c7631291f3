using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.MySql;

/// <summary>Type words and names.</summary>
internal static class MySqlTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        TIMESTAMP TimestampTz
        DATETIME DateTime
        BLOB VarBinary
        MEDIUMTEXT MediumText
        LONGTEXT LongText
        TINYTEXT TinyText
        MEDIUMBLOB MediumBlob
        LONGBLOB LongBlob
        TINYBLOB TinyBlob
        MEDIUMINT MediumInt
        SIGNED BigInt
        UNSIGNED UBigInt
        ENUM Enum
        SET Set
        YEAR Year
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        TinyText TINYTEXT
        MediumText MEDIUMTEXT
        LongText LONGTEXT
        TinyBlob TINYBLOB
        MediumBlob MEDIUMBLOB
        LongBlob LONGBLOB
        VarBinary VARBINARY
        TimestampTz TIMESTAMP
        TimestampNtz DATETIME
        TimestampLtz TIMESTAMP
        Timestamp DATETIME
        UInt INT UNSIGNED
        UBigInt BIGINT UNSIGNED
        USmallInt SMALLINT UNSIGNED
        UTinyInt TINYINT UNSIGNED
        Uuid CHAR(36)
        JsonB JSON
        Set SET
        """);
}
