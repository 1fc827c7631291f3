using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;

namespace Weir.Ethereum.Rlp;

/// <summary>The encodings of other chains' own transaction types, whose Keccak-256 is the hash.</summary>
internal static class ChainTransactionRlp
{
    /// <summary>The OP stack's deposit (specs.optimism.io, Deposits).</summary>
    public const int Deposit = 0x7e;

    /// <summary>What ArbOS does at the start of a block (nitro, arb_types.go).</summary>
    public const int ArbitrumInternal = 0x6a;

    private const int ArbitrumDeposit = 0x64;
    private const int ArbitrumUnsigned = 0x65;
    private const int ArbitrumContract = 0x66;
    private const int ArbitrumRetry = 0x68;
    private const int ArbitrumSubmitRetryable = 0x69;

    /// <summary>
    /// Whether the chain has the type, with a form that is known. The hash of each such type covers the sender.
    /// </summary>
    public static bool HasType(ChainTypes chain, int type) => chain switch
    {
        ChainTypes.OpStack => type == Deposit,
        ChainTypes.Arbitrum => type is ArbitrumDeposit or ArbitrumUnsigned or ArbitrumContract or ArbitrumRetry
            or ArbitrumSubmitRetryable or ArbitrumInternal,
        _ => false,
    };

    /// <summary>Appends the transaction, where all that its hash needs is there.</summary>
    public static bool TryWrite(RlpWriter rlp, in Transaction transaction, ByteArena bytes)
    {
        SortedDictionary<string, string> more = ChainFields.Read(bytes[transaction.ChainFields]);
        int start = rlp.Length;
        rlp.WriteRaw((byte)transaction.Type);
        int list = rlp.StartList();
        bool isWhole = transaction.Has(TransactionFields.From | TransactionFields.Input) && transaction.Type switch
        {
            Deposit => WriteDeposit(rlp, transaction, bytes, more),
            ArbitrumDeposit => WriteArbitrumDeposit(rlp, transaction, more),
            ArbitrumUnsigned => WriteArbitrumCall(rlp, transaction, bytes, null, hasNonce: true),
            ArbitrumContract => Bytes(more, "requestId") is { } request
            && WriteArbitrumCall(rlp, transaction, bytes, request, hasNonce: false),
            ArbitrumRetry => WriteArbitrumRetry(rlp, transaction, bytes, more),
            ArbitrumSubmitRetryable => WriteArbitrumSubmit(rlp, transaction, more),
            _ => WriteArbitrumInternal(rlp, transaction, bytes),
        };
        if (!isWhole)
        {
            rlp.Truncate(start);
            return false;
        }

        rlp.EndList(list);
        return true;
    }

    // sourceHash, from, to, mint, value, gas, isSystemTx, data
    private static bool WriteDeposit(
        RlpWriter rlp, in Transaction row, ByteArena bytes, SortedDictionary<string, string> more)
    {
        if (Bytes(more, "sourceHash") is not { } source || !row.Has(TransactionFields.Value | TransactionFields.Gas))
        {
            return false;
        }

        rlp.WriteBytes(source);
        rlp.WriteAddress(row.From);
        WriteTo(rlp, row);
        rlp.WriteUInt256(ChainFields.Quantity(more, "mint") ?? default);
        rlp.WriteUInt256(row.Value);
        rlp.WriteUInt64(row.Gas);
        rlp.WriteUInt64(more.TryGetValue("isSystemTx", out string? system) && system == "0x1" ? 1u : 0);
        rlp.WriteBytes(bytes[row.Input]);
        return true;
    }

    // chainId, l1RequestId, from, to, value
    private static bool WriteArbitrumDeposit(RlpWriter rlp, in Transaction row, SortedDictionary<string, string> more)
    {
        if (Bytes(more, "requestId") is not { } request || !row.Has(TransactionFields.Value))
        {
            return false;
        }

        rlp.WriteUInt256(row.ChainId);
        rlp.WriteBytes(request);
        rlp.WriteAddress(row.From);
        WriteTo(rlp, row);
        rlp.WriteUInt256(row.Value);
        return true;
    }

    // chainId, [requestId,] from, [nonce,] gasFeeCap, gas, to, value, data
    private static bool WriteArbitrumCall(
        RlpWriter rlp, in Transaction row, ByteArena bytes, byte[]? request, bool hasNonce)
    {
        rlp.WriteUInt256(row.ChainId);
        if (request is not null)
        {
            rlp.WriteBytes(request);
        }

        rlp.WriteAddress(row.From);
        if (hasNonce)
        {
            rlp.WriteUInt64(row.Nonce);
        }

        WriteCall(rlp, row, bytes);
        return row.Has(TransactionFields.MaxFeePerGas | TransactionFields.Gas | TransactionFields.Value);
    }

    // chainId, nonce, from, gasFeeCap, gas, to, value, data, ticketId, refundTo, maxRefund, submissionFeeRefund
    private static bool WriteArbitrumRetry(
        RlpWriter rlp, in Transaction row, ByteArena bytes, SortedDictionary<string, string> more)
    {
        if (Bytes(more, "ticketId") is not { } ticket || Bytes(more, "refundTo") is not { } refundTo
            || ChainFields.Quantity(more, "maxRefund") is not { } maxRefund
            || ChainFields.Quantity(more, "submissionFeeRefund") is not { } submissionFeeRefund)
        {
            return false;
        }

        rlp.WriteUInt256(row.ChainId);
        rlp.WriteUInt64(row.Nonce);
        rlp.WriteAddress(row.From);
        WriteCall(rlp, row, bytes);
        rlp.WriteBytes(ticket);
        rlp.WriteBytes(refundTo);
        rlp.WriteUInt256(maxRefund);
        rlp.WriteUInt256(submissionFeeRefund);
        return row.Has(TransactionFields.MaxFeePerGas | TransactionFields.Gas | TransactionFields.Value);
    }

    // chainId, requestId, from, l1BaseFee, depositValue, gasFeeCap, gas, retryTo, retryValue, beneficiary,
    // maxSubmissionFee, feeRefundAddr, retryData
    private static bool WriteArbitrumSubmit(RlpWriter rlp, in Transaction row, SortedDictionary<string, string> more)
    {
        if (Bytes(more, "requestId") is not { } request || ChainFields.Quantity(more, "l1BaseFee") is not { } l1BaseFee
            || ChainFields.Quantity(more, "depositValue") is not { } deposit
            || ChainFields.Quantity(more, "retryValue") is not { } retryValue
            || Bytes(more, "beneficiary") is not { } beneficiary
            || ChainFields.Quantity(more, "maxSubmissionFee") is not { } submissionFee
            || Bytes(more, "refundTo") is not { } refundTo || Bytes(more, "retryData") is not { } data)
        {
            return false;
        }

        rlp.WriteUInt256(row.ChainId);
        rlp.WriteBytes(request);
        rlp.WriteAddress(row.From);
        rlp.WriteUInt256(l1BaseFee);
        rlp.WriteUInt256(deposit);
        rlp.WriteUInt256(row.MaxFeePerGas);
        rlp.WriteUInt64(row.Gas);
        rlp.WriteBytes(Bytes(more, "retryTo") ?? []);
        rlp.WriteUInt256(retryValue);
        rlp.WriteBytes(beneficiary);
        rlp.WriteUInt256(submissionFee);
        rlp.WriteBytes(refundTo);
        rlp.WriteBytes(data);
        return row.Has(TransactionFields.MaxFeePerGas | TransactionFields.Gas);
    }

    // chainId, data
    private static bool WriteArbitrumInternal(RlpWriter rlp, in Transaction row, ByteArena bytes)
    {
        rlp.WriteUInt256(row.ChainId);
        rlp.WriteBytes(bytes[row.Input]);
        return true;
    }

    private static void WriteCall(RlpWriter rlp, in Transaction row, ByteArena bytes)
    {
        rlp.WriteUInt256(row.MaxFeePerGas);
        rlp.WriteUInt64(row.Gas);
        WriteTo(rlp, row);
        rlp.WriteUInt256(row.Value);
        rlp.WriteBytes(bytes[row.Input]);
    }

    private static void WriteTo(RlpWriter rlp, in Transaction row) =>
        rlp.WriteBytes(row.Has(TransactionFields.To) ? row.To.Span : default);

    private static byte[]? Bytes(SortedDictionary<string, string> members, string name) =>
        ChainFields.Bytes(members, name);
}
