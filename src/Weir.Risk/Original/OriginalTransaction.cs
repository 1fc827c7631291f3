namespace Weir.Risk.Original;

/// <summary>What the original's features read of a transaction.</summary>
/// <param name="BlockNumber">Its block.</param>
/// <param name="GasPriceWei">Gas price.</param>
/// <param name="ValueWei">Value sent.</param>
/// <param name="To">Receiver, null for a contract creation.</param>
/// <param name="Input">Call data in hex with 0x.</param>
public sealed record OriginalTransaction(
    long BlockNumber, double GasPriceWei, double ValueWei, string? To, string Input);
