using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>An ERC-1155 contract with a few kinds of tokens, numbered from 0.</summary>
internal sealed class MultiToken
{
    /// <summary>How many kinds there are.</summary>
    public const int Kinds = 8;

    private readonly Dictionary<(Address Holder, int Id), UInt256> _balances = [];

    public MultiToken(Address address)
    {
        Address = address;
    }

    public Address Address { get; }

    public UInt256 BalanceOf(in Address holder, int id) => _balances.GetValueOrDefault((holder, id));

    public void Mint(BlockBuilder block, in Address minter, in Address to, int id, UInt256 amountRaw)
    {
        _balances[(to, id)] = BalanceOf(to, id) + amountRaw;
        EmitSingle(block, minter, Address.Zero, to, id, amountRaw);
    }

    public void Transfer(BlockBuilder block, in Address from, in Address to, int id, UInt256 amountRaw)
    {
        Move(from, to, id, amountRaw);
        EmitSingle(block, from, from, to, id, amountRaw);
    }

    public void TransferBatch(
        BlockBuilder block, in Address from, in Address to, ReadOnlySpan<UInt256> ids, ReadOnlySpan<UInt256> amountsRaw)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            Move(from, to, (int)(long)ids[i], amountsRaw[i]);
        }

        ulong second = 64 + 32 + (32 * (ulong)ids.Length);
        block.Log(
            Address,
            [Signatures.TransferBatch, AbiWriter.Topic(from), AbiWriter.Topic(from), AbiWriter.Topic(to)],
            block.Data.Clear().Word(64).Word(second).Array(ids).Array(amountsRaw));
    }

    private void Move(in Address from, in Address to, int id, UInt256 amountRaw)
    {
        _balances[(from, id)] = BalanceOf(from, id) - amountRaw;
        _balances[(to, id)] = BalanceOf(to, id) + amountRaw;
    }

    private void EmitSingle(
        BlockBuilder block, in Address caller, in Address from, in Address to, int id, UInt256 amountRaw) => block.Log(
        Address,
        [Signatures.TransferSingle, AbiWriter.Topic(caller), AbiWriter.Topic(from), AbiWriter.Topic(to)],
        block.Data.Clear().Word((ulong)id).Word(amountRaw));
}
