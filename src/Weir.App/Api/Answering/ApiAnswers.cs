using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.App.Api.Asking;
using Weir.App.Terminal;

namespace Weir.App.Api.Answering;

/// <summary>Answers questions once for each state of the warehouse, however many ask at a time.</summary>
internal sealed class ApiAnswers(ApiParts parts, ApiLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LiveAge = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private string _version = string.Empty;
    private long _bytes;

    /// <summary>What the answers are made of.</summary>
    public ApiParts Parts { get; } = parts;

    /// <summary>The answer to a question.</summary>
    /// <exception cref="Core.Errors.WeirException">It is not answered.</exception>
    public async Task<ReadyAnswer> AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        WarehouseState state = await Parts.Warehouse.StateAsync(cancellationToken);
        Kept kept = Keep(request, state);
        try
        {
            ReadyAnswer answer = await kept.Answer.Value.WaitAsync(cancellationToken);
            Count(kept, answer);
            return answer;
        }
        catch
        {
            // A failure is not kept: the next one tries again.
            lock (_lock)
            {
                if (kept.Answer.Value.IsFaulted || kept.Answer.Value.IsCanceled)
                {
                    _kept.Remove(request.Key);
                }
            }

            throw;
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private Kept Keep(ApiRequest request, WarehouseState state)
    {
        lock (_lock)
        {
            if (_version != state.Version || _bytes > limits.CacheBytes)
            {
                (_version, _bytes, _kept) = (state.Version, 0, new Dictionary<string, Kept>(StringComparer.Ordinal));
            }

            if (_kept.TryGetValue(request.Key, out Kept? kept)
                && (!request.Route.IsLive || time.GetElapsedTime(kept.At) < LiveAge))
            {
                Parts.Meter.CacheHit();
                return kept;
            }

            // The one who asks first may go away: the others still want the answer.
            CancellationToken stop = _stop.Token;
            kept = new Kept(time.GetTimestamp(), new Lazy<Task<ReadyAnswer>>(() => MakeAsync(request, state, stop)));
            return _kept[request.Key] = kept;
        }
    }

    private void Count(Kept kept, ReadyAnswer answer)
    {
        lock (_lock)
        {
            if (!kept.IsCounted)
            {
                kept.IsCounted = true;
                _bytes += answer.Json.Length + 512;
            }
        }
    }

    private async Task<ReadyAnswer> MakeAsync(ApiRequest request, WarehouseState state, CancellationToken stop)
    {
        await Task.Yield();
        ApiAnswer answer = await request.Route.Answer(new ApiContext(request, Parts, state, stop));
        return ReadyAnswer.Of(answer);
    }

    private sealed class Kept(long at, Lazy<Task<ReadyAnswer>> answer)
    {
        public long At { get; } = at;

        public Lazy<Task<ReadyAnswer>> Answer { get; } = answer;

        public bool IsCounted { get; set; }
    }
}

/// <summary>An answer with its bytes.</summary>
internal sealed class ReadyAnswer
{
    private readonly Lazy<byte[]?> _csv;

    private ReadyAnswer(byte[] json, ApiTable? rows)
    {
        Json = json;
        ETag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 12))}\"";
        _csv = new Lazy<byte[]?>(() => rows is null ? null : Encoding.UTF8.GetBytes(CsvOf(rows)));
    }

    public byte[] Json { get; }

    /// <summary>The rows as RFC 4180 has them; null where the answer has none.</summary>
    public byte[]? Csv => _csv.Value;

    /// <summary>Equal where the JSON is.</summary>
    public string ETag { get; }

    public static ReadyAnswer Of(ApiAnswer answer)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            answer.Write(json);
            json.WriteEndObject();
        }

        return new ReadyAnswer(bytes.WrittenSpan.ToArray(), answer.Rows);
    }

    private static string CsvOf(ApiTable table)
    {
        StringBuilder text = new();
        text.AppendJoin(',', table.Columns).Append('\n');
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            text.AppendJoin(',', row.Select(value => CsvResultWriter.Quote(TerminalText.Of(value, string.Empty)))).Append('\n');
        }

        return text.ToString();
    }
}
