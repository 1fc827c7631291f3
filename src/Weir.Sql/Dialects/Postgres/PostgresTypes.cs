using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Postgres;

/// <summary>Type words and names.</summary>
internal static class PostgresTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        NAME Name
        MONEY Money
        CIDR Cidr
        HSTORE HStore
        INT4RANGE Int4Range
        INT8RANGE Int8Range
        NUMRANGE NumRange
        TSRANGE TsRange
        TSTZRANGE TsTzRange
        DATERANGE DateRange
        INT4MULTIRANGE Int4MultiRange
        INT8MULTIRANGE Int8MultiRange
        NUMMULTIRANGE NumMultiRange
        TSMULTIRANGE TsMultiRange
        TSTZMULTIRANGE TsTzMultiRange
        DATEMULTIRANGE DateMultiRange
        VARBIT VarBit
        FLOAT Double
        LIST Unknown
        OID UserDefined
        REGCLASS UserDefined
        REGCOLLATION UserDefined
        REGCONFIG UserDefined
        REGDICTIONARY UserDefined
        REGNAMESPACE UserDefined
        REGOPER UserDefined
        REGOPERATOR UserDefined
        REGPROC UserDefined
        REGPROCEDURE UserDefined
        REGROLE UserDefined
        REGTYPE UserDefined
        CSTRING UserDefined
        POINT Point
        MAP Unknown
        OBJECT Unknown
        STRUCT Unknown
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        TinyInt SMALLINT
        Float REAL
        Double DOUBLE PRECISION
        Binary BYTEA
        VarBinary BYTEA
        DateTime TIMESTAMP
        TimestampNtz TIMESTAMP
        TimestampLtz TIMESTAMPTZ
        TimestampNs TIMESTAMP
        TimestampMs TIMESTAMP
        TimestampS TIMESTAMP
        BigDecimal NUMERIC
        Variant JSONB
        Int128 NUMERIC(39, 0)
        UInt128 NUMERIC(39, 0)
        UBigInt NUMERIC(20, 0)
        UInt BIGINT
        USmallInt INT
        UTinyInt SMALLINT
        BigNum NUMERIC(78, 0)
        UInt256 NUMERIC(78, 0)
        Int256 NUMERIC(78, 0)
        HStore HSTORE
        """);
}
