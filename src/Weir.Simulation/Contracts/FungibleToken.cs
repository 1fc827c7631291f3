using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>An ERC-20 token: balances, and the events that change them.</summary>
internal class FungibleToken
{
    private readonly Dictionary<Address, UInt256> _balances = [];

    /// <param name="decimals">How many digits of an amount stand behind the point.</param>
    public FungibleToken(Address address, int decimals)
    {
        Address = address;
        Unit = UInt256.One;
        for (int i = 0; i < decimals; i++)
        {
            Unit *= 10;
        }
    }

    public Address Address { get; }

    /// <summary>One whole token, in raw units.</summary>
    public UInt256 Unit { get; }

    public UInt256 SupplyRaw { get; private set; }

    public UInt256 BalanceOf(in Address holder) => _balances.GetValueOrDefault(holder);

    /// <summary>Moves an amount and emits Transfer.</summary>
    public void Transfer(BlockBuilder block, in Address from, in Address to, UInt256 amountRaw)
    {
        Debit(from, amountRaw);
        Credit(to, amountRaw);
        Emit(block, from, to, amountRaw);
    }

    /// <summary>Makes an amount out of nothing: a Transfer from the zero address.</summary>
    public void Mint(BlockBuilder block, in Address to, UInt256 amountRaw)
    {
        Credit(to, amountRaw);
        SupplyRaw += amountRaw;
        Emit(block, Address.Zero, to, amountRaw);
    }

    /// <summary>Emits Approval; who may spend is not kept, since every simulated spender is approved.</summary>
    public void Approve(BlockBuilder block, in Address owner, in Address spender, UInt256 amountRaw) => block.Log(
        Address, [Signatures.Approval, AbiWriter.Topic(owner), AbiWriter.Topic(spender)],
        block.Data.Clear().Word(amountRaw));

    /// <summary>Wraps: credits without a Transfer event.</summary>
    protected void Create(in Address to, UInt256 amountRaw)
    {
        Credit(to, amountRaw);
        SupplyRaw += amountRaw;
    }

    /// <summary>Unwraps: debits without a Transfer event.</summary>
    protected void Destroy(in Address from, UInt256 amountRaw)
    {
        Debit(from, amountRaw);
        SupplyRaw -= amountRaw;
    }

    private void Emit(BlockBuilder block, in Address from, in Address to, UInt256 amountRaw) => block.Log(
        Address, [Signatures.Transfer, AbiWriter.Topic(from), AbiWriter.Topic(to)], block.Data.Clear().Word(amountRaw));

    private void Credit(in Address to, UInt256 amountRaw) => _balances[to] = BalanceOf(to) + amountRaw;

    private void Debit(in Address from, UInt256 amountRaw) => _balances[from] = BalanceOf(from) - amountRaw;
}
