using Weir.Sql.Ast;
using Weir.Sql.Names;

namespace Weir.Sql.Generation;

/// <summary>
/// Names in quotes whose case counts at the target: spelled as the table, column or alias that they stand for, which
/// the source may find in another case. What nothing is known of stays as it is written.
/// </summary>
internal partial class Generator
{
    private readonly NameFolding _folding;
    private readonly bool _quotes;
    private readonly bool _respells;

    private Column Spelled(Column column)
    {
        if (_quotes && _folding == NameFolding.None && Types.Names.HasRival(column))
        {
            Refuse(column, $"two columns that differ by case alone, as {column.Last.Name}",
                "give one of them another name");
        }
        if (!_respells)
        {
            return column;
        }
        if (Types.Names.Locate(column) is not { } place)
        {
            return column.Parts is [var name] && Types.Names.AliasOf(name) is { } alias
                ? column with { Parts = [Spelled(name, alias, stored: false)] } : column;
        }
        Identifier[] parts = [.. column.Parts];
        parts[^1] = Spelled(parts[^1], place.Column.Name, place.Column.IsStored);
        if (parts.Length > 1)
        {
            parts[^2] = Spelled(parts[^2], place.Table.Name, place.Table.IsStored);
        }
        return column with { Parts = parts };
    }

    private TableName Spelled(TableName table)
    {
        if (!_respells || table.Parts[^1] is not Identifier own || Types.Names.Definition(table) is not { } definition)
        {
            return table;
        }
        return table with { Parts = [.. table.Parts[..^1], Spelled(own, definition.Name, definition.IsStored)] };
    }

    private Insert Spelled(Insert insert)
    {
        if (!_respells || insert.Table[^1] is not Identifier)
        {
            return insert;
        }
        TableName table = new(insert.Table);
        Types.Names.Push(new Select([]) { From = new FromClause(table, []) });
        Expression[] columns =
            Array.ConvertAll(insert.Columns, item => item is Column column ? Spelled(column) : item);
        Types.Names.Pop();
        return insert with { Table = Spelled(table).Parts, Columns = columns };
    }

    private Star Spelled(Star star)
    {
        if (!_respells || star.Qualifier.Length == 0 || Types.Names.SourceOf(star.Qualifier[^1]) is not { } source)
        {
            return star;
        }
        Identifier table = Spelled(star.Qualifier[^1], source.Name, source.IsStored);
        return star with { Qualifier = [.. star.Qualifier[..^1], table] };
    }

    /// <param name="name">As it is written.</param>
    /// <param name="definition">What it stands for.</param>
    /// <param name="stored">Whether that is of the schema, whose names were made without quotes.</param>
    private Identifier Spelled(Identifier name, Identifier? definition, bool stored)
    {
        if (definition is null || !(name.Quoted || definition.Quoted))
        {
            return name;
        }
        if (!stored)
        {
            return definition with { Position = name.Position };
        }
        string own = definition.Name;
        if (!NameFolding.Lower.Keeps(own) && !NameFolding.Upper.Keeps(own))
        {
            return name;
        }
        bool quotes = NeedsQuotes(own) || !IsPlainName(own) || (_folding == NameFolding.Upper
            && Dialects.ReservedWords.OfSnowflakeInQuotes.Contains(own.ToLowerInvariant()));
        return quotes ? new Identifier(_folding.Fold(own), true) : Identifier.Plain(own);
    }
}
