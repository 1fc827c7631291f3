namespace Weir.Risk.Liquidity;

/// <summary>Two coins on Curve's stableswap curve: Ann(x + y) + D = Ann·D + D³/(4xy), Ann = 2A.</summary>
/// <param name="Amplification">A as the pool's <c>A()</c> returns it, above zero: Ann = A·n. The whitepaper's A is
/// A()/n^(n−1), here half of it.</param>
/// <param name="Invariant">D: the sum of both balances at a price of 1; above zero.</param>
public sealed record StableswapPosition(double Amplification, double Invariant = 1) : LpPosition
{
    private const double Coins = 2;

    public double Amplification { get; } = Check.Positive("stableswap", nameof(Amplification), Amplification);

    public double Invariant { get; } = Check.Positive("stableswap", nameof(Invariant), Invariant);

    /// <inheritdoc/>
    public override string Kind => "stableswap";

    /// <summary>The balances at which the curve's own price is this one: what arbitrage leaves.</summary>
    public override Holdings HoldingsAt(double price)
    {
        double x = BaseShare(price);
        return new Holdings(x * Invariant, QuoteShare(x) * Invariant);
    }

    /// <inheritdoc/>
    /// <remarks>V′ = x, so P²·|V″| = P²·|dx/dP| = P²/|dP/dx|.</remarks>
    public override double Convexity(double price)
    {
        double x = BaseShare(price);
        double y = QuoteShare(x);
        double a = Coins * Amplification;
        double px = a + (1 / (4 * x * x * y));
        double py = a + (1 / (4 * x * y * y));
        double slope = -px / py;
        double dpx = -(1 / (4 * x * x * y)) * ((2 / x) + (slope / y));
        double dpy = -(1 / (4 * x * y * y)) * ((1 / x) + (2 * slope / y));
        double change = ((dpx * py) - (px * dpy)) / (py * py);
        return price * price / Math.Abs(change) * Invariant;
    }

    /// <inheritdoc/>
    public override LpPosition Scaled(double factor) => new StableswapPosition(Amplification, Invariant * factor);

    /// <summary>x/D where −dy/dx is the price, by bisection on ln x with D = 1: the price falls as x grows.</summary>
    private double BaseShare(double price)
    {
        double low = Math.Log(1e-12);
        double high = Math.Log(1e12);
        for (int i = 0; i < 200 && high - low > 1e-15; i++)
        {
            double middle = 0.5 * (low + high);
            if (PriceAt(Math.Exp(middle)) > price)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(0.5 * (low + high));
    }

    private double PriceAt(double x)
    {
        double y = QuoteShare(x);
        double a = Coins * Amplification;
        return (a + (1 / (4 * x * x * y))) / (a + (1 / (4 * x * y * y)));
    }

    /// <summary>y/D from x/D: the positive root of a quadratic in y, in the form that does not cancel.</summary>
    private double QuoteShare(double x)
    {
        double a = Coins * Amplification;
        double b = (a * x) + 1 - a;
        double c = 1 / (4 * x);
        double root = Math.Sqrt((b * b) + (4 * a * c));
        return b > 0 ? 2 * c / (b + root) : (root - b) / (2 * a);
    }
}
