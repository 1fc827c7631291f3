using Weir.Core;

namespace Weir.Ethereum.Transforms;

/// <summary>On-chain integers as doubles, without a big number where 128 bits are enough.</summary>
internal static class Doubles
{
    /// <summary>The nearest double.</summary>
    public static double Of(in UInt256 value) => value.BitLength <= 128 ? (double)(UInt128)value : (double)value;
}
