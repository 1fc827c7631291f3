using System.Buffers.Binary;
using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>
/// A contract that is known to deploy pools with CREATE2 (EIP-1014): a pool's address is the hash of it, of the pool's
/// tokens, and of the code. The code's hash alone proves nothing, since anyone may deploy a factory.
/// </summary>
internal sealed class Deployer
{
    private const int SaltStart = 21;
    private const int HashStart = 53;
    private const int Length = 85;

    private readonly byte[] _message = new byte[Length];
    private readonly long? _chainId;

    /// <param name="address">What calls CREATE2.</param>
    /// <param name="initCodeHash">Keccak-256 of the code that makes a pool.</param>
    /// <param name="project">Whose pools they are.</param>
    /// <param name="chainId">Its chain.</param>
    /// <param name="factory">The factory, where it lets another contract deploy.</param>
    /// <param name="fees">The fees of its pools in parts per million, each with its tick spacing; none where the fee
    /// is not part of the salt.</param>
    /// <param name="feePpm">The one fee of all its pools.</param>
    public Deployer(
        string address, string initCodeHash, Project project, long? chainId = 1, string? factory = null,
        IReadOnlyList<(int FeePpm, int TickSpacing)>? fees = null, int? feePpm = null)
    {
        Address = Address.Parse(address);
        Factory = factory is null ? Address : Address.Parse(factory);
        Project = project;
        Fees = fees ?? [];
        FeePpm = feePpm;
        _chainId = chainId;
        InitCodeHash = Hash32.Parse(initCodeHash);
        _message[0] = 0xff;
        Address.Span.CopyTo(_message.AsSpan(1));
        InitCodeHash.Span.CopyTo(_message.AsSpan(HashStart));
    }

    public Address Address { get; }

    public Address Factory { get; }

    public Hash32 InitCodeHash { get; }

    public Project Project { get; }

    public IReadOnlyList<(int FeePpm, int TickSpacing)> Fees { get; }

    public int? FeePpm { get; }

    public long? ChainId => _chainId;

    public bool IsOn(long chainId) => _chainId is null || _chainId == chainId;

    /// <summary>The salt of a pool without a fee of its own: keccak256(abi.encodePacked(token0, token1)).</summary>
    public static Hash32 PackedSalt(in Address token0, in Address token1)
    {
        Span<byte> tokens = stackalloc byte[2 * Address.Length];
        token0.Span.CopyTo(tokens);
        token1.Span.CopyTo(tokens[Address.Length..]);
        return Keccak.Hash(tokens);
    }

    /// <summary>The salt of a pool with a fee: keccak256(abi.encode(token0, token1, fee)).</summary>
    public static Hash32 FeeSalt(in Address token0, in Address token1, int feePpm)
    {
        Span<byte> words = stackalloc byte[3 * Hash32.Length];
        words.Clear();
        token0.Span.CopyTo(words[12..]);
        token1.Span.CopyTo(words[(Hash32.Length + 12)..]);
        BinaryPrimitives.WriteInt32BigEndian(words[^4..], feePpm);
        return Keccak.Hash(words);
    }

    /// <summary>Whether the contract is at the address that the salt gives.</summary>
    public bool Made(in Address pool, in Hash32 salt)
    {
        Span<byte> message = stackalloc byte[Length];
        _message.CopyTo(message);
        salt.Span.CopyTo(message[SaltStart..]);
        return Keccak.Hash(message).Span[12..].SequenceEqual(pool.Span);
    }
}
