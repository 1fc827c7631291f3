using System.Buffers.Binary;

namespace Weir.Ethereum.Abi;

/// <summary>
/// What a contract's code looks like by the functions that it answers: ethereum-etl's rule, the four-byte constants of
/// its first basic block.
/// </summary>
public static class ContractCode
{
    private const byte Push1 = 0x60;
    private const byte Push4 = 0x63;
    private const byte Push32 = 0x7f;
    private const byte JumpDestination = 0x5b;

    private const uint TotalSupply = 0x18160ddd;
    private const uint BalanceOf = 0x70a08231;
    private const uint Transfer = 0xa9059cbb;
    private const uint TransferFrom = 0x23b872dd;
    private const uint Approve = 0x095ea7b3;
    private const uint Allowance = 0xdd62ed3e;
    private const uint OwnerOf = 0x6352211e;
    private const uint SafeTransferFrom = 0xf242432a;
    private const uint SafeBatchTransferFrom = 0x2eb2c2d6;
    private const uint BalanceOfId = 0x00fdd58e;
    private const uint BalanceOfBatch = 0x4e1273f4;
    private const uint SetApprovalForAll = 0xa22cb465;
    private const uint IsApprovedForAll = 0xe985e9c5;

    /// <summary>The selectors that the code compares with, ascending, each once.</summary>
    public static IReadOnlyList<uint> Selectors(ReadOnlySpan<byte> code)
    {
        SortedSet<uint> found = [];
        for (int i = 0; i < code.Length; i++)
        {
            byte operation = code[i];
            if (operation == JumpDestination)
            {
                break;
            }

            if (operation == Push4 && i + sizeof(uint) < code.Length)
            {
                found.Add(BinaryPrimitives.ReadUInt32BigEndian(code[(i + 1)..]));
            }

            if (operation is >= Push1 and <= Push32)
            {
                i += operation - Push1 + 1;
            }
        }

        return [.. found];
    }

    /// <summary>EIP-20's functions.</summary>
    public static bool IsErc20(IReadOnlyList<uint> selectors) => HasAll(
        selectors, TotalSupply, BalanceOf, Transfer, TransferFrom, Approve, Allowance);

    /// <summary>EIP-721's functions, with either of the ways to transfer.</summary>
    public static bool IsErc721(IReadOnlyList<uint> selectors) =>
        HasAll(selectors, BalanceOf, OwnerOf, Approve)
        && (selectors.Contains(Transfer) || selectors.Contains(TransferFrom));

    /// <summary>EIP-1155's functions.</summary>
    public static bool IsErc1155(IReadOnlyList<uint> selectors) => HasAll(
        selectors, SafeTransferFrom, SafeBatchTransferFrom, BalanceOfId, BalanceOfBatch, SetApprovalForAll,
        IsApprovedForAll);

    private static bool HasAll(IReadOnlyList<uint> selectors, params ReadOnlySpan<uint> wanted)
    {
        foreach (uint selector in wanted)
        {
            if (!selectors.Contains(selector))
            {
                return false;
            }
        }

        return true;
    }
}
