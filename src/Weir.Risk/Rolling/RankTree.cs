namespace Weir.Risk.Rolling;

/// <summary>The values of a moving window over a known series, as a tree over the ranks of the series: every step,
/// every order statistic and every tail sum in O(log n).</summary>
/// <remarks>A node's sum is always its children's sums added, so nothing drifts however long the window
/// moves.</remarks>
internal sealed class RankTree
{
    private readonly int[] _ranks;
    private readonly double[] _values;
    private readonly int[] _counts;
    private readonly double[] _sums;
    private readonly int _leaves;

    public RankTree(ReadOnlySpan<double> series)
    {
        int n = series.Length;
        _values = series.ToArray();
        int[] order = new int[n];
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(_values, order);
        _ranks = new int[n];
        for (int rank = 0; rank < n; rank++)
        {
            _ranks[order[rank]] = rank;
        }

        _leaves = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)n);
        _counts = new int[2 * _leaves];
        _sums = new double[2 * _leaves];
    }

    public void Add(int index) => Set(_ranks[index], 1);

    public void Remove(int index) => Set(_ranks[index], 0);

    /// <summary>The value of this order, counted from 0.</summary>
    public double Select(int order)
    {
        int node = 1;
        while (node < _leaves)
        {
            node <<= 1;
            if (order >= _counts[node])
            {
                order -= _counts[node];
                node++;
            }
        }

        return _values[node - _leaves];
    }

    /// <summary>Sum of the lowest <paramref name="count"/> values.</summary>
    public double SumOfLowest(int count)
    {
        if (count >= _counts[1])
        {
            return _sums[1];
        }

        double sum = 0;
        int node = 1;
        while (node < _leaves)
        {
            node <<= 1;
            if (count >= _counts[node])
            {
                count -= _counts[node];
                sum += _sums[node];
                node++;
            }
        }

        return sum;
    }

    /// <summary>How many values are at or below a bound.</summary>
    public int CountAtOrBelow(double bound)
    {
        int low = 0;
        int high = _values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_values[middle] <= bound)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        int count = 0;
        for (int left = _leaves, right = _leaves + low; left < right; left >>= 1, right >>= 1)
        {
            if ((left & 1) == 1)
            {
                count += _counts[left++];
            }

            if ((right & 1) == 1)
            {
                count += _counts[--right];
            }
        }

        return count;
    }

    private void Set(int rank, int present)
    {
        int node = rank + _leaves;
        _counts[node] = present;
        _sums[node] = present == 0 ? 0 : _values[rank];
        for (node >>= 1; node > 0; node >>= 1)
        {
            _counts[node] = _counts[2 * node] + _counts[(2 * node) + 1];
            _sums[node] = _sums[2 * node] + _sums[(2 * node) + 1];
        }
    }
}
