using Weir.Core;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Chain;

internal sealed partial class Activity
{
    // Two of three trades go against where the price has moved, so that it wanders about where it began.
    private bool Swap(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        UniswapPair pair = _world.Pairs[_random.Below(_world.Pairs.Count)];
        bool sellsZero = pair.IsToken0Dear ? _random.Chance(667) : _random.Chance(333);
        FungibleToken tokenIn = sellsZero ? pair.Token0 : pair.Token1;
        bool paysEther = tokenIn == _world.Weth && _random.Chance(500);
        UInt256 funds = paysEther ? from.BalanceWei / 2 : tokenIn.BalanceOf(from.Address);
        UInt256 amountInRaw = UInt256.Min(
            _random.Share(pair.ReserveOf(tokenIn), 20, 3_000), _random.Share(funds, 1_000, 500_000));
        if (amountInRaw.IsZero || pair.AmountOut(tokenIn, amountInRaw).IsZero)
        {
            return false;
        }

        FungibleToken middle = pair.Other(tokenIn);
        UniswapPair? second = _random.Chance(200) ? SecondPair(pair, middle) : null;
        Trade(block, from, [pair, .. second is null ? (ReadOnlySpan<UniswapPair>)[] : [second]], tokenIn, amountInRaw,
            paysEther, feeCapWei);
        return true;
    }

    private UniswapPair? SecondPair(UniswapPair first, FungibleToken tokenIn)
    {
        foreach (UniswapPair pair in _world.Pairs)
        {
            if (pair != first && (pair.Token0 == tokenIn || pair.Token1 == tokenIn))
            {
                return pair;
            }
        }

        return null;
    }

    private void Trade(
        BlockBuilder block,
        Account from,
        UniswapPair[] path,
        FungibleToken tokenIn,
        UInt256 amountInRaw,
        bool paysEther,
        UInt256 feeCapWei)
    {
        ulong gas = 40_000 + (65_000 * (ulong)path.Length);
        TransactionDraft draft = block.Start(
            from, _world.Router, paysEther ? amountInRaw : UInt256.Zero, gas, feeCapWei, RevertsPerMille);
        WriteCall(draft, from, path, tokenIn, amountInRaw, paysEther);
        if (!draft.Reverts)
        {
            Execute(block, from.Address, path, tokenIn, amountInRaw, paysEther);
        }

        block.Commit();
    }

    // UniswapV2Router02._swap: what comes out of a pair goes straight to the next, or to the trader.
    private void Execute(
        BlockBuilder block, in Address trader, UniswapPair[] path, FungibleToken tokenIn, UInt256 amountInRaw,
        bool paysEther)
    {
        if (paysEther)
        {
            _world.Weth.Deposit(block, _world.Router, amountInRaw);
        }

        tokenIn.Transfer(block, paysEther ? _world.Router : trader, path[0].Address, amountInRaw);
        for (int i = 0; i < path.Length; i++)
        {
            Address to = i + 1 < path.Length ? path[i + 1].Address : trader;
            amountInRaw = path[i].Swap(block, _world.Router, tokenIn, amountInRaw, to);
            tokenIn = path[i].Other(tokenIn);
        }
    }

    private static void WriteCall(
        TransactionDraft draft, Account from, UniswapPair[] path, FungibleToken tokenIn, UInt256 amountInRaw,
        bool paysEther)
    {
        // At least one unit must come out: the simulated traders do not guard against slippage.
        AbiWriter input = paysEther
            ? draft.Input.Selector(Signatures.SwapEtherCall).Word(UInt256.One).Word(128)
            : draft.Input.Selector(Signatures.SwapTokensCall).Word(amountInRaw).Word(UInt256.One).Word(160);
        input.Word(from.Address).Word(uint.MaxValue).Word((ulong)path.Length + 1).Word(tokenIn.Address);
        foreach (UniswapPair pair in path)
        {
            tokenIn = pair.Other(tokenIn);
            input.Word(tokenIn.Address);
        }
    }
}
