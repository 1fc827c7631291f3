namespace Weir.Risk.MonteCarlo;

/// <summary>Kendall's τ-a of two samples.</summary>
internal static class KendallTau
{
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        long balance = 0;
        for (int i = 1; i < first.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double product = (first[i] - first[j]) * (second[i] - second[j]);
                balance += product > 0 ? 1 : product < 0 ? -1 : 0;
            }
        }

        return balance / (0.5 * first.Length * (first.Length - 1));
    }
}
