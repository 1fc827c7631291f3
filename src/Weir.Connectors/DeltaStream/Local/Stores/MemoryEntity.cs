namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>An entity in memory: its shape and its records, for any number of readers.</summary>
internal sealed class MemoryEntity(EntityShape shape)
{
    private readonly Lock _lock = new();
    private readonly List<string> _values = [];
    private TaskCompletionSource _more = New();

    public EntityShape Shape { get; } = shape;

    public void Add(string value)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _values.Add(value);
            waiting = _more;
            _more = New();
        }

        waiting.SetResult();
    }

    public IEntityReader Open(ReadFrom from)
    {
        lock (_lock)
        {
            return new Reader(
                this, from == ReadFrom.Now ? _values.Count : 0, from == ReadFrom.Stored ? _values.Count : int.MaxValue);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Reader(MemoryEntity entity, int at, int end) : IEntityReader
    {
        private int _at = at;

        public async ValueTask<EntityRecord?> NextAsync(CancellationToken cancellationToken)
        {
            while (_at < end)
            {
                Task more;
                lock (entity._lock)
                {
                    if (_at < entity._values.Count)
                    {
                        return new EntityRecord(null, entity._values[_at++]);
                    }

                    more = entity._more.Task;
                }

                await more.WaitAsync(cancellationToken);
            }

            return null;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
