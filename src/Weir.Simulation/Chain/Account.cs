using System.Globalization;
using System.Text;
using Org.BouncyCastle.Math;
using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Simulation.Chain;

/// <summary>
/// An account that signs. Its key is the Keccak-256 of <c>weir account N</c>: anyone can compute it, so never send it
/// anything on a real chain.
/// </summary>
internal sealed class Account
{
    private Account(BigInteger key, Address address)
    {
        Key = key;
        Address = address;
    }

    public BigInteger Key { get; }

    public Address Address { get; }

    /// <summary>The nonce of its next transaction.</summary>
    public ulong Nonce { get; set; }

    public UInt256 BalanceWei { get; set; } = UInt256.Parse("100000000000000000000000");

    /// <summary>The account of a number, as it is before block 0.</summary>
    public static Account Create(int number)
    {
        byte[] name = Encoding.ASCII.GetBytes("weir account " + number.ToString(CultureInfo.InvariantCulture));
        BigInteger key = new BigInteger(1, Keccak.Hash(name).Span).Mod(TransactionSigner.Curve.N);
        byte[] point = TransactionSigner.Curve.G.Multiply(key).Normalize().GetEncoded(false);
        return new Account(key, new Address(Keccak.Hash(point.AsSpan(1)).Span[12..]));
    }
}
