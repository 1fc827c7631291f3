using System.Text.Json.Serialization;
using Weir.Ethereum.Verification;

namespace Weir.App.Commands;

/// <summary>What <c>weir verify --json</c> says of a block.</summary>
internal sealed record BlockLine(
    long? Number, string? Hash, string Header, string Transactions, string Receipts, string Bloom, string Withdrawals,
    string? Detail)
{
    [JsonIgnore]
    public bool IsBad => Header == "bad" || Transactions == "bad" || Receipts == "bad" || Bloom == "bad" || Withdrawals == "bad";

    public static BlockLine Of(BlockVerdict verdict) => new(
        verdict.Block.Number, verdict.Block.Hash.ToString(), Name(verdict.Header),
        Name(verdict.Senders == Verdict.Bad ? Verdict.Bad : verdict.Transactions), Name(verdict.Receipts), Name(verdict.Bloom),
        Name(verdict.Withdrawals), verdict.Detail);

    /// <summary>A file that is no block at all.</summary>
    public static BlockLine Unreadable(string detail) => new(null, null, "bad", "unknown", "unknown", "unknown", "unknown", detail);

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Bad => "bad",
        _ => "unknown",
    };
}

/// <summary>What <c>weir verify WAREHOUSE --json</c> says of a table.</summary>
internal sealed record TableLine(string Table, long Rows, string Checksum)
{
    /// <summary>Rows whose key another row has already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Blocks between the first and the last that the ledger lacks.</summary>
    public string? Gaps { get; init; }

    /// <summary>What the rows contradict the ledger in; null when nothing.</summary>
    public string? Detail { get; init; }
}
