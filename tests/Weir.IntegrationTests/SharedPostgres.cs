namespace Weir.IntegrationTests;

/// <summary>One cluster for the tests of a class, made when the first of them asks.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private PostgresServer? _server;

    internal async Task<PostgresServer> GetOrSkipAsync() => _server ??= await PostgresServer.StartOrSkipAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
