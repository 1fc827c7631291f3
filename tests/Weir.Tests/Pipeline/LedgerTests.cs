using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Tests.Pipeline;

public sealed class LedgerTests
{
    private const ProofGroups Some = ProofGroups.Header;
    private const ProofGroups More = ProofGroups.Header | ProofGroups.Receipts;

    [Fact]
    public void Ranges_join_cut_and_split()
    {
        Ledger ledger = new(1, []);
        ledger.Add("logs", new(10, 19), More);
        ledger.Add("logs", new(20, 29), More);
        Assert.Equal([new(1, "logs", new(10, 29), More)], ledger.Lines);
        ledger.Add("logs", new(15, 16), Some);
        Assert.Equal(
            [new(1, "logs", new(10, 14), More), new(1, "logs", new(15, 16), Some), new(1, "logs", new(17, 29), More)],
            ledger.Lines);
        ledger.Add("logs", new(15, 16), More);
        Assert.Equal([new(1, "logs", new(10, 29), More)], ledger.Lines);
        ledger.Remove("logs", new(29, 40));
        ledger.Remove("logs", new(12, 12));
        Assert.Equal([new(1, "logs", new(10, 11), More), new(1, "logs", new(13, 28), More)], ledger.Lines);
    }

    [Fact]
    public void Only_the_difference_is_written()
    {
        LedgerLine logs = new(1, "logs", new(1, 9), More);
        LedgerLine blocks = new(1, "blocks", new(1, 9), More);
        Ledger ledger = new(1, [logs, blocks]);
        Assert.Empty(ledger.Added);
        Assert.Empty(ledger.Removed);
        ledger.Add("logs", new(10, 12), More);
        Assert.Equal([logs], ledger.Removed);
        Assert.Equal([new(1, "logs", new(1, 12), More)], ledger.Added);
    }

    [Fact]
    public void Whole_is_what_every_table_of_the_ledger_has_with_the_asked_proof()
    {
        Ledger ledger = new(1, []);
        ledger.Add("blocks", new(1, 100), More);
        ledger.Add("logs", new(10, 50), More);
        ledger.Add("logs", new(51, 60), Some);
        TableSchema[] tables = [BlockBatch.Table, LogBatch.Table, QuarantineBatch.Table];
        Assert.Equal([new(10, 60)], ledger.Whole(tables, Some).Ranges);
        Assert.Equal([new(10, 50)], ledger.Whole(tables, More).Ranges);
        Assert.Empty(ledger.Whole([.. tables, WithdrawalBatch.Table], Some).Ranges);
    }

    [Fact]
    public void It_agrees_with_a_block_by_block_account()
    {
        Random random = new(4);
        for (int round = 0; round < 300; round++)
        {
            Ledger ledger = new(1, []);
            ProofGroups?[] account = new ProofGroups?[40];
            for (int step = 0; step < 12; step++)
            {
                long from = random.Next(account.Length);
                long to = Math.Min(account.Length - 1, from + random.Next(10));
                ProofGroups? proven = random.Next(3) switch { 0 => null, 1 => Some, _ => More };
                Array.Fill(account, proven, (int)from, (int)(to - from + 1));
                if (proven is ProofGroups groups)
                {
                    ledger.Add("logs", new(from, to), groups);
                }
                else
                {
                    ledger.Remove("logs", new(from, to));
                }
            }

            ProofGroups?[] seen = new ProofGroups?[account.Length];
            LedgerLine? before = null;
            foreach (LedgerLine line in ledger.Lines)
            {
                Array.Fill(seen, line.Proven, (int)line.Blocks.From, (int)line.Blocks.Count);
                Assert.True(before is null || before.Blocks.To < line.Blocks.From, "ranges overlap");
                Assert.False(before?.Blocks.To + 1 == line.Blocks.From && before?.Proven == line.Proven,
                    "neighbours are not merged");
                before = line;
            }

            Assert.Equal(account, seen);
        }
    }
}
