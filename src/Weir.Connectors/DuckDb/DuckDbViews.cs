using Weir.Connectors.DuckDb.Native;

namespace Weir.Connectors.DuckDb;

/// <summary>The views for habits that exist; each is made as soon as the tables it reads are there.</summary>
internal static class DuckDbViews
{
    public static IReadOnlyList<DuckDbView> All { get; } = [];

    public static void Create(DuckDbConnection connection)
    {
        foreach (DuckDbView view in All)
        {
            if (view.Tables.All(table => DuckDbCatalog.HasTable(connection, table)))
            {
                connection.Execute(view.Sql);
            }
        }
    }
}

/// <summary>A view: its file among the resources, and the tables it reads.</summary>
internal sealed record DuckDbView(string File, IReadOnlyList<string> Tables)
{
    public string Sql
    {
        get
        {
            using Stream stream = typeof(DuckDbView).Assembly.GetManifestResourceStream($"DuckDb.Views.{File}")
                ?? throw new InvalidOperationException($"No resource {File}.");
            using StreamReader reader = new(stream);
            return reader.ReadToEnd();
        }
    }
}
