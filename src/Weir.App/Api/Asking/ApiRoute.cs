using Weir.App.Api.Answering;

namespace Weir.App.Api.Asking;

/// <summary>A route of the API: what it takes, and what answers it.</summary>
/// <param name="Path">Such as <c>/api/blocks</c> or <c>/api/mev/{id}</c>.</param>
/// <param name="Summary">What it answers, one sentence.</param>
/// <param name="Parameters">All that it takes.</param>
/// <param name="Answer">What answers it.</param>
internal sealed record ApiRoute(
    string Path, string Summary, IReadOnlyList<ApiParameter> Parameters, Func<ApiContext, Task<ApiAnswer>> Answer)
{
    /// <summary>Whether the answer depends on more than the warehouse's rows, so that it is made each time.</summary>
    public bool IsLive { get; init; }
}
