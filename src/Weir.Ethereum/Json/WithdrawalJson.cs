using System.Text.Json;
using Weir.Core;
using Weir.Ethereum.Blocks;

namespace Weir.Ethereum.Json;

/// <summary>Reads the <c>withdrawals</c> of a block (EIP-4895).</summary>
internal static class WithdrawalJson
{
    private static readonly NameTable Names = new("index", "validatorIndex", "address", "amount");

    public static void Read(ref Utf8JsonReader reader, Block block)
    {
        JsonValues.ExpectArray(ref reader, "withdrawals");
        while (JsonValues.NextItem(ref reader))
        {
            JsonValues.ExpectObject(ref reader, "withdrawals[]");
            ulong index = 0;
            ulong validator = 0;
            ulong amount = 0;
            Address address = default;
            int seen = 0;
            while (JsonValues.NextProperty(ref reader, Names, out int number, out _))
            {
                seen |= number < 0 ? 0 : 1 << number;
                switch (number)
                {
                    case 0:
                        index = JsonValues.UInt64(ref reader, "withdrawals[].index");
                        break;
                    case 1:
                        validator = JsonValues.UInt64(ref reader, "withdrawals[].validatorIndex");
                        break;
                    case 2:
                        address = JsonValues.Address(ref reader, "withdrawals[].address");
                        break;
                    case 3:
                        amount = JsonValues.UInt64(ref reader, "withdrawals[].amount");
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            if (seen != 0b1111)
            {
                throw JsonValues.Missing(
                    "withdrawals[]", Names.Name(System.Numerics.BitOperations.TrailingZeroCount(~seen)));
            }

            block.Withdrawals.Add() = new Withdrawal(index, validator, address, amount);
        }

        block.HasWithdrawals = true;
    }
}
