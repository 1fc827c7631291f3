using System.CommandLine;
using Weir.App.Commands.Risk.Batch;
using Weir.App.Terminal;

namespace Weir.App.Commands.Risk;

/// <summary><c>weir risk</c>: the risk engine from the shell.</summary>
internal static class RiskCommand
{
    /// <summary>The command and its parts; prices come from files, or from a warehouse through the query.</summary>
    public static Command Build(IPriceQuery query, Warehouses warehouses, params Command[] others)
    {
        Command command = new("risk", "Market risk with back-tests, and liquidity positions.");
        Option<bool> batch =
            new("--batch") { Description = "read requests from standard input, a JSON object a line, and answer each with a line" };
        command.Options.Add(batch);
        command.Subcommands.Add(EstimateCommand.Build("var", "Value at risk by one or more models.", query));
        command.Subcommands.Add(EstimateCommand.Build("es", "Expected shortfall by one or more models.", query));
        command.Subcommands.Add(StressCommand.Build(query));
        command.Subcommands.Add(BacktestCommand.Build(query));
        command.Subcommands.Add(DrawdownCommand.Build(query));
        command.Subcommands.Add(BudgetCommand.Build(query));
        command.Subcommands.Add(IlCommand.Build());
        command.Subcommands.Add(LpCommand.Build(query, warehouses));
        foreach (Command other in others)
        {
            command.Subcommands.Add(other);
        }

        Help.AddExamples(
            command,
            "weir risk var --prices eth.csv",
            "weir risk backtest --prices eth.csv --model garch-t fhs",
            "weir risk --batch < requests.jsonl");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!parsed.GetValue(batch))
            {
                throw RiskErrors.Request("no model was asked for.",
                    "Write weir risk var, es, stress, backtest, drawdown, budget, il, lp or mev, or --batch; --help shows them.");
            }

            await new BatchRunner().RunAsync(
                StandardInput.Text, parsed.InvocationConfiguration.Output, cancellationToken);
            return 0;
        });
        return command;
    }
}
