using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Weir.App.Api;
using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.Core.Errors;
using Weir.Simulation;

namespace Weir.Tests.App.Api;

/// <summary>A test a point of the server's safety.</summary>
public sealed class ApiSecurityTests(ServedChainFixture served) : IClassFixture<ServedChainFixture>
{
    private const string Key = "a-long-key-of-the-tests-0123456789";

    private static readonly string[] Attacks =
    [
        "' OR 1=1 --", "1; DROP TABLE blocks", "$(reboot)", "<script>alert(1)</script>", "../../../../etc/passwd", "%00", "\u0000", "0x", "NaN",
        "1e999", "-1", "999999999999999999999", "{{7*7}}", "' UNION SELECT * FROM transactions --", new string('9', 4_000), "é\u202e", "",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Others_are_let_in_only_with_a_key_or_on_purpose()
    {
        ApiOptions wide = new() { Bind = IPAddress.Any };
        Assert.Equal(ErrorCodes.ApiBinding, Assert.Throws<ConfigException>(wide.Checked).Code);
        Assert.NotNull((wide with { Key = Key }).Checked());
        Assert.NotNull((wide with { AllowAnonymous = true }).Checked());
        Assert.Throws<ConfigException>((wide with { Key = "short" }).Checked);
        Assert.Throws<ConfigException>((wide with { Key = Key, Cors = ["*"] }).Checked);
        Assert.Throws<ConfigException>((wide with { Key = Key, Cors = ["https://page.example/path"] }).Checked);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer a-long-key-of-the-tests-012345678")]
    [InlineData("Bearer a-long-key-of-the-tests-01234567890")]
    [InlineData("Basic YTpi")]
    public async Task Without_the_key_nothing_is_read(string? header)
    {
        ApiServer server = await served.StartAsync(new ApiOptions { Key = Key });
        foreach (string path in (string[])["/api/blocks", "/api/stream", "/metrics", "/openapi/v1.json", "/nothing"])
        {
            using HttpResponseMessage response = await served.SendAsync(
                server.Url, path, null, header is null ? [] : [("Authorization", header)]);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains(ErrorCodes.ApiKey, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        using HttpResponseMessage right = await served.SendAsync(server.Url, "/api/blocks?limit=1", null, ("Authorization", $"Bearer {Key}"));
        using HttpResponseMessage other = await served.SendAsync(server.Url, "/api/blocks?limit=1", null, ("X-Api-Key", Key));
        using HttpResponseMessage page = await served.SendAsync(server.Url, "/");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [right.StatusCode, other.StatusCode, page.StatusCode]);
        Assert.DoesNotContain(Key, await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("192.168.1.20", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("weir.example", HttpStatusCode.OK)]
    public async Task A_name_of_another_site_is_refused(string host, HttpStatusCode expected)
    {
        ApiServer server = await served.StartAsync(new ApiOptions { PublicHosts = ["weir.example"] });
        using HttpResponseMessage response = await served.SendAsync(server.Url, "/api/health", null, ("Host", host));
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("https://page.example", "https://page.example")]
    [InlineData("https://evil.example", null)]
    [InlineData("null", "null")]
    public async Task Only_named_origins_and_files_read_on_loopback(string origin, string? allowed)
    {
        ApiServer server = await served.StartAsync(new ApiOptions { Cors = ["https://page.example"] });
        using HttpResponseMessage response = await served.SendAsync(server.Url, "/api/health", null, ("Origin", origin));
        Assert.Equal(allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out IEnumerable<string>? values) ? values.Single() : null);
        using HttpResponseMessage asked = await served.SendAsync(server.Url, "/api/stream", HttpMethod.Options, ("Origin", origin));
        Assert.Equal(allowed is not null, asked.Headers.Contains("Access-Control-Allow-Headers"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_file_reads_nothing_of_a_server_with_a_key()
    {
        ApiServer server = await served.StartAsync(new ApiOptions { Key = Key });
        using HttpResponseMessage response = await served.SendAsync(
            server.Url, "/api/health", null, ("Origin", "null"), ("Authorization", $"Bearer {Key}"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Every_answer_has_the_security_headers()
    {
        foreach (string path in (string[])["/", "/api/health", "/nothing", "/api/blocks?limit=0", "/metrics"])
        {
            using HttpResponseMessage response = await served.SendAsync(served.Url, path);
            string policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Too_many_requests_of_one_address_are_refused()
    {
        ApiServer server = await served.StartAsync(new ApiOptions { Limits = new ApiLimits { RequestsPerSecond = 5 } });
        List<HttpStatusCode> codes = [];
        for (int i = 0; i < 60; i++)
        {
            using HttpResponseMessage response = await served.SendAsync(server.Url, "/api/health");
            codes.Add(response.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
        Assert.Contains(HttpStatusCode.OK, codes);
    }

    [Fact]
    public async Task A_query_that_costs_too_much_is_stopped()
    {
        ApiServer server = await served.StartAsync(new ApiOptions { Limits = new ApiLimits { QueryRows = 100 } });
        using HttpResponseMessage response = await served.SendAsync(server.Url, "/api/blocks");
        string text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable && text.Contains(ErrorCodes.ApiTooCostly, StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Only_reading_without_a_body_is_allowed()
    {
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            using HttpResponseMessage response = await served.SendAsync(served.Url, "/api/blocks", method);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        }

        string big = $"GET /api/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{new string('x', 1_000)}";
        Assert.Contains(" 413 ", await RawAsync(big), StringComparison.Ordinal);
        using HttpResponseMessage head = await served.SendAsync(served.Url, "/api/blocks", HttpMethod.Head);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET /api/health HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET http://evil.example/api/health HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /api/health HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n")]
    public async Task Malformed_requests_are_refused(string request)
    {
        string answer = await RawAsync(request);
        Assert.Matches(@"^HTTP/1\.1 (4\d\d|505) ", answer);
    }

    [Fact]
    public async Task Oversized_lines_and_headers_are_refused()
    {
        Assert.Contains(" 414 ", await RawAsync($"GET /api/blocks?cursor={new string('1', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        Assert.Contains(" 431 ", await RawAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {new string('a', 40_000)}\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_clients_keep_no_one_else_waiting()
    {
        List<TcpClient> slow = [];
        try
        {
            for (int i = 0; i < 100; i++)
            {
                TcpClient client = new();
                slow.Add(client);
                await client.ConnectAsync(served.Url.Host, served.Url.Port, Token);
                await client.GetStream().WriteAsync("GET /api/mev HTTP/1.1\r\nHost: loc"u8.ToArray(), Token);
            }

            await served.GetAsync("/api/health");
            await served.GetAsync("/api/mev");
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/api/project?path=../../etc/passwd")]
    [InlineData("/api/project?path=/etc/passwd")]
    [InlineData("/api/project?path=src/../../../etc/passwd")]
    [InlineData("/api/project?path=src%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    public async Task No_path_leads_out(string path)
    {
        string answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Matches(@"^HTTP/1\.1 40[04] ", answer);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_attack_in_any_parameter_is_run_or_leaks()
    {
        foreach (ApiRoute route in ApiRoutes.All)
        {
            foreach (ApiParameter parameter in route.Parameters)
            {
                foreach (string attack in Attacks)
                {
                    string text = Uri.EscapeDataString(attack);
                    await AssertSafeAsync(parameter.IsInPath ? route.Path.Replace("{id}", text, StringComparison.Ordinal)
                        : $"{route.Path.Replace("{id}", "1", StringComparison.Ordinal)}?{parameter.Name}={text}");
                }
            }
        }

        // The rows are all still there.
        JsonNode blocks = JsonNode.Parse(await served.GetAsync("/api/pipeline"))!;
        Assert.Equal(ServedChainFixture.Blocks, blocks["range"]!["blocks"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ten_thousand_mutated_requests_give_no_failure_and_no_leak()
    {
        JsonNode document = JsonNode.Parse(await served.GetAsync("/openapi/v1.json"))!;
        SeededRandom random = new(20261130);
        string[] requests = [.. Enumerable.Range(0, 10_000).Select(_ => Mutated(document, random))];
        await Parallel.ForEachAsync(
            requests, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token }, async (path, _) => await AssertSafeAsync(path));
    }

    private static string Mutated(JsonNode document, SeededRandom random)
    {
        KeyValuePair<string, JsonNode?>[] paths = [.. document["paths"]!.AsObject().Where(path => path.Key != OpenApiDocument.StreamPath)];
        (string path, JsonNode? item) = paths[random.Below(paths.Length)];
        List<string> query = [];
        foreach (JsonNode? parameter in item!["get"]!["parameters"]!.AsArray())
        {
            string name = parameter!["name"]!.GetValue<string>();
            if (parameter["in"]!.GetValue<string>() == "path")
            {
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(Value(parameter["schema"]!, random)), StringComparison.Ordinal);
            }
            else if (random.Below(3) == 0)
            {
                query.Add($"{(random.Below(40) == 0 ? name + "x" : name)}={Uri.EscapeDataString(Value(parameter["schema"]!, random))}");
                if (random.Below(60) == 0)
                {
                    query.Add(query[^1]);
                }
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string Value(JsonNode schema, SeededRandom random)
    {
        if (random.Below(3) == 0)
        {
            return Attacks[random.Below(Attacks.Length)];
        }

        if (schema["enum"] is JsonArray words)
        {
            return words[random.Below(words.Count)]!.GetValue<string>();
        }

        return schema["type"]!.GetValue<string>() switch
        {
            "integer" => random.Below(600).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "number" => FormattableString.Invariant($"{random.Below(3_000) / 1_000.0}"),
            _ => random.Below(2) == 0 ? "0x" + new string("0123456789abcdef"[random.Below(16)], 40) : "WETH",
        };
    }

    private async Task AssertSafeAsync(string path)
    {
        using HttpResponseMessage response = await served.SendAsync(served.Url, path);
        string text = await response.Content.ReadAsStringAsync(Token);
        Assert.True((int)response.StatusCode < 500, $"{path}: {(int)response.StatusCode} {text}");
        Assert.False(
            text.Contains(served.WarehousePath, StringComparison.Ordinal) || text.Contains("   at Weir", StringComparison.Ordinal)
            || text.Contains("Catalog Error", StringComparison.Ordinal), $"{path} leaks: {text}");
        // What is no HTTP at all (a NUL in the path) is refused before it reaches Weir, and without a text.
        if (response.StatusCode is HttpStatusCode.BadRequest && text.Length > 0)
        {
            Assert.StartsWith("WEIR", JsonNode.Parse(text)!["code"]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    private async Task<string> RawAsync(string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(served.Url.Host, served.Url.Port, Token);
        NetworkStream stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Token);
        }
        catch (IOException)
        {
            // The server has answered and closed before all was sent.
        }

        byte[] buffer = new byte[4_096];
        int read = await stream.ReadAsync(buffer, Token);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
