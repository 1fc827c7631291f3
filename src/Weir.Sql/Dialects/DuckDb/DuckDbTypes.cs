using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.DuckDb;

/// <summary>Type words and names.</summary>
internal static class DuckDbTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        DATETIME Timestamp
        BITSTRING Bit
        UTINYINT UTinyInt
        USMALLINT USmallInt
        UINTEGER UInt
        UBIGINT UBigInt
        UHUGEINT UInt128
        BIGNUM BigNum
        VARINT BigNum
        LOGICAL Boolean
        INT1 TinyInt
        INT16 SmallInt
        INT32 Int
        INT64 BigInt
        SHORT SmallInt
        LONG BigInt
        SIGNED Int
        ONEOF Unknown
        TIMESTAMP_S TimestampS
        TIMESTAMP_MS TimestampMs
        TIMESTAMP_NS TimestampNs
        TIMESTAMP_US Timestamp
        TIME_NS TimeNs
        ENUM Enum
        UNION Union
        NUMBER Unknown
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Binary BLOB
        BpChar TEXT
        Char TEXT
        DateTime TIMESTAMP
        DecFloat DECIMAL
        Float REAL
        JsonB JSON
        NChar TEXT
        NVarChar TEXT
        UInt UINTEGER
        VarBinary BLOB
        VarChar TEXT
        TimestampLtz TIMESTAMPTZ
        TimestampNtz TIMESTAMP
        BigDecimal DECIMAL
        Int128 INT128
        UInt128 UINT128
        TimeNs TIME_NS
        Int256 BIGNUM
        UInt256 BIGNUM
        Object STRUCT
        Geography GEOMETRY
        Year INT
        Serial INT
        BigSerial BIGINT
        Money DECIMAL
        """);
}
