using Weir.Core;
using Weir.Risk.Numerics;
using Weir.Risk.Returns;

namespace Weir.Risk.MonteCarlo;

/// <summary>Draws blocks of joint asset returns, an asset a row, and adds them to a portfolio's. Nothing is allocated a
/// path.</summary>
internal sealed class PathBlock
{
    /// <summary>Paths drawn together: rows of this length stay in the first-level cache.</summary>
    public const int Width = 128;

    private readonly PortfolioModel _model;
    private readonly double[] _draws;
    private readonly double[] _total;
    private readonly double[] _mixing = new double[Width];

    public PathBlock(PortfolioModel model)
    {
        _model = model;
        _draws = new double[model.Assets * Width];
        _total = new double[model.Assets * Width];
    }

    /// <summary>The simple returns of the assets of the block last drawn, an asset a row.</summary>
    public ReadOnlySpan<double> AssetReturns => _total;

    /// <summary>Fills portfolio returns of the next block.</summary>
    public void Draw(ref Xoshiro256 random, Span<double> portfolio)
    {
        for (int step = 0; step < _model.HorizonSteps; step++)
        {
            DrawStep(ref random);
            Accumulate(step == 0);
        }

        portfolio.Clear();
        for (int asset = 0; asset < _model.Assets; asset++)
        {
            Span<double> row = _total.AsSpan(asset * Width, Width);
            if (_model.Kind == ReturnKind.Log)
            {
                for (int i = 0; i < Width; i++)
                {
                    row[i] = Math.Exp(row[i]) - 1;
                }
            }

            AddScaled(portfolio, row, _model.Weights[asset]);
        }
    }

    private void DrawStep(ref Xoshiro256 random)
    {
        for (int i = 0; i < _draws.Length; i++)
        {
            _draws[i] = random.NextGaussian();
        }

        if (_model.CopulaDegrees is { } degrees)
        {
            for (int i = 0; i < Width; i++)
            {
                _mixing[i] = Math.Sqrt(degrees / random.NextChiSquared(degrees));
            }
        }

        for (int asset = _model.Assets - 1; asset >= 0; asset--)
        {
            Span<double> row = _draws.AsSpan(asset * Width, Width);
            Correlate(row, asset);
            if (_model.CopulaDegrees is not null)
            {
                Vectors.Multiply(row, _mixing);
            }

            Marginal marginal = _model.Marginals[asset];
            CopulaMap? map = _model.Maps[asset];
            if (map is null)
            {
                for (int i = 0; i < Width; i++)
                {
                    row[i] = marginal.Location + (marginal.Scale * row[i]);
                }
            }
            else
            {
                for (int i = 0; i < Width; i++)
                {
                    row[i] = marginal.Location + (marginal.Scale * map.Map(row[i]));
                }
            }
        }
    }

    /// <summary>Row i becomes Σⱼ Lᵢⱼ·row j; from the last row up, so that the rows it needs are still independent
    /// draws.</summary>
    private void Correlate(Span<double> row, int asset)
    {
        ReadOnlySpan<double> factor = _model.Factor.AsSpan(asset * _model.Assets, asset + 1);
        Vectors.Scale(row, factor[asset]);
        for (int j = 0; j < asset; j++)
        {
            AddScaled(row, _draws.AsSpan(j * Width, Width), factor[j]);
        }
    }

    private void Accumulate(bool first)
    {
        if (first)
        {
            _draws.CopyTo(_total, 0);
            return;
        }

        for (int i = 0; i < _total.Length; i++)
        {
            _total[i] = Horizons.IndependentPaths.Add(_total[i], _draws[i], _model.Kind);
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor) =>
        Vectors.AddScaled(target, source, factor);
}
