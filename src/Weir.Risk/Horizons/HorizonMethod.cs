namespace Weir.Risk.Horizons;

/// <summary>How a one-step model looks several steps ahead.</summary>
public enum HorizonMethod
{
    /// <summary>Paths are drawn step by step from the model and summed.</summary>
    PathSimulation,

    /// <summary>One-step figures times the square root of the steps: right for independent normal returns of zero mean
    /// only.</summary>
    SquareRootOfTime,
}
