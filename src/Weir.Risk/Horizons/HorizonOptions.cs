namespace Weir.Risk.Horizons;

/// <summary>How far ahead an estimate looks, and how it gets there.</summary>
public sealed record HorizonOptions
{
    /// <summary>One step of the series.</summary>
    public static HorizonOptions OneStep { get; } = new();

    /// <summary>Steps of the series, 1 or more.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Simulated paths, unless the square root is asked for.</summary>
    public HorizonMethod Method { get; init; }

    /// <summary>Number of simulated paths.</summary>
    public int Paths { get; init; } = 100_000;

    /// <summary>Seed of the paths.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How returns add up along a path: simple ones compound, logarithmic ones add.</summary>
    public Returns.ReturnKind Kind { get; init; }
}
