using System.Collections.Concurrent;

namespace Weir.Connectors.DeltaStream.Local.Stores;

/// <summary>Entities that live as long as the server.</summary>
internal sealed class MemoryEntityStore : IEntityStore
{
    private readonly ConcurrentDictionary<string, MemoryEntity> _entities = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. _entities.Keys.Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public Task<EntityShape> DescribeAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Entity(name).Shape);

    /// <inheritdoc/>
    public Task CreateAsync(string name, EntityShape shape, CancellationToken cancellationToken) =>
        _entities.TryAdd(name, new MemoryEntity(shape)) ? Task.CompletedTask
            : throw StatementException.EntityExists(name);

    /// <inheritdoc/>
    public Task DropAsync(string name, CancellationToken cancellationToken) =>
        _entities.TryRemove(name, out _) ? Task.CompletedTask : throw StatementException.NoEntity(name);

    /// <inheritdoc/>
    public Task InsertAsync(string name, string value, CancellationToken cancellationToken)
    {
        Entity(name).Add(value);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IEntityReader> OpenAsync(string name, ReadFrom from, CancellationToken cancellationToken) =>
        Task.FromResult(Entity(name).Open(from));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MemoryEntity Entity(string name) =>
        _entities.TryGetValue(name, out MemoryEntity? entity) ? entity : throw StatementException.NoEntity(name);
}
