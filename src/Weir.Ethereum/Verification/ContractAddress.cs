using Weir.Core;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Rlp;

namespace Weir.Ethereum.Verification;

/// <summary>
/// The address of a contract that a transaction creates: the last 20 bytes of Keccak-256(rlp(sender, nonce)).
/// </summary>
public static class ContractAddress
{
    public static Address Of(in Address sender, ulong nonce)
    {
        RlpWriter rlp = new(64);
        int list = rlp.StartList();
        rlp.WriteAddress(sender);
        rlp.WriteUInt64(nonce);
        rlp.EndList(list);
        return new Address(Keccak.Hash(rlp.Written).Span[12..]);
    }
}
