using System.ComponentModel;
using Weir.Connectors.DeltaStream.Local;
using Weir.Tests;

namespace Weir.IntegrationTests.DeltaStream;

/// <summary>
/// The TypeScript client's requests against the local server, as Node.js itself writes them (client-forms.mjs).
/// </summary>
public sealed class NodeFormsIntegrationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Requests_made_with_fetch_forms_and_blobs_are_understood(int pendingPolls)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using LocalDeltaStream server = await LocalDeltaStream.StartAsync(
            new LocalDeltaStreamOptions { Token = "a-token", PendingPolls = pendingPolls }, TimeProvider.System, stop);
        string script = Path.Combine(Golden.Root, "tests", "Weir.IntegrationTests", "DeltaStream", "client-forms.mjs");
        int code = -1;
        string said = string.Empty;
        try
        {
            (code, said) = await PythonClient.RunAsync(
                "node", [script, server.Url.AbsoluteUri, "a-token", "5feb0ba8-3a6a-4b3f-8d0e-0a3a1f0c8d11"], [], stop);
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node.js is not installed");
        }

        Assert.True(code == 0, said);
        Assert.Equal(
            $"20 rows, 19 it's, download equal, DROP ENTITY none;: {(pendingPolls > 0 ? 202 : 200)} 3D020 entity \"none\" not found", said.Trim());
    }
}
