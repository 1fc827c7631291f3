using System.Numerics;
using Weir.Core;

namespace Weir.Detection.Facts;

/// <summary>A transaction, as far as inspectors ask for it.</summary>
public sealed class TransactionFact
{
    /// <summary>Its place in the block.</summary>
    public required long Index { get; init; }

    public required Hash32 Hash { get; init; }

    /// <summary>Who signed it; null where nobody says.</summary>
    public Address? From { get; init; }

    /// <summary>What it called; null where it created a contract or nobody says.</summary>
    public Address? To { get; init; }

    /// <summary>The coin that it sent along, wei.</summary>
    public BigInteger ValueWei { get; init; }

    /// <summary>Gas used times what a unit cost, wei; null where nobody says.</summary>
    public BigInteger? GasCostWei { get; init; }

    /// <summary>What it paid to the block's builder beside gas, wei; null where no traces came.</summary>
    public BigInteger? BuilderPaymentWei { get; init; }

    /// <summary>The first four bytes of its input, as a number; null where there are none.</summary>
    public uint? MethodId { get; init; }
}
