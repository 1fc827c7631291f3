using Weir.App.Settings;
using Weir.Connectors.DeltaStream;
using Weir.Core.Errors;

namespace Weir.App.Commands.Simulate;

/// <summary>An account of DeltaStream from the original's variables.</summary>
/// <param name="Database">For <c>USE DATABASE</c>; null for none.</param>
/// <param name="Batch">Statements a request.</param>
internal sealed record DeltaStreamDestination(DeltaStreamOptions Options, string? Database, string Store, int Batch)
{
    /// <exception cref="ConfigException">A variable is missing or wrong.</exception>
    public static DeltaStreamDestination Parse(string text, DotEnv environment)
    {
        string? token = environment["DELTASTREAM_TOKEN"];
        string? organization = environment["DELTASTREAM_ORG_ID"];
        if (token is null || organization is null)
        {
            throw new ConfigException(
                ErrorCodes.DeltaStreamSettings, "❌ Missing required environment variables: DELTASTREAM_TOKEN and DELTASTREAM_ORG_ID",
                "Set both, in the environment or a .env file; 'weir deltastream serve' prints them for a server of your own.");
        }

        string server = environment["DELTASTREAM_SERVER_URL"] ?? DeltaStreamOptions.DefaultServer.AbsoluteUri;
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ConfigException(
                ErrorCodes.DeltaStreamSettings, $"{environment.Origin("DELTASTREAM_SERVER_URL")} is '{server}'", "Write an http:// or https:// URL that ends in /v2.");
        }

        int batch = text switch
        {
            "" => 1,
            _ when text.StartsWith("?batch=", StringComparison.Ordinal) => (int)SimulateSettings.Whole(text[7..], "batch", 1, 500),
            _ => throw new ConfigException(ErrorCodes.BadDestination, $"'{text}' is not a setting of deltastream:", "The setting is ?batch=N (1 to 500)."),
        };
        return new DeltaStreamDestination(
            new DeltaStreamOptions { Server = uri, Token = token, OrganizationId = organization },
            environment["DELTASTREAM_DATABASE_NAME"], environment["STORE_NAME"] ?? "kafka_store", batch);
    }

    /// <summary>Makes the sink, not open yet.</summary>
    public DeltaStreamEventSink Create(TimeProvider time, bool isSeedCompat)
    {
#pragma warning disable CA2000 // The sink owns the client.
        return new DeltaStreamEventSink(new DeltaStreamClient(Options, time), Database, Store, Batch, listsInStore: !isSeedCompat);
#pragma warning restore CA2000
    }
}
