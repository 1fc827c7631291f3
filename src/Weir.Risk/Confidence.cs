namespace Weir.Risk;

/// <summary>A confidence level with its tail probability as an exact decimal: 1 − 0.95 is 0.05, not
/// 0.050000000000000044.</summary>
/// <remarks>The exact product n·α decides which observation a quantile falls on when it is whole.</remarks>
public readonly record struct Confidence
{
    private readonly decimal _tail;

    private Confidence(double ratio, decimal tail)
    {
        Ratio = ratio;
        _tail = tail;
    }

    /// <summary>The confidence itself, between 0 and 1.</summary>
    public double Ratio { get; }

    /// <summary>α, the probability of the tail.</summary>
    public double TailRatio => (double)_tail;

    /// <summary>The level of this ratio, taken as the shortest decimal that has it (15 digits).</summary>
    /// <exception cref="Core.Errors.ModelInputException">Not between 0 and 1, both excluded.</exception>
    public static Confidence Of(string model, double ratio)
    {
        if (!(ratio > 0 && ratio < 1))
        {
            throw Refusal.BadConfidence(model, ratio);
        }

        decimal tail = 1m - (decimal)ratio;
        return tail is > 0m and < 1m ? new Confidence(ratio, tail) : throw Refusal.BadConfidence(model, ratio);
    }

    /// <summary>n·α, exact to 28 digits.</summary>
    public decimal TailCount(int observations) => observations * _tail;
}
