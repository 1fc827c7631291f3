using System.Net;
using Weir.App.Api.Answering;
using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>Where the API listens, and who may ask it.</summary>
internal sealed record ApiOptions
{
    /// <summary>0 for any free port.</summary>
    public int Port { get; init; } = 5_000;

    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>The key that requests must carry; null where none is needed.</summary>
    public string? Key { get; init; }

    public bool AllowAnonymous { get; init; }

    /// <summary>Origins whose pages may read the API; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Cors { get; init; } = [];

    /// <summary>Names that the server is reached by from outside.</summary>
    public IReadOnlyList<string> PublicHosts { get; init; } = [];

    public ApiLimits Limits { get; init; } = new();

    /// <summary>Whether OpenTelemetry's data goes out by OTLP, as the variables OTEL_… say.</summary>
    public bool SendsOtlp { get; init; }

    public bool IsLoopback => IPAddress.IsLoopback(Bind);

    /// <summary>Refuses what would let anyone in by mistake.</summary>
    /// <exception cref="ConfigException">An address that others reach, without a key.</exception>
    public ApiOptions Checked()
    {
        if (!IsLoopback && Key is null && !AllowAnonymous)
        {
            throw new ConfigException(
                ErrorCodes.ApiBinding, $"--bind {Bind} can be reached by others, and the API has no key",
                "Set WEIR_API_KEY, or give --allow-anonymous.");
        }

        if (Cors.Contains("*") && Key is not null)
        {
            throw new ConfigException(
                ErrorCodes.ApiBinding, "--cors * goes with anonymous reading only, and the API has a key", "Name the origins.");
        }

        foreach (string origin in Cors.Where(origin => origin != "*"))
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
                || uri.GetLeftPart(UriPartial.Authority) != origin)
            {
                throw new ConfigException(
                    ErrorCodes.ApiBinding, $"--cors '{origin}' is not an origin", "Write scheme, host and port: https://page.example.");
            }
        }

        return Key is { Length: < 16 }
            ? throw new ConfigException(ErrorCodes.ApiBinding, "the API's key is shorter than 16 characters", "Use a longer, random one.")
            : this;
    }
}
