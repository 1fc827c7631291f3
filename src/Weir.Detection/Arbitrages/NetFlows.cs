using System.Numerics;
using Weir.Core;
using Weir.Detection.Facts;

namespace Weir.Detection.Arbitrages;

/// <summary>What an account has more and less of after a transaction.</summary>
public static class NetFlows
{
    /// <summary>Raw units by token, zeros left out.</summary>
    public static Dictionary<Address, BigInteger> Of(Address node, IEnumerable<TokenMove> moves)
    {
        Dictionary<Address, BigInteger> net = [];
        foreach (TokenMove move in moves)
        {
            if (move.From != move.To && (move.From == node || move.To == node))
            {
                BigInteger sum = net.GetValueOrDefault(move.Token) + (move.To == node ? move.Raw : -move.Raw);
                if (sum.IsZero)
                {
                    net.Remove(move.Token);
                }
                else
                {
                    net[move.Token] = sum;
                }
            }
        }

        return net;
    }
}
