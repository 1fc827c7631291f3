using System.Text;
using System.Text.Json;
using Weir.Connectors.Firehose.Wire;
using Weir.Ethereum.Json;
using Weir.Simulation.FakeNodes;

namespace Weir.Tests.Connectors.Firehose;

/// <summary>The chain behind a test's Firehose: what it serves now, and every block that it ever served.</summary>
internal sealed class FirehoseChain
{
    private readonly Lock _lock = new();
    private readonly List<Block> _blocks = [];
    private readonly Dictionary<string, Block> _ever = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Blocks that follow each other.</summary>
    public FirehoseChain(IEnumerable<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            Put(block);
        }
    }

    /// <summary>The blocks of a chain that lives, followed from now on.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="isBase">Whether its blocks are BASE.</param>
    public FirehoseChain(IFakeChain chain, bool isBase = false)
        : this(Enumerable.Range(0, (int)chain.Head + 1).Select(number => Read(chain.Find(number)!, isBase))) =>
        chain.Subscribe(block => Put(Read(block, isBase)));

    /// <summary>How many of the newest blocks are not final.</summary>
    public int Unfinal { get; init; } = 12;

    public Block Head
    {
        get
        {
            lock (_lock)
            {
                return _blocks[^1];
            }
        }
    }

    public long Final => Math.Max((long)_blocks[0].Number, (long)Head.Number - Unfinal);

    /// <summary>Ends when the chain is another than now.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    public Block First => _blocks[0];

    public Block? Find(ulong number)
    {
        lock (_lock)
        {
            return _blocks.Find(block => block.Number == number);
        }
    }

    /// <summary>The block of a cursor, on the chain or not; null where there never was one.</summary>
    public Block? FindEver(string cursor) => _ever.GetValueOrDefault(cursor);

    public static string Cursor(Block block, ForkStep step) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{step}:{Convert.ToHexStringLower(block.Hash.Span)}"));

    /// <summary>Whether the block is on the chain.</summary>
    public bool Has(Block block) => Find(block.Number)?.Hash == block.Hash;

    /// <summary>The block after a number, in the order served: numbers may be missing.</summary>
    public Block? After(long number)
    {
        lock (_lock)
        {
            return _blocks.Find(block => (long)block.Number > number);
        }
    }

    /// <summary>Puts a block on the chain, in place of those with its number and above.</summary>
    public void Put(Block block)
    {
        lock (_lock)
        {
            _blocks.RemoveAll(other => other.Number >= block.Number);
            _blocks.Add(block);
            _ever[Cursor(block, ForkStep.StepNew)] = block;
            _ever[Cursor(block, ForkStep.StepFinal)] = block;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static Block Read(FakeBlock from, bool isBase)
    {
        Weir.Ethereum.Blocks.Block block = new();
        Utf8JsonReader json = new(from.Json.Span);
        json.Read();
        new BlockJson().Read(ref json, block);
        Utf8JsonReader receipts = new(from.ReceiptsJson!.Value.Span);
        receipts.Read();
        ReceiptJson.ReadAll(ref receipts, block);
        return WireWriter.Write(block, isBase);
    }
}
