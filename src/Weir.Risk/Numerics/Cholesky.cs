namespace Weir.Risk.Numerics;

/// <summary>Cholesky factors of small dense symmetric matrices, row by row in one array.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle by L with A = L·Lᵀ and clears the upper; false at the first pivot that is
    /// not above 1e-14 of its diagonal.</summary>
    public static bool TryFactor(Span<double> matrix, int size, out int failedPivot)
    {
        for (int j = 0; j < size; j++)
        {
            Span<double> rowJ = matrix.Slice(j * size, size);
            double pivot = rowJ[j];
            double diagonal = pivot;
            for (int k = 0; k < j; k++)
            {
                pivot -= rowJ[k] * rowJ[k];
            }

            if (!(pivot > 1e-14 * Math.Abs(diagonal)))
            {
                failedPivot = j;
                return false;
            }

            double root = Math.Sqrt(pivot);
            rowJ[j] = root;
            for (int i = j + 1; i < size; i++)
            {
                Span<double> rowI = matrix.Slice(i * size, size);
                double sum = rowI[j];
                for (int k = 0; k < j; k++)
                {
                    sum -= rowI[k] * rowJ[k];
                }

                rowI[j] = sum / root;
            }

            rowJ[(j + 1)..].Clear();
        }

        failedPivot = -1;
        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> vector)
    {
        for (int i = 0; i < size; i++)
        {
            double sum = vector[i];
            for (int j = 0; j < i; j++)
            {
                sum -= factor[(i * size) + j] * vector[j];
            }

            vector[i] = sum / factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double sum = vector[i];
            for (int j = i + 1; j < size; j++)
            {
                sum -= factor[(j * size) + i] * vector[j];
            }

            vector[i] = sum / factor[(i * size) + i];
        }
    }

    /// <summary>The inverse of the factored matrix.</summary>
    public static double[] Inverse(ReadOnlySpan<double> factor, int size)
    {
        double[] inverse = new double[size * size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(factor, size, column);
            for (int i = 0; i < size; i++)
            {
                inverse[(i * size) + j] = column[i];
            }
        }

        return inverse;
    }
}
