using System.Text;
using Weir.App.Settings;
using Weir.App.Terminal;
using Weir.Connectors.Events;
using Weir.Connectors.Kafka;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.App.Commands.Simulate;

/// <summary>Where the generator's messages go, as a user names it.</summary>
/// <param name="Kind">stdout, files, kafka, deltastream or null.</param>
/// <param name="Rest">What follows the colon.</param>
internal sealed record EventDestination(string Kind, string Rest)
{
    private const string Kinds =
        "stdout, files:DIR, kafka:HOST:PORT[?partitions=N&replicas=N&retention=TIME&timeout=SECONDS&tls=true], deltastream:[?batch=N&partitions=N&replicas=N&retention=TIME], null:";

    /// <exception cref="ConfigException">The text is none of the forms.</exception>
    public static EventDestination Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        (string kind, string rest) = colon < 0 ? (text, string.Empty) : (text[..colon], text[(colon + 1)..]);
        return (kind, rest.Length) switch
        {
            ("stdout" or "null", 0) or ("files" or "kafka", > 0) or ("deltastream", _) =>
                new EventDestination(kind, rest),
            _ => throw new ConfigException(
                ErrorCodes.BadDestination, $"'{(colon < 0 ? text : kind + ":…")}' is not a destination of messages",
                $"Destinations are {Kinds}."),
        };
    }

    /// <summary>Makes the sink, not open yet.</summary>
    public IEventSink Create(Screen screen, TimeProvider time, DotEnv environment, bool isSeedCompat) => Kind switch
    {
        "deltastream" => DeltaStreamDestination.Parse(Rest, environment).Create(time, isSeedCompat),
        "kafka" => new KafkaEventSink(KafkaDestination.Parse(Rest, environment), time),
        "files" => new FileEventSink(Path.Combine(Rest, EventRecording.FileName), valuesOnly: false),
        "null" => new LineEventSink(static (_, _) => ValueTask.CompletedTask, static _ => ValueTask.CompletedTask, "null:"),
        _ => Standard(screen),
    };

    private static LineEventSink Standard(Screen screen) => screen.OutputBytes is { } bytes
        ? new LineEventSink(bytes.WriteAsync, token => new ValueTask(bytes.FlushAsync(token)), "standard output")
        : new LineEventSink(
            async (lines, _) => await screen.Output.WriteAsync(Encoding.UTF8.GetString(lines.Span)),
            static _ => ValueTask.CompletedTask, "standard output");
}
