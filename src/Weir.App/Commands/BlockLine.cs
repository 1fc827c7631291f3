using System.Text.Json.Serialization;
using Weir.Core;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary>What <c>weir verify --json</c> says of a block.</summary>
internal sealed record BlockLine(
    long? Number, string? Hash, string Header, string Transactions, string Receipts, string Bloom, string Withdrawals,
    string? Detail)
{
    /// <summary>The chain; null for a file that is no block.</summary>
    public long? ChainId { get; init; }

    [JsonIgnore]
    public bool IsBad =>
        Header == "bad" || Transactions == "bad" || Receipts == "bad" || Bloom == "bad" || Withdrawals == "bad";

    public static BlockLine Of(BlockVerdict verdict) => new(
        verdict.Block.Number, verdict.Block.Hash.ToString(), Name(verdict.Header),
        Name(verdict.Senders == Verdict.Bad ? Verdict.Bad : verdict.Transactions), Name(verdict.Receipts),
        Name(verdict.Bloom),
        Name(verdict.Withdrawals), verdict.Detail);

    /// <summary>A block of a warehouse.</summary>
    public static BlockLine Of(BlockProof proof) =>
        Of(proof.Verdict) with
        {
            ChainId = proof.ChainId,
            Hash = proof.IsThere ? proof.Verdict.Block.Hash.ToString() : null
        };

    /// <summary>A file that is no block at all.</summary>
    public static BlockLine Unreadable(string detail) =>
        new(null, null, "bad", "unknown", "unknown", "unknown", "unknown", detail);

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Bad => "bad",
        _ => "unknown",
    };
}
