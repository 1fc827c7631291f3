using System.Globalization;
using System.IO.Compression;
using Weir.Core;
using Weir.Risk.Models;
using Weir.Risk.Numerics;

namespace Weir.Risk.Tests;

/// <summary>Reads the series that the tests stand on.</summary>
internal static class Figures
{
    /// <summary>A column of a CSV (counted from 0), from one data row to another (counted from 1, both
    /// included).</summary>
    public static double[] Column(string relative, int column, int first = 1, int last = int.MaxValue)
    {
        return ColumnOf(SharedData.PathOrSkip(relative), column, first, last);
    }

    /// <summary>The same of a file by its path.</summary>
    public static double[] ColumnOf(string path, int column, int first = 1, int last = int.MaxValue)
    {
        using Stream file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(stream);
        _ = reader.ReadLine();
        List<double> values = [];
        for (int row = 1; reader.ReadLine() is { } line && row <= last; row++)
        {
            if (row >= first)
            {
                values.Add(double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture));
            }
        }

        return [.. values];
    }

    /// <summary>Returns of ETH in dollars, daily, 2015 to 2021.</summary>
    public static double[] EtherDaily() =>
        Weir.Risk.Returns.PriceReturns.Of(
            Column("prices/ETH-USD_daily_yahoo.csv", 4), Weir.Risk.Returns.ReturnKind.Log);

    /// <summary>The forecast model of this name.</summary>
    public static ForecastModel Forecast(string name) =>
        ForecastModels.Find(name) ?? throw new ArgumentOutOfRangeException(
            nameof(name), name, "There is no such forecast model.");

    public static string[][] Golden(string name)
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "risk", name));
        return [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    public static double[] NormalSample(int count, ulong seed, double mean = 0, double deviation = 1)
    {
        Xoshiro256 random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = mean + (deviation * random.NextGaussian());
        }

        return values;
    }

    public static double[] StudentSample(int count, ulong seed, double degrees, double scale = 1)
    {
        Xoshiro256 random = new(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = scale * random.NextGaussian() / Math.Sqrt(random.NextChiSquared(degrees) / degrees);
        }

        return values;
    }
}
