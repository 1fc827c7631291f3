using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>
/// What the chains' own types of transactions have beside what their hash covers, and follows all the same.
/// </summary>
public sealed partial class BlockVerifier
{
    /// <summary>
    /// The OP stack's deposits are not signed and pay no gas price (specs.optimism.io, Deposits); Arbitrum's internal
    /// transactions moreover have no gas, value or nonce (nitro, arb_types.go).
    /// </summary>
    private void DeriveSystemTransaction(ref Transaction row, ref Verdict verdict, int index)
    {
        bool isDeposit = _rules.Types == ChainTypes.OpStack && row.Type == ChainTransactionRlp.Deposit;
        bool isInternal = _rules.Types == ChainTypes.Arbitrum && row.Type == ChainTransactionRlp.ArbitrumInternal;
        if (!isDeposit && !isInternal)
        {
            return;
        }

        const string List = "transactions";
        Zero(ref row.V, row.Has(TransactionFields.V), ref verdict, List, index, "v");
        Zero(ref row.R, row.Has(TransactionFields.R), ref verdict, List, index, "r");
        Zero(ref row.S, row.Has(TransactionFields.S), ref verdict, List, index, "s");
        Zero(ref row.YParity, row.Has(TransactionFields.YParity), ref verdict, List, index, "yParity");
        if (isDeposit)
        {
            Zero(ref row.GasPrice, row.Has(TransactionFields.GasPrice), ref verdict, List, index, "gasPrice");
        }
        else
        {
            Zero(ref row.Gas, row.Has(TransactionFields.Gas), ref verdict, List, index, "gas");
            Zero(ref row.Value, row.Has(TransactionFields.Value), ref verdict, List, index, "value");
            Zero(ref row.Nonce, row.Has(TransactionFields.Nonce), ref verdict, List, index, "nonce");
        }
    }

    // A deposit's nonce is under the receipts' root (depositNonce, since Regolith); it pays nothing for its gas.
    private void DeriveDepositReceipt(ref Receipt row, in Transaction transaction, ref Verdict verdict, int index)
    {
        if (_rules.Types != ChainTypes.OpStack || transaction.Type != ChainTransactionRlp.Deposit)
        {
            return;
        }

        const string List = "receipts";
        Zero(
            ref row.EffectiveGasPrice, row.Has(ReceiptFields.EffectiveGasPrice), ref verdict, List, index,
            "effectiveGasPrice");
        if (ChainFields.Quantity(ChainFields.Read(_block.Bytes[row.ChainFields]), "depositNonce") is { } nonce
            && transaction.Has(TransactionFields.Nonce) && nonce != new UInt256(transaction.Nonce))
        {
            verdict = _level == VerifyLevel.Off ? verdict : Note(
                Verdict.Bad, $"receipts[{index}].depositNonce is {nonce}, the transaction's nonce {transaction.Nonce}");
        }
    }

    private void Zero<T>(ref T value, bool isPresent, ref Verdict group, string list, int index, string field)
        where T : struct, IEquatable<T>
    {
        if (isPresent)
        {
            Derive(ref value, true, default, ref group, list, index, field);
        }
    }
}
