namespace Weir.Risk.Garch;

/// <summary>Where each parameter stands in a point of <see cref="GeneralLikelihood"/>; −1 for one that the options have
/// not.</summary>
internal sealed class GeneralLayout
{
    public GeneralLayout(GarchOptions options)
    {
        Options = options;
        int at = 0;
        Mean = options.ZeroMean ? -1 : at++;
        Autoregression = options.Autoregressive ? at++ : -1;
        Omega = at++;
        Alpha = at;
        at += options.ArchOrder;
        Gamma = options.Leverage || options.Exponential ? at : -1;
        at += Gamma < 0 ? 0 : options.ArchOrder;
        Beta = at;
        at += options.GarchOrder;
        Shape = options.Innovation == Innovation.Normal ? -1 : at++;
        Skew = options.Innovation == Innovation.SkewedStudentT ? at++ : -1;
        Dimension = at;
    }

    public GarchOptions Options { get; }

    public int Mean { get; }

    public int Autoregression { get; }

    public int Omega { get; }

    /// <summary>The first α; the second, where there is one, follows.</summary>
    public int Alpha { get; }

    public int Gamma { get; }

    public int Beta { get; }

    /// <summary>ν.</summary>
    public int Shape { get; }

    /// <summary>ξ.</summary>
    public int Skew { get; }

    public int Dimension { get; }

    public List<string> Names()
    {
        List<string> names = [];
        Add(names, Mean, "mean");
        Add(names, Autoregression, "autoregression");
        names.Add("omega");
        AddOrder(names, "alpha", Options.ArchOrder);
        AddOrder(names, "gamma", Gamma < 0 ? 0 : Options.ArchOrder);
        AddOrder(names, "beta", Options.GarchOrder);
        Add(names, Shape, Options.Innovation == Innovation.GeneralizedError ? "shape" : "degreesOfFreedom");
        Add(names, Skew, "skew");
        return names;
    }

    public GarchParameters Read(ReadOnlySpan<double> point)
    {
        bool isShape = Options.Innovation == Innovation.GeneralizedError;
        bool isSecond = Options.ArchOrder > 1;
        return new GarchParameters(
            Mean < 0 ? 0 : point[Mean],
            point[Omega],
            point[Alpha],
            Gamma < 0 ? 0 : point[Gamma],
            point[Beta],
            Shape < 0 || isShape ? null : point[Shape])
        {
            Autoregression = Autoregression < 0 ? 0 : point[Autoregression],
            Alpha2 = isSecond ? point[Alpha + 1] : 0,
            Gamma2 = isSecond && Gamma >= 0 ? point[Gamma + 1] : 0,
            Beta2 = Options.GarchOrder > 1 ? point[Beta + 1] : 0,
            Shape = isShape ? point[Shape] : null,
            Skew = Skew < 0 ? null : point[Skew],
            IsExponential = Options.Exponential,
        };
    }

    public void Write(in GarchParameters p, Span<double> point)
    {
        Set(point, Mean, p.Mean);
        Set(point, Autoregression, p.Autoregression);
        point[Omega] = p.Omega;
        point[Alpha] = p.Alpha;
        Set(point, Gamma, p.Gamma);
        point[Beta] = p.Beta;
        if (Options.ArchOrder > 1)
        {
            point[Alpha + 1] = p.Alpha2;
            Set(point, Gamma < 0 ? -1 : Gamma + 1, p.Gamma2);
        }

        Set(point, Options.GarchOrder > 1 ? Beta + 1 : -1, p.Beta2);
        Set(point, Shape, Options.Innovation == Innovation.GeneralizedError ? p.Shape ?? 1.4 : p.DegreesOfFreedom ?? 8);
        Set(point, Skew, p.Skew ?? 1);
    }

    private static void Set(Span<double> point, int at, double value)
    {
        if (at >= 0)
        {
            point[at] = value;
        }
    }

    private static void Add(List<string> names, int at, string name)
    {
        if (at >= 0)
        {
            names.Add(name);
        }
    }

    private static void AddOrder(List<string> names, string name, int order)
    {
        for (int lag = 1; lag <= order; lag++)
        {
            names.Add(lag == 1 ? name : FormattableString.Invariant($"{name}{lag}"));
        }
    }
}
