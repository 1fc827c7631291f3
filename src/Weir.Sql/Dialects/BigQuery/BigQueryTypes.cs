using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.BigQuery;

/// <summary>Type words and names.</summary>
internal static class BigQueryTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        INT64 BigInt
        INTEGER BigInt
        INT BigInt
        SMALLINT SmallInt
        BYTEINT TinyInt
        FLOAT64 Double
        FLOAT Double
        BYTES Binary
        DATETIME Timestamp
        TIMESTAMP TimestampTz
        RECORD Struct
        RANGE Range
        INTERVAL Interval
        OBJECT Unknown
        MAP Unknown
        LIST Unknown
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        BigDecimal BIGNUMERIC
        BigInt INT64
        Binary BYTES
        VarBinary BYTES
        Boolean BOOL
        Char STRING
        Decimal NUMERIC
        Double FLOAT64
        Float FLOAT64
        Int INT64
        NChar STRING
        NVarChar STRING
        SmallInt INT64
        Text STRING
        Timestamp DATETIME
        TimestampNtz DATETIME
        TimestampTz TIMESTAMP
        TimestampLtz TIMESTAMP
        DateTime DATETIME
        TimestampNs DATETIME
        TimestampMs DATETIME
        TimestampS DATETIME
        TinyInt INT64
        UInt INT64
        UTinyInt INT64
        USmallInt INT64
        UBigInt INT64
        Int128 BIGNUMERIC
        UInt128 BIGNUMERIC
        Uuid STRING
        VarChar STRING
        BpChar STRING
        JsonB JSON
        Variant JSON
        Object JSON
        TimeTz TIME
        BigNum STRING
        UInt256 STRING
        Int256 STRING
        Range RANGE
        Name STRING
        Serial INT64
        BigSerial INT64
        """);
}
