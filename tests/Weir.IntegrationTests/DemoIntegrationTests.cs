using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Weir.IntegrationTests;

/// <summary>What a newcomer runs: the demo serves its page while it loads, sums up, and ends as it is told.</summary>
public sealed class DemoIntegrationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_page_has_data_while_the_demo_loads_and_ctrl_c_ends_it()
    {
        Assert.SkipUnless(File.Exists("/bin/kill"), "no /bin/kill to send an interrupt with");
        int port = Loopback.FreePort();
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "weir.dll"), "demo"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment.Remove("WEIR_DEMO_EXIT");
        using Process demo = Process.Start(start)!;
        Task<string> output = demo.StandardOutput.ReadToEndAsync();
        Task<string> error = demo.StandardError.ReadToEndAsync();
        try
        {
            using HttpClient http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            string page = await WaitAsync(http, "/", demo, text => text.Length > 0);
            Assert.Contains("data-chart", page, StringComparison.Ordinal);
            await WaitAsync(http, "/api/blocks?limit=1", demo, text => Rows(text) >= 1);
            await WaitAsync(http, "/api/trades?limit=1", demo, text => Rows(text) >= 1);
            await WaitAsync(http, "/ready", demo, _ => true);
        }
        finally
        {
            Process.Start("/bin/kill", ["-INT", demo.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        }

        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        await demo.WaitForExitAsync(limit.Token);
        Assert.True(demo.ExitCode == 0, await output + await error);
        Assert.Contains($"http://127.0.0.1:{port}/", await output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", await error, StringComparison.Ordinal);
    }

    // Asks until the answer is as it should be: the demo is given a minute and a half.
    private static async Task<string> WaitAsync(HttpClient http, string path, Process demo, Func<string, bool> isGood)
    {
        string last = string.Empty;
        for (long began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(90); await Task.Delay(100))
        {
            Assert.False(demo.HasExited, $"the demo ended before {path} was good: {last}");
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                last = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode && isGood(last))
                {
                    return last;
                }
            }
            catch (HttpRequestException nothing)
            {
                last = nothing.Message;
            }
        }

        throw new TimeoutException($"{path}: {last}");
    }

    private static int Rows(string text)
    {
        using JsonDocument answer = JsonDocument.Parse(text);
        return answer.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array)
            .Sum(member => member.Value.GetArrayLength());
    }
}
