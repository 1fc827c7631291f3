namespace Weir.Core.Tables;

/// <summary>A column's type as the chain sees it; docs/schema.md maps each to every warehouse.</summary>
public enum LogicalType
{
    /// <summary>A signed 64-bit integer.</summary>
    Int64,

    /// <summary>An exact unsigned integer below 2^256.</summary>
    UInt256,

    /// <summary>An exact signed integer of 256 bits.</summary>
    Int256,

    /// <summary>A binary floating-point number of 64 bits.</summary>
    Double,

    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>32 bytes, <c>0x</c> and 64 digits.</summary>
    Hash,

    /// <summary>20 bytes, <c>0x</c> and 40 digits.</summary>
    Address,

    /// <summary>Any number of bytes, <c>0x</c> and two digits each.</summary>
    Hex,

    /// <summary>An instant in UTC, microseconds since 1970.</summary>
    Timestamp,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>Compact JSON, keys sorted.</summary>
    Json,

    /// <summary>A list of hashes.</summary>
    HashList,

    /// <summary>A list of addresses.</summary>
    AddressList,

    /// <summary>A list of byte strings.</summary>
    HexList,
}
