using Weir.Core;
using Weir.Simulation.Chain;

namespace Weir.Simulation.Contracts;

/// <summary>
/// Ether as an ERC-20 token, as WETH9 has it: wrapping emits Deposit and Withdrawal, and no Transfer.
/// </summary>
internal sealed class WrappedEther : FungibleToken
{
    public WrappedEther(Address address)
        : base(address, 18)
    {
    }

    public void Deposit(BlockBuilder block, in Address to, UInt256 amountWei)
    {
        Create(to, amountWei);
        block.Log(Address, [Signatures.Deposit, AbiWriter.Topic(to)], block.Data.Clear().Word(amountWei));
    }

    public void Withdraw(BlockBuilder block, in Address from, UInt256 amountWei)
    {
        Destroy(from, amountWei);
        block.Log(Address, [Signatures.Withdrawal, AbiWriter.Topic(from)], block.Data.Clear().Word(amountWei));
    }
}
