namespace Weir.Simulation.Chain;

/// <summary>The gas that a transaction pays before it does anything (Yellow Paper, section 6.2).</summary>
internal static class IntrinsicGas
{
    private const ulong Transaction = 21_000;

    /// <summary>EIP-2028 (calldata), EIP-3860 (init code), EIP-2930 (access list), EIP-7702 (authorizations).</summary>
    public static ulong Of(
        ReadOnlySpan<byte> input, bool creates, int accessAddresses, int accessKeys, int authorizations)
    {
        ulong zeros = (ulong)input.Count((byte)0);
        ulong gas = Transaction + (4 * zeros) + (16 * ((ulong)input.Length - zeros));
        gas += creates ? 32_000 + (2 * (((ulong)input.Length + 31) / 32)) : 0;
        gas += (2_400UL * (ulong)accessAddresses) + (1_900UL * (ulong)accessKeys);
        return gas + (25_000UL * (ulong)authorizations);
    }

    /// <summary>EIP-7623: calldata costs at least this.</summary>
    public static ulong Floor(ReadOnlySpan<byte> input)
    {
        ulong zeros = (ulong)input.Count((byte)0);
        return Transaction + (10 * (zeros + (4 * ((ulong)input.Length - zeros))));
    }
}
