using Weir.Ethereum.Protocols.Aave;
using Weir.Ethereum.Protocols.Balancer;

namespace Weir.Ethereum.Protocols.Traces;

/// <summary>Lenders that are known by their address, where calls and not events tell of them.</summary>
internal static class TraceLenders
{
    public static ContractList All { get; } = new(
    [
        .. AaveV1.Markets.All, .. AaveV2.Markets.All, .. BalancerV2.Vaults.All, .. Maker.Maker.Lenders.All,
        ListedContract.Of("0x3dfd23a6c5e8bbcfc9581d2e864a68feb6a076d3", new Project("aave", "1"), "lending pool core"),
    ]);
}
