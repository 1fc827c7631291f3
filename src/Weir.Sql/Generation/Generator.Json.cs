using System.Globalization;
using System.Text;
using Weir.Sql.Ast;

namespace Weir.Sql.Generation;

internal partial class Generator
{
    /// <summary>Parts of JSON values, in the operators of DuckDB unless a dialect says otherwise.</summary>
    protected virtual void WriteJsonAccess(JsonAccess access)
    {
        Write(WrapJson(access.Value));
        Out.Append(access.Result == JsonResult.Value ? " -> " : " ->> ");
        Write(access.Path is Binary ? new Paren(access.Path) : access.Path);
    }

    protected static Expression WrapJson(Expression value) =>
        value is Binary or Unary or CaseExpression ? new Paren(value) : value;

    /// <summary>A path as <c>$.a[0]."b c"</c>.</summary>
    protected virtual string JsonPathText(JsonStep[] steps) => DollarPath(steps, '"');

    protected static string DollarPath(JsonStep[] steps, char quote)
    {
        StringBuilder builder = new("$");
        foreach (JsonStep step in steps)
        {
            AppendStep(builder, step, quote);
        }
        return builder.ToString();
    }

    /// <summary>A path as <c>a[0].b</c>, Snowflake's form.</summary>
    protected static string PlainPath(JsonStep[] steps)
    {
        StringBuilder builder = new();
        foreach (JsonStep step in steps)
        {
            if (step.Key is not null && !IsPlainName(step.Key))
            {
                builder.Append("[\"").Append(step.Key).Append("\"]");
                continue;
            }
            if (step.Key is not null)
            {
                builder.Append(builder.Length > 0 ? "." : string.Empty).Append(step.Key);
                continue;
            }
            AppendStep(builder, step, '"');
        }
        return builder.ToString();
    }

    private static void AppendStep(StringBuilder builder, JsonStep step, char quote)
    {
        if (step.Recursive)
        {
            builder.Append('.');
        }
        if (step.Script is not null)
        {
            builder.Append(step.Script == "[*]" ? step.Script : "[" + step.Script + "]");
        }
        else if (step.Wildcard)
        {
            builder.Append(".*");
        }
        else if (step.Index is { } index)
        {
            builder.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
        }
        else if (IsPlainName(step.Key!))
        {
            builder.Append('.').Append(step.Key);
        }
        else
        {
            builder.Append('.').Append(quote).Append(step.Key).Append(quote);
        }
    }
}
