using System.CommandLine;
using System.Text;
using Weir.App.Api;
using Weir.App.Api.Answering;
using Weir.App.Settings;
using Weir.Core.Errors;

namespace Weir.App.Commands.Serve;

/// <summary><c>weir showcase</c>: the page as a file, with the data inside or for an API elsewhere.</summary>
internal sealed class ShowcaseCommand(WeirHost host)
{
    private readonly Option<string?> _warehouse = SharedFlags.Warehouse();
    private readonly Option<string?> _memory = SharedFlags.Memory();
    private readonly Option<string?> _out = Flags.Text("--out", "the file to write", "showcase.html");
    private readonly Option<string?> _api = new("--api")
    {
        Description = "the address of a Weir API: the page asks that one, and no data goes inside",
        HelpName = "url",
    };

    public Command Build()
    {
        Command command = new("showcase", "Write the page as one file: with the current data inside, or for an API elsewhere.");
        foreach (Option option in new Option[] { _warehouse, _out, _api, _memory })
        {
            command.Options.Add(option);
        }

        Help.AddExamples(
            command,
            "weir showcase --warehouse duckdb:weir.duckdb --out report.html",
            "weir showcase --api https://weir.example --out index.html");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string path = parsed.GetValue(_out)!;
        PageFile page = PageFile.Read();
        int answers = 0;
        if (parsed.GetValue(_api) is { } api)
        {
            page = page.ForApi(api);
        }
        else
        {
            ApiParts parts = ServedWarehouse.Parts(
                host, WarehouseSpec.Parse(parsed.GetValue(_warehouse)!), new WarehouseSettings(parsed.GetValue(_memory)),
                new ApiOptions(), null);
            await using ApiWarehouse warehouse = parts.Warehouse;
            using ApiAnswers asked = new(parts, new ApiLimits(), host.Time);
            (string json, answers) = await PageSnapshot.MakeAsync(asked, host.Time, cancellationToken);
            page = page.WithData(json);
        }

        try
        {
            await File.WriteAllTextAsync(path, page.Html, new UTF8Encoding(false), cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(
                ErrorCodes.MissingPath, $"{path} cannot be written: {error.Message}", "Give --out a path that can be.", error);
        }

        Log.PageWritten(host.Logger, path, answers, new FileInfo(path).Length / 1024);
        return 0;
    }
}
