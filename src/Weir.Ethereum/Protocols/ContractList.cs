using Weir.Core;

namespace Weir.Ethereum.Protocols;

/// <summary>Contracts by address and chain.</summary>
internal sealed class ContractList
{
    private readonly Dictionary<(long ChainId, Address Address), ListedContract> _byChain = [];
    private readonly Dictionary<Address, ListedContract> _everywhere = [];

    public ContractList(params ListedContract[] contracts)
    {
        All = contracts;
        foreach (ListedContract contract in contracts)
        {
            if (contract.ChainId is { } chainId)
            {
                _byChain[(chainId, contract.Address)] = contract;
            }
            else
            {
                _everywhere[contract.Address] = contract;
            }
        }
    }

    public IReadOnlyList<ListedContract> All { get; }

    public IEnumerable<Address> Addresses => All.Select(contract => contract.Address);

    /// <summary>The contract, or null where it is in no list of this chain.</summary>
    public ListedContract? Find(long chainId, Address address) =>
        _byChain.TryGetValue((chainId, address), out ListedContract? found) ? found
            : _everywhere.GetValueOrDefault(address);
}
