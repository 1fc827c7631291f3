using System.Buffers.Binary;
using Weir.Core;
using Weir.Detection.Arbitrages;
using Weir.Detection.Facts;

namespace Weir.Tests.Detection;

public sealed class RouteSearchTests
{
    private static readonly TransactionFact Transaction = new() { Index = 0, Hash = Hash32.Zero };

    [Fact]
    public void A_circle_is_found_wherever_it_begins()
    {
        Swap[] swaps = [Of(0, 1, 2, 100, 50), Of(1, 2, 3, 50, 70), Of(2, 3, 1, 70, 110)];
        foreach (int first in new[] { 0, 1, 2 })
        {
            IReadOnlyList<Swap> route = Assert.Single(RouteSearch.Find([.. swaps[first..], .. swaps[..first]]));
            Assert.Equal(Account(1), route[0].Sold);
            Assert.Equal(10, (int)(route[^1].BoughtRaw - route[0].SoldRaw));
        }
    }

    [Fact]
    public void One_pool_there_and_back_is_none_and_amounts_must_be_handed_on()
    {
        Assert.Empty(RouteSearch.Find([Of(0, 1, 2, 100, 50), Of(0, 2, 1, 50, 99)]));
        Assert.Empty(RouteSearch.Find([Of(0, 1, 2, 100, 50), Of(1, 2, 1, 40, 99)]));
    }

    // Anyone can write such a transaction for little: the search must not try every order.
    [Fact]
    public void Many_equal_swaps_that_close_nothing_cost_no_more_than_their_square()
    {
        List<Swap> swaps = [Of(0, 9, 1, 1_000, 100)];
        for (int i = 1; i < 250; i++)
        {
            swaps.Add(i % 2 == 1 ? Of(i, 1, 2, 100, 100) : Of(i, 2, 1, 100, 100));
        }

        swaps.Add(Of(400, 8, 9, 5, 1_000));
        Assert.DoesNotContain(RouteSearch.Find(swaps), route => route[0].Sold == Account(9));
    }

    private static Swap Of(int pool, int sold, int bought, int amountIn, int amountOut) => new()
    {
        Order = pool,
        Transaction = Transaction,
        Pool = new PoolId(Account(100 + pool).Span),
        Contract = Account(100 + pool),
        Sold = Account(sold),
        SoldRaw = amountIn,
        Bought = Account(bought),
        BoughtRaw = amountOut,
        Place = "log 0",
    };

    private static Address Account(int number)
    {
        byte[] bytes = new byte[Address.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), number);
        return new Address(bytes);
    }
}
