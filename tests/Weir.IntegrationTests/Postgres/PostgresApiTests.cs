using System.Text.Json.Nodes;
using Weir.IntegrationTests.Page;
using Weir.Tests.App;

namespace Weir.IntegrationTests.Postgres;

/// <summary>The HTTP API says the same of the same rows, whatever the warehouse.</summary>
public sealed class PostgresApiTests(SharedPostgres postgres) : IClassFixture<SharedPostgres>
{
    private static readonly string[] Paths =
    [
        "/api/var", "/api/il", "/api/mev", "/api/mev/150", "/api/transfers", "/api/transfers?bucket=minute", "/api/transfers?bucket=hour", "/api/gas",
        "/api/gas?bucket=minute", "/api/blocks", "/api/blocks?limit=5&cursor=100", "/api/tokens", "/api/pools", "/api/trades?limit=1000",
        "/api/transfers?range=1h", "/api/gas?from=20&to=60", "/api/pipeline",
    ];

    [Fact]
    public async Task It_answers_as_on_duckdb()
    {
        PostgresServer database = await postgres.GetOrSkipAsync();
        using CommandLine weir = new();
        string[] warehouses = [$"duckdb:{weir.Path("api.duckdb")}", "postgres:" + await database.CreateDatabaseAsync("api")];
        List<Dictionary<string, string>> answers = [];
        using HttpClient client = new();
        foreach (string warehouse in warehouses)
        {
            Assert.Equal(0, await weir.RunAsync("backfill", "--source", "sim:seed=5,blocks=200", "--to", warehouse, "--tables", "base,defi", "--quiet"));
            await using RunningCommand server = weir.Start("serve", "--warehouse", warehouse, "--port", "0");
            string url = await PageFixture.UrlOfAsync(server);
            Dictionary<string, string> said = [];
            foreach (string path in Paths)
            {
                HttpResponseMessage response = await client.GetAsync(new Uri(url.TrimEnd('/') + path), TestContext.Current.CancellationToken);
                string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(response.IsSuccessStatusCode, $"{warehouse.Split(':')[0]} {path}: {text}");
                said[path] = Plain(text);
            }

            answers.Add(said);
            Assert.Equal(0, await server.StopAsync());
        }

        foreach (string path in Paths)
        {
            Assert.True(answers[0][path] == answers[1][path], $"{path}\n{answers[0][path]}\n{answers[1][path]}");
        }
    }

    // Without what differs on purpose: the kind of warehouse, when it was written, and how often it was asked.
    private static string Plain(string text)
    {
        JsonObject answer = JsonNode.Parse(text)!.AsObject();
        foreach (string name in (string[])["warehouse", "hops", "positions", "chain"])
        {
            answer.Remove(name);
        }

        return answer.ToJsonString();
    }
}
