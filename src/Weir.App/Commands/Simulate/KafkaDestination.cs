using Weir.App.Settings;
using Weir.Connectors.Kafka;
using Weir.Core.Errors;

namespace Weir.App.Commands.Simulate;

/// <summary>
/// Reads <c>HOST:PORT[,…][?partitions=N&amp;replicas=N&amp;retention=TIME&amp;timeout=SECONDS&amp;tls=true]</c>.
/// </summary>
internal static class KafkaDestination
{
    /// <exception cref="ConfigException">A part is not known, or out of its range.</exception>
    public static KafkaEventSinkOptions Parse(string text, DotEnv environment)
    {
        string[] halves = text.Split('?', 2);
        KafkaEventSinkOptions options = new()
        {
            BootstrapServers = halves[0],
            User = environment["WEIR_KAFKA_USER"],
            Password = environment["WEIR_KAFKA_PASSWORD"],
        };
        foreach (string part in halves.Length > 1 ? halves[1].Split('&') : [])
        {
            string[] pair = part.Split('=', 2);
            string value = pair.Length > 1 ? pair[1] : string.Empty;
            switch (pair[0])
            {
                case "partitions" or "replicas" or "retention":
                    options.Shape = ShapeSettings.With(options.Shape, pair[0], value);
                    break;
                case "timeout":
                    options.DeliveryTimeout =
                        TimeSpan.FromSeconds(SimulateSettings.Whole(value, "timeout", 1, 86_400, " seconds"));
                    break;
                case "tls" when value is "true" or "false":
                    options.UseTls = value == "true";
                    break;
                default:
                    throw new ConfigException(
                        ErrorCodes.BadDestination, $"'{part}' is not a setting of kafka:",
                        "Settings are partitions, replicas, retention, timeout and tls=true.");
            }
        }

        return options;
    }

    /// <summary>Reads <c>HOST:PORT[,…][?tls=true]</c>, user and password as above.</summary>
    /// <exception cref="ConfigException">A part is not known.</exception>
    public static KafkaConnectionOptions Connection(string text, DotEnv environment) =>
        text.Split('?', 2) is [_, not ("tls=true" or "tls=false")]
            ? throw new ConfigException(ErrorCodes.BadDestination, $"'{text}' is not an address of brokers",
                "Write HOST:PORT, with ?tls=true where it is encrypted.")
            : Parse(text, environment);
}
