namespace Weir.Connectors.DeltaStream.Local;

/// <summary>An entity in memory: its settings and its records, for any number of readers.</summary>
internal sealed class LocalEntity(IReadOnlyDictionary<string, string> parameters)
{
    private readonly Lock _lock = new();
    private readonly List<string> _records = [];
    private TaskCompletionSource _more = New();

    public IReadOnlyDictionary<string, string> Parameters { get; } = parameters;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _records.Count;
            }
        }
    }

    public void Add(string record)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _records.Add(record);
            waiting = _more;
            _more = New();
        }

        waiting.SetResult();
    }

    /// <summary>The records from a place on; never ends by itself.</summary>
    public async IAsyncEnumerable<string> ReadAsync(
        int from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int at = from; ;)
        {
            string? record = null;
            Task more;
            lock (_lock)
            {
                more = _more.Task;
                if (at < _records.Count)
                {
                    record = _records[at++];
                }
            }

            if (record is not null)
            {
                yield return record;
            }
            else
            {
                await more.WaitAsync(cancellationToken);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
