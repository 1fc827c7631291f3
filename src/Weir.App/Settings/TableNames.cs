using Weir.Ethereum.Transforms;
using Weir.Core.Errors;
using Weir.Core.Tables;

namespace Weir.App.Settings;

/// <summary>Tables by the names a user gives.</summary>
internal static class TableNames
{
    /// <exception cref="ConfigException">A name is not a table's.</exception>
    public static IReadOnlyList<TableSchema> Parse(string text)
    {
        if (text == "all")
        {
            return Decoders.Tables;
        }

        List<TableSchema> tables = [];
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            TableSchema table = Decoders.Tables.FirstOrDefault(candidate => candidate.Name == name)
                ?? throw new ConfigException(
                    ErrorCodes.BadTable, $"there is no table '{name}'",
                    $"Tables are {string.Join(", ", Decoders.Tables.Select(candidate => candidate.Name))}.");
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
