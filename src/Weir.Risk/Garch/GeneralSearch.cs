using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>Fits the general likelihood, again and again in the same buffers.</summary>
internal sealed class GeneralSearch
{
    private const int FewestObservations = 50;

    /// <summary>A deviation above the largest shock of the window is no forecast, nor is one below this share of the
    /// window's deviation.</summary>
    private const double LeastOfUnit = 1e-3;

    private static readonly (double Alpha, double Alpha2, double Beta, double Beta2)[] Starts =
        [(0.05, 0.02, 0.6, 0.3), (0.1, 0.02, 0.8, 0.05), (0.1, 0.1, 0.4, 0.3),
            (0.05, 0.001, 0.9, 0.001), (0.2, 0.05, 0.6, 0.1)];

    private static readonly (double Alpha, double Beta)[] ExponentialStarts = [(0.1, 0.97), (0.25, 0.9), (0.3, 0.7)];

    private readonly GarchOptions _options;
    private readonly GeneralSpace _space;
    private readonly double[] _point;
    private readonly double[] _candidate;

    public GeneralSearch(int observations, GarchOptions options)
    {
        if (observations < FewestObservations)
        {
            throw Refusal.TooFew(GarchEstimator.Model, observations, FewestObservations);
        }

        Validate(options);
        _options = options;
        Likelihood = new GeneralLikelihood(observations, options);
        _space = new GeneralSpace(Likelihood);
        Natural = new double[_space.Dimension];
        _point = new double[_space.Dimension];
        _candidate = new double[_space.Dimension];
    }

    /// <summary>The likelihood of the returns over <see cref="Unit"/>, evaluated at the fit.</summary>
    public GeneralLikelihood Likelihood { get; }

    /// <summary>The maximum as the likelihood takes it.</summary>
    public double[] Natural { get; }

    /// <summary>Standard deviation of the returns.</summary>
    public double Unit { get; private set; }

    /// <summary>Minus the mean log-likelihood at the fit, of the scaled returns.</summary>
    public double Value { get; private set; }

    /// <summary>Whether the next step's variance is one that the returns can stand for: an EGARCH whose news impact
    /// falls on one side forgets nothing, and its variance can run away from the series or die.</summary>
    public bool IsSane
    {
        get
        {
            double largest = 0;
            foreach (double shock in Likelihood.Shocks)
            {
                largest = Math.Max(largest, Math.Abs(shock));
            }

            double deviation = Math.Sqrt(Likelihood.Variances[^1]);
            return deviation < largest && deviation > LeastOfUnit;
        }
    }

    /// <summary>The fit of these returns in their own units; from a near one where given.</summary>
    /// <exception cref="Core.Errors.ModelInputException">One not finite, a constant series, no maximum
    /// found.</exception>
    public GarchParameters Fit(ReadOnlySpan<double> returns, GarchParameters? start, bool polish)
    {
        Load(returns);
        double lowest = double.PositiveInfinity;
        if (start is { } near)
        {
            Try(Scale(near, 1 / Unit), ref lowest);
        }

        // A long memory is tried again at every refit of an EGARCH: from a fit near by it may slide into one that
        // forgets.
        IReadOnlyList<GarchParameters> seeds = double.IsFinite(lowest) && !_options.Exponential ? [] : Seeds(returns);
        foreach (GarchParameters seed in double.IsFinite(lowest) ? seeds.Take(1) : seeds)
        {
            Try(seed, ref lowest);
        }

        if (!double.IsFinite(lowest))
        {
            throw Refusal.NoConvergence(GarchEstimator.Model, "the likelihood is not finite at any start.");
        }

        if (polish)
        {
            _ = Newton.Polish(_space, _point);
        }

        _space.ToNatural(_point, Natural);
        return Filter();
    }

    /// <summary>Variances and residuals of these returns under parameters that stand.</summary>
    public void Follow(ReadOnlySpan<double> returns, in GarchParameters standing)
    {
        Load(returns);
        Likelihood.Layout.Write(Scale(standing, 1 / Unit), Natural);
        _ = Filter();
    }

    internal static GarchParameters Scale(in GarchParameters p, double unit) => p with
    {
        Mean = p.Mean * unit,
        Omega = p.IsExponential ? p.Omega + ((1 - p.Beta) * 2 * Math.Log(unit)) : p.Omega * unit * unit,
    };

    private static void Validate(GarchOptions options)
    {
        if (options.ArchOrder is not (1 or 2) || options.GarchOrder is not (1 or 2))
        {
            throw Refusal.Input(
                GarchEstimator.Model, $"the orders are {options.ArchOrder} and {options.GarchOrder}.", "Give 1 or 2.");
        }

        if (options.Exponential && (options.ArchOrder > 1 || options.GarchOrder > 1))
        {
            throw Refusal.Input("egarch", "an EGARCH is of order (1,1).", "Leave the orders out.");
        }

        if (options.Leverage && options.Innovation == Innovation.SkewedStudentT)
        {
            throw Refusal.Input(
                "gjr-garch", "it takes no skewed shocks: half of them must be below zero for its persistence to be α + γ/2 + β.", "Take garch or egarch with skew-t, or gjr-garch with t.");
        }
    }

    private void Load(ReadOnlySpan<double> returns)
    {
        Check.Finite(GarchEstimator.Model, returns);
        Check.Varies(GarchEstimator.Model, returns);
        Unit = Math.Sqrt(Moments.Of(returns).PopulationVariance);
        Likelihood.Load(returns, Unit);
    }

    private GarchParameters Filter()
    {
        Span<double> gradient = stackalloc double[Natural.Length];
        Value = Likelihood.Evaluate(Natural, gradient);
        return Scale(Likelihood.Layout.Read(Natural), Unit);
    }

    private void Try(in GarchParameters seed, ref double lowest)
    {
        _space.FromParameters(seed, _candidate);
        double value = Bfgs.Minimise(_space, _candidate, 1e-8);
        if (value < lowest - 1e-12)
        {
            lowest = value;
            _candidate.CopyTo(_point, 0);
        }
    }

    private List<GarchParameters> Seeds(ReadOnlySpan<double> returns)
    {
        double mean = _options.ZeroMean ? 0 : Moments.MeanOf(returns) / Unit;
        List<GarchParameters> seeds = [];
        if (_options.Exponential)
        {
            foreach ((double alpha, double beta) in ExponentialStarts)
            {
                seeds.Add(new GarchParameters(mean, 0, alpha, -0.02, beta, 8) { IsExponential = true });
            }

            return seeds;
        }

        foreach ((double alpha, double alpha2, double beta, double beta2) in Starts)
        {
            double second = _options.ArchOrder > 1 ? alpha2 : 0;
            double older = _options.GarchOrder > 1 ? beta2 : 0;
            double newest = _options.GarchOrder > 1 ? beta : beta + beta2;
            double rest = Math.Max(0.01, 1 - alpha - second - newest - older);
            double leverage = _options.Leverage ? 1 : 0;
            seeds.Add(new GarchParameters(
                mean, rest, _options.Leverage ? alpha / 2 : alpha, leverage * alpha, newest, 8)
            {
                Alpha2 = _options.Leverage ? second / 2 : second,
                Gamma2 = leverage * second,
                Beta2 = older,
            });
        }

        return seeds;
    }
}
