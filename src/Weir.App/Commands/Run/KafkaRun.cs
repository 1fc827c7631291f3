using Weir.App.Commands.Kafka;
using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.Kafka.Blocks;
using Weir.Pipeline;

namespace Weir.App.Commands.Run;

/// <summary>
/// One chain that is followed through Kafka into a warehouse, both ends in this process: what <c>weir ingest</c> and
/// <c>weir transform</c> do, under their names, so that either may be taken over by a process of its own.
/// </summary>
/// <param name="host">Warehouses, clock and log.</param>
/// <param name="plan">What to do.</param>
/// <param name="kafka">Brokers and topics.</param>
/// <param name="feed">The nodes of the chain, or its Firehose.</param>
/// <param name="report">Where the run is told.</param>
internal sealed class KafkaRun(
    WeirHost host, RunPlan plan, KafkaBlockOptions kafka, IChainFeed feed, RunReport report)
{
    /// <summary>Runs both until <paramref name="stop"/> is given; where one fails, the other ends too.</summary>
    /// <exception cref="Core.Errors.WeirException">Something that does not pass by itself.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        long chainId = await feed.GetChainIdAsync(stop);
        IngestFollow ingest = new(
            host, new IngestPlan(kafka, IngestCommand.UsualName, plan.Blocks, plan.Follow), feed, report);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // What is counted and timed is what reaches the warehouse.
        Task ingesting = ingest.RunAsync(_ => { }, end.Token);
        Task transforming = TransformAsync(chainId, ingest.Opened, end.Token);
        Task first = await Task.WhenAny(ingesting, transforming);
        await end.CancelAsync();
        await Task.WhenAll(ingesting, transforming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        await (first == ingesting ? transforming : ingesting);
    }

    private async Task TransformAsync(long chainId, Task opened, CancellationToken stop)
    {
        await opened.WaitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        FollowLoop loop = new(host, report);
        TransformPlan transform = new(
            kafka, TransformCommand.UsualGroup(kafka, host.Warehouses.Show(plan.Warehouse)), plan.Warehouse, plan.Settings,
            plan.Tables, plan.Blocks, chainId, IsToEnd: false)
        {
            OpenSink = () => TokenWiring.OpenSink(host, plan.AsLoad(RunPlan.Pipeline), feed as RpcNodes),
            IsLive = true,
        };
        await loop.RunAsync(token => new TransformRun(host, transform, Add).RunAsync(token), stop);

        void Add(PipelineProgress step)
        {
            loop.Committed();
            report.Add(step);
        }
    }
}
