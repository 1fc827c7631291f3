using Weir.App.Settings;
using Weir.Connectors.DeltaStream;
using Weir.Connectors.Events;
using Weir.Core.Errors;

namespace Weir.App.Commands.Simulate;

/// <summary>An account of DeltaStream from the original's variables.</summary>
/// <param name="Database">For <c>USE DATABASE</c>; null for none.</param>
/// <param name="Batch">Statements a request.</param>
/// <param name="Shape">What is asked of entities.</param>
internal sealed record DeltaStreamDestination(
    DeltaStreamOptions Options, string? Database, string Store, int Batch, TopicShape Shape)
{
    /// <exception cref="ConfigException">A variable is missing or wrong.</exception>
    public static DeltaStreamDestination Parse(string text, DotEnv environment)
    {
        string? token = environment["DELTASTREAM_TOKEN"];
        string? organization = environment["DELTASTREAM_ORG_ID"];
        if (token is null || organization is null)
        {
            throw new ConfigException(
                ErrorCodes.DeltaStreamSettings,
                "❌ Missing required environment variables: DELTASTREAM_TOKEN and DELTASTREAM_ORG_ID",
                "Set both, in the environment or a .env file; 'weir deltastream serve' prints them for a server of your own.");
        }

        string server = environment["DELTASTREAM_SERVER_URL"] ?? DeltaStreamOptions.DefaultServer.AbsoluteUri;
        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ConfigException(
                ErrorCodes.DeltaStreamSettings, $"{environment.Origin("DELTASTREAM_SERVER_URL")} is '{server}'",
                "Write an http:// or https:// URL that ends in /v2.");
        }

        int batch = 1;
        TopicShape shape = TopicShape.Any;
        foreach (string part in text.Length == 0 ? [] : text.TrimStart('?').Split('&'))
        {
            string[] pair = part.Split('=', 2);
            string value = pair.Length > 1 ? pair[1] : string.Empty;
            switch (pair[0])
            {
                case "batch":
                    batch = (int)SimulateSettings.Whole(value, "batch", 1, 500);
                    break;
                case "partitions" or "replicas" or "retention":
                    shape = ShapeSettings.With(shape, pair[0], value);
                    break;
                default:
                    throw new ConfigException(
                        ErrorCodes.BadDestination, $"'{part}' is not a setting of deltastream:",
                        "Settings are batch (1 to 500), partitions, replicas and retention.");
            }
        }

        return new DeltaStreamDestination(
            new DeltaStreamOptions { Server = uri, Token = token, OrganizationId = organization },
            environment["DELTASTREAM_DATABASE_NAME"], environment["STORE_NAME"] ?? "kafka_store", batch, shape);
    }

    /// <summary>Makes the sink, not open yet.</summary>
    public DeltaStreamEventSink Create(TimeProvider time, bool isSeedCompat)
    {
#pragma warning disable CA2000 // The sink owns the client.
        return new DeltaStreamEventSink(
            new DeltaStreamClient(Options, time), Database, Store, Batch, isSeedCompat, Shape);
#pragma warning restore CA2000
    }
}
