using DuckDB.NET.Native;
using Weir.Pipeline;

namespace Weir.Connectors.DuckDb.Values;

/// <summary>A list of any length.</summary>
internal class ListReader(ValueReader items) : ValueReader
{
    public override string TypeName => items.TypeName + "[]";

    public override void Use(nint vector)
    {
        base.Use(vector);
        items.Use(NativeMethods.Vectors.DuckDBListVectorGetChild(vector));
    }

    protected override unsafe object? ReadValue(int row)
    {
        DuckDBListEntry entry = ((DuckDBListEntry*)Values)[row];
        object?[] values = new object?[entry.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = items.Read((int)entry.Offset + i);
        }

        return values;
    }
}

/// <summary>A map: a list of its entries.</summary>
internal sealed class MapReader(StructReader entries) : ListReader(entries)
{
    public override string TypeName => $"MAP({entries.Fields[0].TypeName}, {entries.Fields[1].TypeName})";
}

/// <summary>An array of fixed length.</summary>
internal sealed class ArrayReader(ValueReader items, int length) : ValueReader
{
    public override string TypeName => $"{items.TypeName}[{length}]";

    public override void Use(nint vector)
    {
        base.Use(vector);
        items.Use(NativeMethods.Vectors.DuckDBArrayVectorGetChild(vector));
    }

    protected override object? ReadValue(int row)
    {
        object?[] values = new object?[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = items.Read((row * length) + i);
        }

        return values;
    }
}

/// <summary>A struct: its fields by name.</summary>
internal sealed class StructReader(string[] names, ValueReader[] fields) : ValueReader
{
    public IReadOnlyList<ValueReader> Fields => fields;

    public override string TypeName =>
        $"STRUCT({string.Join(", ", names.Zip(fields, (name, part) => $"{DuckDbTypes.Quote(name)} {part.TypeName}"))})";

    public override void Use(nint vector)
    {
        base.Use(vector);
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i].Use(NativeMethods.Vectors.DuckDBStructVectorGetChild(vector, i));
        }
    }

    protected override object? ReadValue(int row)
    {
        object?[] values = new object?[fields.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = fields[i].Read(row);
        }

        return new StructValue(names, values);
    }
}
