using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Simulation.Chain;

/// <summary>Chooses a type for a draft, and gives it lists, fees and a signature.</summary>
internal sealed class TransactionWriter
{
    private const ulong Gwei = 1_000_000_000;
    private const ulong PlainTransferGas = 21_000;

    // EIP-7702: what comes before the RLP that an authority signs.
    private const byte AuthorizationMagic = 0x05;

    private readonly World _world;
    private readonly SeededRandom _random;
    private readonly UInt256 _chainId;
    private readonly RlpWriter _rlp = new();
    private readonly RlpWriter _list = new();

    public TransactionWriter(World world, SeededRandom random, long chainId)
    {
        _world = world;
        _random = random;
        _chainId = (UInt256)(ulong)chainId;
    }

    /// <summary>Fills the row, but for its hash and its block's; its nonce is there.</summary>
    /// <returns>The gas used.</returns>
    public ulong Write(ref Transaction row, TransactionDraft draft, Block block)
    {
        row.Fields =
            TransactionFields.Hash | TransactionFields.BlockHash | TransactionFields.BlockNumber | TransactionFields.Index
            | TransactionFields.From | TransactionFields.GasPrice | TransactionFields.ChainId | TransactionFields.V
            | TransactionFields.BlockTimestamp | TransactionFields.Type | TransactionFields.R | TransactionFields.S
            | TransactionFields.Nonce | TransactionFields.Gas | TransactionFields.Value | TransactionFields.Input;
        row.Type = PickType(draft);
        row.BlockNumber = block.Header.Number;
        row.BlockTimestamp = block.Header.Timestamp;
        row.ChainId = _chainId;
        row.From = draft.From.Address;
        row.Value = draft.ValueWei;
        if (draft.To is { } to)
        {
            row.To = to;
            row.Fields |= TransactionFields.To;
        }

        row.Input = block.Bytes.Add(draft.Input.Written);
        int accessKeys = 0;
        int accessAddresses = row.Type == 0 ? 0 : AddAccessList(ref row, draft, block.Bytes, out accessKeys);
        int authorizations = row.Type == 4 ? AddAuthorization(ref row, block.Bytes) : 0;
        if (row.Type == 3)
        {
            AddBlobs(ref row, draft, block.Bytes);
        }

        SetFees(ref row, draft, block.Header.BaseFeePerGas ?? UInt256.Zero);
        ulong gasUsed = SetGas(ref row, draft, accessAddresses, accessKeys, authorizations);
        Sign(ref row, draft.From, block.Bytes);
        return gasUsed;
    }

    private int PickType(TransactionDraft draft)
    {
        if (draft.Blobs > 0)
        {
            return 3;
        }

        int roll = _random.Below(100);
        return roll < 18 ? 0
            : roll < 24 ? 1
            : roll < 26 && draft.To is not null && draft.From != _world.Deployer ? 4
            : 2;
    }

    private int AddAccessList(ref Transaction row, TransactionDraft draft, ByteArena bytes, out int keys)
    {
        row.Fields |= TransactionFields.AccessList | TransactionFields.YParity;
        keys = 0;
        if (row.Type != 1 && !_random.Chance(100))
        {
            return 0;
        }

        _list.Clear();
        int item = _list.StartList();
        _list.WriteAddress(draft.To ?? _world.Weth.Address);
        int words = _list.StartList();
        keys = _random.Below(3);
        for (int i = 0; i < keys; i++)
        {
            _list.WriteHash(_random.NextHash());
        }

        _list.EndList(words);
        _list.EndList(item);
        row.AccessListRlp = bytes.Add(_list.Written);
        return 1;
    }

    // Another account delegates to the router; its nonce moves on with it.
    private int AddAuthorization(ref Transaction row, ByteArena bytes)
    {
        Account authority = _world.Accounts[_random.Between(1, World.AccountCount - 1)];
        ulong nonce = authority.Nonce++;
        _rlp.Clear();
        _rlp.WriteRaw(AuthorizationMagic);
        int signed = _rlp.StartList();
        WriteAuthorization(_rlp, nonce);
        _rlp.EndList(signed);
        (Hash32 r, Hash32 s, int parity) = TransactionSigner.Sign(Keccak.Hash(_rlp.Written), authority.Key);
        _list.Clear();
        int item = _list.StartList();
        WriteAuthorization(_list, nonce);
        _list.WriteUInt64((ulong)parity);
        _list.WriteUInt256(UInt256.FromBigEndian(r.Span));
        _list.WriteUInt256(UInt256.FromBigEndian(s.Span));
        _list.EndList(item);
        row.AuthorizationListRlp = bytes.Add(_list.Written);
        row.Fields |= TransactionFields.AuthorizationList;
        return 1;
    }

    private void WriteAuthorization(RlpWriter rlp, ulong nonce)
    {
        rlp.WriteUInt256(_chainId);
        rlp.WriteAddress(_world.Router);
        rlp.WriteUInt64(nonce);
    }

    // EIP-4844: a versioned hash begins with 0x01. There are no blobs behind these.
    private void AddBlobs(ref Transaction row, TransactionDraft draft, ByteArena bytes)
    {
        row.BlobVersionedHashes = bytes.Reserve(Hash32.Length * draft.Blobs, out Span<byte> hashes);
        _random.Fill(hashes);
        for (int i = 0; i < hashes.Length; i += Hash32.Length)
        {
            hashes[i] = 0x01;
        }

        row.MaxFeePerBlobGas = draft.BlobFeeCapWei;
        row.Fields |= TransactionFields.MaxFeePerBlobGas;
    }

    private void SetFees(ref Transaction row, TransactionDraft draft, UInt256 baseFee)
    {
        UInt256 tip = UInt256.Min((UInt256)(ulong)_random.Between(10, 2_000) * (Gwei / 1_000), draft.FeeCapWei);
        row.GasPrice = UInt256.Min(draft.FeeCapWei, baseFee + tip);
        if (row.Type >= 2)
        {
            row.MaxFeePerGas = draft.FeeCapWei;
            row.MaxPriorityFeePerGas = tip;
            row.Fields |= TransactionFields.MaxFeePerGas | TransactionFields.MaxPriorityFeePerGas;
        }
    }

    private ulong SetGas(
        ref Transaction row, TransactionDraft draft, int accessAddresses, int accessKeys, int authorizations)
    {
        ReadOnlySpan<byte> input = draft.Input.Written;
        ulong intrinsic = IntrinsicGas.Of(input, draft.To is null, accessAddresses, accessKeys, authorizations);
        ulong execution = draft.ExecutionGas + (draft.ExecutionGas * (ulong)_random.Below(120) / 1_000);
        ulong used = Math.Max(intrinsic + (draft.Reverts ? execution / 2 : execution), IntrinsicGas.Floor(input));
        row.Gas = used == PlainTransferGas ? used : used + (used * (ulong)_random.Between(5, 40) / 100);
        return used;
    }

    private void Sign(ref Transaction row, Account from, ByteArena bytes)
    {
        // EIP-155: the payload of a legacy transaction names the chain that v will name.
        row.V = row.Type == 0 ? (_chainId * 2) + 35 : UInt256.Zero;
        _rlp.Clear();
        TransactionRlp.WriteSigningPayload(_rlp, row, bytes);
        (row.R, row.S, int parity) = TransactionSigner.Sign(Keccak.Hash(_rlp.Written), from.Key);
        row.V += (ulong)parity;
        row.YParity = row.Type == 0 ? 0 : (ulong)parity;
    }
}
