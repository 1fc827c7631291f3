using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Weir.App.Terminal;

/// <summary>
/// Log lines on the error stream: plain text for people, or a JSON object a line for programs. Any thread may log.
/// </summary>
/// <param name="output">Where lines go.</param>
/// <param name="time">The clock of JSON lines.</param>
/// <param name="isJson">Whether lines are JSON.</param>
/// <param name="chain">The chain that lines are of, where a process has several; null for none.</param>
internal sealed class ScreenLogger(TextWriter output, TimeProvider time, bool isJson, string? chain = null) : ILogger
{
    private Lock _lock = new();

    /// <summary>Less is passed over.</summary>
    public LogLevel Least { get; init; } = LogLevel.Information;

    /// <summary>Whether lines are JSON.</summary>
    public bool IsJson => isJson;

    /// <summary>The chain that lines are of; null where they name none.</summary>
    public string? Chain => chain;

    /// <summary>The same, for one of several chains: each line names it.</summary>
    public ScreenLogger For(string one) => new(output, time, isJson, one) { Least = Least, _lock = _lock };

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            string message = formatter(state, exception);
            message = chain is null || isJson ? message : $"[{chain}] {message}";
            string line = isJson ? Json(
                logLevel, eventId, message, state as IReadOnlyList<KeyValuePair<string, object?>>) : logLevel switch
                {
                    LogLevel.Error => $"weir: {message}",
                    LogLevel.Warning => $"warning: {message}",
                    _ => message,
                };
            lock (_lock)
            {
                output.WriteLine(line);
            }
        }
    }

    private string Json(
        LogLevel level, EventId id, string message, IReadOnlyList<KeyValuePair<string, object?>>? fields)
    {
        using MemoryStream utf8 = new();
        using (Utf8JsonWriter writer = new(utf8,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.GetUtcNow());
            writer.WriteString("level", level switch
            {
                LogLevel.Error => "error",
                LogLevel.Warning => "warning",
                LogLevel.Debug => "debug",
                _ => "information",
            });
            writer.WriteNumber("id", id.Id);
            writer.WriteString("event", id.Name);
            writer.WriteString("message", message);
            if (chain is not null)
            {
                writer.WriteString("chain", chain);
            }

            foreach ((string name, object? value) in fields ?? [])
            {
                if (name != "{OriginalFormat}")
                {
                    WriteField(writer, JsonNamingPolicy.SnakeCaseLower.ConvertName(name), value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.GetBuffer(), 0, (int)utf8.Length);
    }

    private static void WriteField(Utf8JsonWriter writer, string name, object? value)
    {
        switch (value)
        {
            case long number:
                writer.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumber(name, number);
                break;
            default:
                writer.WriteString(name, value?.ToString());
                break;
        }
    }
}
