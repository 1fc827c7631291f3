using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;
using Weir.Ethereum.Verification;

namespace Weir.Connectors.Firehose;

/// <summary>
/// Turns <c>sf.ethereum.type.v2.Block</c>, BASE or EXTENDED, into the block that JSON-RPC gives. Keeps its buffers; one
/// thread at a time.
/// </summary>
/// <param name="chainId">The chain: a typed transaction's hash covers it, and no field of the block names it.</param>
/// <param name="rules">Whether a created address follows from sender and nonce.</param>
/// <param name="withTraces">Whether the calls of an EXTENDED block are wanted.</param>
internal sealed class BlockMapping(long chainId, ChainRules rules, bool withTraces)
{
    // The hash of no requests: SHA-256 of nothing (EIP-7685).
    private static readonly Hash32 NoRequests =
        Hash32.Parse("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private readonly RlpWriter _rlp = new();
    private readonly TransactionMapping _transactions = new(chainId);

    /// <summary>Fills an empty block.</summary>
    /// <exception cref="DecodeException">A field has a wrong form.</exception>
    /// <exception cref="ConfigException">A transaction is of another chain.</exception>
    public void Read(Wire.Block from, Block block)
    {
        try
        {
            ReadBlock(from, block);
        }
        catch (DecodeException error)
        {
            throw WireValues.Malformed($"block {from.Number}: {error.Message}");
        }
    }

    private void ReadBlock(Wire.Block from, Block block)
    {
        if (from.Header is null)
        {
            throw WireValues.Malformed("it has no header");
        }

        ReadHeader(from.Header, block);
        block.Header.Hash = WireValues.Hash(from.Hash.IsEmpty ? from.Header.Hash : from.Hash, "hash");
        block.Header.Size = from.Size == 0 ? null : from.Size;
        if (block.Header.Number != (long)from.Number)
        {
            throw WireValues.Malformed($"its header has the number {block.Header.Number}");
        }

        FindRequestsHash(block);
        ReadUncles(from, block);
        ReadWithdrawals(from, block);
        bool isExtended = from.DetailLevel == Wire.Block.Types.DetailLevel.Extended;
        for (int i = 0; i < from.TransactionTraces.Count; i++)
        {
            Wire.TransactionTrace trace = from.TransactionTraces[i];
            _transactions.Read(trace, block, i, isExtended);
            ReceiptMapping.Read(trace, block, i, hasIndexes: from.Ver > 1);
            SetCreatedAddress(trace, block, i, isExtended);
        }

        block.HasTransactions = true;
        block.HasReceipts = true;
        if (isExtended && withTraces)
        {
            TraceMapping.Read(from, block);
        }
    }

    // BASE names no created address; EXTENDED has it where the transaction's recipient is.
    private void SetCreatedAddress(Wire.TransactionTrace trace, Block block, int index, bool isExtended)
    {
        ref readonly Transaction transaction = ref block.Transactions[index];
        if (!transaction.Has(TransactionFields.To) && (isExtended || rules.HasCreatedAddresses))
        {
            ref Receipt receipt = ref block.Receipts[index];
            receipt.ContractAddress = trace.To.IsEmpty ? ContractAddress.Of(transaction.From, transaction.Nonce)
                : WireValues.Address(trace.To, $"transaction_traces[{index}].to");
            receipt.Fields |= ReceiptFields.ContractAddress;
        }
    }

    private static void ReadHeader(Wire.BlockHeader from, Block block)
    {
        BlockHeader header = block.Header;
        header.Number = checked((long)from.Number);
        header.ParentHash = WireValues.Hash(from.ParentHash, "header.parent_hash");
        header.Nonce = from.Nonce;
        header.Sha3Uncles = WireValues.Hash(from.UncleHash, "header.uncle_hash");
        header.LogsBloom = WireValues.Bloom(from.LogsBloom, block.Bytes, "header.logs_bloom");
        header.TransactionsRoot = WireValues.Hash(from.TransactionsRoot, "header.transactions_root");
        header.StateRoot = WireValues.Hash(from.StateRoot, "header.state_root");
        header.ReceiptsRoot = WireValues.Hash(from.ReceiptRoot, "header.receipt_root");
        header.Miner = WireValues.Address(from.Coinbase, "header.coinbase");
        header.Difficulty = WireValues.Number(from.Difficulty, "header.difficulty");
        header.TotalDifficulty = WireValues.NumberOrNull(from.TotalDifficulty, "header.total_difficulty");
        header.ExtraData = WireValues.Bytes(from.ExtraData, block.Bytes);
        header.MixHash = WireValues.HashOrNull(from.MixHash, "header.mix_hash") ?? default;
        header.GasLimit = from.GasLimit;
        header.GasUsed = from.GasUsed;
        header.Timestamp = from.Timestamp is { Seconds: >= 0 } time ? (ulong)time.Seconds : 0;
        header.BaseFeePerGas = WireValues.NumberOrNull(from.BaseFeePerGas, "header.base_fee_per_gas");
        header.WithdrawalsRoot = WireValues.HashOrNull(from.WithdrawalsRoot, "header.withdrawals_root");
        header.BlobGasUsed = from.HasBlobGasUsed ? from.BlobGasUsed : null;
        header.ExcessBlobGas = from.HasExcessBlobGas ? from.ExcessBlobGas : null;
        header.ParentBeaconBlockRoot = WireValues.HashOrNull(from.ParentBeaconRoot, "header.parent_beacon_root");
        header.RequestsHash = WireValues.HashOrNull(from.RequestsHash, "header.requests_hash");
    }

    // Servers whose form is older than Prague leave requestsHash out. Where the hash of no requests makes the header's
    // hash, it was that; else the header may have one that did not come.
    private void FindRequestsHash(Block block)
    {
        BlockHeader header = block.Header;
        if (header.ParentBeaconBlockRoot is null || header.RequestsHash is not null || Hashes(block))
        {
            return;
        }

        header.RequestsHash = NoRequests;
        if (!Hashes(block))
        {
            header.RequestsHash = null;
            header.UnknownFields = "requestsHash";
        }
    }

    private bool Hashes(Block block)
    {
        _rlp.Clear();
        HeaderRlp.Write(_rlp, block);
        return Keccak.Hash(_rlp.Written) == block.Header.Hash;
    }

    private static void ReadUncles(Wire.Block from, Block block)
    {
        List<Block> uncles = [];
        foreach (Wire.BlockHeader header in from.Uncles)
        {
            Block uncle = new();
            ReadHeader(header, uncle);
            uncle.Header.Hash = WireValues.Hash(header.Hash, "uncles[].hash");
            block.UncleHashes.Add() = uncle.Header.Hash;
            uncles.Add(uncle);
        }

        // Where there should be some and none came, the verifier sees that they are missing.
        block.Uncles = uncles;
        block.HasUncles = true;
    }

    private static void ReadWithdrawals(Wire.Block from, Block block)
    {
        foreach (Wire.Withdrawal row in from.Withdrawals)
        {
            block.Withdrawals.Add() = new Withdrawal(
                row.Index, row.ValidatorIndex, WireValues.Address(row.Address, "withdrawals[].address"), row.Amount);
        }

        // Older servers have no list: an empty one says something only where the root is that of none.
        block.HasWithdrawals = block.Withdrawals.Count > 0 || block.Header.WithdrawalsRoot == OrderedTrie.EmptyRoot;
    }
}
