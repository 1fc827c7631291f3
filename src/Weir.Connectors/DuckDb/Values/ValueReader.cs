using DuckDB.NET.Native;
using Weir.Core.Errors;

namespace Weir.Connectors.DuckDb.Values;

/// <summary>Reads single values of a vector of any type, for the results of a user's SQL.</summary>
internal abstract unsafe class ValueReader
{
    private ulong* _validity;

    /// <summary>The type as DuckDB's SQL writes it.</summary>
    public abstract string TypeName { get; }

    /// <summary>The start of the vector's values.</summary>
    protected void* Values { get; private set; }

    /// <summary>The reader of a type, with its children's.</summary>
    /// <exception cref="WarehouseException">The type is none that can be read.</exception>
    public static ValueReader Create(DuckDBLogicalType type, string column)
    {
        DuckDBType id = NativeMethods.LogicalType.DuckDBGetTypeId(type);
        return id switch
        {
            DuckDBType.Decimal => new DecimalReader(
                NativeMethods.LogicalType.DuckDBDecimalWidth(type),
                NativeMethods.LogicalType.DuckDBDecimalScale(type),
                NativeMethods.LogicalType.DuckDBDecimalInternalType(type)),
            DuckDBType.Enum => new EnumReader(type),
            DuckDBType.List => new ListReader(Child(NativeMethods.LogicalType.DuckDBListTypeChildType(type), column)),
            DuckDBType.Array => new ArrayReader(
                Child(NativeMethods.LogicalType.DuckDBArrayTypeChildType(type), column),
                (int)NativeMethods.LogicalType.DuckDBArrayVectorGetSize(type)),
            DuckDBType.Map => new MapReader(new StructReader(
                ["key", "value"],
                [
                    Child(NativeMethods.LogicalType.DuckDBMapTypeKeyType(type), column),
                    Child(NativeMethods.LogicalType.DuckDBMapTypeValueType(type), column),
                ])),
            DuckDBType.Struct => StructOf(type, column),
            _ => SimpleReader.TryCreate(id) ?? throw new WarehouseException(
                ErrorCodes.WarehouseQuery,
                $"The column {column} has a type that cannot be shown ({id}).",
                $"Cast it in the query: \"{column}\"::VARCHAR."),
        };
    }

    /// <summary>Takes the vector that the next calls read.</summary>
    public virtual void Use(nint vector)
    {
        Values = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        _validity = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    /// <summary>The row's value, null where it is NULL.</summary>
    public object? Read(int row) =>
        _validity is not null && (_validity[row >> 6] >> (row & 63) & 1) == 0 ? null : ReadValue(row);

    protected abstract object? ReadValue(int row);

    private static ValueReader Child(DuckDBLogicalType type, string column)
    {
        using (type)
        {
            return Create(type, column);
        }
    }

    private static StructReader StructOf(DuckDBLogicalType type, string column)
    {
        int count = (int)NativeMethods.LogicalType.DuckDBStructTypeChildCount(type);
        string[] names = new string[count];
        ValueReader[] fields = new ValueReader[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = NativeMethods.LogicalType.DuckDBStructTypeChildName(type, i);
            fields[i] = Child(NativeMethods.LogicalType.DuckDBStructTypeChildType(type, i), column);
        }

        return new StructReader(names, fields);
    }
}
