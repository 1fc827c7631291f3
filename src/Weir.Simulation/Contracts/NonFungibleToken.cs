using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>An ERC-721 collection whose tokens are numbered from 1.</summary>
internal sealed class NonFungibleToken
{
    private readonly List<Address> _owners = [];

    public NonFungibleToken(Address address)
    {
        Address = address;
    }

    public Address Address { get; }

    /// <summary>How many tokens there are.</summary>
    public int Count => _owners.Count;

    /// <summary>Who has a token, 1 to <see cref="Count"/>.</summary>
    public Address OwnerOf(int tokenId) => _owners[tokenId - 1];

    public void Mint(BlockBuilder block, in Address to)
    {
        _owners.Add(to);
        Emit(block, Address.Zero, to, _owners.Count);
    }

    public void Transfer(BlockBuilder block, in Address to, int tokenId)
    {
        Address from = OwnerOf(tokenId);
        _owners[tokenId - 1] = to;
        Emit(block, from, to, tokenId);
    }

    private void Emit(BlockBuilder block, in Address from, in Address to, int tokenId) => block.Log(
        Address,
        [Signatures.Transfer, AbiWriter.Topic(from), AbiWriter.Topic(to), AbiWriter.Topic((UInt256)(ulong)tokenId)],
        block.Data.Clear());
}
