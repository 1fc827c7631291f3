using Weir.Core;

namespace Weir.Ethereum.Blocks;

/// <summary>A validator withdrawal (EIP-4895).</summary>
/// <param name="AmountGwei">Gwei, not wei.</param>
public readonly record struct Withdrawal(ulong Index, ulong ValidatorIndex, Address Address, ulong AmountGwei);
