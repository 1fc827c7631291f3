namespace Weir.Core;

/// <summary>Proof groups as text: <c>header,transactions,receipts,withdrawals,senders</c>, those that hold, in this order.</summary>
public static class ProofText
{
    private static readonly string[] Names = ["header", "transactions", "receipts", "withdrawals", "senders"];

    public static string Format(ProofGroups groups) => string.Join(',', Names.Where((_, bit) => ((int)groups >> bit & 1) != 0));

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
}
