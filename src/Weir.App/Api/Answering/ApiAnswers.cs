using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.App.Api.Asking;
using Weir.App.Terminal;

namespace Weir.App.Api.Answering;

/// <summary>
/// Answers questions once for each state of the warehouse, however many ask at a time. Where states change so fast that
/// answers take too much of the machine, one of a few seconds ago is given again: it says its blocks.
/// </summary>
internal sealed class ApiAnswers(ApiParts parts, ApiLimits limits, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LiveAge = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkShare _work = new(time);
    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
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
            if (_bytes > limits.CacheBytes)
            {
                _kept.Clear();
                _bytes = 0;
            }

            if (_kept.TryGetValue(request.Key, out Kept? kept))
            {
                if (IsGood(kept, request, state))
                {
                    Parts.Meter.CacheHit();
                    return kept;
                }

                _bytes -= kept.Bytes;
            }

            // The one who asks first may go away: the others still want the answer.
            CancellationToken stop = _stop.Token;
            kept = new Kept(
                state.Version, time.GetTimestamp(), new Lazy<Task<ReadyAnswer>>(() => MakeAsync(request, state, stop)));
            return _kept[request.Key] = kept;
        }
    }

    private bool IsGood(Kept kept, ApiRequest request, WarehouseState state)
    {
        TimeSpan age = time.GetElapsedTime(kept.At);
        return (kept.Version == state.Version && (!request.Route.IsLive || age < LiveAge))
            || (age < limits.StaleAge && kept.Answer is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
                && _work.Ratio > limits.MostWork);
    }

    private void Count(Kept kept, ReadyAnswer answer)
    {
        lock (_lock)
        {
            if (kept.Bytes == 0)
            {
                kept.Bytes = answer.Json.Length + 512;
                _bytes += kept.Bytes;
            }
        }
    }

    private async Task<ReadyAnswer> MakeAsync(ApiRequest request, WarehouseState state, CancellationToken stop)
    {
        await Task.Yield();
        long began = time.GetTimestamp();
        ApiAnswer answer = await request.Route.Answer(new ApiContext(request, Parts, state, stop));
        ReadyAnswer ready = ReadyAnswer.Of(answer);
        _work.Add(time.GetElapsedTime(began));
        return ready;
    }

    private sealed class Kept(string version, long at, Lazy<Task<ReadyAnswer>> answer)
    {
        /// <summary>The warehouse's state that it is of.</summary>
        public string Version { get; } = version;

        public long At { get; } = at;

        public Lazy<Task<ReadyAnswer>> Answer { get; } = answer;

        /// <summary>What it takes in memory, once it is counted.</summary>
        public long Bytes { get; set; }
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
