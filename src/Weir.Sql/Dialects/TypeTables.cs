using System.Collections.Frozen;
using Weir.Sql.Ast;

namespace Weir.Sql.Dialects;

/// <summary>Builds the type tables of a dialect from short texts: <c>WORD Kind</c> a line.</summary>
internal static class TypeTables
{
    private const string Shared = """
        BOOLEAN Boolean
        BOOL Boolean
        TINYINT TinyInt
        SMALLINT SmallInt
        INT2 SmallInt
        INT Int
        INT4 Int
        INTEGER Int
        BIGINT BigInt
        INT8 BigInt
        FLOAT Float
        FLOAT4 Float
        REAL Float
        FLOAT8 Double
        DOUBLE Double
        DECIMAL Decimal
        DEC Decimal
        NUMERIC Decimal
        NUMBER Decimal
        FIXED Decimal
        BIGDECIMAL BigDecimal
        BIGNUMERIC BigDecimal
        CHAR Char
        CHARACTER Char
        NCHAR NChar
        NATIONAL NChar
        VARCHAR VarChar
        VARCHAR2 VarChar
        NVARCHAR NVarChar
        NVARCHAR2 NVarChar
        BPCHAR BpChar
        TEXT Text
        STRING Text
        CLOB Text
        LONGVARCHAR Text
        BINARY Binary
        VARBINARY VarBinary
        BYTEA VarBinary
        BLOB VarBinary
        BYTES Binary
        BIT Bit
        DATE Date
        TIME Time
        TIMETZ TimeTz
        DATETIME DateTime
        TIMESTAMP Timestamp
        TIMESTAMPTZ TimestampTz
        TIMESTAMPLTZ TimestampLtz
        TIMESTAMPNTZ TimestampNtz
        TIMESTAMP_TZ TimestampTz
        TIMESTAMP_LTZ TimestampLtz
        TIMESTAMP_NTZ TimestampNtz
        INTERVAL Interval
        UUID Uuid
        JSON Json
        JSONB JsonB
        VARIANT Variant
        OBJECT Object
        ARRAY Array
        LIST List
        STRUCT Struct
        ROW Struct
        MAP Map
        GEOGRAPHY Geography
        GEOMETRY Geometry
        XML Xml
        YEAR Year
        INT128 Int128
        HUGEINT Int128
        UINT256 UInt256
        INT256 Int256
        VECTOR Vector
        SUPER Super
        HLLSKETCH HllSketch
        INET Inet
        SERIAL Serial
        BIGSERIAL BigSerial
        SMALLSERIAL SmallSerial
        """;

    /// <summary>Type words of a dialect: the shared ones and its own, which win.</summary>
    public static FrozenDictionary<string, TypeKind> Words(string own)
    {
        Dictionary<string, TypeKind> words = new(StringComparer.OrdinalIgnoreCase);
        foreach (string table in (string[])[Shared, own])
        {
            foreach ((string word, TypeKind kind) in Pairs(table))
            {
                if (kind == TypeKind.Unknown)
                {
                    words.Remove(word);
                }
                else
                {
                    words[word] = kind;
                }
            }
        }
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The dialect's name of each type that is not spelled as the canonical one: <c>Kind NAME</c> a line.
    /// </summary>
    public static FrozenDictionary<TypeKind, string> Names(string own)
    {
        Dictionary<TypeKind, string> names = [];
        foreach (string line in own.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            names[Enum.Parse<TypeKind>(line[..blank])] = line[(blank + 1)..];
        }
        return names.ToFrozenDictionary();
    }

    private static IEnumerable<(string Word, TypeKind Kind)> Pairs(string table)
    {
        foreach (string line in table.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            yield return (line[..blank], Enum.Parse<TypeKind>(line[(blank + 1)..]));
        }
    }
}
