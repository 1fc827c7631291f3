using Weir.Connectors.DeltaStream;
using Weir.Connectors.DeltaStream.Local;

namespace Weir.Tests.Connectors.DeltaStream;

/// <summary>Local servers with the token "token", and our client of them.</summary>
internal static class LocalServer
{
    public const string Organization = "5feb0ba8-3a6a-4b3f-8d0e-0a3a1f0c8d11";

    public static Task<LocalDeltaStream> StartAsync(Action<LocalDeltaStreamOptions>? change = null)
    {
        LocalDeltaStreamOptions options = new() { Token = "token" };
        change?.Invoke(options);
        return LocalDeltaStream.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public static DeltaStreamClient Client(LocalDeltaStream server, Action<DeltaStreamOptions>? change = null)
    {
        DeltaStreamOptions options = new()
        {
            Server = server.Url,
            Token = "token",
            OrganizationId = Organization,
            PollInterval = TimeSpan.FromMilliseconds(5),
            RetryPause = TimeSpan.FromMilliseconds(5),
        };
        change?.Invoke(options);
        return new DeltaStreamClient(options, TimeProvider.System);
    }
}
