namespace Weir.Risk.Original;

/// <summary>The original's aggregate of a block.</summary>
public sealed record OriginalBlockAggregate(
    long BlockNumber,
    int TransactionCount,
    double TotalEthVolume,
    double AverageGasPriceGwei,
    double MaxGasPriceGwei,
    int DefiTransactionCount,
    int ContractDeploys);
