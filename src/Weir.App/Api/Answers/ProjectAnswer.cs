using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.App.Api.Project;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/project</c>: the project's files as this program was built from them.</summary>
internal static class ProjectAnswer
{
    private static readonly (string Name, string What)[] Stack =
    [
        ("C# on .NET 10", "one program, natively compiled"), ("DuckDB, PostgreSQL", "warehouses; exact 256-bit amounts"),
        ("Kafka", "between processes, exactly once"), ("ASP.NET Core", "API and page"),
        ("OpenTelemetry", "metrics and traces"), ("TypeScript, Vite, uPlot", "the page, one file"),
    ];

    public static ApiRoute Route { get; } = new(
        "/api/project", "The project's files, the stack, and code worth reading; with path, one file's text.",
        [new TextParameter("path", "A file, as the tree has it.", ApiParameters.ProjectPath(), "Write a path of the tree.")],
        context => Task.FromResult(Answer(context)));

    private static ApiAnswer Answer(ApiContext context)
    {
        if (context.Request.Text("path") is { } path)
        {
            string text = ProjectFiles.Read(path) ?? throw ApiException.Missing(
                "the project has no such file", "Ask /api/project for the tree.");
            return new ApiAnswer(json =>
            {
                json.WriteString("path", path);
                json.WriteNumber("lines", text.Count(letter => letter == '\n'));
                json.WriteString("text", text);
            });
        }

        IReadOnlyList<(string Path, long Bytes)> files = context.Parts.Project.All;
        return new ApiAnswer(json =>
        {
            json.WriteStartArray("files");
            foreach ((string file, long bytes) in files)
            {
                json.WriteStartArray();
                json.WriteStringValue(file);
                json.WriteNumberValue(bytes);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("snippets");
            foreach ((string title, string file) in ProjectFiles.Snippets)
            {
                json.WriteStartObject();
                json.WriteString("title", title);
                json.WriteString("path", file);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("stack");
            foreach ((string name, string what) in Stack)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("what", what);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        })
        {
            Rows = new ApiTable(["path", "bytes"], [.. files.Select(file => (object?[])[file.Path, file.Bytes])]),
        };
    }
}
