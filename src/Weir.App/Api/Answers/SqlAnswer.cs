using Weir.App.Api.Answering;
using Weir.App.Api.Asking;
using Weir.Sql;

namespace Weir.App.Api.Answers;

/// <summary><c>/api/sql</c>: the queries behind the answers, in any dialect.</summary>
internal static class SqlAnswer
{
    public static ApiRoute Route { get; } = new(
        "/api/sql", "A query behind an answer, in a dialect's SQL; without a name, the names of all.",
        [
            new TextParameter("name", "The query's name, as an answer's sql has it.", ApiParameters.QueryName(), "Write a name of the list."),
            new ChoiceParameter("dialect", "Whose SQL.", "postgres", [.. SqlTranslator.Dialects]),
            ApiParameters.Bucket,
        ],
        context => Task.FromResult(Answer(context)));

    private static ApiAnswer Answer(ApiContext context)
    {
        if (context.Request.Text("name") is not { } name)
        {
            return new ApiAnswer(json => json.WriteTexts("names", ApiQueries.Names));
        }

        if (!ApiQueries.Names.Contains(name))
        {
            throw ApiException.Missing("there is no query of this name", "Ask /api/sql for the names.");
        }

        string dialect = context.Request.Text("dialect")!;
        Bar? bar = context.Request.Text("bucket") is { } bucket ? Bar.Named(bucket) : null;
        string canonical = context.Parts.Warehouse.Queries.Get(name, bar).Canonical;
        string text = ApiQueries.Translate(canonical, dialect);
        return new ApiAnswer(json =>
        {
            json.WriteString("name", name);
            json.WriteString("dialect", dialect);
            json.WriteString("text", text);
            json.WriteTexts("dialects", SqlTranslator.Dialects);
        });
    }
}
