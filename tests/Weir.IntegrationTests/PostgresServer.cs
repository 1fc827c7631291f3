using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Weir.IntegrationTests;

/// <summary>
/// A PostgreSQL cluster of its own in a temporary folder, on the loopback address. It ends with the test, or by itself
/// after five minutes.
/// PostgreSQL refuses to run as root: as root it runs as the user postgres.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private Process? _process;

    private PostgresServer(string programs)
    {
        _programs = programs;
        _folder = Directory.CreateTempSubdirectory("weir-postgres-").FullName;
        _port = Loopback.FreePort();
    }

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    /// <summary>Where it listens on the loopback address.</summary>
    public int Port => _port;

    /// <summary>Makes an empty database, and says how Weir is told of it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">What follows the name where it is made.</param>
    public async Task<string> CreateDatabaseAsync(string name, string options = "")
    {
        await DoAsync($"CREATE DATABASE {name} {options};");
        return $"Host=127.0.0.1;Port={_port};Username=weir;Database={name}";
    }

    /// <summary>Runs a statement in one of the databases.</summary>
    public Task InAsync(string database, string statement) => DoAsync($"\\connect {database}\nSET client_min_messages = warning;\n{statement}");

    /// <summary>Runs a statement as the superuser.</summary>
    public async Task DoAsync(string statement)
    {
        (_, string error) = await PsqlAsync(statement);
        Assert.True(error.Length == 0, error);
    }

    /// <summary>Ends every session at once and starts anew, as after a crash of the machine.</summary>
    public async Task RestartAsync(TimeSpan away = default)
    {
        await DoAsync(Command("pg_ctl", "-D", Data, "-m", "immediate", "stop"), string.Empty);
        await Task.Delay(away);
        await _process!.WaitForExitAsync();
        _process.Dispose();
        await LaunchAsync();
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes and starts a cluster; the test is skipped where PostgreSQL is not installed.</summary>
    public static async Task<PostgresServer> StartOrSkipAsync()
    {
        string? programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(
                folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(
                    folder => File.Exists(Path.Combine(folder, "initdb")))
            : null;
        Assert.SkipUnless(programs is not null, "PostgreSQL is not installed; ./test brings it on Debian, as root");
        PostgresServer server = new(programs!);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The answers of many statements, one session; a failed statement's is null and its message stands in
    /// <paramref name="errors"/>.
    /// </summary>
    public async Task<string[]?[]> RunAsync(
        IEnumerable<string> setup, IReadOnlyList<string> statements, StringBuilder errors)
    {
        StringBuilder script = new("SET TimeZone = 'UTC';\n");
        foreach (string line in setup)
        {
            script.Append(line).Append('\n');
        }

        for (int i = 0; i < statements.Count; i++)
        {
            script.Append(CultureInfo.InvariantCulture, $"\\warn @{i}\n\\echo @{i}\n").Append(statements[i]).Append(
                "\n;\n\\echo @done\n");
        }

        (string output, string error) = await PsqlAsync(script.ToString());
        errors.Append(error);
        string[]?[] answers = new string[]?[statements.Count];
        foreach (string part in output.Split("\n@done\n"))
        {
            int at = part.LastIndexOf('@');
            int line = part.IndexOf('\n', Math.Max(at, 0));
            if (at >= 0 && line > 0)
            {
                answers[int.Parse(part[(at + 1)..line], CultureInfo.InvariantCulture)] =
                    part[(line + 1)..].Split(SqlAnswer.Row);
            }
            else if (at >= 0)
            {
                answers[int.Parse(part[(at + 1)..], CultureInfo.InvariantCulture)] = [];
            }
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await DoAsync(Command("pg_ctl", "-D", Data, "-m", "immediate", "stop"), string.Empty);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        if (IsRoot)
        {
            await SucceedAsync(new ProcessStartInfo("chown", ["postgres", _folder]));
        }

        await SucceedAsync(
            Command("initdb", "-D", Data, "-A", "trust", "-U", "weir", "-E", "UTF8", "--locale=C", "--no-sync"));
        await LaunchAsync();
    }

    private async Task LaunchAsync()
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        string[] options =
        [
            "-s", "INT", "300", Path.Combine(_programs, "postgres"), "-D", Data, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", "fsync=off", "-c", "autovacuum=off", "-c", "jit=off",
        ];
        ProcessStartInfo start = Command("timeout", options);
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        for (int i = 0; ; i++)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _port);
                (_, string error) = await PsqlAsync("SELECT 1;");
                if (error.Length == 0)
                {
                    return;
                }
            }
            catch (SocketException) when (i < 100 && !_process.HasExited)
            {
            }

            Assert.True(i < 100, "PostgreSQL does not answer");
            await Task.Delay(100);
        }
    }

    private Task<(string Output, string Error)> PsqlAsync(string script)
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo psql =
            new(Path.Combine(_programs, "psql"),
                ["-X", "-q", "-t", "-A", "-F", SqlAnswer.Column, "-R", SqlAnswer.Row, "-P", "null=" + SqlAnswer.Null,
                    "-h", "127.0.0.1", "-p", port, "-U", "weir", "-d", "postgres", "-f", "-"]);
        return DoAsync(psql, script);
    }

    private ProcessStartInfo Command(string name, params string[] arguments)
    {
        string path = name == "timeout" ? name : Path.Combine(_programs, name);
        ProcessStartInfo command = IsRoot ? new("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new(path, arguments);
        command.WorkingDirectory = _folder;
        return command;
    }

    private static async Task SucceedAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0,
            $"{start.FileName} {string.Join(' ', start.ArgumentList)}: {process.ExitCode}\n{await output}\n{error}");
    }

    private static async Task<(string Output, string Error)> DoAsync(ProcessStartInfo start, string input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (await output, await error);
    }
}
