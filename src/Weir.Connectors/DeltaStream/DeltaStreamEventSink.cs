using System.Text;
using Weir.Connectors.Events;
using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Connectors.DeltaStream;

/// <summary>Generated messages as INSERT statements, one a message or several a request.</summary>
public sealed class DeltaStreamEventSink : IEventSink
{
    private readonly DeltaStreamClient _client;
    private readonly string? _database;
    private readonly string _store;
    private readonly int _batch;
    private readonly bool _isSeedCompat;
    private readonly TopicShape _shape;
    private readonly StringBuilder _statements = new();
    private IReadOnlyList<EventTopic> _topics = [];
    private int _waiting;

    /// <param name="client">Is disposed of with the sink.</param>
    /// <param name="database">For <c>USE DATABASE</c>; null for none.</param>
    /// <param name="statementsPerRequest">At least 1; where one of several fails, those after it were not run.</param>
    /// <param name="isSeedCompat">Whether the statements are the original's: it lists the session's store, and takes
    /// any entity of the name.</param>
    /// <param name="shape">What is asked of entities.</param>
    public DeltaStreamEventSink(
        DeltaStreamClient client, string? database, string store, int statementsPerRequest, bool isSeedCompat,
        TopicShape shape)
    {
        _client = client;
        _database = database;
        _store = store;
        _batch = statementsPerRequest;
        _isSeedCompat = isSeedCompat;
        _shape = shape;
    }

    private string? ListStore => _isSeedCompat ? null : _store;

    /// <inheritdoc/>
    public long Delivered { get; private set; }

    /// <inheritdoc/>
    public long Failed { get; private set; }

    /// <summary>Drops entities; tells of each.</summary>
    public async Task CleanAsync(
        IReadOnlyList<EventTopic> topics, Action<string> report, CancellationToken cancellationToken)
    {
        await UseDatabaseAsync(cancellationToken);
        foreach (EventTopic topic in topics)
        {
            string statement = DeltaStreamSql.Drop(topic.Name, _store);
            try
            {
                await _client.ExecuteAsync(statement, cancellationToken);
                report($"{statement} dropped");
            }
            catch (DeltaStreamException error) when (error.IsNotFound)
            {
                report($"{statement} was not there");
            }
        }
    }

    /// <inheritdoc/>
    public async Task OpenAsync(
        IReadOnlyList<EventTopic> topics, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        _topics = topics;
        await UseDatabaseAsync(cancellationToken);
        foreach (EventTopic topic in topics)
        {
            try
            {
                await EnsureAsync(topic, report, cancellationToken);
            }
            catch (DeltaStreamException error) when (error.IsDuplicate)
            {
                report(new TopicReport(topic.Name, TopicStep.Exists));
            }
            catch (DeltaStreamException error) when (
                error.Code is not (ErrorCodes.DeltaStreamUnauthorized or ErrorCodes.DeltaStreamUnreachable))
            {
                report(new TopicReport(topic.Name, TopicStep.Failed, error.Message));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask SendAsync(EventBatch events, CancellationToken cancellationToken)
    {
        for (int i = 0; i < events.Count; i++)
        {
            _statements.Append(
                DeltaStreamSql.Insert(_topics[events.Topic(i)].Name, _store, Encoding.UTF8.GetString(events.Value(i))));
            if (++_waiting >= _batch)
            {
                await ExecuteAsync(cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_waiting > 0)
        {
            await ExecuteAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task UseDatabaseAsync(CancellationToken cancellationToken)
    {
        if (_database is not null)
        {
            await _client.QueryAsync(DeltaStreamSql.UseDatabase(_database), cancellationToken);
        }
    }

    private async Task EnsureAsync(EventTopic topic, Action<TopicReport> report, CancellationToken cancellationToken)
    {
        DeltaStreamResult list = await _client.QueryAsync(DeltaStreamSql.ListEntities(ListStore), cancellationToken);
        int name = Math.Max(
            0, list.Columns.ToList().FindIndex(column => column.Equals("name", StringComparison.OrdinalIgnoreCase)));
        if (list.Rows.Any(row => row[name] == topic.Name))
        {
            if (!_isSeedCompat)
            {
                EntityDescription.Of(
                    await _client.QueryAsync(DeltaStreamSql.Describe(topic.Name, ListStore), cancellationToken))
                    .Require(topic.Name, _shape);
            }

            report(new TopicReport(topic.Name, TopicStep.Exists));
            return;
        }

        report(new TopicReport(topic.Name, TopicStep.Creating));
        await _client.ExecuteAsync(DeltaStreamSql.Create(_shape.Of(topic), _store), cancellationToken);
        await _client.QueryAsync(DeltaStreamSql.Describe(topic.Name, ListStore), cancellationToken);
        report(new TopicReport(topic.Name, TopicStep.Created));
    }

    private async ValueTask ExecuteAsync(CancellationToken cancellationToken)
    {
        string statements = _statements.ToString();
        int count = _waiting;
        _statements.Clear();
        _waiting = 0;
        try
        {
            await _client.ExecuteAsync(statements, cancellationToken);
            Delivered += count;
        }
        catch (DeltaStreamException)
        {
            Failed += count;
            throw;
        }
    }
}
