namespace Weir.Sql.Ast;

/// <summary>The canonical types; dialects map their names to these and back.</summary>
internal enum TypeKind : byte
{
    Unknown,
    Boolean,
    TinyInt,
    UTinyInt,
    SmallInt,
    USmallInt,
    Int,
    UInt,
    MediumInt,
    BigInt,
    UBigInt,
    Int128,
    UInt128,
    Int256,
    UInt256,
    BigNum,
    Float,
    Double,
    Float16,
    Decimal,
    BigDecimal,
    Decimal32,
    Decimal64,
    Decimal128,
    Decimal256,
    DecFloat,
    Money,
    SmallMoney,
    Char,
    NChar,
    VarChar,
    NVarChar,
    BpChar,
    Text,
    TinyText,
    MediumText,
    LongText,
    Name,
    Binary,
    VarBinary,
    TinyBlob,
    MediumBlob,
    LongBlob,
    Image,
    RowVersion,
    Bit,
    VarBit,
    Date,
    Date32,
    Time,
    TimeTz,
    TimeNs,
    DateTime,
    DateTime2,
    DateTime64,
    SmallDateTime,
    Timestamp,
    TimestampNtz,
    TimestampTz,
    TimestampLtz,
    TimestampS,
    TimestampMs,
    TimestampNs,
    Interval,
    Year,
    Uuid,
    Json,
    JsonB,
    Variant,
    Object,
    Array,
    List,
    Struct,
    Map,
    Nullable,
    LowCardinality,
    AggregateFunction,
    Nested,
    Tuple,
    Union,
    Enum,
    Enum8,
    Enum16,
    Set,
    FixedString,
    Vector,
    Geography,
    Geometry,
    Point,
    Ring,
    LineString,
    Polygon,
    MultiPolygon,
    Inet,
    Cidr,
    IpAddress,
    IpPrefix,
    IpV4,
    IpV6,
    Xml,
    HStore,
    HllSketch,
    Super,
    Serial,
    BigSerial,
    SmallSerial,
    Int4Range,
    Int8Range,
    NumRange,
    TsRange,
    TsTzRange,
    DateRange,
    Int4MultiRange,
    Int8MultiRange,
    NumMultiRange,
    TsMultiRange,
    TsTzMultiRange,
    DateMultiRange,
    UniqueIdentifier,
    SqlVariant,
    Null,
    File,
    Range,
    Dynamic,
    Void,
    UserDefined,
}

/// <summary>A type with its parameters: <c>DECIMAL(38, 9)</c>, <c>ARRAY&lt;INT&gt;</c>, <c>STRUCT(a INT)</c>.</summary>
internal sealed record DataType(TypeKind Kind) : Node
{
    /// <summary>Lengths, precision and scale; words of an interval (YEAR, MONTH).</summary>
    public Expression[] Parameters { get; init; } = [];

    /// <summary>Element, key and value, or field types.</summary>
    public DataType[] Elements { get; init; } = [];

    /// <summary>Field names beside <see cref="Elements"/>; null where unnamed.</summary>
    public Identifier?[] FieldNames { get; init; } = [];

    /// <summary>Options behind a field: NOT NULL, OPTIONS (…), as written.</summary>
    public string?[] FieldTails { get; init; } = [];

    /// <summary>The name of a user-defined type, or the word behind: CHARACTER SET, UNSIGNED.</summary>
    public string? Name { get; init; }

    /// <summary>Snowflake's NOT NULL within a structured type.</summary>
    public bool NotNull { get; init; }

    /// <summary>A fixed array length: <c>INT[3]</c>.</summary>
    public Expression? Length { get; init; }

    public static DataType Of(TypeKind kind) => new(kind);
}
