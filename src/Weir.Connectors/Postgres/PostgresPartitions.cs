using System.Globalization;
using Npgsql;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Postgres;

/// <summary>The partitions of the large tables: one a million blocks, made in the commit that needs it.</summary>
internal sealed class PostgresPartitions
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The partition with a block; <c>transactions_p18</c> has blocks 18,000,000 to 18,999,999.</summary>
    public static string NameOf(TableSchema table, long block) => string.Create(
        CultureInfo.InvariantCulture,
        $"{table.Name}_p{Math.DivRem(block, PostgresTypes.PartitionBlocks, out _)}");

    /// <summary>Makes the partitions that are missing for rows of these blocks.</summary>
    /// <returns>Their names, to be remembered by <see cref="Keep"/> once the transaction is committed.</returns>
    public async Task<IReadOnlyList<string>> EnsureAsync(
        NpgsqlConnection connection, TableSchema table, BlockRange blocks, CancellationToken cancellationToken)
    {
        List<string> ensured = [];
        long last = blocks.To / PostgresTypes.PartitionBlocks;
        for (long part = blocks.From / PostgresTypes.PartitionBlocks; part <= last; part++)
        {
            long first = part * PostgresTypes.PartitionBlocks;
            string name = NameOf(table, first);
            if (_known.Contains(name))
            {
                continue;
            }

            if (ensured.Count == 0)
            {
                await PostgresCatalog.LockAsync(connection, cancellationToken);
            }

            if (!await PostgresCatalog.HasTableAsync(connection, name, cancellationToken))
            {
                await CreateAsync(connection, table, name, first, cancellationToken);
            }

            ensured.Add(name);
        }

        return ensured;
    }

    /// <summary>Remembers partitions that are there for good.</summary>
    public void Keep(IEnumerable<string> names) => _known.UnionWith(names);

    // Attached rather than made as a partition: that would lock out everyone who reads the table.
    private static Task<int> CreateAsync(
        NpgsqlConnection connection, TableSchema table, string name, long first, CancellationToken cancellationToken)
    {
        string parent = PostgresTypes.Quote(table.Name);
        string partition = PostgresTypes.Quote(name);
        return PostgresDatabase.ExecuteAsync(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"CREATE TABLE {partition} (LIKE {parent} INCLUDING ALL); ALTER TABLE {parent} ATTACH PARTITION {partition} FOR VALUES FROM ({first}) TO ({first + PostgresTypes.PartitionBlocks})"),
            cancellationToken);
    }
}
