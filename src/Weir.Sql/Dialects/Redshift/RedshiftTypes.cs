using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects.Redshift;

/// <summary>Type words and names.</summary>
internal static class RedshiftTypes
{
    /// <summary>What its words mean; a word with Unknown is no type here.</summary>
    public static FrozenDictionary<string, TypeKind> Words { get; } = TypeTables.Words("""
        SUPER Super
        VARBYTE VarBinary
        FLOAT Double
        """);

    /// <summary>How it spells types.</summary>
    public static FrozenDictionary<TypeKind, string> Names { get; } = TypeTables.Names("""
        TinyInt SMALLINT
        Text VARCHAR(MAX)
        Float REAL
        Double DOUBLE PRECISION
        Binary VARBYTE
        VarBinary VARBYTE
        DateTime TIMESTAMP
        TimestampNtz TIMESTAMP
        TimestampLtz TIMESTAMPTZ
        TimestampNs TIMESTAMP
        TimestampMs TIMESTAMP
        TimestampS TIMESTAMP
        BigDecimal NUMERIC
        Variant SUPER
        Int128 NUMERIC(39, 0)
        UInt128 NUMERIC(39, 0)
        UBigInt NUMERIC(20, 0)
        UInt BIGINT
        USmallInt INT
        UTinyInt SMALLINT
        Text VARCHAR(MAX)
        BigNum NUMERIC(78, 0)
        UInt256 NUMERIC(78, 0)
        Int256 NUMERIC(78, 0)
        HStore HSTORE
        """);
}
