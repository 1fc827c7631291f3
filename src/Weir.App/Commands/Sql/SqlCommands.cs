using System.CommandLine;
using Weir.App.Terminal;
using Weir.Core.Errors;
using Weir.Sql;

namespace Weir.App.Commands.Sql;

/// <summary><c>weir sql translate</c> and <c>weir sql lint</c>.</summary>
internal static class SqlCommands
{
    public static Command Build()
    {
        Command command = new("sql", "Translate SQL between dialects, or find likely mistakes in it.");
        command.Subcommands.Add(BuildTranslate());
        command.Subcommands.Add(BuildLint());
        return command;
    }

    private static Command BuildTranslate()
    {
        Argument<string?> text = new(
            "sql")
        { Description = "a statement, the path of a file, or - for stdin", Arity = ArgumentArity.ZeroOrOne };
        Option<string> from =
            new("--from") { Description = "dialect of the input", DefaultValueFactory = _ => "postgres" };
        Option<string> to =
            new("--to") { Description = "dialect of the output, or all", DefaultValueFactory = _ => "duckdb" };
        Option<bool> pretty = new("--pretty") { Description = "put each clause on its own line" };
        Option<bool> lenient =
            new("--lenient") { Description = "warn where the target has no equivalent, instead of refusing" };
        Option<bool> noComments = new("--no-comments") { Description = "leave comments out" };
        Option<string?> schema =
            new("--schema") { Description = "weir, or a JSON file {\"table\": {\"column\": \"type\"}}" };
        Option<int> maxBytes = new("--max-bytes")
        {
            Description = "longest text that is read",
            DefaultValueFactory = _ => SqlOptions.Default.MaxBytes
        };
        Option<bool> batch =
            new("--batch") { Description = "JSON lines {id, read, write, sql, pretty} on stdin, {id, out, error, warnings} on stdout" };
        Command command =
            new("translate", "Translate a statement into another dialect with the same meaning, or refuse it.")
        {
            text, from, to, pretty, lenient, noComments, schema, maxBytes, batch,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            TextWriter error = parsed.InvocationConfiguration.Error;
            SqlOptions options = new()
            {
                Pretty = parsed.GetValue(pretty),
                Lenient = parsed.GetValue(lenient),
                Comments = !parsed.GetValue(noComments),
                MaxBytes = parsed.GetValue(maxBytes),
                Schema = SqlSchemas.Load(parsed.GetValue(schema)),
            };
            if (parsed.GetValue(batch))
            {
                await SqlBatch.RunAsync(StandardInput.Text, output, options, cancellationToken);
                return 0;
            }
            string sql = await SqlInput.ReadAsync(parsed.GetValue(text), options.MaxBytes, cancellationToken);
            return parsed.GetValue(to) is "all"
                ? await TranslateToAllAsync(sql, parsed.GetValue(from)!, options, output)
                : await TranslateAsync(sql, parsed.GetValue(from)!, parsed.GetValue(to)!, options, output, error);
        });
        return command;
    }

    private static async Task<int> TranslateAsync(
        string sql, string from, string to, SqlOptions options, TextWriter output, TextWriter error)
    {
        SqlTranslation translation = SqlTranslator.TranslateWithWarnings(sql, from, to, options);
        await output.WriteLineAsync(translation.Sql);
        foreach (SqlWarning warning in translation.Warnings)
        {
            await error.WriteLineAsync($"warning: line {warning.Line}, column {warning.Column}: {warning.Message}");
        }
        return 0;
    }

    private static async Task<int> TranslateToAllAsync(string sql, string from, SqlOptions options, TextWriter output)
    {
        bool refused = false;
        foreach (string dialect in SqlTranslator.Dialects)
        {
            await output.WriteLineAsync($"-- {dialect}");
            try
            {
                SqlTranslation translation = SqlTranslator.TranslateWithWarnings(sql, from, dialect, options);
                foreach (SqlWarning warning in translation.Warnings)
                {
                    await output.WriteLineAsync(
                        $"-- warning: line {warning.Line}, column {warning.Column}: {warning.Message}");
                }
                await output.WriteLineAsync(translation.Sql + ";");
            }
            catch (SqlUnsupportedException exception)
            {
                refused = true;
                foreach (string line in $"refused: {exception.Message}\n{exception.Remedy}".Split('\n'))
                {
                    await output.WriteLineAsync("-- " + line);
                }
            }
        }
        return refused ? 2 : 0;
    }

    private static Command BuildLint()
    {
        Argument<string?> text = new(
            "sql")
        { Description = "a statement, the path of a file, or - for stdin", Arity = ArgumentArity.ZeroOrOne };
        Option<string> dialect =
            new("--dialect") { Description = "dialect of the input", DefaultValueFactory = _ => "postgres" };
        Option<string?> schema =
            new("--schema") { Description = "weir, or a JSON file {\"table\": {\"column\": \"type\"}}" };
        Option<bool> json = new("--json") { Description = "write one JSON line per finding" };
        Command command =
            new("lint", "Find likely mistakes in a query; each finding comes with a corrected query.") { text, dialect,
                schema, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string sql =
                await SqlInput.ReadAsync(parsed.GetValue(text), SqlOptions.Default.MaxBytes, cancellationToken);
            IReadOnlyList<SqlFinding> findings =
                SqlLinter.Lint(sql, parsed.GetValue(dialect)!, SqlSchemas.Load(parsed.GetValue(schema)));
            foreach (SqlFinding finding in findings)
            {
                await output.WriteLineAsync(parsed.GetValue(json)
                    ? SqlBatch.Line(finding)
                    : $"line {finding.Line}, column {finding.Column}: {finding.Rule}: {finding.Message}\n  {finding.Rewritten}");
            }
            return findings.Count > 0 ? 1 : 0;
        });
        return command;
    }
}
