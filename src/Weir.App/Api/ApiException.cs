using Weir.Core.Errors;

namespace Weir.App.Api;

/// <summary>A request to the HTTP API that is not answered, with its status (WEIR8xxx).</summary>
internal sealed class ApiException(int status, string code, string message, string remedy) : WeirException(code, message, remedy)
{
    /// <summary>The HTTP status that says so.</summary>
    public int Status { get; } = status;

    /// <summary>Seconds after which the same request may be answered; null where it will not be.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <inheritdoc/>
    public override bool IsTransient => RetryAfterSeconds is not null;

    /// <summary>A parameter that is not what it must be.</summary>
    public static ApiException Parameter(string name, string what, string remedy) =>
        new(400, ErrorCodes.ApiParameter, $"{name}: {what}", remedy);

    /// <summary>Something that is not there.</summary>
    public static ApiException Missing(string what, string remedy) => new(404, ErrorCodes.ApiMissing, what, remedy);
}
