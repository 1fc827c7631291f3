using System.Text;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Protocols;

namespace Weir.Tests.Architecture;

/// <summary>docs/protocols.md is made from the registry: what decodes is what is documented.</summary>
public sealed class ProtocolDocumentTests
{
    private const int MostContracts = 12;

    [Fact]
    public void The_document_is_what_the_registry_says() => Golden.Check("docs/protocols.md", Write());

    private static string Write()
    {
        StringBuilder text = new();
        text.Append(
            """
            # Protocols

            Made from the registry (`src/Weir.Ethereum/Protocols/Registry.cs`) by a test: `WEIR_UPDATE_GOLDEN=1` writes it anew.

            A row is read from one event of one block, with what the same transaction moved. *Proof* says how the tokens
            are known; what the block does not prove is NULL in the table and joins from the view `pools_known`. *Evidence*
            says what the decoding was compared with. An event whose data or topics are not as declared goes to `quarantine`.
            A contract that is in no list has the project `unknown`.

            | protocol | tables | proof | evidence |
            |---|---|---|---|

            """);
        foreach (Protocol protocol in Registry.Create())
        {
            text.Append($"| {protocol.Name} | {string.Join(", ", protocol.Outputs)} | {protocol.Proof} | {protocol.Evidence} |\n");
        }

        text.Append(
            """

            Where a block has traces and no logs, rows are read from its traces: swaps of Uniswap V2 and V3, Balancer V1 and
            V2, Curve, Bancor V2 and 0x V4, liquidations of Aave, Compound V2 and Cream, flash loans of Aave, Balancer V2, dYdX Solo, Maker,
            EIP-3156 lenders, pairs and pools, sales by Wyvern. A lender in no list is believed where the amount went out and came back
            within the call. Such rows have a `trace_address` and no `evt_index`.

            """);
        foreach (Protocol protocol in Registry.Create())
        {
            text.Append($"\n## {protocol.Name}\n");
            foreach (EventForm form in protocol.Events)
            {
                text.Append($"- `{form.Text}`\n");
            }

            ListedContract[] contracts = [.. protocol.Contracts];
            if (contracts.Length > 0)
            {
                text.Append("\n| contract | what | project | chain |\n|---|---|---|---|\n");
            }

            foreach (ListedContract contract in contracts.Take(MostContracts))
            {
                string chain = contract.ChainId is { } id ? ChainNames.Of(id) : "any";
                text.Append($"| {contract.Address} | {contract.Role} | {contract.Project} | {chain} |\n");
            }

            if (contracts.Length > MostContracts)
            {
                text.Append($"\nand {contracts.Length - MostContracts} more in the source.\n");
            }
        }

        return text.ToString();
    }
}
