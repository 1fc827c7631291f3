using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Sandwiches;

/// <summary>
/// Who stands behind a swap: its sender, and the contracts that acted for it, unless they serve everybody.
/// </summary>
public sealed class Searchers
{
    private readonly Dictionary<Address, HashSet<Address>> _senders = [];
    private readonly IReadOnlySet<Address> _shared;
    private readonly HashSet<Address> _pools;

    /// <param name="block">The block: who else calls a contract in it, does not own it.</param>
    public Searchers(BlockFacts block)
    {
        _shared = block.SharedContracts;
        _pools = [.. block.Swaps.Select(swap => swap.Contract)];
        foreach (TransactionFact transaction in block.Transactions.Values)
        {
            Note(transaction.To, transaction.From);
        }

        foreach (Swap swap in block.Swaps)
        {
            Note(swap.Transaction.To, swap.Transaction.From);
            Note(swap.Caller, swap.Transaction.From);
            Note(swap.Payer, swap.Transaction.From);
            Note(swap.Taker, swap.Transaction.From);
        }
    }

    /// <summary>Whether two swaps are of one searcher, and by what.</summary>
    /// <returns>The sender or contract that both have; null where they have none in common.</returns>
    public Address? Common(Swap one, Swap other)
    {
        if (one.Transaction.From is { } sender && sender == other.Transaction.From)
        {
            return sender;
        }

        foreach (Address contract in Contracts(one))
        {
            if (Contracts(other).Contains(contract) && IsOwn(contract, one.Transaction.From, other.Transaction.From))
            {
                return contract;
            }
        }

        return null;
    }

    /// <summary>The contract that acted for a swap's sender, where it is nobody else's.</summary>
    public Address? ContractOf(Swap swap)
    {
        foreach (Address contract in Contracts(swap))
        {
            if (contract != swap.Transaction.From && IsOwn(contract, swap.Transaction.From, null))
            {
                return contract;
            }
        }

        return null;
    }

    private static IEnumerable<Address> Contracts(Swap swap)
    {
        Address?[] all = [swap.Transaction.To, swap.Caller, swap.Payer, swap.Taker];
        return all.OfType<Address>().Where(address => !address.IsZero);
    }

    private bool IsOwn(Address contract, Address? sender, Address? other) =>
        !_shared.Contains(contract) && !_pools.Contains(contract)
        && (!_senders.TryGetValue(contract, out HashSet<Address>? senders)
            || senders.All(caller => caller == sender || caller == other));

    private void Note(Address? contract, Address? sender)
    {
        if (contract is { } called && sender is { } caller)
        {
            if (!_senders.TryGetValue(called, out HashSet<Address>? senders))
            {
                _senders[called] = senders = [];
            }

            senders.Add(caller);
        }
    }
}
