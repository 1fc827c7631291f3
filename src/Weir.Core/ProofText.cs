namespace Weir.Core;

/// <summary>
/// Proof groups as text: <c>header,transactions,receipts,withdrawals,senders</c>, those that hold, in this order.
/// </summary>
public static class ProofText
{
    private static readonly string[] Names = ["header", "transactions", "receipts", "withdrawals", "senders"];

    // All combinations, made once: the text stands in every row of blocks.
    private static readonly string[] Texts = [.. Enumerable.Range(0, 1 << Names.Length).Select(Join)];

    public static string Format(ProofGroups groups) => Texts[(int)groups & (Texts.Length - 1)];

    /// <summary>The groups named in <paramref name="text"/>; names it does not know are passed over.</summary>
    public static ProofGroups Parse(string text)
    {
        ProofGroups groups = ProofGroups.None;
        foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            int bit = Array.IndexOf(Names, name);
            groups |= bit < 0 ? ProofGroups.None : (ProofGroups)(1 << bit);
        }

        return groups;
    }

    private static string Join(int groups) => string.Join(',', Names.Where((_, bit) => (groups >> bit & 1) != 0));
}
