namespace Weir.Risk.Liquidity;

/// <summary>xʷ·y¹⁻ʷ = K (Balancer): V = K·(P/w)ʷ·(1−w)^(w−1).</summary>
/// <param name="BaseWeightRatio">w, the base token's share of the value, above 0 and below 1.</param>
/// <param name="Invariant">K, above zero.</param>
public sealed record WeightedPosition(double BaseWeightRatio, double Invariant = 1) : LpPosition
{
    public double BaseWeightRatio { get; } = Check.Inside("weighted", nameof(BaseWeightRatio), BaseWeightRatio, 0, 1);

    public double Invariant { get; } = Check.Positive("weighted", nameof(Invariant), Invariant);

    /// <inheritdoc/>
    public override string Kind => "weighted";

    /// <inheritdoc/>
    public override Holdings HoldingsAt(double price)
    {
        double value = ValueAt(price);
        return new Holdings(BaseWeightRatio * value / price, (1 - BaseWeightRatio) * value);
    }

    /// <inheritdoc/>
    public override double Convexity(double price) => BaseWeightRatio * (1 - BaseWeightRatio) * ValueAt(price);

    /// <inheritdoc/>
    public override LpPosition Scaled(double factor) => new WeightedPosition(BaseWeightRatio, Invariant * factor);

    private double ValueAt(double price)
    {
        double w = BaseWeightRatio;
        return Invariant * Math.Pow(price / w, w) * Math.Pow(1 - w, w - 1);
    }
}
