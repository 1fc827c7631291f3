using Weir.Risk.Numerics;

namespace Weir.Risk.Garch;

/// <summary>Fits windows of one length again and again in the same buffers: a refit allocates nothing.</summary>
internal sealed class GarchSearch
{
    private const int FewestObservations = 50;

    private static readonly (
        double Alpha, double Beta)[] Starts = [(0.05, 0.9), (0.1, 0.8), (0.2, 0.7), (0.03, 0.96), (0.3, 0.3)];

    private readonly GarchOptions _options;
    private readonly GarchSpace _space;
    private readonly double[] _point;
    private readonly double[] _candidate;

    public GarchSearch(int observations, GarchOptions options)
    {
        if (observations < FewestObservations)
        {
            throw Refusal.TooFew(GarchEstimator.Model, observations, FewestObservations);
        }

        _options = options;
        Likelihood = new GarchLikelihood(observations, options);
        _space = new GarchSpace(Likelihood, options);
        Natural = new double[_space.Dimension];
        _point = new double[_space.Dimension];
        _candidate = new double[_space.Dimension];
        Variances = new double[observations + 1];
    }

    /// <summary>The likelihood of the returns over <see cref="Unit"/>.</summary>
    public GarchLikelihood Likelihood { get; }

    /// <summary>The maximum as the likelihood takes it.</summary>
    public double[] Natural { get; }

    /// <summary>σ² of every return, and last that of the next step, in squared returns; overwritten by the next
    /// fit.</summary>
    public double[] Variances { get; }

    /// <summary>Standard deviation of the returns: what the likelihood's returns are divided by.</summary>
    public double Unit { get; private set; }

    /// <summary>The fit of these returns in their own units; from a near one where given.</summary>
    /// <param name="returns">As many as the search was made for, oldest first.</param>
    /// <param name="start">The fit of a window near by.</param>
    /// <param name="polish">Newton steps to the last digits.</param>
    /// <exception cref="Core.Errors.ModelInputException">One not finite, a constant series, no maximum
    /// found.</exception>
    public GarchParameters Fit(ReadOnlySpan<double> returns, GarchParameters? start, bool polish)
    {
        Check.Finite(GarchEstimator.Model, returns);
        Check.Varies(GarchEstimator.Model, returns);
        Unit = Math.Sqrt(Moments.Of(returns).PopulationVariance);
        Likelihood.Load(returns, Unit);
        if (start is not { } near || !TryFrom(Scale(near, 1 / Unit)))
        {
            FromAnywhere(polish);
        }

        GarchParameters scaled = Likelihood.Read(Natural);
        Likelihood.Variances(scaled, Variances);
        Vectors.Scale(Variances, Unit * Unit);
        return Scale(scaled, Unit);
    }

    private bool TryFrom(in GarchParameters near)
    {
        _space.FromParameters(near, _point);
        double lowest = Bfgs.Minimise(_space, _point, 1e-7);
        _space.ToNatural(_point, Natural);
        GarchParameters found = Likelihood.Read(Natural);

        // A search that ends without reaction or memory may have slid off: the other starts decide.
        return double.IsFinite(lowest) && found.Alpha + Math.Max(found.Gamma, 0) > 1e-4 && found.Beta > 1e-3;
    }

    private void FromAnywhere(bool polish)
    {
        double lowest = double.PositiveInfinity;
        double mean = _options.ZeroMean ? 0 : Likelihood.MeanReturn;
        foreach ((double alpha, double beta) in Starts)
        {
            GarchParameters seed = new(
                mean, 1 - alpha - beta, _options.Leverage ? alpha / 2 : alpha, _options.Leverage ? alpha : 0, beta, 8);
            _space.FromParameters(seed, _candidate);
            double value = Bfgs.Minimise(_space, _candidate, 1e-8);
            if (value < lowest - 1e-12)
            {
                lowest = value;
                _candidate.CopyTo(_point, 0);
            }
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
    }

    private static GarchParameters Scale(in GarchParameters p, double unit) =>
        p with { Mean = p.Mean * unit, Omega = p.Omega * unit * unit };
}
