using Weir.App.Api.Answers;
using Weir.App.Api.Asking;

namespace Weir.App.Api;

/// <summary>The one table of routes: the server, the OpenAPI document, the snapshot and the tests walk it.</summary>
internal static class ApiRoutes
{
    public static IReadOnlyList<ApiRoute> All { get; } =
    [
        HealthAnswer.Route, VarAnswer.Route, IlAnswer.Route, MevAnswer.Route, MevBlockAnswer.Route, TransfersAnswer.Route, GasAnswer.Route,
        BlocksAnswer.Route, TokensAnswer.Route, PoolsAnswer.Route, TradesAnswer.Route, PipelineAnswer.Route, ProjectAnswer.Route,
        SqlAnswer.Route,
    ];

    /// <summary>The route of a path.</summary>
    public static ApiRoute Find(string path) => All.First(route => route.Path == path);
}
