namespace Weir.Connectors.DeltaStream;

/// <summary>An account of DeltaStream, or a local server that speaks like it.</summary>
public sealed class DeltaStreamOptions
{
    /// <summary>Where DeltaStream's own clients go by themselves.</summary>
    public static readonly Uri DefaultServer = new("https://api.deltastream.io/v2");

    /// <summary>The server with its path <c>/v2</c>.</summary>
    public Uri Server { get; set; } = DefaultServer;

    /// <summary>The bearer's token.</summary>
    public string Token { get; set; } = string.Empty;

    /// <summary>The organization; a UUID.</summary>
    public string OrganizationId { get; set; } = string.Empty;

    /// <summary>How long one HTTP request may take.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a statement may stay unfinished (202) in all.</summary>
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Between polls of an unfinished statement.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often what may be repeated is repeated.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>The first pause before a repetition; it doubles.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(250);
}
