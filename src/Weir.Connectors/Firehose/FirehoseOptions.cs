using Weir.Pipeline;

namespace Weir.Connectors.Firehose;

/// <summary>How a Firehose is asked.</summary>
public sealed class FirehoseOptions
{
    /// <summary>The server, http (gRPC in plain text) or https.</summary>
    public required Uri Endpoint { get; set; }

    /// <summary>Sent as <c>authorization: bearer …</c>; never shown. Null for none.</summary>
    public string? Token { get; set; }

    /// <summary>Sent as <c>x-api-key</c>; never shown. Null for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The chain, as the user named it; null where the server is to say it.</summary>
    public long? ChainId { get; set; }

    /// <summary>How long a single question may take; a stream of blocks may wait for the next one as long as it
    /// likes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How failures are repeated; a stream that got further begins to count anew.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Take final blocks alone (<c>final_blocks_only</c>): none of them is ever undone.</summary>
    public bool IsFinalOnly { get; set; }

    /// <summary>The largest message, in bytes: an EXTENDED block may have tens of megabytes.</summary>
    public int MostMessageBytes { get; set; } = 512 << 20;
}
