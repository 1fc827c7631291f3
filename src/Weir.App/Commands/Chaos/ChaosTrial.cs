using Weir.Connectors;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Live;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Transforms;
using Weir.Ethereum.Verification;
using Weir.Pipeline;
using Weir.Proofs;
using Weir.Simulation.Chain;
using Weir.Simulation.FakeNodes;

namespace Weir.App.Commands.Chaos;

/// <summary>
/// One schedule: a pipeline follows a chain that changes its mind, through a node that fails, and dies on the way. In
/// the end every table must have the checksum of an undisturbed load of the chain as it ended.
/// </summary>
internal sealed class ChaosTrial(ChaosSchedule schedule, string folder, TimeProvider time)
{
    private const int FirstHead = 70;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    private readonly ForkingFakeChain _chain = new(
        new SimulatedChainOptions { Seed = schedule.Seed, TransactionsPerBlock = 2, ChainId = 1337 }, FirstHead);

    private readonly Queue<ChaosEvent> _kills = new(
        schedule.Events.Where(one => one.Kind == ChaosKind.Kill).OrderBy(one => one.At));

    private int _commits;
    private volatile BlockRefBox? _stored;

    /// <summary>Runs it.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        await using FakeNode node = await FakeNode.StartAsync(_chain, cancellationToken: cancellationToken);
        node.Schedule = new FaultSchedule(schedule.Events.Where(one => one.Kind == ChaosKind.Fault)
            .Select(one => ((long)one.At, one.Wrong!)));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string?> following = FollowAsync(node, stop.Token);
        await ActAsync(node, following, cancellationToken);
        bool hasCaughtUp = await WaitAsync(following, cancellationToken);
        await stop.CancelAsync();
        if (await following is { } failure)
        {
            return failure;
        }

        return hasCaughtUp ? await CompareAsync(node, cancellationToken)
            : $"after {LongestWait.TotalSeconds:0} s it is at {_stored?.Block}, and the chain at {_chain.Head}";
    }

    private async Task ActAsync(FakeNode node, Task following, CancellationToken cancellationToken)
    {
        foreach (ChaosEvent one in schedule.Events.Where(one => one.Kind is not (ChaosKind.Fault or ChaosKind.Kill)))
        {
            if (one.PauseMilliseconds < 0)
            {
                await WaitAsync(following, cancellationToken);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(one.PauseMilliseconds), time, cancellationToken);
            }

            switch (one.Kind)
            {
                case ChaosKind.Grow:
                    _chain.Grow(one.Size);
                    break;
                case ChaosKind.Reorganise:
                    _chain.Reorganise(one.Size, one.Size + one.More);
                    break;
                case ChaosKind.SetBack:
                    _chain.SetBack(one.Size);
                    await Task.Delay(TimeSpan.FromMilliseconds(2), time, cancellationToken);
                    _chain.Grow(one.Size + 1);
                    break;
                case ChaosKind.CutSockets:
                    node.CutSockets();
                    break;
                default:
                    node.IsSilent = true;
                    _chain.Grow(one.Size);
                    node.IsSilent = false;
                    break;
            }
        }
    }

    // Whether what is stored reaches the chain's head, within some time.
    private async Task<bool> WaitAsync(Task following, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (!following.IsCompleted && time.GetElapsedTime(start) < LongestWait)
        {
            if (_stored is { } stored && _chain.Find(_chain.Head) is { } head
                && stored.Block == new BlockRef(head.Number, head.Hash))
            {
                return true;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancellationToken);
        }

        return false;
    }

    private async Task<string?> FollowAsync(FakeNode node, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowOnceAsync(schedule.UsesSocket ? node.SocketUrl : node.Url, stop);
            }
            catch (ChaosKill)
            {
                // It starts again from what is stored.
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return null;
            }
            catch (WeirException error) when (error is not VerificationException && FollowSource.MayPass(error))
            {
                // As weir run does.
            }
            catch (WeirException error)
            {
                return $"{error.Message} [{error.Code}]";
            }
        }

        return null;
    }

    private async Task FollowOnceAsync(Uri url, CancellationToken stop)
    {
        using RpcNodes nodes = Nodes(url, new RetryOptions
        {
            Attempts = 6,
            FirstDelay = TimeSpan.FromMilliseconds(2),
            LongestDelay = TimeSpan.FromMilliseconds(10),
        });
#pragma warning disable CA2000 // The sink that dies disposes the one that it is around.
        await using ChaosSink sink = new(
            new Connectors.DuckDb.DuckDbSink(Path("followed"), new() { Threads = 1 }, time), NextStage,
            block => _stored = block is { } stored ? new BlockRefBox(stored) : null);
#pragma warning restore CA2000
        SinkRequest request = Request(Run.RunPlan.Pipeline);
        SinkState state = await sink.OpenAsync(request, stop);
        FollowSource source = new(
            nodes, new BlockSourceOptions { Level = VerifyLevel.Roots, Strict = true },
            new FollowOptions
            {
                StartBlock = 0,
                PollEvery = TimeSpan.FromMilliseconds(5),
                Silence = TimeSpan.FromMilliseconds(40),
            },
            time);
        await new PipelineRunner<BlockRun>(
            source, Decoders.For(Decoders.BaseTables), request.Tables, sink, new PipelineOptions(), time)
            .RunAsync(state, _ => { }, stop);
    }

    private int? NextStage()
    {
        _commits++;
        return _kills.TryPeek(out ChaosEvent? kill) && kill.At <= _commits ? _kills.Dequeue().Size : null;
    }

    // The chain as it ended, loaded without any trouble.
    private async Task<string?> CompareAsync(FakeNode node, CancellationToken cancellationToken)
    {
        node.Schedule = null;
        using RpcNodes nodes = Nodes(node.Url, new RetryOptions());
        await using (Connectors.DuckDb.DuckDbSink sink = new(Path("straight"), new() { Threads = 1 }, time))
        {
            SinkRequest request = Request("backfill");
            SinkState state = await sink.OpenAsync(request, cancellationToken);
            RpcSource source = new(
                nodes, new BlockSourceOptions { Level = VerifyLevel.Roots, Strict = true }, new BlockRange(0, _chain.Head), time);
            await new PipelineRunner<BlockRun>(
                source, Decoders.For(Decoders.BaseTables), request.Tables, sink, new PipelineOptions(), time)
                .RunAsync(state, _ => { }, cancellationToken);
        }

        string followed = await ContentsAsync("followed", cancellationToken);
        string straight = await ContentsAsync("straight", cancellationToken);
        return followed == straight ? null : $"the tables are not those of the chain:\n{followed}\ninstead of\n{straight}";
    }

    private async Task<string> ContentsAsync(string name, CancellationToken cancellationToken)
    {
        await using Connectors.DuckDb.DuckDbReader reader = Connectors.DuckDb.DuckDbReader.Open(Path(name), new() { Threads = 1 }, null);
        List<string> lines = [];
        await foreach (TableReport table in TableCheck.RunAsync(reader, BlockRange.All, [], cancellationToken))
        {
            lines.Add($"{table.Table} {table.Rows} {table.Checksum} {table.Duplicates} {table.Gaps}");
        }

        lines.AddRange((await reader.GetLedgerAsync(cancellationToken)).Select(
            line => $"{line.Table} {line.Blocks} {line.Proven}"));
        return string.Join('\n', lines);
    }

#pragma warning disable CA2000 // The nodes own it.
    private RpcNodes Nodes(Uri url, RetryOptions retry) => new(
        [new RpcNode(new RpcOptions { Endpoint = url, Retry = retry, Timeout = TimeSpan.FromSeconds(1) }, time)], retry, time);
#pragma warning restore CA2000

    private static SinkRequest Request(string pipeline) => new(
        new PipelineKey(1337, pipeline), [.. Decoders.BaseTables, QuarantineBatch.Table], VerifyLevel.Roots.Asked());

    private string Path(string name) => System.IO.Path.Combine(folder, name + ".duckdb");

    private sealed record BlockRefBox(BlockRef Block);
}
