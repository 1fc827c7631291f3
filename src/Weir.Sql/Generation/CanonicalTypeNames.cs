using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

/// <summary>The names that types have where a dialect has no other.</summary>
internal static class CanonicalTypeNames
{
    public static string Of(TypeKind kind) => kind switch
    {
        TypeKind.Boolean => "BOOLEAN",
        TypeKind.TinyInt => "TINYINT",
        TypeKind.UTinyInt => "UTINYINT",
        TypeKind.SmallInt => "SMALLINT",
        TypeKind.USmallInt => "USMALLINT",
        TypeKind.Int => "INT",
        TypeKind.UInt => "UINT",
        TypeKind.MediumInt => "MEDIUMINT",
        TypeKind.BigInt => "BIGINT",
        TypeKind.UBigInt => "UBIGINT",
        TypeKind.Int128 => "INT128",
        TypeKind.UInt128 => "UINT128",
        TypeKind.Int256 => "INT256",
        TypeKind.UInt256 => "UINT256",
        TypeKind.BigNum => "BIGNUM",
        TypeKind.Float => "FLOAT",
        TypeKind.Double => "DOUBLE",
        TypeKind.Decimal => "DECIMAL",
        TypeKind.BigDecimal => "BIGDECIMAL",
        TypeKind.Char => "CHAR",
        TypeKind.NChar => "CHAR",
        TypeKind.VarChar => "VARCHAR",
        TypeKind.NVarChar => "VARCHAR",
        TypeKind.Text or TypeKind.TinyText or TypeKind.MediumText or TypeKind.LongText => "TEXT",
        TypeKind.Binary => "BINARY",
        TypeKind.VarBinary or TypeKind.TinyBlob or TypeKind.MediumBlob or TypeKind.LongBlob or TypeKind.RowVersion =>
            "VARBINARY",
        TypeKind.Bit => "BIT",
        TypeKind.VarBit => "VARBIT",
        TypeKind.TimeTz => "TIMETZ",
        TypeKind.DateTime => "DATETIME",
        TypeKind.TimestampNtz => "TIMESTAMPNTZ",
        TypeKind.TimestampTz => "TIMESTAMPTZ",
        TypeKind.TimestampLtz => "TIMESTAMPLTZ",
        TypeKind.TimestampS => "TIMESTAMP_S",
        TypeKind.TimestampMs => "TIMESTAMP_MS",
        TypeKind.TimestampNs => "TIMESTAMP_NS",
        TypeKind.UniqueIdentifier => "UNIQUEIDENTIFIER",
        TypeKind.Inet or TypeKind.IpAddress => kind == TypeKind.Inet ? "INET" : "IPADDRESS",
        TypeKind.Null => "NULL",
        TypeKind.HllSketch => "HLLSKETCH",
        TypeKind.Unknown => "UNKNOWN",
        _ => Upper(kind),
    };

    private static string Upper(TypeKind kind) => kind.ToString().ToUpperInvariant();
}
