using Weir.Core;

namespace Weir.Detection.Facts;

/// <summary>A pool: a contract's address, or the 32 bytes that Balancer V2 and Uniswap V4 know it by.</summary>
public readonly record struct PoolId
{
    private readonly Hash32 _bytes;
    private readonly int _length;

    /// <param name="bytes">At most 32 bytes.</param>
    public PoolId(ReadOnlySpan<byte> bytes)
    {
        Span<byte> padded = stackalloc byte[Hash32.Length];
        padded.Clear();
        bytes.CopyTo(padded);
        _bytes = new Hash32(padded);
        _length = bytes.Length;
    }

    /// <summary>The bytes as tables have them.</summary>
    public byte[] ToArray() => _bytes.Span[.._length].ToArray();

    /// <summary><c>0x</c> and lower-case digits.</summary>
    public override string ToString() => Hex.Encode(_bytes.Span[.._length]);
}
