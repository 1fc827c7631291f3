using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Weir.Connectors.Kafka.Blocks;

namespace Weir.App.Operations;

/// <summary>OpenTelemetry: metrics for Prometheus at <c>/metrics</c>; metrics and traces by OTLP where that is configured.</summary>
internal static class Telemetry
{
    // The library's own bounds are made for milliseconds.
    private static readonly double[] Seconds =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    /// <summary>Adds it to a server.</summary>
    /// <param name="services">The server's.</param>
    /// <param name="sendsOtlp">
    /// Whether data goes by OTLP; where and how, the exporter's own variables say (OTEL_EXPORTER_OTLP_ENDPOINT, …_PROTOCOL, …).
    /// </param>
    public static void Add(IServiceCollection services, bool sendsOtlp)
    {
        OpenTelemetry.OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("weir"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(WeirMeter.Name, KafkaBlockConsumer.MeterName)
                    .AddView(instrument => instrument.Name.EndsWith("_seconds", StringComparison.Ordinal)
                        ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds } : null)
                    .AddPrometheusExporter();
                if (sendsOtlp)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (sendsOtlp)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }

    /// <summary>Maps <c>/metrics</c>.</summary>
    public static void Map(WebApplication application) => application.MapPrometheusScrapingEndpoint("/metrics");
}
