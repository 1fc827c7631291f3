namespace Weir.Risk.Original;

/// <summary>The original's features of a transaction.</summary>
/// <param name="BlockNumber">Its block.</param>
/// <param name="GasPriceGwei">Gas price.</param>
/// <param name="ValueEth">Value sent.</param>
/// <param name="IsContractDeploy">No receiver.</param>
/// <param name="FunctionSelector">First ten characters of the input.</param>
/// <param name="FunctionName">From its table of five, or "unknown".</param>
/// <param name="IsDefi">Whether the function is known: the original's notion of DeFi.</param>
/// <param name="GasP90Gwei">0.9 quantile (type 7) of the last 100 gas prices, this one included.</param>
/// <param name="IsHighPriority">Gas price above that quantile.</param>
public sealed record OriginalTransactionFeatures(
    long BlockNumber,
    double GasPriceGwei,
    double ValueEth,
    bool IsContractDeploy,
    string FunctionSelector,
    string FunctionName,
    bool IsDefi,
    double GasP90Gwei,
    bool IsHighPriority);
