using Polly;
using Polly.Retry;
using Weir.Core.Errors;

namespace Weir.Pipeline;

/// <summary>The one place that decides what is tried again: it reads types, never texts.</summary>
public static class Retries
{
    /// <summary>A pipeline that repeats what failed with a transient <see cref="WeirException"/>.</summary>
    /// <param name="options">How often.</param>
    /// <param name="time">The clock that pauses are measured on.</param>
    /// <param name="onRetry">Told of each repetition, with the failure and the pause.</param>
    public static ResiliencePipeline Create(
        RetryOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = time };
        if (options.Attempts > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Attempts,
                Delay = options.FirstDelay,
                MaxDelay = options.LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments =>
                    ValueTask.FromResult(arguments.Outcome.Exception is WeirException { IsTransient: true }),
                DelayGenerator = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is RpcException { RetryAfter: { } asked } ? asked : (TimeSpan?)null),
                OnRetry = arguments =>
                {
                    if (arguments.Outcome.Exception is WeirException error)
                    {
                        onRetry?.Invoke(error, arguments.RetryDelay);
                    }

                    return ValueTask.CompletedTask;
                },
            });
        }

        return builder.Build();
    }
}
