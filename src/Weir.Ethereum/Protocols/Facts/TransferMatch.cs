using Weir.Core;

namespace Weir.Ethereum.Protocols.Facts;

/// <summary>Which token an amount was of, by the transfers of that amount; null where none or several fit.</summary>
internal static class TransferMatch
{
    /// <summary>The token of which this much went to the party.</summary>
    public static Address? Into(ReadOnlySpan<Movement> movements, in Address party, in UInt256 amount)
    {
        Address? token = null;
        foreach (ref readonly Movement movement in movements)
        {
            if (movement.To == party && !movement.IsNft && movement.Amount == amount)
            {
                if (token is { } other && other != movement.Token)
                {
                    return null;
                }

                token = movement.Token;
            }
        }

        return token;
    }

    /// <summary>The token of which this much came from the party.</summary>
    public static Address? OutOf(ReadOnlySpan<Movement> movements, in Address party, in UInt256 amount)
    {
        Address? token = null;
        foreach (ref readonly Movement movement in movements)
        {
            if (movement.From == party && !movement.IsNft && movement.Amount == amount)
            {
                if (token is { } other && other != movement.Token)
                {
                    return null;
                }

                token = movement.Token;
            }
        }

        return token;
    }
}
