namespace Weir.Simulation.FakeNodes;

/// <summary>
/// Faults that strike one after the other: each at a request of its number, counted from the first. Equal seeds make
/// equal schedules, and a part of a schedule is one too.
/// </summary>
public sealed class FaultSchedule
{
    private readonly Dictionary<long, FakeNodeFault> _faults;
    private long _requests;

    /// <param name="faults">What strikes at which request; of two at one the last counts.</param>
    public FaultSchedule(IEnumerable<(long Request, FakeNodeFault Fault)> faults)
    {
        _faults = [];
        foreach ((long request, FakeNodeFault fault) in faults)
        {
            _faults[request] = fault;
        }
    }

    /// <summary>How many requests came.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>A fault of any kind.</summary>
    public static FakeNodeFault Draw(SeededRandom random) => random.Below(15) switch
    {
        0 => FakeNodeFault.Status(429),
        1 => FakeNodeFault.Status(429, TimeSpan.Zero),
        2 => FakeNodeFault.Status(500),
        3 => FakeNodeFault.Status(502),
        4 => FakeNodeFault.Cut(),
        5 => FakeNodeFault.MalformedJson(),
        6 => FakeNodeFault.Html(),
        7 => FakeNodeFault.ReversedBatch(),
        8 => FakeNodeFault.MissingAnswer(),
        9 => FakeNodeFault.WrongIds(),
        10 => FakeNodeFault.Delay(TimeSpan.FromMilliseconds(random.Between(1, 20))),
        11 => FakeNodeFault.NullResult(AnyMethod(random)),
        12 => FakeNodeFault.Error(-32000, "header not found"),
        13 => FakeNodeFault.Error(-32005, "limit exceeded"),
        _ => AnyLie(random),
    };

    /// <summary>The fault of the next request, or null.</summary>
    internal FaultScript? Next()
    {
        long request = Interlocked.Increment(ref _requests);
        return _faults.TryGetValue(request, out FakeNodeFault? fault)
            ? new FaultScript(fault with { Times = 1 })
            : null;
    }

    private static string AnyMethod(SeededRandom random) =>
        random.Below(2) == 0 ? "eth_getBlockByNumber" : "eth_getBlockReceipts";

    // Fields that every block or receipt of a simulated chain has.
    private static FakeNodeFault AnyLie(SeededRandom random)
    {
        string hash = $"\"{random.NextHash()}\"";
        (string Path, string? Value)[] lies =
        [
            ("hash", hash), ("parentHash", hash), ("stateRoot", hash), ("transactionsRoot", hash),
            ("receiptsRoot", hash), ("gasUsed", "\"0x1\""), ("timestamp", "\"0x1\""), ("miner", null),
            ("extraData", "\"0x00\""), ("withdrawalsRoot", hash), ("baseFeePerGas", "\"0x1\""),
        ];
        (string path, string? value) = lies[random.Below(lies.Length)];
        return FakeNodeFault.Lie("eth_getBlockByNumber", path, value);
    }
}
