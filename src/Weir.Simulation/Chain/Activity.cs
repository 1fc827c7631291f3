using Weir.Core;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Chain;

/// <summary>What the accounts do: each call of <see cref="Act"/> is one transaction.</summary>
internal sealed partial class Activity
{
    /// <summary>No action uses more gas.</summary>
    public const ulong MostGas = 450_000;

    private const int RevertsPerMille = 15;

    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly FungibleToken[] _coins;

    public Activity(World world, SeededRandom random)
    {
        _world = world;
        _random = random;
        _coins = [world.Weth, world.Usdc, world.Dai, world.Wbtc];
    }

    /// <summary>Does one thing at random and commits it.</summary>
    /// <param name="feeCapWei">What the sender pays at most for a unit of gas.</param>
    public void Act(BlockBuilder block, UInt256 feeCapWei)
    {
        Account from = AnyAccount();
        int roll = _random.Below(1_000);
        bool done = roll switch
        {
            < 180 => false,
            < 440 => TransferCoin(block, from, feeCapWei),
            < 480 => Approve(block, from, feeCapWei),
            < 510 => MintCoin(block, feeCapWei),
            < 560 => Wrap(block, from, feeCapWei),
            < 590 => Unwrap(block, from, feeCapWei),
            < 800 => Swap(block, from, feeCapWei),
            < 860 => MoveCollectible(block, from, feeCapWei),
            < 940 => MoveItems(block, from, feeCapWei),
            < 970 => PostBlobs(block, from, feeCapWei),
            _ => CreateContract(block, from, feeCapWei),
        };
        if (!done)
        {
            TransferEther(block, from, feeCapWei);
        }
    }

    private Account AnyAccount() => _world.Accounts[_random.Between(1, World.AccountCount - 1)];

    private FungibleToken AnyCoin() => _coins[_random.Below(_coins.Length)];

    private void TransferEther(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        block.Start(from, AnyAccount().Address, _random.Share(from.BalanceWei, 1, 2_000), 0, feeCapWei);
        block.Commit();
    }

    private bool TransferCoin(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        FungibleToken coin = AnyCoin();
        UInt256 amountRaw = _random.Share(coin.BalanceOf(from.Address), 1, 50_000);
        if (amountRaw.IsZero)
        {
            return false;
        }

        Address to = AnyAccount().Address;
        TransactionDraft draft = block.Start(from, coin.Address, UInt256.Zero, 24_000, feeCapWei, RevertsPerMille);
        draft.Input.Selector(Signatures.TransferCall).Word(to).Word(amountRaw);
        if (!draft.Reverts)
        {
            coin.Transfer(block, from.Address, to, amountRaw);
        }

        block.Commit();
        return true;
    }

    private bool Approve(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        FungibleToken coin = AnyCoin();
        UInt256 amountRaw = _random.Chance(700) ? UInt256.MaxValue : coin.Unit * (ulong)_random.Between(1, 100_000);
        TransactionDraft draft = block.Start(from, coin.Address, UInt256.Zero, 24_500, feeCapWei);
        draft.Input.Selector(Signatures.ApproveCall).Word(_world.Router).Word(amountRaw);
        coin.Approve(block, from.Address, _world.Router, amountRaw);
        block.Commit();
        return true;
    }

    private bool MintCoin(BlockBuilder block, UInt256 feeCapWei)
    {
        FungibleToken coin = _random.Chance(500) ? _world.Usdc : _world.Dai;
        Address to = AnyAccount().Address;
        UInt256 amountRaw = coin.Unit * (ulong)_random.Between(100, 20_000);
        TransactionDraft draft = block.Start(_world.Deployer, coin.Address, UInt256.Zero, 30_000, feeCapWei);
        draft.Input.Selector(Signatures.MintCall).Word(to).Word(amountRaw);
        coin.Mint(block, to, amountRaw);
        block.Commit();
        return true;
    }

    private bool Wrap(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        UInt256 amountWei = _random.Share(from.BalanceWei, 100, 10_000);
        TransactionDraft draft = block.Start(from, _world.Weth.Address, amountWei, 24_000, feeCapWei);
        draft.Input.Selector(Signatures.DepositCall);
        _world.Weth.Deposit(block, from.Address, amountWei);
        block.Commit();
        return true;
    }

    private bool Unwrap(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        UInt256 amountWei = _random.Share(_world.Weth.BalanceOf(from.Address), 1_000, 400_000);
        if (amountWei.IsZero)
        {
            return false;
        }

        TransactionDraft draft = block.Start(from, _world.Weth.Address, UInt256.Zero, 14_000, feeCapWei);
        draft.Input.Selector(Signatures.WithdrawCall).Word(amountWei);
        _world.Weth.Withdraw(block, from.Address, amountWei);
        block.Commit();
        from.BalanceWei += amountWei;
        return true;
    }

    private bool PostBlobs(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        int blobs = _random.Between(1, 6);
        UInt256 blobFeeCapWei = (UInt256)(ulong)_random.Between(1, 1_000) * 1_000_000;
        if (blobs > block.BlobsLeft || blobFeeCapWei < block.BlobGasPriceWei)
        {
            return false;
        }

        TransactionDraft draft = block.Start(from, _world.Inbox, UInt256.Zero, 0, feeCapWei);
        draft.Blobs = blobs;
        draft.BlobFeeCapWei = blobFeeCapWei;
        block.Commit();
        return true;
    }

    private bool CreateContract(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        TransactionDraft draft = block.Start(from, null, UInt256.Zero, 90_000, feeCapWei, RevertsPerMille);
        _random.Fill(draft.Input.Take(_random.Between(80, 900)));
        block.Commit();
        return true;
    }
}
