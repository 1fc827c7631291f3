namespace Weir.Connectors.Firehose;

/// <summary>Where a Firehose's secrets come from: the environment alone, so that no command line shows them.</summary>
public static class FirehoseSecrets
{
    /// <summary>Sent as <c>authorization: bearer …</c>.</summary>
    public const string TokenVariable = "WEIR_FIREHOSE_TOKEN";

    /// <summary>Sent as <c>x-api-key</c>.</summary>
    public const string KeyVariable = "WEIR_FIREHOSE_API_KEY";

    // As StreamingFast's own tools name them.
    private static readonly string[] TokenNames = [TokenVariable, "FIREHOSE_API_TOKEN", "SF_API_TOKEN"];
    private static readonly string[] KeyNames = [KeyVariable, "FIREHOSE_API_KEY"];

    /// <summary>The bearer token, or null.</summary>
    public static string? Token => First(TokenNames);

    /// <summary>The API key, or null.</summary>
    public static string? ApiKey => First(KeyNames);

    private static string? First(IEnumerable<string> names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => value is { Length: > 0 })?.Trim();
}
