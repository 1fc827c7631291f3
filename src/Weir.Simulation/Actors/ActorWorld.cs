using System.Globalization;
using System.Numerics;
using System.Text;
using Weir.Core;
using Weir.Detection.Counterfactuals;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Verification;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>What the actors have beside the world: pools with ranges, a lender, routers, bots and people.</summary>
internal sealed class ActorWorld
{
    /// <summary>No step of the setting up uses more gas.</summary>
    public const ulong MostGas = 700_000;

    private const int Bots = 24;
    private const int People = 40;
    private const int FirstAccount = 1_000;

    private readonly World _world;
    private readonly Queue<Action<BlockBuilder>> _steps = new();

    public ActorWorld(World world)
    {
        _world = world;
        Factory = ContractAddress.Of(world.Deployer.Address, 1_000);
        Router = Named("weir router 3");
        OtherRouter = Named("weir other router");
        Lender = Named("weir lender");
        Pools =
        [
            new ConcentratedPool(Factory, world.Weth, world.Usdc, 500, 10),
            new ConcentratedPool(Factory, world.Weth, world.Dai, 3_000, 60),
        ];
        for (int i = 0; i < Bots; i++)
        {
            BotList.Add(new Bot(
                Account.Create(FirstAccount + (2 * i)), Account.Create(FirstAccount + (2 * i) + 1),
                Named("weir bot " + i.ToString(CultureInfo.InvariantCulture))));
        }

        for (int i = 0; i < People; i++)
        {
            Persons.Add(Account.Create(FirstAccount + 500 + i));
        }

        Prepare();
    }

    /// <summary>The factory of the pools with ranges: Uniswap's code from another address.</summary>
    public Address Factory { get; }

    public Address Router { get; }

    /// <summary>A router that is in nobody's list.</summary>
    public Address OtherRouter { get; }

    public Address Lender { get; }

    public IReadOnlyList<ConcentratedPool> Pools { get; }

    public List<Bot> BotList { get; } = [];

    public List<Account> Persons { get; } = [];

    /// <summary>Whether everything is in place.</summary>
    public bool IsReady => _steps.Count == 0;

    /// <summary>Puts as many steps into the block as fit.</summary>
    public void Run(BlockBuilder block)
    {
        while (_steps.Count > 0 && block.Fits(MostGas))
        {
            _steps.Dequeue()(block);
        }
    }

    private void Prepare()
    {
        for (int i = 0; i < Pools.Count; i++)
        {
            ConcentratedPool pool = Pools[i];
            FungibleToken dollar = pool.Other(_world.Weth);
            _steps.Enqueue(block => Give(block, _world.Deployer, dollar, 1_000_000_000));
            _steps.Enqueue(block => Create(block, pool));
        }

        _steps.Enqueue(block => Give(block, _world.Deployer, _world.Weth, 0));
        foreach (ConcentratedPool pool in Pools)
        {
            _steps.Enqueue(block => Supply(block, pool));
        }
    }

    private void Create(BlockBuilder block, ConcentratedPool pool)
    {
        TransactionDraft draft = Start(block, Factory, 500_000);
        draft.Input.Selector(Signatures.PoolCreated).Word(pool.Token0.Address).Word(pool.Token1.Address).Word(
            (ulong)pool.FeePpm);
        block.Log(
            Factory,
            [
                Signatures.PoolCreated, AbiWriter.Topic(pool.Token0.Address), AbiWriter.Topic(pool.Token1.Address),
                AbiWriter.Topic((ulong)pool.FeePpm),
            ],
            block.Data.Clear().Word((ulong)pool.TickSpacing).Word(pool.Address));

        // 3,000 dollars an ether, whichever token comes first.
        double raw = 3_000 * Math.Pow(10, -18) * (pool.Other(_world.Weth) == _world.Usdc ? 1e6 : 1e18);
        double price = pool.Token0 == _world.Weth ? raw : 1 / raw;
        pool.Initialize(block, TickMath.SqrtPriceAt((int)Math.Round(Math.Log(price) / Math.Log(1.0001))));
        block.Commit();
    }

    // Nearly the whole range: 30 million dollars and 10,000 ether.
    private void Supply(BlockBuilder block, ConcentratedPool pool)
    {
        UInt256 weth = _world.Weth.Unit * 12_000;
        TransactionDraft wrap = block.Start(
            _world.Deployer, _world.Weth.Address, weth, 24_000, (block.BaseFeeWei * 2) + 1_000_000_000);
        wrap.Input.Selector(Signatures.DepositCall);
        _world.Weth.Deposit(block, _world.Deployer.Address, weth);
        block.Commit();
        int edge = 887_220 / pool.TickSpacing * pool.TickSpacing;
        BigInteger side0 = (BigInteger)(pool.Token0 == _world.Weth ? _world.Weth.Unit * 10_000
            : pool.Token0.Unit * 30_000_000);
        BigInteger liquidity = side0 * pool.SqrtPriceX96 >> 96;
        TransactionDraft draft = Start(block, Router, 400_000);
        draft.Input.Selector(Signatures.PoolMint);
        pool.Mint(block, Router, Router, _world.Deployer.Address, -edge, edge, liquidity);
        block.Commit();
    }

    /// <summary>Gives somebody tokens, made or wrapped for it, in a transaction of the deployer's.</summary>
    public void Give(BlockBuilder block, Account to, FungibleToken token, ulong units) =>
        Give(block, to.Address, token, token.Unit * units);

    /// <summary>Likewise, in raw units.</summary>
    public void Give(BlockBuilder block, Address to, FungibleToken token, UInt256 raw)
    {
        if (raw.IsZero)
        {
            return;
        }

        if (token == _world.Weth)
        {
            TransactionDraft wrap = block.Start(
                _world.Deployer, _world.Weth.Address, raw, 50_000, (block.BaseFeeWei * 2) + 1_000_000_000);
            wrap.Input.Selector(Signatures.DepositCall);
            _world.Deployer.BalanceWei += raw;
            _world.Weth.Deposit(block, _world.Deployer.Address, raw);
            _world.Weth.Transfer(block, _world.Deployer.Address, to, raw);
        }
        else
        {
            TransactionDraft mint = Start(block, token.Address, 30_000);
            mint.Input.Selector(Signatures.MintCall).Word(to).Word(raw);
            token.Mint(block, to, raw);
        }

        block.Commit();
    }

    private TransactionDraft Start(BlockBuilder block, Address to, ulong gas) => block.Start(
        _world.Deployer, to, UInt256.Zero, gas, (block.BaseFeeWei * 2) + 1_000_000_000);

    private static Address Named(string name) => new(Keccak.Hash(Encoding.ASCII.GetBytes(name)).Span[12..]);
}
