using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>
/// The paths of the control plane and the dataplane, which share one address and differ by their tokens.
/// </summary>
internal sealed class LocalRoutes(
    LocalDeltaStreamOptions options, LocalCatalog catalog, LocalStatements statements, TimeProvider time,
    CancellationToken stop)
{
    private const string StatementsPath = "/v2/statements";
    private const string PrintPath = "/v2/print/";
    private const string DownloadPath = "/v2/download/";

    private readonly byte[] _control = Authorization(options.Token);
    private readonly (string Token, byte[] Authorization) _dataplane = Draw();

    public async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? string.Empty;
        bool isGet = HttpMethods.IsGet(context.Request.Method);
        bool isDataplane = Bears(context, _dataplane.Authorization);
        if (path.StartsWith(PrintPath, StringComparison.Ordinal) && context.WebSockets.IsWebSocketRequest)
        {
            LocalOutcome? outcome = Guid.TryParse(path[PrintPath.Length..], out Guid id) ? statements.Find(id) : null;
            await LocalSocket.ServeAsync(context, outcome, _dataplane.Token, stop);
        }
        else if (!isDataplane && !Bears(context, _control))
        {
            await RefuseAsync(context, 401, "the token is missing, wrong or expired");
        }
        else if (path == "/v2/version" && isGet)
        {
            await WriteAsync(context, 200, "{\"major\":2,\"minor\":0,\"patch\":0}"u8.ToArray());
        }
        else if (path.StartsWith(StatementsPath + "/", StringComparison.Ordinal) && isGet)
        {
            await PollAsync(context, path[(StatementsPath.Length + 1)..], isDataplane);
        }
        else if (isDataplane)
        {
            await RefuseAsync(context, 403, "a token of the dataplane fetches results alone");
        }
        else if (path == StatementsPath && HttpMethods.IsPost(context.Request.Method))
        {
            await SubmitAsync(context);
        }
        else if (path.StartsWith(DownloadPath, StringComparison.Ordinal) && isGet)
        {
            await DownloadAsync(context, path[DownloadPath.Length..].Split('/'));
        }
        else
        {
            await RefuseAsync(context, 404, $"there is nothing at {path}");
        }
    }

    private static (string Token, byte[] Authorization) Draw()
    {
        string token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return (token, Authorization(token));
    }

    private static byte[] Authorization(string token) => Encoding.UTF8.GetBytes("Bearer " + token);

    private static bool Bears(HttpContext context, byte[] authorization) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), authorization);

    private async Task SubmitAsync(HttpContext context)
    {
        StatementRequest request;
        try
        {
            request = await StatementRequest.ReadAsync(context.Request, context.RequestAborted);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException)
        {
            await RefuseAsync(context, 400, $"the request cannot be read: {error.Message}");
            return;
        }

        LocalFault? fault = statements.Strike(request.Statement);
        if (fault?.Kind == LocalFaultKind.Status)
        {
            await RefuseAsync(context, fault.Status, $"told to answer {fault.Status}");
            return;
        }

        // A client that goes away does not undo what it sent.
        LocalOutcome outcome = await statements.RunAsync(request, stop);
        switch (fault?.Kind)
        {
            case LocalFaultKind.CutAfterRunning:
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 1_000;
                await context.Response.Body.WriteAsync("{\"sqlState\":"u8.ToArray(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                break;
            case LocalFaultKind.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, time, context.RequestAborted);
                break;
            default:
                await RespondAsync(context, outcome, 0, isDataplane: false);
                break;
        }
    }

    private async Task PollAsync(HttpContext context, string statement, bool isDataplane)
    {
        string partition = context.Request.Query["partitionID"].ToString();
        int number = 0;
        if (!Guid.TryParse(statement, out Guid id)
            || (partition.Length > 0 && !(int.TryParse(partition, out number) && number >= 0)))
        {
            await RefuseAsync(context, 400, "the statement is no UUID, or partitionID no whole number from 0");
        }
        else if (statements.Find(id) is { } outcome && (outcome.Result.IsOnDataplane || !isDataplane))
        {
            await RespondAsync(context, outcome, number, isDataplane);
        }
        else
        {
            await RefuseAsync(context, 404, $"there is no statement {id}");
        }
    }

    private async Task DownloadAsync(HttpContext context, string[] parts)
    {
        SourceFiles? files = parts[0] switch
        {
            "function_source" => catalog.FunctionSources,
            "descriptor_source" => catalog.DescriptorSources,
            _ => null,
        };
        if (files is null || parts.Length != 3 || !Guid.TryParse(parts[1], out _))
        {
            await RefuseAsync(context, 400,
                "a download is function_source or descriptor_source, the organization's UUID, and a name");
        }
        else if (files.Find(parts[2]) is { } content)
        {
            await WriteAsync(context, 200, content, "application/octet-stream");
        }
        else
        {
            await RefuseAsync(context, 404, $"{parts[0]} \"{parts[2]}\" not found");
        }
    }

    private Task RespondAsync(HttpContext context, LocalOutcome outcome, int partition, bool isDataplane)
    {
        if (outcome.IsPending(isDataplane))
        {
            return WriteAsync(context, 202, LocalAnswer.Pending(outcome));
        }

        string host = context.Request.Host.ToUriComponent();
        DataplaneRequest? request = (outcome.Result, isDataplane) switch
        {
            ({ Stream: not null }, _) =>
                new DataplaneRequest(
                    $"{options.StreamScheme}://{host}{PrintPath}{outcome.Id}", _dataplane.Token, "streaming"),
            ({ IsOnDataplane: true }, false) =>
                new DataplaneRequest($"http://{host}{StatementsPath}/{outcome.Id}", _dataplane.Token, "result-set"),
            _ => null,
        };
        return WriteAsync(context, 200, LocalAnswer.Result(outcome, partition, request));
    }

    private static Task RefuseAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, status, LocalAnswer.Error(message));

    private static async Task WriteAsync(
        HttpContext context, int status, ReadOnlyMemory<byte> body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
