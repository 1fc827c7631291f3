using System.Collections.Concurrent;

namespace Weir.Connectors.DeltaStream.Local;

/// <summary>Runs the statements of requests and keeps what became of them for polls: the last 10,000.</summary>
internal sealed class LocalStatements(LocalCatalog catalog, LocalDeltaStreamOptions options, TimeProvider time)
{
    private const int KeptOutcomes = 10_000;
    private const int KeptStatements = 100_000;

    private readonly ConcurrentDictionary<Guid, LocalOutcome> _outcomes = new();
    private readonly ConcurrentQueue<Guid> _order = new();
    private readonly ConcurrentQueue<string> _history = new();
    private long _count;
    private int _faultsLeft;
    private LocalFault? _fault;

    public long Count => Interlocked.Read(ref _count);

    public IReadOnlyList<string> History => [.. _history];

    public LocalFault? Fault
    {
        get => _fault;
        set
        {
            _faultsLeft = value?.Times ?? 0;
            _fault = value;
        }
    }

    public LocalOutcome? Find(Guid id) => _outcomes.GetValueOrDefault(id);

    /// <summary>The fault that strikes this statement; null for none.</summary>
    public LocalFault? Strike(string statement) =>
        _fault is { } fault && statement.Contains(fault.Containing, StringComparison.Ordinal)
            && Interlocked.Decrement(ref _faultsLeft) >= 0
            ? fault
            : null;

    /// <summary>Runs all statements of a request, or those up to the first that fails.</summary>
    public async Task<LocalOutcome> RunAsync(StatementRequest request, CancellationToken cancellationToken)
    {
        LocalResult result = LocalResult.Empty;
        string state = SqlState.Ok;
        string? message = null;
        List<Guid> ids = [];
        _history.Enqueue(request.Statement);
        if (_history.Count > KeptStatements)
        {
            _history.TryDequeue(out _);
        }

        int at = 0;
        IReadOnlyList<Statement> statements = [];
        try
        {
            statements = StatementParser.Parse(request.Statement);
            foreach (Statement statement in statements)
            {
                if (at++ > 0)
                {
                    Keep(Outcome(request, SqlState.Ok, null, result), ids);
                }

                result = await catalog.RunAsync(statement, request, cancellationToken);
                Interlocked.Increment(ref _count);
            }
        }
        catch (StatementException error)
        {
            state = error.SqlState;
            message = statements.Count > 1 ? $"statement {at} of {statements.Count}: {error.Message}" : error.Message;
            result = LocalResult.Empty;
        }

        return Keep(Outcome(request, state, message, result), ids);
    }

    private LocalOutcome Outcome(StatementRequest request, string state, string? message, LocalResult result) => new(
        Guid.NewGuid(), time.GetUtcNow().ToUnixTimeSeconds(), state, message, result,
        [.. result.Rows.Chunk(options.PartitionRows)], request.Context)
    {
        PendingPolls = options.PendingPolls,
    };

    private LocalOutcome Keep(LocalOutcome outcome, List<Guid> ids)
    {
        ids.Add(outcome.Id);
        outcome = outcome with { RequestIds = [.. ids] };
        _outcomes[outcome.Id] = outcome;
        _order.Enqueue(outcome.Id);
        if (_order.Count > KeptOutcomes && _order.TryDequeue(out Guid old))
        {
            _outcomes.TryRemove(old, out _);
        }

        return outcome;
    }
}
