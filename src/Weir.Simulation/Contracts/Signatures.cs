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

    public static readonly Hash32 PoolCreated = Keccak.Hash("PoolCreated(address,address,uint24,int24,address)"u8);
    public static readonly Hash32 PoolInitialize = Keccak.Hash("Initialize(uint160,int24)"u8);
    public static readonly Hash32 PoolMint = Keccak.Hash("Mint(address,address,int24,int24,uint128,uint256,uint256)"u8);
    public static readonly Hash32 PoolBurn = Keccak.Hash("Burn(address,int24,int24,uint128,uint256,uint256)"u8);
    public static readonly Hash32 PoolCollect = Keccak.Hash("Collect(address,address,int24,int24,uint128,uint128)"u8);
    public static readonly Hash32 PoolSwap =
        Keccak.Hash("Swap(address,address,int256,int256,uint160,uint128,int24)"u8);

    public static readonly Hash32 LiquidationCall =
        Keccak.Hash("LiquidationCall(address,address,address,uint256,uint256,address,bool)"u8);

    public static readonly Hash32 LendingRepay = Keccak.Hash("Repay(address,address,address,uint256)"u8);
    public static readonly Hash32 LendingBorrow =
        Keccak.Hash("Borrow(address,address,address,uint256,uint256,uint256,uint16)"u8);

    public static readonly Hash32 LendingDeposit = Keccak.Hash("Deposit(address,address,address,uint256,uint16)"u8);
    public static readonly Hash32 FlashLoan = Keccak.Hash("FlashLoan(address,address,address,uint256,uint256,uint16)"u8);
    public static readonly Hash32 BotCall = Keccak.Hash("execute(bytes)"u8);
    public static readonly Hash32 ExactInputCall =
        Keccak.Hash("exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))"u8);

    public static readonly Hash32 ExactOutputCall =
        Keccak.Hash("exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))"u8);

    public static readonly Hash32 SwapForExactCall =
        Keccak.Hash("swapTokensForExactTokens(uint256,uint256,address[],address,uint256)"u8);

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
