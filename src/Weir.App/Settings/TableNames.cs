using Weir.Ethereum.Transforms;
using Weir.Core;
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
        ["defi"] = Decoders.DefiTables,
        ["mev"] = Decoders.MevTables,
        ["all"] = [.. Decoders.Tables, TokenBatch.Table],
    };

    private static readonly TableSchema[] Known = [.. Decoders.Tables, TokenBatch.Table];

    // What is only there while a chain is followed.
    private static readonly TableSchema[] Live = [PendingTransactionBatch.Table, MempoolBatch.Table];

    /// <summary>The tables of the names and groups, the table of blocks first.</summary>
    /// <param name="text">Names, separated by commas.</param>
    /// <param name="isLive">Whether a chain is followed: pending transactions can be heard of then.</param>
    /// <exception cref="ConfigException">A name is not a table's or a group's.</exception>
    public static IReadOnlyList<TableSchema> Parse(string text, bool isLive = false)
    {
        List<TableSchema> tables = [];
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            tables.AddRange(Groups.TryGetValue(name, out IReadOnlyList<TableSchema>? group) ? group : [Find(name, isLive)]);
        }

        // The chain itself is always stored: without it nobody could tell which branch the rows are of.
        return tables.Count > 0
            ? [.. tables.Prepend(BlockBatch.Table).Distinct()]
            : throw new ConfigException(
                ErrorCodes.BadTable, "--tables names no table", "Leave it out for the tables of the chain itself.");
    }

    /// <summary>Of the tables of a group those that the source has what they are made from.</summary>
    /// <param name="text">The names that were given.</param>
    /// <param name="tables">The tables that they mean.</param>
    /// <param name="parts">The parts that the source's blocks can have.</param>
    /// <exception cref="ConfigException">A table was named that the source cannot fill.</exception>
    public static IReadOnlyList<TableSchema> Offered(
        string text, IReadOnlyList<TableSchema> tables, ProofGroups parts)
    {
        string[] names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return tables.FirstOrDefault(table => names.Contains(table.Name) && !table.IsMadeFrom(parts)) is { } missing
            ? throw new ConfigException(
                ErrorCodes.BadTable, $"the source has nothing that the table {missing.Name} is made from",
                "Traces come from files with \"traces\", or from a node with trace_block or debug_traceBlockByNumber.")
            : [.. tables.Where(table => table.IsMadeFrom(parts))];
    }

    private static TableSchema Find(string name, bool isLive)
    {
        if (!isLive && Live.Any(table => table.Name == name))
        {
            throw new ConfigException(
                ErrorCodes.BadTable, $"the table {name} is filled while a chain is followed", "Use weir run.");
        }

        TableSchema[] known = isLive ? [.. Known, .. Live] : Known;
        return known.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new ConfigException(
                ErrorCodes.BadTable, $"there is no table '{name}'",
                $"Tables are {string.Join(", ", known.Select(candidate => candidate.Name))}; "
                + $"groups are {string.Join(", ", Groups.Keys)}.");
    }
}
