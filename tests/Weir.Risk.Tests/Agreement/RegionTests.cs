using Weir.Core.Errors;
using Weir.Risk.Parametric;

namespace Weir.Risk.Tests.Agreement;

/// <summary>Maillard's region of the Cornish-Fisher expansion (2012), and what is said outside it.</summary>
public sealed class RegionTests
{
    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 8, true)]
    [InlineData(0, 8.001, false)]
    [InlineData(0, -0.001, false)]
    [InlineData(2.4852, 24.6, false)]
    [InlineData(2.486, 20, false)]
    [InlineData(1, 2, true)]
    [InlineData(1, 1.3, false)]
    public void The_region_is_Maillards(double skewness, double kurtosis, bool isInside) =>
        Assert.Equal(isInside, CornishFisher.IsMonotone(skewness, kurtosis));

    [Fact]
    public void The_largest_skewness_is_six_times_the_root_of_two_less_one()
    {
        double largest = 6 * (Math.Sqrt(2) - 1);
        Assert.Contains(true, Kurtoses().Select(k => CornishFisher.IsMonotone(largest - 1e-4, k)));
        Assert.DoesNotContain(true, Kurtoses().Select(k => CornishFisher.IsMonotone(largest + 1e-4, k)));
    }

    [Fact]
    public void A_sample_with_light_tails_is_sent_to_normal_and_a_wild_one_to_heavier_models()
    {
        double[] light = [.. Enumerable.Range(0, 200).Select(i => i / 200.0)];
        ModelInputException error = Assert.Throws<ModelInputException>(() => CornishFisher.Estimate(light, 0.99));
        Assert.Equal(ErrorCodes.ModelDomain, error.Code);
        Assert.Contains("Take normal", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("too far from normal", error.Remedy, StringComparison.Ordinal);
        ModelInputException wild = Assert.Throws<ModelInputException>(
            () => CornishFisher.Estimate(Figures.StudentSample(2_000, 42, 3), 0.99));
        Assert.Contains("too far from normal", wild.Remedy, StringComparison.Ordinal);
    }

    private static IEnumerable<double> Kurtoses() => Enumerable.Range(0, 400_000).Select(i => i * 1e-4);
}
