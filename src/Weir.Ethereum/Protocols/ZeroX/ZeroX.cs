using System.Buffers.Binary;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Abi;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.ZeroX;

/// <summary>0x: fills of versions 2 and 3 (Exchange), and native orders of version 4 (NativeOrdersFeature, Otc).</summary>
public sealed class ZeroX : Protocol
{
    // LibAssetData: bytes4(keccak256("ERC20Token(address)")).
    private const uint Erc20 = 0xf47261b0;

    private static readonly Project V2 = new("0x", "2");
    private static readonly Project V3 = new("0x", "3");
    private static readonly Project V4 = new("0x", "4");

    private static readonly ContractList Exchanges = new(
        ListedContract.Of("0x4f833a24e1f95d70f028921e27040ca56e09ab0b", V2, "exchange"),
        ListedContract.Of("0x080bf510fcbf18b91105470639e9561022937712", V2, "exchange"),
        ListedContract.Of("0x61935cbdd02287b511119ddb11aeb42f1593b7ef", V3, "exchange"),
        ListedContract.Of("0xdef1c0ded9bec7f1a1670819833240f027b25eff", V4, "exchange proxy", null));

    internal ZeroX(FactWriter facts)
        : base(facts, DexTradeBatch.Table)
    {
        On(
            "Fill(address indexed makerAddress, address indexed feeRecipientAddress, address takerAddress, "
            + "address senderAddress, uint256 makerAssetFilledAmount, uint256 takerAssetFilledAmount, "
            + "uint256 makerFeePaid, uint256 takerFeePaid, bytes32 indexed orderHash, bytes makerAssetData, "
            + "bytes takerAssetData)",
            (in LogRow log) => Fill(log, V2, log.AddressAt(0), 6, 7, log.UInt(2), log.UInt(3)), Exchanges.Addresses);
        On(
            "Fill(address indexed makerAddress, address indexed feeRecipientAddress, bytes makerAssetData, "
            + "bytes takerAssetData, bytes makerFeeAssetData, bytes takerFeeAssetData, bytes32 indexed orderHash, "
            + "address takerAddress, address senderAddress, uint256 makerAssetFilledAmount, "
            + "uint256 takerAssetFilledAmount, uint256 makerFeePaid, uint256 takerFeePaid, uint256 protocolFeePaid)",
            (in LogRow log) => Fill(log, V3, log.AddressAt(4), 0, 1, log.UInt(6), log.UInt(7)), Exchanges.Addresses);
        On(
            "LimitOrderFilled(bytes32 orderHash, address maker, address taker, address feeRecipient, "
            + "address makerToken, address takerToken, uint128 takerTokenFilledAmount, "
            + "uint128 makerTokenFilledAmount, uint128 takerTokenFeeFilledAmount, uint256 protocolFeePaid, "
            + "bytes32 pool)",
            (in LogRow log) => Native(log, 4, log.UInt(6), log.UInt(7)), Exchanges.Addresses);
        On(
            "RfqOrderFilled(bytes32 orderHash, address maker, address taker, address makerToken, "
            + "address takerToken, uint128 takerTokenFilledAmount, uint128 makerTokenFilledAmount, bytes32 pool)",
            (in LogRow log) => Native(log, 3, log.UInt(5), log.UInt(6)), Exchanges.Addresses);
        On(
            "OtcOrderFilled(bytes32 orderHash, address maker, address taker, address makerToken, "
            + "address takerToken, uint128 makerTokenFilledAmount, uint128 takerTokenFilledAmount)",
            (in LogRow log) => Native(log, 3, log.UInt(6), log.UInt(5)), Exchanges.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "0x";

    /// <inheritdoc/>
    public override string Proof => "the event names the tokens";

    /// <inheritdoc/>
    public override string Evidence => "mainnet blocks, mev-inspect-py (V4), hand-made logs (V2, V3)";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Exchanges.All;

    // What the maker gave is what the taker bought. Fills of other assets than two ERC-20 tokens are no trades here.
    private string? Fill(
        in LogRow log, Project project, in Address taker, int makerData, int takerData, in UInt256 bought,
        in UInt256 sold)
    {
        AbiReader abi = new(log.Data);
        if (!abi.TryBytes(makerData, out ReadOnlySpan<byte> makerAsset)
            || !abi.TryBytes(takerData, out ReadOnlySpan<byte> takerAsset))
        {
            return "Fill: the assets are beyond the data";
        }

        if (Token(makerAsset) is { } boughtToken && Token(takerAsset) is { } soldToken)
        {
            Facts.Add(log, new Trade
            {
                Project = project,
                Contract = log.Log.Address,
                Maker = log.Topic(1)[12..],
                Taker = taker,
                SoldToken = soldToken,
                SoldAmountRaw = sold,
                BoughtToken = boughtToken,
                BoughtAmountRaw = bought,
            });
        }

        return null;
    }

    private static Address? Token(ReadOnlySpan<byte> asset) =>
        asset.Length == 4 + AbiReader.WordLength && BinaryPrimitives.ReadUInt32BigEndian(asset) == Erc20
            ? new Address(asset[16..]) : null;

    private string? Native(in LogRow log, int makerToken, in UInt256 sold, in UInt256 bought)
    {
        Facts.Add(log, new Trade
        {
            Project = V4,
            Contract = log.Log.Address,
            Maker = log.Word(1)[12..],
            Taker = log.AddressAt(2),
            SoldToken = log.AddressAt(makerToken + 1),
            SoldAmountRaw = sold,
            BoughtToken = log.AddressAt(makerToken),
            BoughtAmountRaw = bought,
        });
        return null;
    }
}
