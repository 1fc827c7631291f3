using System.Globalization;
using DuckDB.NET.Native;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb.Values;

/// <summary>DECIMAL(width, scale): a whole number of 2, 4, 8 or 16 bytes.</summary>
internal sealed unsafe class DecimalReader(int width, int scale, DuckDBType storage) : ValueReader
{
    public override string TypeName => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({width},{scale})");

    protected override object? ReadValue(int row)
    {
        Int128 value = storage switch
        {
            DuckDBType.SmallInt => ((short*)Values)[row],
            DuckDBType.Integer => ((int*)Values)[row],
            DuckDBType.BigInt => ((long*)Values)[row],
            _ => ((Int128*)Values)[row],
        };
        string digits = Int128.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string sign = value < 0 ? "-" : string.Empty;
        return new ExactDecimal(scale == 0 ? sign + digits : $"{sign}{digits[..^scale]}.{digits[^scale..]}");
    }
}

/// <summary>An enumeration: the index of its name.</summary>
internal sealed unsafe class EnumReader : ValueReader
{
    private readonly string[] _names;
    private readonly DuckDBType _storage;

    public EnumReader(DuckDBLogicalType type)
    {
        _storage = NativeMethods.LogicalType.DuckDBEnumInternalType(type);
        _names = new string[NativeMethods.LogicalType.DuckDBEnumDictionarySize(type)];
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i] = NativeMethods.LogicalType.DuckDBEnumDictionaryValue(type, i);
        }
    }

    public override string TypeName => "ENUM";

    protected override object? ReadValue(int row) => _names[_storage switch
    {
        DuckDBType.UnsignedTinyInt => ((byte*)Values)[row],
        DuckDBType.UnsignedSmallInt => ((ushort*)Values)[row],
        _ => (int)((uint*)Values)[row],
    }];
}
