using Weir.App.Commands.Risk.Series;
using Weir.Risk.Portfolios;

namespace Weir.App.Commands.Risk;

/// <summary>A series of prices with what is held of it, as the commands for market risk take it.</summary>
/// <param name="Prices">The prices.</param>
/// <param name="Returns">Returns of every asset; simple ones for a short position.</param>
/// <param name="Weights">Weight of every asset, negated for a short position.</param>
/// <param name="Amount">What is held, above zero: figures are ratios of it.</param>
/// <param name="Subject">What the answers are of.</param>
internal sealed record RiskQuestion(
    PriceTable Prices, ReturnTable Returns, double[] Weights, double Amount, RiskSubject Subject)
{
    /// <summary>Returns of what is held.</summary>
    public double[] Held { get; } = Returns.Portfolio(Weights);
}
