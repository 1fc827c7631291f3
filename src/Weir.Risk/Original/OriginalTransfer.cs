namespace Weir.Risk.Original;

/// <summary>A decoded transfer as the original's aggregate reads it.</summary>
/// <param name="UnixSeconds">Time of its block.</param>
/// <param name="Contract">Token contract.</param>
/// <param name="IsErc20">ERC-20, else ERC-721.</param>
/// <param name="AmountRaw">Amount in the token's smallest unit.</param>
public sealed record OriginalTransfer(long UnixSeconds, string Contract, bool IsErc20, double AmountRaw);
