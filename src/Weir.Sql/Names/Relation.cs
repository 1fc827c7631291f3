using Weir.Sql.Ast;
using Weir.Sql.Generation;

namespace Weir.Sql.Names;

/// <summary>A column that a table or a query gives.</summary>
/// <param name="Name">As it was defined; null where the source makes a name up.</param>
/// <param name="Group">The kind of its values; null where all are NULL, which is of any kind.</param>
internal readonly record struct OutputColumn(Identifier? Name, TypeGroup? Group)
{
    /// <summary>Whether it is a column of the schema, not what a query made of one.</summary>
    public bool OfTable { get; init; }

    /// <summary>Whether its name is that of the schema's column, which was made without quotes.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether its values are addresses, hashes or other hexadecimal digits in lower case.</summary>
    public bool IsHex { get; init; }
}

/// <summary>What a table or a query gives: its columns in their order.</summary>
/// <param name="columns">The columns that are known.</param>
/// <param name="listed">Whether there are no others.</param>
internal sealed class Relation(OutputColumn[] columns, bool listed)
{
    private Dictionary<string, int>? _byName;
    private bool _hasTwins;

    public static Relation Unknown { get; } = new([], false);

    public OutputColumn[] Columns => columns;

    /// <summary>Whether all columns are known, and all by their names.</summary>
    public bool IsComplete { get; } = listed && Array.TrueForAll(columns, column => column.Name is not null);

    /// <summary>The names of all columns, where they are known.</summary>
    public Identifier[]? Names => IsComplete ? Array.ConvertAll(columns, column => column.Name!) : null;

    /// <summary>The column of this name, the last of several.</summary>
    public OutputColumn? Find(Identifier name, NameFolding folding)
    {
        if (_byName is null)
        {
            _byName = new(columns.Length, StringComparer.OrdinalIgnoreCase);
            for (int index = 0; index < columns.Length; index++)
            {
                if (columns[index].Name is { } own)
                {
                    _hasTwins |= !_byName.TryAdd(own.Name, index);
                    _byName[own.Name] = index;
                }
            }
        }
        if (!_byName.TryGetValue(name.Name, out int found))
        {
            return null;
        }
        if (_hasTwins && folding != NameFolding.None)
        {
            found = Array.FindLastIndex(columns, column => column.Name is { } own && folding.AreOne(name, own));
        }
        return found >= 0 && IsNamed(columns[found], name, folding) ? columns[found] : null;
    }

    /// <summary>Whether another column's name differs from this one by its case alone.</summary>
    public bool HasRival(Identifier name, NameFolding folding) => _hasTwins && Array.Exists(columns, column =>
        column.Name is { } other && other.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase)
        && !folding.AreOne(other, name));

    /// <summary>A schema's names stand without quotes, but may be quoted as they are.</summary>
    private static bool IsNamed(OutputColumn column, Identifier name, NameFolding folding) =>
        folding.AreOne(name, column.Name!) || column.IsStored && column.Name!.Name == name.Name;

    /// <summary>The columns under the names of <c>AS t(a, b)</c>.</summary>
    /// <param name="names">New names of the first columns.</param>
    /// <param name="whole">Whether there are no more columns than names where nothing else is known.</param>
    public Relation Renamed(Identifier[] names, bool whole)
    {
        if (names.Length == 0)
        {
            return this;
        }
        OutputColumn[] renamed = new OutputColumn[listed ? Math.Max(columns.Length, names.Length) : names.Length];
        for (int index = 0; index < renamed.Length; index++)
        {
            OutputColumn column = listed && index < columns.Length ? columns[index]
                : new OutputColumn(null, TypeGroup.Unknown);
            renamed[index] = index >= names.Length ? column
                : column with { Name = names[index], OfTable = false, IsStored = false };
        }
        return new Relation(renamed, listed || whole);
    }

    /// <summary>Rows of one query above those of another.</summary>
    public Relation Above(Relation below)
    {
        bool known = listed && below.HasAsMany(columns.Length);
        return this == Unknown ? this : new Relation([.. columns.Select((column, index) => column with
        {
            Group = known ? TypeInference.Common(column.Group, below.Columns[index].Group) : TypeGroup.Unknown,
            IsHex = known && column.IsHex && below.Columns[index].IsHex
        })], listed);
    }

    private bool HasAsMany(int count) => listed && columns.Length == count;

    /// <summary>The columns of Snowflake's FLATTEN.</summary>
    // https://docs.snowflake.com/en/sql-reference/functions/flatten#output
    public static Relation OfFlatten(TypeGroup input) => new(
        [
            Made("seq", TypeGroup.Integer), Made("key", TypeGroup.Text), Made("path", TypeGroup.Text),
            Made("index", TypeGroup.Integer), Made("value", input == TypeGroup.Json ? input : TypeGroup.Unknown),
            Made("this", input),
        ], true);

    private static OutputColumn Made(string name, TypeGroup group) => new(Identifier.Plain(name), group);
}
