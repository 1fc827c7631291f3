using System.Text.Json;
using Weir.Ethereum.Transforms;
using Weir.Core.Errors;
using Weir.Core.Tables;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary>Schemas for the translator: Weir's own tables, or a user's JSON file.</summary>
internal static class SqlSchemas
{
    /// <exception cref="ConfigException">The file is missing or has another form.</exception>
    public static SqlSchema? Load(string? name)
    {
        if (name is null)
        {
            return null;
        }
        if (name is "weir")
        {
            return Weir();
        }
        if (!File.Exists(name))
        {
            throw new ConfigException(ErrorCodes.MissingPath, $"there is no schema file {name}", "give a JSON file {\"table\": {\"column\": \"type\"}}, or weir");
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(name));
            SqlSchema schema = new();
            foreach (JsonProperty table in document.RootElement.EnumerateObject())
            {
                foreach (JsonProperty column in table.Value.EnumerateObject())
                {
                    schema.Add(table.Name, column.Name, column.Value.GetString() ?? "unknown");
                }
            }
            return schema;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ConfigException(ErrorCodes.BadFlag, $"the schema file {name} has another form: {exception.Message}", "its form is {\"table\": {\"column\": \"type\"}}", exception);
        }
    }

    private static SqlSchema Weir()
    {
        SqlSchema schema = new();
        foreach (TableSchema table in Decoders.AllTables)
        {
            foreach (ColumnSchema column in table.Columns)
            {
                schema.Add(table.Name, column.Name, column.Type.ToString());
            }
        }
        return schema;
    }
}
