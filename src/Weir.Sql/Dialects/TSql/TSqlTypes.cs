using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.TSql;

/// <summary>Type words and names.</summary>
internal static class TSqlTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        DATETIME2 DateTime2
        DATETIMEOFFSET TimestampTz
        SMALLDATETIME SmallDateTime
        MONEY Money
        SMALLMONEY SmallMoney
        UNIQUEIDENTIFIER UniqueIdentifier
        IMAGE Image
        ROWVERSION RowVersion
        SQL_VARIANT SqlVariant
        NTEXT Text
        TINYINT UTinyInt
        BIT Boolean
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Boolean BIT
        Decimal NUMERIC
        DateTime DATETIME2
        Timestamp DATETIME2
        TimestampNtz DATETIME2
        TimestampTz DATETIMEOFFSET
        Double FLOAT
        Int INTEGER
        Text VARCHAR(MAX)
        UTinyInt TINYINT
        NVarChar NVARCHAR
        NChar NCHAR
        Uuid UNIQUEIDENTIFIER
        SmallMoney SMALLMONEY
        SqlVariant SQL_VARIANT
        """);
}
