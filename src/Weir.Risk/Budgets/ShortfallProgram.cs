using Weir.Risk.Portfolios;

namespace Weir.Risk.Budgets;

/// <summary>The dual of the least expected shortfall, by the simplex method with bounded variables.</summary>
/// <remarks>Max v over probabilities p of the scenarios, 0 ≤ pₜ ≤ 1/(nα), Σp = 1, with v + Σpₜrₜᵢ + sᵢ = 0, sᵢ ≥ 0, for
/// every asset: one row an asset and one more, however many scenarios. The prices of the assets' rows at the maximum
/// are the weights.</remarks>
internal sealed class ShortfallProgram
{
    private const double Tolerance = 1e-11;
    private readonly ReturnTable _returns;
    private readonly double _most;
    private readonly int _assets;
    private readonly int _rows;
    private readonly int _columns;
    private readonly double[] _value;
    private readonly bool[] _isBasic;
    private readonly int[] _basis;
    private readonly double[] _inverse;

    public ShortfallProgram(ReturnTable returns, double most)
    {
        _returns = returns;
        _most = most;
        _assets = returns.Assets;
        _rows = _assets + 1;
        _columns = returns.Rows + _assets + 1;
        _value = new double[_columns];
        _isBasic = new bool[_columns];
        _basis = new int[_rows];
        _inverse = new double[_rows * _rows];
    }

    private int Free => _columns - 1;

    /// <exception cref="Core.Errors.ModelInputException">The steps do not end.</exception>
    public (double[] Weights, double Shortfall) Solve()
    {
        Begin();
        int limit = 200 + (50 * (_returns.Rows + _assets));
        double[] prices = new double[_rows];
        double[] column = new double[_rows];
        double[] direction = new double[_rows];
        for (int step = 0; step < limit; step++)
        {
            Invert();
            Prices(prices);
            int entering = Entering(prices, column, isCareful: step > limit / 2, out double sign);
            if (entering < 0)
            {
                double sum = prices.Take(_assets).Sum();
                return ([.. prices.Take(_assets).Select(price => Math.Max(0, price) / sum)], _value[Free]);
            }

            Column(entering, column);
            Multiply(column, direction);
            Move(entering, sign, direction);
        }

        throw Refusal.NoConvergence("minimum-es", "the linear program did not end.");
    }

    /// <summary>Scenarios in their order up to a probability of one; the asset that loses most there has no
    /// slack.</summary>
    private void Begin()
    {
        int last = 0;
        double left = 1;
        for (int t = 0; left > 1e-15; t++)
        {
            _value[t] = Math.Min(_most, left);
            left -= _value[t];
            last = t;
        }

        double[] loss = new double[_assets];
        for (int i = 0; i < _assets; i++)
        {
            ReadOnlySpan<double> column = _returns.Column(i);
            for (int t = 0; t <= last; t++)
            {
                loss[i] -= _value[t] * column[t];
            }
        }

        int tight = Array.IndexOf(loss, loss.Min());
        _value[Free] = loss[tight];
        for (int i = 0; i < _assets; i++)
        {
            int slack = _returns.Rows + i;
            _value[slack] = loss[i] - loss[tight];
            _basis[i] = i == tight ? Free : slack;
        }

        _basis[_assets] = last;
        foreach (int basic in _basis)
        {
            _isBasic[basic] = true;
        }
    }

    private void Column(int variable, Span<double> column)
    {
        column.Clear();
        if (variable == Free)
        {
            column[.._assets].Fill(1);
        }
        else if (variable >= _returns.Rows)
        {
            column[variable - _returns.Rows] = 1;
        }
        else
        {
            for (int i = 0; i < _assets; i++)
            {
                column[i] = _returns.Column(i)[variable];
            }

            column[_assets] = 1;
        }
    }

    /// <summary>The prices of the rows: only v is worth anything.</summary>
    private void Prices(double[] prices)
    {
        int row = Array.IndexOf(_basis, Free);
        _inverse.AsSpan(row * _rows, _rows).CopyTo(prices);
    }

    private int Entering(double[] prices, double[] column, bool isCareful, out double sign)
    {
        int best = -1;
        double most = Tolerance;
        sign = 1;
        for (int variable = 0; variable < _columns - 1; variable++)
        {
            if (_isBasic[variable])
            {
                continue;
            }

            Column(variable, column);
            double gain = 0;
            for (int row = 0; row < _rows; row++)
            {
                gain -= prices[row] * column[row];
            }

            double way = variable < _returns.Rows && _value[variable] > 0.5 * _most ? -1 : 1;
            if (way * gain > most)
            {
                best = variable;
                sign = way;
                most = way * gain;
                if (isCareful)
                {
                    // Bland's rule: the first one, so that the steps cannot go round.
                    break;
                }
            }
        }

        return best;
    }

    private void Multiply(double[] column, double[] direction)
    {
        for (int row = 0; row < _rows; row++)
        {
            double sum = 0;
            for (int at = 0; at < _rows; at++)
            {
                sum += _inverse[(row * _rows) + at] * column[at];
            }

            direction[row] = sum;
        }
    }

    private void Move(int entering, double sign, double[] direction)
    {
        double length = entering < _returns.Rows ? _most : double.PositiveInfinity;
        int leaving = -1;
        for (int row = 0; row < _rows; row++)
        {
            int basic = _basis[row];
            double speed = -sign * direction[row];
            if (basic == Free || Math.Abs(speed) < 1e-12)
            {
                continue;
            }

            double room = speed < 0
                ? _value[basic] / -speed
                : basic < _returns.Rows ? (_most - _value[basic]) / speed : double.PositiveInfinity;
            if (room < length)
            {
                length = Math.Max(0, room);
                leaving = row;
            }
        }

        for (int row = 0; row < _rows; row++)
        {
            _value[_basis[row]] -= sign * length * direction[row];
        }

        _value[entering] += sign * length;
        if (leaving < 0)
        {
            _value[entering] = sign > 0 ? _most : 0;
            return;
        }

        int left = _basis[leaving];
        _isBasic[left] = false;
        _value[left] = left < _returns.Rows && _value[left] > 0.5 * _most ? _most : 0;
        _basis[leaving] = entering;
        _isBasic[entering] = true;
    }

    /// <summary>The inverse of the basis, by elimination with pivots: it is as small as there are assets.</summary>
    private void Invert()
    {
        double[] work = new double[_rows * _rows];
        double[] column = new double[_rows];
        for (int at = 0; at < _rows; at++)
        {
            Column(_basis[at], column);
            for (int row = 0; row < _rows; row++)
            {
                work[(row * _rows) + at] = column[row];
                _inverse[(row * _rows) + at] = row == at ? 1 : 0;
            }
        }

        for (int pivot = 0; pivot < _rows; pivot++)
        {
            int largest = pivot;
            for (int row = pivot + 1; row < _rows; row++)
            {
                largest = Math.Abs(work[(row * _rows) + pivot]) > Math.Abs(work[(largest * _rows) + pivot])
                    ? row : largest;
            }

            Swap(work, pivot, largest);
            Swap(_inverse, pivot, largest);
            double scale = work[(pivot * _rows) + pivot];
            Numerics.Vectors.Scale(work.AsSpan(pivot * _rows, _rows), 1 / scale);
            Numerics.Vectors.Scale(_inverse.AsSpan(pivot * _rows, _rows), 1 / scale);
            for (int row = 0; row < _rows; row++)
            {
                double factor = work[(row * _rows) + pivot];
                if (row != pivot && factor != 0)
                {
                    Numerics.Vectors.AddScaled(
                        work.AsSpan(row * _rows, _rows), work.AsSpan(pivot * _rows, _rows), -factor);
                    Numerics.Vectors.AddScaled(
                        _inverse.AsSpan(row * _rows, _rows), _inverse.AsSpan(pivot * _rows, _rows), -factor);
                }
            }
        }
    }

    private void Swap(double[] matrix, int one, int other)
    {
        for (int at = 0; one != other && at < _rows; at++)
        {
            (matrix[(one * _rows) + at], matrix[(other * _rows) + at]) =
                (matrix[(other * _rows) + at], matrix[(one * _rows) + at]);
        }
    }
}
