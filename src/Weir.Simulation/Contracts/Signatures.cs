using Weir.Core;
using Weir.Ethereum.Hashing;

namespace Weir.Simulation.Contracts;

/// <summary>The hashes of the events and functions that the simulated contracts have.</summary>
internal static class Signatures
{
    public static readonly Hash32 Transfer = Keccak.Hash("Transfer(address,address,uint256)"u8);
    public static readonly Hash32 Approval = Keccak.Hash("Approval(address,address,uint256)"u8);
    public static readonly Hash32 Deposit = Keccak.Hash("Deposit(address,uint256)"u8);
    public static readonly Hash32 Withdrawal = Keccak.Hash("Withdrawal(address,uint256)"u8);
    public static readonly Hash32 TransferSingle =
        Keccak.Hash("TransferSingle(address,address,address,uint256,uint256)"u8);
    public static readonly Hash32 TransferBatch =
        Keccak.Hash("TransferBatch(address,address,address,uint256[],uint256[])"u8);
    public static readonly Hash32 PairCreated = Keccak.Hash("PairCreated(address,address,address,uint256)"u8);
    public static readonly Hash32 PairMint = Keccak.Hash("Mint(address,uint256,uint256)"u8);
    public static readonly Hash32 Sync = Keccak.Hash("Sync(uint112,uint112)"u8);
    public static readonly Hash32 Swap = Keccak.Hash("Swap(address,uint256,uint256,uint256,uint256,address)"u8);

    public static readonly Hash32 TransferCall = Keccak.Hash("transfer(address,uint256)"u8);
    public static readonly Hash32 ApproveCall = Keccak.Hash("approve(address,uint256)"u8);
    public static readonly Hash32 MintCall = Keccak.Hash("mint(address,uint256)"u8);
    public static readonly Hash32 MintManyCall = Keccak.Hash("mint(address[],uint256)"u8);
    public static readonly Hash32 DepositCall = Keccak.Hash("deposit()"u8);
    public static readonly Hash32 WithdrawCall = Keccak.Hash("withdraw(uint256)"u8);
    public static readonly Hash32 TransferFromCall = Keccak.Hash("transferFrom(address,address,uint256)"u8);
    public static readonly Hash32 SafeMintCall = Keccak.Hash("safeMint(address)"u8);
    public static readonly Hash32 MintUnitsCall = Keccak.Hash("mint(address,uint256,uint256,bytes)"u8);
    public static readonly Hash32 SafeTransferCall =
        Keccak.Hash("safeTransferFrom(address,address,uint256,uint256,bytes)"u8);
    public static readonly Hash32 SafeBatchTransferCall =
        Keccak.Hash("safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)"u8);

    public static readonly Hash32 CreatePairCall = Keccak.Hash("createPair(address,address)"u8);
    public static readonly Hash32 AddLiquidityCall =
        Keccak.Hash("addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)"u8);

    public static readonly Hash32 SwapTokensCall =
        Keccak.Hash("swapExactTokensForTokens(uint256,uint256,address[],address,uint256)"u8);

    public static readonly Hash32 SwapEtherCall =
        Keccak.Hash("swapExactETHForTokens(uint256,address[],address,uint256)"u8);
}
