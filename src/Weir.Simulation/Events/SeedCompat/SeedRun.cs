using Weir.Core.Errors;
using Weir.Core.Events;

namespace Weir.Simulation.Events.SeedCompat;

/// <summary>
/// The original's main loop: an attack at once, then by its interval; a normal tick each pass; a failed send never
/// stops it.
/// </summary>
public sealed class SeedRun
{
    private const long FirstBlock = 18_000_000;

    private static readonly TimeSpan BetweenAttackSteps = TimeSpan.FromSeconds(1);

    private readonly SeedOptions _options;
    private readonly SeedEvents _events;
    private readonly EventClock _clock;
    private readonly IEventSink _sink;
    private readonly SeedNarration _narration;
    private readonly EventBatch _batch = new();
    private long _block = FirstBlock;
    private long _sent;
    private long _attacks;
    private long _errors;

    /// <param name="narration">Where the original's lines go; null for silence.</param>
    public SeedRun(SeedOptions options, ulong seed, EventClock clock, IEventSink sink, TextWriter? narration)
    {
        _options = options;
        _events = new SeedEvents(seed);
        _clock = clock;
        _sink = sink;
        _narration = new SeedNarration(narration);
    }

    /// <summary>
    /// Runs until the duration or the number of messages is reached, or the token says stop; then flushes the sink.
    /// </summary>
    /// <exception cref="WeirException">The destination cannot be opened, or a file cannot be written.</exception>
    public async Task<EventTotals> RunAsync(CancellationToken cancellationToken)
    {
        bool isInterrupted = false;
        try
        {
            _narration.Setup();
            await _sink.OpenAsync(EventTopics.Original, _narration.Topic, cancellationToken);
            _narration.Banner(_options);
            await LoopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isInterrupted = true;
            _narration.Stopped();
        }

        await _sink.FlushAsync(CancellationToken.None);
        _narration.Flush();
        return new EventTotals(_sent, 0, _attacks, _errors, isInterrupted);
    }

    private bool IsEnough => _options.Events > 0 && _sent >= _options.Events;

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        long start = _clock.Now();
        long? lastAttack = null;
        while (!IsEnough)
        {
            long now = _clock.Now();
            if (_options.Duration > TimeSpan.Zero && now - start >= _options.Duration.TotalMilliseconds)
            {
                _narration.Completed();
                return;
            }

            if (lastAttack is null || now - lastAttack.Value >= _options.AttackInterval.TotalMilliseconds)
            {
                await AttackAsync(cancellationToken);
                lastAttack = now;
                if (IsEnough)
                {
                    return;
                }
            }

            await TickAsync(cancellationToken);
            await _clock.SleepAsync(_options.NormalInterval, cancellationToken);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        _block++;
        try
        {
            foreach (SeedEvent message in _events.Tick(_block, _clock.Now()))
            {
                await SendAsync(message, cancellationToken);
            }

            _narration.Tick();
            _narration.Flush();
        }
        catch (WeirException error) when (error.Code != ErrorCodes.FileWrite)
        {
            _errors++;
            _narration.TickError(error.Message);
        }
    }

    private async Task AttackAsync(CancellationToken cancellationToken)
    {
        string attacker = _events.NextAttacker();
        _block++;
        _attacks++;
        long began = _clock.Now();
        _narration.Attack(attacker, _block);
        try
        {
            for (int step = 1; step <= 5; step++)
            {
                await SendAsync(_events.Attack(step, attacker, _block, began), cancellationToken);
                _narration.AttackStep(step);
                if (step < 5)
                {
                    await _clock.SleepAsync(BetweenAttackSteps, cancellationToken);
                }
            }
        }
        catch (WeirException error) when (error.Code != ErrorCodes.FileWrite)
        {
            _errors++;
            _narration.AttackError(error.Message);
        }
    }

    private async Task SendAsync(SeedEvent message, CancellationToken cancellationToken)
    {
        _narration.Insert(EventTopics.Original[message.Topic].Name, message.Json);
        message.Fill(_batch);
        await _sink.SendAsync(_batch, cancellationToken);
        _sent++;
        if (_clock.IsPaced)
        {
            await _sink.FlushAsync(cancellationToken);
            _narration.Flush();
        }
    }
}
