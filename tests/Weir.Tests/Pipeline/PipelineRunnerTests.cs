using System.Runtime.CompilerServices;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Pipeline;

namespace Weir.Tests.Pipeline;

/// <summary>The first failure of any stage is what is thrown; a stop commits what was read.</summary>
public sealed class PipelineRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_update_is_committed_once_and_in_order()
    {
        ListSink sink = new();
        List<long> reported = [];
        await Runner(new Updates(7), sink).RunAsync(
            SinkState.Empty, progress => reported.Add(progress.Last?.Number ?? -1), Token);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], sink.Commits.Select(commit => commit.Sequence));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], reported);
    }

    [Fact]
    public async Task A_source_that_fails_is_what_the_user_sees_and_all_that_came_before_is_committed()
    {
        ListSink sink = new();
        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => Runner(new Updates(9) { FailsAt = 4 }, sink).RunAsync(SinkState.Empty, _ => { }, Token));
        Assert.Equal("source", failure.Message);
        Assert.Equal([1, 2, 3, 4], sink.Commits.Select(commit => commit.Sequence));
    }

    [Fact]
    public async Task A_sink_that_fails_stops_a_source_without_end()
    {
        Updates endless = new(long.MaxValue);
        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => Runner(endless, new ListSink { FailsAt = 3 }).RunAsync(SinkState.Empty, _ => { }, Token));
        Assert.Equal("sink", failure.Message);
        Assert.True(endless.Made < 20, $"{endless.Made} updates were read");
    }

    [Fact]
    public async Task A_transform_that_fails_stops_both_sides()
    {
        InvalidDataException failure = await Assert.ThrowsAsync<InvalidDataException>(
            () => Runner(new Updates(long.MaxValue), new ListSink(), new FailingTransform()).RunAsync(
                SinkState.Empty, _ => { }, Token));
        Assert.Equal("transform", failure.Message);
    }

    [Fact]
    public async Task A_stop_ends_the_reading_and_commits_what_was_read()
    {
        using CancellationTokenSource stop = new();
        Updates endless = new(long.MaxValue);
        ListSink sink = new();
        await Runner(endless, sink).RunAsync(SinkState.Empty, progress => StopAt(progress, stop), stop.Token);
        Assert.Equal(endless.Made, sink.Commits.Count);
    }

    private static void StopAt(PipelineProgress progress, CancellationTokenSource stop)
    {
        if (progress.Last?.Number == 5)
        {
            stop.Cancel();
        }
    }

    private static PipelineRunner<string> Runner(
        ISource<string> source, ISink sink, params ITransform<string>[] transforms) =>
        new(source, transforms, [], sink, new PipelineOptions(), TimeProvider.System);

    private sealed class Updates(long count) : ISource<string>
    {
        public long FailsAt { get; init; } = -1;

        /// <summary>How many were taken by the runner.</summary>
        public long Made { get; private set; }

        public Task<long> GetChainIdAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

        public IAsyncEnumerable<BlockVerdict> VerifyAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Not asked here.");

        public async IAsyncEnumerable<ChainUpdate<string>> ReadAsync(
            SinkState from, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (long i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
            {
                await Task.Yield();
                if (i == FailsAt)
                {
                    throw new InvalidDataException("source");
                }

                BlockRef block = new(i, default);
                Made++;
                yield return new ChainUpdate<string>(
                    new SourcePosition(block, null), [],
                    [new AppendedBlock(i, default, default, ProofGroups.None, ProofGroups.Header)], default,
                    "raw");
            }
        }
    }

    private sealed class FailingTransform : ITransform<string>
    {
        public IReadOnlyList<TableSchema> Outputs => [];

        public void Transform(string raw, BatchSet output) => throw new InvalidDataException("transform");
    }

    private sealed class ListSink : ISink
    {
        public int FailsAt { get; init; } = -1;

        public List<Commit> Commits { get; } = [];

        public Task<SinkState> OpenAsync(SinkRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(SinkState.Empty);

        public async Task CommitAsync(Commit commit, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (Commits.Count == FailsAt)
            {
                throw new InvalidDataException("sink");
            }

            Commits.Add(commit);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
