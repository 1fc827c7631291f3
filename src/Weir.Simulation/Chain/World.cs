using System.Text;
using Weir.Core;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Verification;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Chain;

/// <summary>All that the simulated chain's state consists of.</summary>
internal sealed class World
{
    /// <summary>How many accounts sign; number 0 deploys and mints, and is nobody's counterpart.</summary>
    public const int AccountCount = 64;

    private const int NativeCounterparts = 4;

    public World()
    {
        for (int i = 0; i < AccountCount; i++)
        {
            Accounts[i] = Account.Create(i);
        }

        ulong nonce = 0;
        Weth = new WrappedEther(NextContract());
        Usdc = new FungibleToken(NextContract(), 6);
        Dai = new FungibleToken(NextContract(), 18);
        Wbtc = new FungibleToken(NextContract(), 8);
        Factory = NextContract();
        Router = NextContract();
        Collection = new NonFungibleToken(NextContract());
        Items = new MultiToken(NextContract());
        Pairs = [new(Factory, Weth, Usdc), new(Factory, Weth, Dai), new(Factory, Usdc, Dai), new(Factory, Wbtc, Weth)];

        Address NextContract() => ContractAddress.Of(Deployer.Address, nonce++);
    }

    public Account[] Accounts { get; } = new Account[AccountCount];

    public Account Deployer => Accounts[0];

    public WrappedEther Weth { get; }

    public FungibleToken Usdc { get; }

    public FungibleToken Dai { get; }

    public FungibleToken Wbtc { get; }

    /// <summary>The factory of the Uniswap V2 pairs.</summary>
    public Address Factory { get; }

    /// <summary>The router that all trades go through.</summary>
    public Address Router { get; }

    public NonFungibleToken Collection { get; }

    public MultiToken Items { get; }

    public IReadOnlyList<UniswapPair> Pairs { get; }

    /// <summary>Where blob transactions go: a rollup's inbox.</summary>
    public Address Inbox { get; } = Named("weir inbox");

    /// <summary>Who proposes blocks and receives tips.</summary>
    public IReadOnlyList<Address> Proposers { get; } = NamedMany("weir proposer ");

    /// <summary>Where withdrawals go.</summary>
    public IReadOnlyList<Address> Stakers { get; } = NamedMany("weir staker ");

    private static Address[] NamedMany(string prefix)
    {
        Address[] addresses = new Address[NativeCounterparts];
        for (int i = 0; i < addresses.Length; i++)
        {
            addresses[i] = Named(prefix + (char)('a' + i));
        }

        return addresses;
    }

    private static Address Named(string name) => new(Keccak.Hash(Encoding.ASCII.GetBytes(name)).Span[12..]);
}
