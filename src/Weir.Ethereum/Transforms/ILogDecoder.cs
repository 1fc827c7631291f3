using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Transforms;

/// <summary>
/// Turns event logs of a protocol into rows. Each log is handed only to the decoders that asked for its first topic.
/// </summary>
public interface ILogDecoder
{
    /// <summary>The tables it writes; the first names it in the quarantine.</summary>
    IReadOnlyList<TableSchema> Outputs { get; }

    /// <summary>The events it reads.</summary>
    IReadOnlyList<LogSelector> Selectors { get; }

    /// <summary>Called before the logs of an update: where the rows go.</summary>
    void Begin(BatchSet output);

    /// <summary>Adds the rows of one log.</summary>
    /// <returns>Null where the log became rows, or is not this protocol's after all; else why it is
    /// malformed.</returns>
    string? Decode(in LogRow log);

    /// <summary>Called after the last log of each block: for rows that need to have seen all of them.</summary>
    void EndBlock(Block block, in BlockStamp stamp)
    {
    }
}

/// <summary>An event that a decoder reads.</summary>
/// <param name="Topic0">Keccak-256 of the event's signature.</param>
/// <param name="Addresses">The contracts whose logs count; every contract's when null.</param>
public readonly record struct LogSelector(Hash32 Topic0, IReadOnlyCollection<Address>? Addresses = null);
