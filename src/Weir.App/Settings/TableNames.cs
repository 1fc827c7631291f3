using Weir.Ethereum.Transforms;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.App.Settings;

/// <summary>Tables by the names a user gives.</summary>
internal static class TableNames
{
    /// <summary>What is filled where no table is named.</summary>
    public const string Base = "base";

    private static readonly Dictionary<string, IReadOnlyList<TableSchema>> Groups = new()
    {
        [Base] = Decoders.BaseTables,
        ["all"] = [.. Decoders.Tables, TokenBatch.Table],
    };

    private static readonly TableSchema[] Known = [.. Decoders.Tables, TokenBatch.Table];

    /// <summary>The tables of names and groups, comma-separated.</summary>
    /// <exception cref="ConfigException">A name is not a table's.</exception>
    public static IReadOnlyList<TableSchema> Parse(string text)
    {
        List<TableSchema> tables = [];
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Groups.TryGetValue(name, out IReadOnlyList<TableSchema>? group))
            {
                tables.AddRange(group.Except(tables));
                continue;
            }

            TableSchema table = Known.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new ConfigException(
                    ErrorCodes.BadTable, $"there is no table '{name}'",
                    $"Tables are {string.Join(", ", Known.Select(candidate => candidate.Name))}; "
                    + $"groups are {string.Join(" and ", Groups.Keys)}.");
            if (!tables.Contains(table))
            {
                tables.Add(table);
            }
        }

        // The chain itself is always stored: without it nobody could tell which branch the rows are of.
        return tables.Count > 0
            ? [.. tables.Prepend(BlockBatch.Table).Distinct()]
            : throw new ConfigException(
                ErrorCodes.BadTable, "--tables names no table", "Leave it out for all of them.");
    }
}
