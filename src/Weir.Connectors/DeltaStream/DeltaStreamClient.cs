using System.Net;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream;

/// <summary>
/// DeltaStream's REST v2: statements as multipart requests, 202 polled, results over all partitions, the session's
/// context carried on.
/// </summary>
/// <remarks>
/// What only reads is repeated after a passing fault. A statement that writes is sent again only where it surely never
/// left: an answer that does not come, or comes in part, is an error that says so. One statement at a time.
/// </remarks>
public sealed partial class DeltaStreamClient : IDisposable
{
    private readonly DeltaStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly SocketsHttpHandler _handler =
        new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false };
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _context = new(StringComparer.Ordinal);

    /// <param name="time">The clock of polls, pauses and timeouts.</param>
    /// <exception cref="ConfigException">The organization is not a UUID.</exception>
    public DeltaStreamClient(DeltaStreamOptions options, TimeProvider time)
    {
        if (!Guid.TryParse(options.OrganizationId, out _))
        {
            throw new ConfigException(
                ErrorCodes.BadFlag, $"Invalid organization_id: '{options.OrganizationId}' is not a valid UUID string",
                "Set DELTASTREAM_ORG_ID to the organization's UUID.");
        }

        _options = options;
        _time = time;
        _context["organization"] = options.OrganizationId;
        _http = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization =
            new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", options.Token);
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _http.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <summary>
    /// Runs a statement that only reads or that may run twice without harm (USE, LIST, DESCRIBE, PRINT, SELECT).
    /// </summary>
    /// <exception cref="DeltaStreamException">It failed.</exception>
    public Task<DeltaStreamResult> QueryAsync(string statement, CancellationToken cancellationToken) =>
        RunAsync(statement, [], isRepeatable: true, cancellationToken);

    /// <summary>
    /// Runs a statement that writes (CREATE, INSERT, DROP); never sent twice unless it surely did not leave.
    /// </summary>
    /// <exception cref="DeltaStreamException">It failed, or (WEIR7009) nobody knows whether it did.</exception>
    public Task<DeltaStreamResult> ExecuteAsync(string statement, CancellationToken cancellationToken) =>
        RunAsync(statement, [], isRepeatable: false, cancellationToken);

    /// <summary>
    /// The same with files beside it (<c>CREATE FUNCTION_SOURCE</c>, <c>CREATE DESCRIPTOR_SOURCE</c>).
    /// </summary>
    /// <exception cref="DeltaStreamException">It failed, or (WEIR7009) nobody knows whether it did.</exception>
    public Task<DeltaStreamResult> ExecuteAsync(
        string statement, IReadOnlyList<DeltaStreamAttachment> attachments, CancellationToken cancellationToken) =>
        RunAsync(statement, attachments, isRepeatable: false, cancellationToken);

    /// <summary>The bytes of a function source or a descriptor source.</summary>
    /// <exception cref="DeltaStreamException">It failed; <see cref="DeltaStreamException.HttpStatus"/> 404 where there
    /// is none.</exception>
    public Task<byte[]> DownloadAsync(DeltaStreamSource source, string name, CancellationToken cancellationToken)
    {
        string type = source == DeltaStreamSource.Function ? "function_source" : "descriptor_source";
        string path = $"{Base}/download/{type}/{_options.OrganizationId}/{Uri.EscapeDataString(name)}";
        return RepeatAsync(
            () => SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), isWrite: false, static body => body,
                cancellationToken),
            static error => error.IsTransient,
            cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private string Base => _options.Server.AbsoluteUri.TrimEnd('/');

    private async Task<T> RepeatAsync<T>(
        Func<Task<T>> send, Func<DeltaStreamException, bool> mayRepeat, CancellationToken cancellationToken)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await send();
            }
            catch (DeltaStreamException error) when (attempt < _options.Retries && mayRepeat(error))
            {
                await Task.Delay(_options.RetryPause * Math.Pow(2, attempt), _time, cancellationToken);
            }
        }
    }

    private HttpRequestMessage Post(string statement, IReadOnlyList<DeltaStreamAttachment> attachments) =>
        new(HttpMethod.Post, $"{Base}/statements")
        {
            Content = DeltaStreamForm.Of(
            DeltaStreamAnswer.Request(statement, _context), attachments)
        };

    private Task<JsonDocument> SendAsync(
        Func<HttpRequestMessage> make, bool isWrite, CancellationToken cancellationToken) =>
        SendAsync(make, isWrite, static body => JsonDocument.Parse(body), cancellationToken);

    private async Task<T> SendAsync<T>(
        Func<HttpRequestMessage> make, bool isWrite, Func<byte[], T> read, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = make();
        using CancellationTokenSource timeout = new(_options.RequestTimeout, _time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted
                ? read(body)
                : throw Refused((int)response.StatusCode, body, isWrite);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unknown($"no answer within {_options.RequestTimeout.TotalSeconds:0.###} s", isWrite, error);
        }
        catch (HttpRequestException error) when (
            error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError)
        {
            throw new DeltaStreamException(
                ErrorCodes.DeltaStreamUnreachable, $"{_options.Server} cannot be reached: {error.Message}",
                "Check DELTASTREAM_SERVER_URL and the network.",
                isTransient: true, innerException: error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw Unknown($"the answer is cut or not JSON: {error.Message}", isWrite, error);
        }
    }

    private static DeltaStreamException Unknown(string what, bool isWrite, Exception error) => isWrite
        ? new DeltaStreamException(
            ErrorCodes.DeltaStreamUnknownOutcome,
            $"{what}; nobody knows whether the statement ran, and it is not sent again",
            "Look whether it ran before you run it again.", isTransient: false, innerException: error)
        : new DeltaStreamException(
            ErrorCodes.DeltaStreamStatus, what, "Try again later.", isTransient: true, innerException: error);

    private DeltaStreamException Refused(int status, byte[] body, bool isWrite)
    {
        string message = DeltaStreamAnswer.ErrorMessage(body);
        return status switch
        {
            401 or 403 => new DeltaStreamException(
                ErrorCodes.DeltaStreamUnauthorized, $"{_options.Server} refuses the token ({status}): {message}",
                "Make a new token with CREATE API_TOKEN and set DELTASTREAM_TOKEN.", isTransient: false, httpStatus: status),
            408 or >= 500 when isWrite => new DeltaStreamException(
                ErrorCodes.DeltaStreamUnknownOutcome,
                $"{_options.Server} answers {status}: {message}; nobody knows whether the statement ran, and it is not sent again",
                "Look whether it ran before you run it again.", isTransient: false, httpStatus: status),
            _ => new DeltaStreamException(
                ErrorCodes.DeltaStreamStatus, $"{_options.Server} answers {status}: {message}",
                "Check that the URL ends in /v2; try again later.",
                isTransient: status is 408 or 429 or >= 500, httpStatus: status),
        };
    }
}
