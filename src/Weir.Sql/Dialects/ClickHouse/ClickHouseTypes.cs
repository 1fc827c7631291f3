using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.ClickHouse;

/// <summary>Type words and names.</summary>
internal static class ClickHouseTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        STRING Text
        UINT8 UTinyInt
        UINT16 USmallInt
        UINT32 UInt
        UINT64 UBigInt
        UINT128 UInt128
        UINT256 UInt256
        INT8 TinyInt
        INT16 SmallInt
        INT32 Int
        INT64 BigInt
        FLOAT32 Float
        FLOAT64 Double
        FIXEDSTRING FixedString
        DATE32 Date32
        DATETIME64 DateTime64
        NULLABLE Nullable
        LOWCARDINALITY LowCardinality
        TUPLE Tuple
        NESTED Nested
        ENUM Enum
        ENUM8 Enum8
        ENUM16 Enum16
        IPV4 IpV4
        IPV6 IpV6
        DECIMAL32 Decimal32
        DECIMAL64 Decimal64
        DECIMAL128 Decimal128
        DECIMAL256 Decimal256
        DYNAMIC Dynamic
        AGGREGATEFUNCTION AggregateFunction
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        Text String
        Char String
        VarChar String
        NVarChar String
        UTinyInt UInt8
        USmallInt UInt16
        UInt UInt32
        UBigInt UInt64
        UInt128 UInt128
        UInt256 UInt256
        TinyInt Int8
        SmallInt Int16
        Int Int32
        BigInt Int64
        Int128 Int128
        Int256 Int256
        Float Float32
        Double Float64
        FixedString FixedString
        Date32 Date32
        DateTime DateTime
        Timestamp DateTime
        TimestampTz DateTime
        DateTime64 DateTime64
        Nullable Nullable
        LowCardinality LowCardinality
        Tuple Tuple
        Nested Nested
        Struct Tuple
        Map Map
        Array Array
        Enum Enum
        Enum8 Enum8
        Enum16 Enum16
        Boolean Bool
        IpV4 IPv4
        IpV6 IPv6
        Dynamic Dynamic
        Decimal32 Decimal32
        Decimal64 Decimal64
        Decimal128 Decimal128
        Decimal256 Decimal256
        """);
}
