using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Rlp;

/// <summary>The encoding of a withdrawal under withdrawalsRoot (EIP-4895).</summary>
public static class WithdrawalRlp
{
    public static void Write(RlpWriter rlp, in Withdrawal withdrawal)
    {
        int list = rlp.StartList();
        rlp.WriteUInt64(withdrawal.Index);
        rlp.WriteUInt64(withdrawal.ValidatorIndex);
        rlp.WriteAddress(withdrawal.Address);
        rlp.WriteUInt64(withdrawal.AmountGwei);
        rlp.EndList(list);
    }
}
