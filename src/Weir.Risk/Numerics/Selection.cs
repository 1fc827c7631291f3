namespace Weir.Risk.Numerics;

/// <summary>Order statistics without a full sort (Hoare's selection, median of three).</summary>
internal static class Selection
{
    /// <summary>Reorders so that the value of rank <paramref name="rank"/> stands there, smaller ones before
    /// it.</summary>
    public static double Select(Span<double> values, int rank)
    {
        int low = 0;
        int high = values.Length - 1;
        while (high - low > 16)
        {
            int middle = low + ((high - low) / 2);
            double pivot = Median(values[low], values[middle], values[high]);
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
            {
                high = j;
            }
            else if (rank >= i)
            {
                low = i;
            }
            else
            {
                return values[rank];
            }
        }

        values[low..(high + 1)].Sort();
        return values[rank];
    }

    private static double Median(double a, double b, double c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
