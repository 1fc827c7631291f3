using Weir.App.Api.Answering;
using Weir.App.Api.Asking;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/health</c>: that it answers, and the models there are; the original's shape.</summary>
internal static class HealthAnswer
{
    public static ApiRoute Route { get; } = new("/api/health", "Whether the API answers, and its models.", [], _ =>
        Task.FromResult(new ApiAnswer(json =>
        {
            json.WriteString("status", "ok");
            json.WriteTexts("models", ["var", "il", "mev", "transfers"]);
            json.WriteString("version", typeof(HealthAnswer).Assembly.GetName().Version?.ToString(3));
        })));
}
