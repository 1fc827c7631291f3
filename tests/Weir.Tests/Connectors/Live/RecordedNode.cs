using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weir.Tests.Connectors.Live;

/// <summary>A node that answers the next request with what another node once answered.</summary>
internal sealed class RecordedNode : IAsyncDisposable
{
    private readonly WebApplication _application;

    private RecordedNode()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The recorded response.</summary>
    public JsonObject Next { get; set; } = [];

    /// <summary>The last request.</summary>
    public JsonNode? Asked { get; private set; }

    public static async Task<RecordedNode> StartAsync()
    {
        RecordedNode node = new();
        await node._application.StartAsync();
        node.Url = new Uri(node._application.Urls.First());
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    // The id is the request's own; a batch of one is answered with one.
    private async Task AnswerAsync(HttpContext context)
    {
        JsonNode request = (await JsonNode.ParseAsync(context.Request.Body))!;
        JsonNode call = request is JsonArray batch ? batch[0]! : request;
        JsonObject answer = Next.DeepClone().AsObject();
        answer["id"] = call["id"]!.DeepClone();
        Asked = call;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(request is JsonArray ? $"[{answer.ToJsonString()}]" : answer.ToJsonString());
    }
}
