using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// Posts JSON-RPC requests over HTTP and hands back the answer's bytes, or a typed error. Does not repeat.
/// </summary>
internal sealed class RpcClient : IRpcTransport
{
    private const int MostErrorBytes = 2048;

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly RpcOptions _options;
    private readonly TimeProvider _time;
    private readonly AuthenticationHeaderValue? _login;
    private readonly Uri _target;

    public RpcClient(RpcOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        Errors = new RpcErrors(options.Endpoint);
        _target = new UriBuilder(options.Endpoint) { UserName = string.Empty, Password = string.Empty }.Uri;
        if (options.Endpoint.UserInfo.Length > 0)
        {
            byte[] login = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(options.Endpoint.UserInfo));
            _login = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        }

        _handler = CreateHandler(options);
        _http = new HttpClient(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public RpcErrors Errors { get; }

    /// <inheritdoc/>
    public async Task<ResponseBuffer> PostAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (_options.Budget is { } budget)
        {
            await budget.TakeAsync(body, cancellationToken);
        }

        using CancellationTokenSource timeout = new(_options.Timeout, _time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        ResponseBuffer? answer = null;
        try
        {
            using HttpRequestMessage request =
                new(HttpMethod.Post, _target) { Content = new ReadOnlyMemoryContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = _login;
            using HttpResponseMessage response =
                await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await using Stream stream = await response.Content.ReadAsStreamAsync(either.Token);
            answer = await ResponseBuffer.ReadAsync(stream, response.Content.Headers.ContentLength, either.Token);
            Check(response, answer);
            ResponseBuffer whole = answer;
            answer = null;
            return whole;
        }
        catch (OperationCanceledException) when (
            timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Errors.Timeout(_options.Timeout);
        }
        catch (HttpRequestException error)
        {
            throw error.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse
                || error.InnerException is IOException
                ? Errors.Broken(error)
                : Errors.Unreachable(error);
        }
        catch (IOException error)
        {
            throw Errors.Broken(error);
        }
        finally
        {
            answer?.Dispose();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(RpcOptions options) => new()
    {
        // Unpacking costs more than a local node's bytes.
        AutomaticDecompression = EndpointText.IsLocal(options.Endpoint) ? DecompressionMethods.None
            : DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = Math.Max(4, options.Concurrency),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        UseCookies = false,
    };

    private void Check(HttpResponseMessage response, ResponseBuffer answer)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Errors.Status(response.StatusCode, response.Headers.RetryAfter, Start(answer), _time);
        }

        ReadOnlySpan<byte> text = answer.Bytes.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || (text[0] != (byte)'{' && text[0] != (byte)'['))
        {
            throw text.IsEmpty
                ? Errors.Broken(new JsonException("the answer is empty"))
                : Errors.NotJson(response.Content.Headers.ContentType?.MediaType, Start(answer));
        }
    }

    private static string Start(ResponseBuffer answer) =>
        Encoding.UTF8.GetString(answer.Bytes[..Math.Min(answer.Length, MostErrorBytes)]);
}
