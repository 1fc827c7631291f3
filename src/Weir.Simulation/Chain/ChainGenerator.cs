using System.Buffers.Binary;
using System.Security.Cryptography;
using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Simulation.Actors;

namespace Weir.Simulation.Chain;

/// <summary>Makes the blocks of a simulated chain one after the other, from block 0 on. One thread at a time.</summary>
/// <remarks>
/// Blocks have Osaka's form and verify on every hash: transactions are signed, roots, blooms, fees and gas follow the
/// protocol's rules. There is no EVM: contracts are objects that emit what their originals would, bytecode is random,
/// and the state root is a hash of the seed and the number, which nothing can be checked against.
/// </remarks>
public sealed class ChainGenerator
{
    // 2026-01-01T00:00:00Z.
    private const ulong FirstTimestamp = 1_767_225_600;
    private const ulong SecondsPerSlot = 12;
    private const ulong Gwei = 1_000_000_000;
    private const ulong GasPerTransaction = 72_000;
    private const ulong LeastGasTarget = 450_000;
    private const int MostWithdrawals = 4;

    // keccak256(rlp([])).
    private static readonly Hash32 NoUncles =
        Hash32.Parse("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");

    // EIP-7685: sha256 of nothing.
    private static readonly Hash32 NoRequests = new(SHA256.HashData([]));

    private readonly SimulatedChainOptions _options;
    private readonly SeededRandom _random;
    private readonly World _world = new();
    private readonly Setup _setup;
    private readonly Activity _activity;
    private readonly BlockBuilder _builder;
    private readonly ActorPlay? _actors;
    private readonly BlockSealer _sealer = new();
    private BlockHeader? _parent;
    private ulong _nextWithdrawal;

    public ChainGenerator(SimulatedChainOptions options)
    {
        _options = options;
        _random = new SeededRandom(options.Seed);
        _setup = new Setup(_world, _random);
        _activity = new Activity(_world, _random);
        _builder = new BlockBuilder(_world, _random, options.ChainId);
        _actors = options.HasActors ? new ActorPlay(_world, options.Seed, options.HasOnlySandwiches) : null;
    }

    /// <summary>The number of the block that comes next.</summary>
    public long NextNumber => _parent is null ? 0 : _parent.Number + 1;

    internal World World => _world;

    /// <summary>What the actors of the block that was made last did; none without actors.</summary>
    public IReadOnlyList<ActLabel> Labels => _actors?.Labels ?? [];

    /// <summary>Makes the next block.</summary>
    public Block Next()
    {
        Block block = new();
        FillHeader(block);
        if (_parent is not null)
        {
            _builder.Begin(block);
            _setup.Run(_builder);
            if (_setup.IsDone)
            {
                _actors?.Run(_builder, block.Header.Number);
                RunActivity();
            }

            AddWithdrawals(block);
        }

        _sealer.Seal(block);
        _parent = block.Header;
        return block;
    }

    /// <summary>
    /// Goes on from an earlier block, on another branch: what comes next is its child, and another block than the one
    /// that was made there before.
    /// </summary>
    /// <remarks>Accounts and contracts stay as they are: nothing that a block shows can tell.</remarks>
    public void ForkFrom(BlockHeader parent) => _parent = parent;

    private void FillHeader(Block block)
    {
        BlockHeader header = block.Header;
        ulong target = Math.Max(LeastGasTarget, GasPerTransaction * (ulong)_options.TransactionsPerBlock);
        target += _actors?.GasTarget ?? 0;
        header.Number = NextNumber;
        header.Sha3Uncles = NoUncles;
        header.Miner = _world.Proposers[_random.Below(_world.Proposers.Count)];
        header.ExtraData = block.Bytes.Add("weir simulation"u8);
        header.MixHash = _random.NextHash();
        header.GasLimit = 2 * target;
        header.StateRoot = StateRoot(header.Number);
        header.RequestsHash = NoRequests;
        header.ParentBeaconBlockRoot = _random.NextHash();
        header.BlobGasUsed = 0;
        if (_parent is null)
        {
            header.Timestamp = FirstTimestamp;
            header.BaseFeePerGas = Gwei;
            header.ExcessBlobGas = 0;
            return;
        }

        UInt256 parentBaseFee = _parent.BaseFeePerGas ?? UInt256.Zero;
        header.ParentHash = _parent.Hash;
        header.Timestamp = _parent.Timestamp + (_random.Chance(5) ? 2 * SecondsPerSlot : SecondsPerSlot);
        header.BaseFeePerGas = FeeMarket.NextBaseFee(parentBaseFee, _parent.GasUsed, _parent.GasLimit);
        header.ExcessBlobGas = FeeMarket.NextExcessBlobGas(
            _parent.ExcessBlobGas ?? 0, _parent.BlobGasUsed ?? 0, parentBaseFee, _parent.Timestamp, header.Timestamp);
    }

    // More want in than fit: those who pay less than the base fee wait for another block and are not heard of again.
    private void RunActivity()
    {
        int wanted = _random.Chance(10) ? 0
            : _random.Between(_options.TransactionsPerBlock, 3 * _options.TransactionsPerBlock);
        for (int i = 0; i < wanted && _builder.Fits(Activity.MostGas); i++)
        {
            UInt256 feeCapWei = FeeCap();
            if (feeCapWei >= _builder.BaseFeeWei)
            {
                _activity.Act(_builder, feeCapWei);
            }
        }
    }

    // About 1 gwei: a power of two whose exponent is the sum of three uniform numbers, in eighths.
    private UInt256 FeeCap()
    {
        ReadOnlySpan<ulong> eighths =
            [1_000_000, 1_090_508, 1_189_207, 1_296_840, 1_414_214, 1_542_211, 1_681_793, 1_834_008];
        int exponent = _random.Between(-10, 10) + _random.Between(-10, 10) + _random.Between(-10, 10);
        ulong fee = Gwei / 1_000_000 * eighths[exponent & 7];
        int shift = exponent >> 3;
        return shift >= 0 ? fee << shift : fee >> -shift;
    }

    private void AddWithdrawals(Block block)
    {
        int count = _random.Below(MostWithdrawals + 1);
        for (int i = 0; i < count; i++)
        {
            block.Withdrawals.Add() = new Withdrawal(
                _nextWithdrawal++,
                (ulong)_random.Below(1_000_000),
                _world.Stakers[_random.Below(_world.Stakers.Count)],
                (ulong)_random.Between(15_000_000, 65_000_000));
        }
    }

    private Hash32 StateRoot(long number)
    {
        Span<byte> seed = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(seed, _options.Seed);
        BinaryPrimitives.WriteInt64BigEndian(seed[8..], number);
        return Keccak.Hash(seed);
    }
}
