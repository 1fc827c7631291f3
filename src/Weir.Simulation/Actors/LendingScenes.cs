using System.Numerics;
using Weir.Core;
using Weir.Simulation.Chain;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Actors;

/// <summary>Loans that are liquidated, and what looks like it.</summary>
internal sealed class LendingScenes(ActorStage stage)
{
    private const int BonusPercent = 5;

    /// <summary>A bot pays part of a loan and takes collateral with a bonus; it may sell that at once.</summary>
    public void Play()
    {
        (Account borrower, FungibleToken debt, BigInteger loan) = Borrow();
        Bot bot = stage.AnyBot();
        BigInteger cover = loan / 2;
        FungibleToken weth = stage.World.Weth;
        Venue market = new(stage.World.Pairs[debt == stage.World.Usdc ? 0 : 1]);
        BigInteger seized = market.Quote(debt, cover) * (100 + BonusPercent) / 100;
        stage.Ensure(bot.Contract, debt, cover);
        stage.Ensure(stage.Actors.Lender, weth, seized);
        bool isSold = stage.Random.Chance(400);
        int own = stage.Transact(bot.First, bot.Contract, Signatures.BotCall, 400_000, () =>
        {
            debt.Transfer(stage.Block, bot.Contract, stage.Actors.Lender, (UInt256)cover);
            weth.Transfer(stage.Block, stage.Actors.Lender, bot.Contract, (UInt256)seized);
            stage.Block.Log(
                stage.Actors.Lender,
                [
                    Signatures.LiquidationCall, AbiWriter.Topic(weth.Address), AbiWriter.Topic(debt.Address),
                    AbiWriter.Topic(borrower.Address),
                ],
                stage.Block.Data.Clear().Word((UInt256)cover).Word((UInt256)seized).Word(bot.Contract).Word(0));
            if (isSold)
            {
                market.Swap(stage.Block, bot.Contract, bot.Contract, bot.Contract, weth, seized);
            }
        });
        stage.Labels.Add(new ActLabel(
            "liquidation", true, isSold ? "collateral sold at once" : "collateral kept", stage.Number, [own], [], null));
    }

    /// <summary>A loan that is paid back by another, or a liquidation that fails.</summary>
    public void PlayLookAlike()
    {
        (Account borrower, FungibleToken debt, BigInteger loan) = Borrow();
        Account other = stage.AnyPerson();
        stage.Ensure(other.Address, debt, loan);
        stage.Ensure(stage.Actors.Lender, stage.World.Weth, 1_000_000);
        string variant;
        int own;
        if (stage.Random.Chance(500))
        {
            variant = "paid back by another, who is paid in ether";
            own = stage.Transact(other, stage.Actors.Lender, Signatures.LendingRepay, 200_000, () =>
            {
                debt.Transfer(stage.Block, other.Address, stage.Actors.Lender, (UInt256)loan);
                stage.World.Weth.Transfer(stage.Block, stage.Actors.Lender, other.Address, 1_000);
                stage.Block.Log(
                    stage.Actors.Lender,
                    [
                        Signatures.LendingRepay, AbiWriter.Topic(debt.Address), AbiWriter.Topic(borrower.Address),
                        AbiWriter.Topic(other.Address),
                    ],
                    stage.Block.Data.Clear().Word((UInt256)loan));
            });
        }
        else
        {
            variant = "a liquidation that fails";
            TransactionDraft draft = stage.Block.Start(
                other, stage.Actors.Lender, UInt256.Zero, 300_000, (stage.Block.BaseFeeWei * 2) + 1_000_000_000,
                revertsPerMille: 1_000);
            draft.Input.Selector(Signatures.LiquidationCall).Word(borrower.Address);
            own = stage.Block.NextTransaction;
            stage.Block.Commit();
        }

        stage.Labels.Add(new ActLabel("liquidation", false, variant, stage.Number, [own], [], null));
    }

    private (Account Borrower, FungibleToken Debt, BigInteger Loan) Borrow()
    {
        Account borrower = stage.AnyPerson();
        FungibleToken debt = stage.Random.Chance(500) ? stage.World.Usdc : stage.World.Dai;
        BigInteger loan = (BigInteger)debt.Unit * stage.Random.Between(500, 20_000);
        stage.Ensure(stage.Actors.Lender, debt, loan);
        stage.Transact(borrower, stage.Actors.Lender, Signatures.LendingBorrow, 250_000, () =>
        {
            debt.Transfer(stage.Block, stage.Actors.Lender, borrower.Address, (UInt256)loan);
            stage.Block.Log(
                stage.Actors.Lender,
                [
                    Signatures.LendingBorrow, AbiWriter.Topic(debt.Address), AbiWriter.Topic(borrower.Address),
                    AbiWriter.Topic(UInt256.Zero),
                ],
                stage.Block.Data.Clear().Word(borrower.Address).Word((UInt256)loan).Word(2).Word(0));
        });
        return (borrower, debt, loan);
    }
}
