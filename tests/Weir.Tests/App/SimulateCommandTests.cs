using System.Security.Cryptography;
using System.Text;
using Weir.App;
using Weir.App.Terminal;

namespace Weir.Tests.App;

/// <summary><c>weir simulate</c> from the command line: bytes, recordings, limits and refusals.</summary>
public sealed class SimulateCommandTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "--seed -1", "from 0 to 18446744073709551615" },
        { "--start-time yesterday", "from 1970-01-01" },
        { "--events -1", "from 0 to" },
        { "--events many", "from 0 to" },
        { "--duration -5", "from 0 to 31536000 seconds" },
        { "--speed 0", "from 0.001 to 1000000" },
        { "--speed fast", "'max' or a number" },
        { "--rate 0", "from 0.001 to 100000" },
        { "--rate NaN", "from 0.001 to 100000" },
        { "--agents 1", "from 2 to 1000000" },
        { "--in-flight 0", "1 to 16" },
        { "--attack-interval 0", "from 1 to 31536000 seconds" },
        { "--mode seed-compat --normal-interval 1.5", "from 1 to 31536000 seconds" },
        { "--mode seed-compat --rate 3", "belongs to --mode realistic" },
        { "--mode seed-compat --labels topic", "belongs to --mode realistic" },
        { "--normal-interval 3", "belongs to --mode seed-compat" },
        { "--mode other", "other" },
        { "--to nowhere", "Destinations are" },
        { "--to files:", "Destinations are" },
        { "--to kafka:127.0.0.1:9?partitions=0", "from 1 to 10000" },
        { "--to kafka:127.0.0.1:9?replicas=101", "from 1 to 100" },
        { "--to kafka:127.0.0.1:9?retention=7", "from 1s to 3650d" },
        { "--to kafka:127.0.0.1:9?retention=4000d", "from 1s to 3650d" },
        { "--to kafka:127.0.0.1:9?colour=red", "retention, timeout and tls=true" },
        { "--replay FOLDER/none", "there is no recording" },
        { "--env-file FOLDER/none", "there is no file" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_out_of_range_names_its_range(string flags, string said)
    {
        using CommandLine weir = new();
        string[] environment = flags.Contains("--env-file", StringComparison.Ordinal) ? [] : ["--env-file", "none"];
        string[] args = flags.Replace("FOLDER", weir.Path("."), StringComparison.Ordinal).Split(' ');
        int code = await weir.RunAsync(["simulate", .. environment, .. args]);
        Assert.True(code == 2 && weir.Error.Contains(said, StringComparison.Ordinal), $"{code}: {weir.Error}");
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_however_it_runs()
    {
        string[] runs = await Task.WhenAll(
            OutputAsync("--seed", "42", "--events", "300", "--speed", "max", "--in-flight", "1", "--labels", "topic"),
            OutputAsync("--seed", "42", "--events", "300", "--speed", "max", "--in-flight", "16", "--labels", "topic"),
            OutputAsync("--seed", "42", "--events", "300", "--speed", "200", "--labels", "topic"));
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
        Golden.Check("tests/Golden/simulate/realistic.jsonl", runs[0]);
        Assert.NotEqual(
            runs[0], await OutputAsync("--seed", "43", "--events", "300", "--speed", "max", "--labels", "topic"));
    }

    /// <summary>
    /// Two hours of simulated time, waited for on clocks that start apart and run unevenly, with more or fewer batches
    /// in work.
    /// </summary>
    [Theory]
    [InlineData("realistic")]
    [InlineData("seed-compat")]
    public async Task The_same_seed_gives_the_same_bytes_on_any_clock(string mode)
    {
        SkippingClock first = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero);
        SkippingClock second =
            new(new DateTimeOffset(1999, 12, 31, 23, 59, 0, TimeSpan.Zero), TimeSpan.FromMilliseconds(3));
        string[] runs = await Task.WhenAll(
            OutputAsync(first, mode, "1", "1"), OutputAsync(second, mode, "0.5", "16"),
            OutputAsync(TimeProvider.System, mode, "max", "4"));
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
        Assert.True(runs[0].Split('\n').Length > 2_000);
        Assert.InRange(first.Passed, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.5));
        Assert.InRange(second.Passed, TimeSpan.FromHours(3.8), TimeSpan.FromHours(6));
    }

    [Fact]
    public async Task A_long_stream_of_a_seed_never_changes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(
            await OutputAsync("--seed", "1", "--events", "50000", "--speed", "max", "--labels", "topic"));
        Golden.Check(
            "tests/Golden/simulate/realistic-50000.sha256", Convert.ToHexStringLower(SHA256.HashData(bytes)) + "\n");
    }

    [Fact]
    public async Task A_recording_replays_byte_for_byte()
    {
        using CommandLine weir = new();
        foreach (string mode in new[] { "realistic", "seed-compat" })
        {
            string[] run = ["simulate", "--env-file", "none", "--mode", mode, "--seed", "9", "--events", "5000",
                "--speed", "max", "--quiet"];
            Assert.Equal(0, await weir.RunAsync([.. run, "--to", $"files:{weir.Path(mode)}"]));
            Assert.Equal(0, await weir.RunAsync(run));
            string live = weir.Output;
            Assert.Equal(
                0, await weir.RunAsync("simulate", "--replay", weir.Path(mode), "--quiet", "--env-file", "none"));
            Assert.Equal(live, weir.Output);
            Assert.Equal(0, await weir.RunAsync("simulate", "--replay", weir.Path(mode), "--quiet", "--env-file",
                "none", "--to", $"files:{weir.Path(mode)}2"));
            Assert.Equal(
                await File.ReadAllBytesAsync(weir.Path($"{mode}/events.jsonl"), TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(
                    weir.Path($"{mode}2/events.jsonl"), TestContext.Current.CancellationToken));
            Assert.Equal(2, await weir.RunAsync([.. run, "--to", $"files:{weir.Path(mode)}"]));
            Assert.Contains("is there already", weir.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_spoilt_recording_is_named_by_its_line()
    {
        using CommandLine weir = new();
        await File.WriteAllTextAsync(
            weir.Path("bad.jsonl"),
            "{\"topic\":\"dex_prices\",\"key\":\"WETH/DAI\",\"value\":{\"event_timestamp\":1,\"price\":2}}\n{\"topic\":\"other\",\"value\":{}}\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(1, await weir.RunAsync("simulate", "--replay", weir.Path("bad.jsonl"), "--env-file", "none"));
        Assert.Contains("line 2", weir.Error, StringComparison.Ordinal);
        Assert.Contains("WEIR2005", weir.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_error()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        await using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        using StringWriter output = new();
        using StringWriter error = new();
        foreach (string mode in new[] { "realistic", "seed-compat" })
        {
            int code = await new WeirHost(new Screen(output, error, false, full), TimeProvider.System).InvokeAsync(
                ["simulate", "--mode", mode, "--seed", "1", "--events", "5000", "--speed", "max", "--quiet",
                    "--env-file", "none"],
                TestContext.Current.CancellationToken);
            Assert.Equal(1, code);
            Assert.Contains("WEIR5009", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_originals_variables_come_from_a_file_of_variables()
    {
        using CommandLine weir = new();
        await File.WriteAllTextAsync(
            weir.Path("vars"),
            "# comment\nexport NORMAL_TRAFFIC_INTERVAL=\"2\"\nATTACK_INTERVAL = 7 # seconds\nDURATION='9'\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(0, await weir.RunAsync(
            "simulate", "--mode", "seed-compat", "--seed", "1", "--speed", "max", "--env-file", weir.Path("vars")));
        Assert.Contains("Normal traffic every 2s\n   Flash loan attacks every 7s\n   Running for 9s\n", weir.Error,
            StringComparison.Ordinal);
        Assert.Contains("✅ Completed generation cycle", weir.Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            weir.Path("vars"), "ATTACK_INTERVAL=soon\n", TestContext.Current.CancellationToken);
        Assert.Equal(2, await weir.RunAsync("simulate", "--speed", "max", "--env-file", weir.Path("vars")));
        Assert.Contains("ATTACK_INTERVAL in ", weir.Error, StringComparison.Ordinal);
    }

    private static async Task<string> OutputAsync(TimeProvider clock, string mode, string speed, string inFlight)
    {
        using CommandLine weir = new() { Time = clock };
        int code = await weir.RunAsync(
            "simulate", "--env-file", "none", "--quiet", "--mode", mode, "--seed", "11", "--duration", "7200", "--speed", speed, "--in-flight", inFlight);
        Assert.True(code == 0, weir.Error);
        return weir.Output;
    }

    private static async Task<string> OutputAsync(params string[] flags)
    {
        using CommandLine weir = new();
        int code = await weir.RunAsync(["simulate", "--env-file", "none", "--quiet", .. flags]);
        Assert.True(code == 0, weir.Error);
        return weir.Output;
    }
}
