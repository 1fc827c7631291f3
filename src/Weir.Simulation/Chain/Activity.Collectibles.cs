using Weir.Core;
using Weir.Simulation.Contracts;

namespace Weir.Simulation.Chain;

internal sealed partial class Activity
{
    // Every third is a mint, and so is every one until there is something to move.
    private bool MoveCollectible(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        NonFungibleToken collection = _world.Collection;
        Address to = AnyAccount().Address;
        if (collection.Count == 0 || _random.Chance(333))
        {
            TransactionDraft mint = block.Start(from, collection.Address, UInt256.Zero, 70_000, feeCapWei);
            mint.Input.Selector(Signatures.SafeMintCall).Word(to);
            collection.Mint(block, to);
            block.Commit();
            return true;
        }

        int tokenId = _random.Between(1, collection.Count);
        Address holder = collection.OwnerOf(tokenId);
        Account owner = Array.Find(_world.Accounts, account => account.Address == holder) ?? from;
        TransactionDraft draft =
            block.Start(owner, collection.Address, UInt256.Zero, 35_000, feeCapWei, RevertsPerMille);
        draft.Input.Selector(Signatures.TransferFromCall).Word(owner.Address).Word(to).Word((ulong)tokenId);
        if (!draft.Reverts)
        {
            collection.Transfer(block, to, tokenId);
        }

        block.Commit();
        return true;
    }

    private bool MoveItems(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        Span<UInt256> ids = stackalloc UInt256[MultiToken.Kinds];
        Span<UInt256> amountsRaw = stackalloc UInt256[MultiToken.Kinds];
        int count = 0;
        for (int id = 0; id < MultiToken.Kinds; id++)
        {
            UInt256 balance = _world.Items.BalanceOf(from.Address, id);
            if (!balance.IsZero && _random.Chance(600))
            {
                ids[count] = (ulong)id;
                amountsRaw[count++] = 1 + (balance * (ulong)_random.Below(300) / 1_000);
            }
        }

        switch (count)
        {
            case 0:
                MintItems(block, from, feeCapWei);
                break;
            case 1:
                TransferItem(block, from, (int)(long)ids[0], amountsRaw[0], feeCapWei);
                break;
            default:
                TransferItems(block, from, ids[..count], amountsRaw[..count], feeCapWei);
                break;
        }

        return true;
    }

    private void MintItems(BlockBuilder block, Account from, UInt256 feeCapWei)
    {
        int id = _random.Below(MultiToken.Kinds);
        UInt256 amountRaw = (ulong)_random.Between(1, 1_000);
        TransactionDraft draft = block.Start(from, _world.Items.Address, UInt256.Zero, 30_000, feeCapWei);
        draft.Input.Selector(Signatures.MintUnitsCall).Word(from.Address).Word((ulong)id).Word(amountRaw).Word(
            128).Word(0);
        _world.Items.Mint(block, from.Address, from.Address, id, amountRaw);
        block.Commit();
    }

    private void TransferItem(BlockBuilder block, Account from, int id, UInt256 amountRaw, UInt256 feeCapWei)
    {
        Address to = AnyAccount().Address;
        TransactionDraft draft =
            block.Start(from, _world.Items.Address, UInt256.Zero, 28_000, feeCapWei, RevertsPerMille);
        draft.Input.Selector(Signatures.SafeTransferCall).Word(from.Address).Word(to).Word((ulong)id).Word(amountRaw)
            .Word(160).Word(0);
        if (!draft.Reverts)
        {
            _world.Items.Transfer(block, from.Address, to, id, amountRaw);
        }

        block.Commit();
    }

    private void TransferItems(
        BlockBuilder block, Account from, ReadOnlySpan<UInt256> ids, ReadOnlySpan<UInt256> amountsRaw,
        UInt256 feeCapWei)
    {
        Address to = AnyAccount().Address;
        ulong words = 1 + (ulong)ids.Length;
        TransactionDraft draft = block.Start(
            from, _world.Items.Address, UInt256.Zero, 20_000 + (9_000 * (ulong)ids.Length), feeCapWei, RevertsPerMille);
        draft.Input.Selector(Signatures.SafeBatchTransferCall).Word(from.Address).Word(to)
            .Word(160).Word(160 + (32 * words)).Word(160 + (64 * words)).Array(ids).Array(amountsRaw).Word(0);
        if (!draft.Reverts)
        {
            _world.Items.TransferBatch(block, from.Address, to, ids, amountsRaw);
        }

        block.Commit();
    }
}
