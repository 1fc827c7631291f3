using Weir.Core;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Chain;

/// <summary>
/// The chain's first transactions: contracts, pairs, tokens for all accounts, liquidity; one step a transaction.
/// </summary>
internal sealed class Setup
{
    /// <summary>No step uses more gas.</summary>
    public const ulong MostGas = 700_000;

    private const int HoldersPerMint = 16;
    private const ulong Ether = 1_000_000_000_000_000_000;

    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly Queue<Action<BlockBuilder>> _steps = new();

    public Setup(World world, SeededRandom random)
    {
        _world = world;
        _random = random;
        Deploy(null, 0);
        Deploy(world.Usdc, 1_000_000_000);
        Deploy(world.Dai, 1_000_000_000);
        Deploy(world.Wbtc, 20_000);
        for (int contract = 0; contract < 4; contract++)
        {
            Deploy(null, 0);
        }

        for (int pair = 0; pair < world.Pairs.Count; pair++)
        {
            int number = pair;
            _steps.Enqueue(block => CreatePair(block, number));
        }

        _steps.Enqueue(WrapEther);
        GiveToAll(world.Usdc, 100_000);
        GiveToAll(world.Dai, 100_000);
        GiveToAll(world.Wbtc, 2);
        AddLiquidity(world.Pairs[0], world.Weth, 10_000, world.Usdc, 30_000_000);
        AddLiquidity(world.Pairs[1], world.Weth, 5_000, world.Dai, 15_000_000);
        AddLiquidity(world.Pairs[2], world.Usdc, 10_000_000, world.Dai, 10_000_000);
        AddLiquidity(world.Pairs[3], world.Wbtc, 500, world.Weth, 15_000);
    }

    /// <summary>Whether everything is in place.</summary>
    public bool IsDone => _steps.Count == 0;

    /// <summary>Puts as many steps into the block as fit.</summary>
    public void Run(BlockBuilder block)
    {
        while (_steps.Count > 0 && block.Fits(MostGas))
        {
            _steps.Dequeue()(block);
        }
    }

    private TransactionDraft Start(BlockBuilder block, Address? to, UInt256 valueWei, ulong executionGas) =>
        block.Start(_world.Deployer, to, valueWei, executionGas, (block.BaseFeeWei * 2) + 1_000_000_000);

    // A token's first supply goes to whoever deploys it.
    private void Deploy(FungibleToken? token, ulong supplyTokens) => _steps.Enqueue(block =>
    {
        TransactionDraft draft = Start(block, null, UInt256.Zero, 300_000);
        _random.Fill(draft.Input.Take(1_000));
        token?.Mint(block, _world.Deployer.Address, token.Unit * supplyTokens);
        block.Commit();
    });

    private void CreatePair(BlockBuilder block, int number)
    {
        UniswapPair pair = _world.Pairs[number];
        TransactionDraft draft = Start(block, _world.Factory, UInt256.Zero, 400_000);
        draft.Input.Selector(Signatures.CreatePairCall).Word(pair.Token1.Address).Word(pair.Token0.Address);
        block.Log(
            _world.Factory,
            [Signatures.PairCreated, AbiWriter.Topic(pair.Token0.Address), AbiWriter.Topic(pair.Token1.Address)],
            block.Data.Clear().Word(pair.Address).Word((ulong)number + 1));
        block.Commit();
    }

    private void WrapEther(BlockBuilder block)
    {
        UInt256 amountWei = (UInt256)Ether * 40_000;
        TransactionDraft draft = Start(block, _world.Weth.Address, amountWei, 24_000);
        draft.Input.Selector(Signatures.DepositCall);
        _world.Weth.Deposit(block, _world.Deployer.Address, amountWei);
        block.Commit();
    }

    private void GiveToAll(FungibleToken token, ulong amountTokens)
    {
        for (int first = 1; first < World.AccountCount; first += HoldersPerMint)
        {
            int from = first;
            _steps.Enqueue(block => MintMany(block, token, token.Unit * amountTokens, from));
        }
    }

    private void MintMany(BlockBuilder block, FungibleToken token, UInt256 amountRaw, int first)
    {
        TransactionDraft draft = Start(block, token.Address, UInt256.Zero, 26_000 * HoldersPerMint);
        int end = Math.Min(first + HoldersPerMint, World.AccountCount);
        draft.Input.Selector(Signatures.MintManyCall).Word(64).Word(amountRaw).Word((ulong)(end - first));
        for (int i = first; i < end; i++)
        {
            draft.Input.Word(_world.Accounts[i].Address);
            token.Mint(block, _world.Accounts[i].Address, amountRaw);
        }

        block.Commit();
    }

    private void AddLiquidity(
        UniswapPair pair, FungibleToken one, ulong oneTokens, FungibleToken other, ulong otherTokens) => _steps.Enqueue(
            block =>
    {
        UInt256 oneRaw = one.Unit * oneTokens;
        UInt256 otherRaw = other.Unit * otherTokens;
        Address deployer = _world.Deployer.Address;
        TransactionDraft draft = Start(block, _world.Router, UInt256.Zero, 220_000);
        draft.Input.Selector(Signatures.AddLiquidityCall).Word(one.Address).Word(other.Address).Word(oneRaw).Word(
            otherRaw)
            .Word(oneRaw).Word(otherRaw).Word(deployer).Word(uint.MaxValue);
        bool isFirst = pair.Token0 == one;
        pair.AddFirstLiquidity(
            block, _world.Router, deployer, isFirst ? oneRaw : otherRaw, isFirst ? otherRaw : oneRaw);
        block.Commit();
    });
}
