using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Snowflake;

/// <summary>Type words and names.</summary>
internal static class SnowflakeTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        BYTEINT Int
        FLOAT Double
        FLOAT4 Double
        FLOAT8 Double
        REAL Double
        STRING Text
        TEXT Text
        DATETIME DateTime
        TIMESTAMPNTZ TimestampNtz
        DECFLOAT DecFloat
        FILE File
        LIST Unknown
        STRUCT Struct
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Text VARCHAR
        Float FLOAT
        DecFloat DECFLOAT
        BigDecimal DOUBLE
        JsonB VARIANT
        Json VARIANT
        Struct OBJECT
        UInt BIGINT
        UBigInt DECIMAL(20, 0)
        USmallInt INT
        UTinyInt SMALLINT
        Int128 DECIMAL(38, 0)
        UInt128 DECIMAL(38, 0)
        Uuid VARCHAR
        BigNum VARCHAR
        UInt256 VARCHAR
        Int256 VARCHAR
        VarBinary VARBINARY
        BpChar VARCHAR
        NChar CHAR
        Char CHAR
        TimestampNs TIMESTAMP_NTZ(9)
        TimestampMs TIMESTAMP_NTZ(3)
        TimestampS TIMESTAMP_NTZ(0)
        TimeTz TIME
        Serial INT
        BigSerial BIGINT
        Name VARCHAR
        """);
}
