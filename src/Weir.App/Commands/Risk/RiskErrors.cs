using Weir.Core.Errors;

namespace Weir.App.Commands.Risk;

/// <summary>The typed errors of requests and series files.</summary>
internal static class RiskErrors
{
    public static ConfigException Request(string what, string remedy) => new(ErrorCodes.BadRiskRequest, what, remedy);

    public static ConfigException File(string path, string what, string remedy) =>
        new(ErrorCodes.BadSeriesFile, $"{path}: {what}", remedy);
}
