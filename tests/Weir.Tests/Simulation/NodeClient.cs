using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Tests.Simulation;

/// <summary>Asks a node as any HTTP client would.</summary>
internal sealed class NodeClient : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _url;

    public NodeClient(Uri url)
    {
        _url = url;
    }

    public void Dispose() => _http.Dispose();

    public static string Call(string method, string parameters = "", string id = "1") =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":[{parameters}]}}";

    public async Task<HttpResponseMessage> SendAsync(string body)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        return await _http.PostAsync(_url, content, TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> PostAsync(string body)
    {
        using HttpResponseMessage response = await SendAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The result of one call; null where it is null.</summary>
    public async Task<JsonNode?> AskAsync(string method, string parameters = "")
    {
        JsonNode answer = await PostAsync(Call(method, parameters));
        Assert.Null(answer["error"]);
        return answer["result"];
    }

    /// <summary>The code and message of the error that one call leads to.</summary>
    public async Task<(int Code, string Message)> FailAsync(string method, string parameters = "")
    {
        JsonNode error = (await PostAsync(Call(method, parameters)))["error"]!;
        return (error["code"]!.GetValue<int>(), error["message"]!.GetValue<string>());
    }
}
