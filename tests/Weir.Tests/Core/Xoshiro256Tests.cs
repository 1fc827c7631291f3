using Weir.Core;

namespace Weir.Tests.Core;

public sealed class Xoshiro256Tests
{
    [Theory]
    [InlineData(0UL, 0UL, 0x02EEBF8C3BBE5E1AUL, 0x6AA594F1262D2D2CUL)]
    [InlineData(1UL, 0UL, 0xBF08119F05CD56D6UL, 0x642E1C7BC266A3A7UL)]
    [InlineData(42UL, 7UL, 0x4C2A8DB247B6D9C5UL, 0x60D90B5E6D2B2963UL)]
    public void The_fourth_number_of_both_outputs_is_that_of_another_implementation(
        ulong seed, ulong stream, ulong plusPlus, ulong starStar)
    {
        Xoshiro256 one = new(seed, stream);
        Xoshiro256 other = one;
        for (int i = 0; i < 3; i++)
        {
            _ = one.NextPlusPlus();
            _ = other.NextStarStar();
        }

        Assert.Equal(plusPlus, one.NextPlusPlus());
        Assert.Equal(starStar, other.NextStarStar());
    }
}
