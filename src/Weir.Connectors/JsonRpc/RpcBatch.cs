using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Weir.Core.Errors;
using Weir.Ethereum.Json;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// A JSON-RPC batch: its requests as bytes, and its answers matched by id in whatever order they come.
/// </summary>
internal sealed class RpcBatch
{
    private readonly ArrayBufferWriter<byte> _body = new(4096);
    private readonly List<string> _methods = [];
    private Func<RpcException, bool>? _isTolerated;

    /// <summary>Reads the result of request <paramref name="id"/>; the reader stands on its first token.</summary>
    public delegate void ResultReader(int id, ref Utf8JsonReader reader);

    /// <summary>How many requests.</summary>
    public int Count => _methods.Count;

    /// <summary>The array of requests.</summary>
    public ReadOnlyMemory<byte> Body => _body.WrittenMemory;

    /// <summary>
    /// Adds a request with parameters that are JSON already; its id is the number of requests before it.
    /// </summary>
    public void Add(string method, string parameters)
    {
        string separator = Count == 0 ? "[" : ",";
        string request =
            $"{separator}{{\"jsonrpc\":\"2.0\",\"id\":{Count},\"method\":\"{method}\",\"params\":[{parameters}]}}";
        Encoding.ASCII.GetBytes(request, _body);
        _methods.Add(method);
    }

    /// <summary>A number as JSON-RPC writes it, without quotes.</summary>
    public static string Quantity(long number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Ends the array.</summary>
    public void Close() => _body.Write("]"u8);

    /// <summary>Hands every result to <paramref name="read"/> once.</summary>
    /// <exception cref="RpcException">An answer is an error, or one is missing.</exception>
    /// <exception cref="JsonException">The answer is not JSON.</exception>
    /// <param name="utf8">The answer.</param>
    /// <param name="errors">Makes errors.</param>
    /// <param name="read">Gets the results.</param>
    /// <param name="isTolerated">Whether an error of a single request is passed over: then it has no result.</param>
    public void ReadAnswers(
        ReadOnlySpan<byte> utf8, RpcErrors errors, ResultReader read, Func<RpcException, bool>? isTolerated = null)
    {
        _isTolerated = isTolerated;
        bool[] answered = new bool[Count];
        Utf8JsonReader reader = new(utf8, JsonValues.DeepOptions);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            // Not an array: the node refused the batch as a whole, or answers single requests like this.
            ReadAnswer(ref reader, errors, read, answered);
        }
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadAnswer(ref reader, errors, read, answered);
            }
        }

        int missing = Array.IndexOf(answered, false);
        if (missing >= 0)
        {
            throw errors.Incomplete(
                $"left out the answer to {_methods[missing]} (request {missing} of {Count} in a batch)");
        }
    }

    private void ReadAnswer(ref Utf8JsonReader reader, RpcErrors errors, ResultReader read, bool[] answered)
    {
        int id = -1;
        bool hasResult = false;
        Utf8JsonReader waiting = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number) ? number : -1;
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                hasResult = true;
                if (id >= 0)
                {
                    Hand(id, ref reader, errors, read, answered);
                    continue;
                }

                // The id comes later: remember the place.
                waiting = reader;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null)
                {
                    RpcException error = ReadError(ref reader, id, errors);
                    if (id < 0 || id >= answered.Length || _isTolerated?.Invoke(error) != true)
                    {
                        throw error;
                    }

                    answered[id] = hasResult = true;
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        if (hasResult && id >= 0 && id < answered.Length && !answered[id])
        {
            Hand(id, ref waiting, errors, read, answered);
        }
        else if (!hasResult || id < 0)
        {
            throw errors.Incomplete("sent an answer without id, result or error");
        }
    }

    private static void Hand(int id, ref Utf8JsonReader reader, RpcErrors errors, ResultReader read, bool[] answered)
    {
        if (id >= answered.Length || answered[id])
        {
            throw errors.Incomplete($"sent an answer with id {id}, which no open request of the batch has");
        }

        answered[id] = true;
        read(id, ref reader);
    }

    private RpcException ReadError(ref Utf8JsonReader reader, int id, RpcErrors errors)
    {
        int code = 0;
        string message = string.Empty;
        using JsonDocument error = JsonDocument.ParseValue(ref reader);
        if (error.RootElement.ValueKind == JsonValueKind.Object)
        {
            code = error.RootElement.TryGetProperty("code"u8, out JsonElement number)
                && number.TryGetInt32(out int value) ? value : 0;
            message = error.RootElement.TryGetProperty("message"u8, out JsonElement text) ? text.ToString()
                : string.Empty;
        }

        return errors.Answer(id >= 0 && id < Count ? _methods[id] : "the batch", code, message, Count > 1);
    }
}
