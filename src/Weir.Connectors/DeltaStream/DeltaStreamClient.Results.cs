using System.Net.Http.Headers;
using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Connectors.DeltaStream;

/// <content>From a statement to all its rows: polls, partitions, and results that the dataplane keeps.</content>
public sealed partial class DeltaStreamClient
{
    private async Task<DeltaStreamResult> RunAsync(
        string statement, IReadOnlyList<DeltaStreamAttachment> attachments, bool isRepeatable,
        CancellationToken cancellationToken)
    {
        List<JsonDocument> answers = [];
        try
        {
            answers.Add(await RepeatAsync(
                () => SendAsync(() => Post(statement, attachments), !isRepeatable, cancellationToken),
                error => error.IsTransient && (isRepeatable || error.Code == ErrorCodes.DeltaStreamUnreachable),
                cancellationToken));
            Plane plane = new(Base, null);
            JsonDocument answer = await CompletedAsync(plane, statement, answers, cancellationToken);
            DeltaStreamAnswer.CarryContext(answer, _context);
            Guid id = DeltaStreamAnswer.Id(answer);
            DeltaStreamStream? stream = DeltaStreamAnswer.Stream(answer);
            if (DeltaStreamAnswer.ResultSet(answer) is { } elsewhere)
            {
                plane = new Plane(elsewhere.Server, elsewhere.Token);
                answers.Add(await GetAsync(plane, elsewhere.StatementId, 0, cancellationToken));
                answer = await CompletedAsync(plane, statement, answers, cancellationToken);
            }

            Guid source = DeltaStreamAnswer.Id(answer);
            List<IReadOnlyList<string?>> rows = [.. DeltaStreamAnswer.Rows(answer)];
            for (int partition = 1; partition < DeltaStreamAnswer.Partitions(answer); partition++)
            {
                using JsonDocument more = await GetAsync(plane, source, partition, cancellationToken);
                rows.AddRange(DeltaStreamAnswer.Rows(more));
            }

            return new DeltaStreamResult(id, DeltaStreamAnswer.Columns(answer), rows, stream);
        }
        finally
        {
            answers.ForEach(document => document.Dispose());
        }
    }

    // Polls until the last answer is the result; all answers are kept for the caller to dispose of.
    private async Task<JsonDocument> CompletedAsync(
        Plane plane, string statement, List<JsonDocument> answers, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        while (DeltaStreamAnswer.State(answers[^1]) == SqlState.NotYetComplete)
        {
            if (_time.GetElapsedTime(began) > _options.StatementTimeout)
            {
                throw new DeltaStreamException(
                    ErrorCodes.DeltaStreamUnknownOutcome,
                    $"the statement is not done after {_options.StatementTimeout.TotalSeconds:0} s: {Short(statement)}",
                    "Look whether it is done before you run it again.", isTransient: false);
            }

            await Task.Delay(_options.PollInterval, _time, cancellationToken);
            answers.Add(await GetAsync(plane, DeltaStreamAnswer.Id(answers[^1]), 0, cancellationToken));
        }

        JsonDocument answer = answers[^1];
        return DeltaStreamAnswer.State(answer) is var state && state == SqlState.Ok
            ? answer
            : throw new DeltaStreamException(
                ErrorCodes.DeltaStreamSql, DeltaStreamAnswer.Message(answer) ?? "the statement failed",
                $"DeltaStream's state is {state}; the statement: {Short(statement)}",
                isTransient: state is SqlState.StoreNotReady, state);
    }

    private Task<JsonDocument> GetAsync(
        Plane plane, Guid id, int partition, CancellationToken cancellationToken) => RepeatAsync(
        () => SendAsync(() => Get(plane, id, partition), isWrite: false, cancellationToken),
        static error => error.IsTransient,
        cancellationToken);

    private static HttpRequestMessage Get(Plane plane, Guid id, int partition)
    {
        HttpRequestMessage request =
            new(HttpMethod.Get, $"{plane.Server}/statements/{id}?partitionID={partition}&timezone=UTC");
        if (plane.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    private static string Short(string statement) => statement.Length <= 120 ? statement : statement[..120] + "…";

    /// <param name="Server">The address up to <c>/v2</c>.</param>
    /// <param name="Token">Null for the client's own.</param>
    private readonly record struct Plane(string Server, string? Token);
}
