using Weir.Sql.Dialects.Spark;
using Weir.Sql.Functions;

namespace Weir.Sql.Dialects.Databricks;

/// <summary>databricks: Spark's answers, but</summary>
internal static class DatabricksDialect
{
    public static Dialect Instance { get; } = SparkDialect.Instance with
    {
        Name = "databricks",
        Grammar = SparkDialect.Instance.Grammar with
        {
            ColonJsonPaths = true,
        },
        Output = SparkDialect.Instance.Output with
        {
            HasQualify = true,
            Types = DatabricksTypes.Names,
            Reserved = ReservedWords.Databricks,
            Functions = FunctionNames.Databricks,
        },
        TypeWords = DatabricksTypes.Words,
        DateParts = DatePartNames.Databricks,
        Reads = new FunctionMap(() => CanonicalDialect.Instance, DatabricksFunctions.Reads),
        Writes = new FunctionMap(() => Instance!, DatabricksFunctions.Writes),
    };
}
