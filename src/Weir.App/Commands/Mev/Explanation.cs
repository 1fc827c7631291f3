using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Blocks;

namespace Weir.App.Commands.Mev;

/// <summary>A finding with all it stands on: raw logs, what they decode to, clauses, flows, cost, verdict.</summary>
internal sealed class Explanation
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(string Role, LogText Log)> _logs = [];
    private readonly List<(string Name, string Value)> _clauses = [];
    private readonly List<string> _flows = [];
    private StoredFinding _stored = null!;

    /// <summary>What the finding is another in than the warehouse says; null where it is the same.</summary>
    public string? Difference { get; private set; }

    /// <summary>The explanation from the rebuilt block and the tables made from it.</summary>
    public static Explanation Of(Block block, BatchSet made, StoredFinding stored)
    {
        Explanation explanation = new() { _stored = stored };
        var mev = (MevBatch)made.Of(MevBatch.Table);
        int row = Enumerable.Range(0, mev.RowCount).FirstOrDefault(item => mev.MevId.Text(item) == stored.Id, -1);
        if (row < 0)
        {
            explanation.Difference = "the finding does not follow from the stored block";
            return explanation;
        }

        explanation.Compare(mev, row);
        using JsonDocument evidence = JsonDocument.Parse(mev.Evidence[row].ToArray());
        foreach (JsonProperty clause in evidence.RootElement.GetProperty("clauses").EnumerateObject())
        {
            explanation._clauses.Add((clause.Name, clause.Value.GetString()!));
        }

        foreach (JsonProperty places in evidence.RootElement.GetProperty("places").EnumerateObject())
        {
            foreach (string place in places.Value.EnumerateArray().Select(item => item.GetString()!))
            {
                if (place.StartsWith("log ", StringComparison.Ordinal))
                {
                    long index = long.Parse(place.AsSpan(4), CultureInfo.InvariantCulture);
                    explanation._logs.Add((places.Name, LogText.Of(block, made, index)));
                }
            }
        }

        explanation.AddFlows(mev, row, (TokenTransferBatch)made.Of(TokenTransferBatch.Table));
        return explanation;
    }

    /// <summary>The explanation for a reader.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        await output.WriteLineAsync($"{_stored.Kind} {_stored.Id}");
        await output.WriteLineAsync($"chain {_stored.ChainId}, block {_stored.Block}, by {_stored.Actor}");
        foreach ((string role, LogText log) in _logs)
        {
            await output.WriteLineAsync();
            await output.WriteLineAsync($"{role}: log {log.Index} of transaction {log.Transaction}");
            await output.WriteLineAsync($"  address {log.Address}");
            for (int i = 0; i < log.Topics.Count; i++)
            {
                await output.WriteLineAsync($"  topic {i}  {log.Topics[i]}");
            }

            await output.WriteLineAsync($"  data    {log.Data}");
            foreach ((string name, string value) in log.Decoded)
            {
                await output.WriteLineAsync($"  → {name}: {value}");
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync("Clauses");
        foreach ((string name, string value) in _clauses)
        {
            await output.WriteLineAsync($"  {name}: {value}");
        }

        await output.WriteLineAsync("Token flows of the actor");
        foreach (string flow in _flows)
        {
            await output.WriteLineAsync($"  {flow}");
        }

        await output.WriteLineAsync("Revenue and cost");
        foreach ((string name, string? value) in Money())
        {
            await output.WriteLineAsync($"  {name}: {value ?? "not known"}");
        }

        await output.WriteLineAsync(Difference is null
            ? "Verdict: made again from the raw logs, and the same." : $"Verdict: NOT the same: {Difference}.");
    }

    /// <summary>The explanation as one line of JSON.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Compact))
        {
            json.WriteStartObject();
            json.WriteString("mev_id", _stored.Id);
            json.WriteString("kind", _stored.Kind);
            json.WriteNumber("chain_id", _stored.ChainId);
            json.WriteNumber("block_number", _stored.Block);
            json.WriteString("actor_address", _stored.Actor);
            json.WriteStartArray("logs");
            foreach ((string role, LogText log) in _logs)
            {
                log.Write(json, role);
            }

            json.WriteEndArray();
            WriteMap(json, "clauses", _clauses.Select(clause => (clause.Name, (string?)clause.Value)));
            json.WriteStartArray("flows");
            _flows.ForEach(flow => json.WriteStringValue(flow));
            json.WriteEndArray();
            WriteMap(json, "money", Money());
            json.WriteString("verdict", Difference ?? "same");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private IEnumerable<(string Name, string? Value)> Money() =>
    [
        ("profit_raw", _stored.Profit), ("gas_cost_wei", _stored.Gas),
        ("builder_payment_wei", _stored.BuilderPayment),
        ("profit_usd", _stored.ProfitUsd?.ToString("R", CultureInfo.InvariantCulture)),
        ("victim_loss_raw", _stored.Loss),
    ];

    private void Compare(MevBatch mev, int row)
    {
        (string Name, string? Stored, string? Made)[] parts =
        [
            ("kind", _stored.Kind, mev.Kind.Text(row)),
            ("actor_address", _stored.Actor, Hex.Encode(mev.ActorAddress[row])),
            ("profit_raw", _stored.Profit, mev.ProfitRaw.GetNullable(row)?.ToString()),
            ("victim_loss_raw", _stored.Loss, mev.VictimLossRaw.GetNullable(row)?.ToString()),
            ("gas_cost_wei", _stored.Gas, mev.GasCostWei.GetNullable(row)?.ToString()),
            ("part_of", _stored.PartOf, mev.PartOf.IsNull(row) ? null : mev.PartOf.Text(row)),
        ];
        foreach ((string name, string? told, string? is_) in parts)
        {
            if (told != is_)
            {
                Difference = $"{name} is {told ?? "NULL"} in the warehouse, and {is_ ?? "NULL"} from the logs";
                return;
            }
        }
    }

    private void AddFlows(MevBatch mev, int row, TokenTransferBatch moves)
    {
        (int start, int end) = mev.TxHashes[row];
        HashSet<Hash32> own = [.. Enumerable.Range(start, end - start).Select(
            item => ((FixedBytesColumn)mev.TxHashes.Items).Hash(item))];
        HashSet<Address> actors = [mev.ActorAddress.Address(row)];
        if (!mev.ActorContract.IsNull(row))
        {
            actors.Add(mev.ActorContract.Address(row));
        }

        for (int move = 0; move < moves.RowCount; move++)
        {
            Address from = moves.FromAddress.Address(move);
            Address to = moves.ToAddress.Address(move);
            if (own.Contains(moves.TransactionHash.Hash(move)) && (actors.Contains(from) || actors.Contains(to)))
            {
                _flows.Add(
                    $"{(actors.Contains(to) ? "+" : "-")}{moves.Value[move]} of {moves.TokenAddress.Address(move)}, "
                    + $"{from} to {to} (log {moves.LogIndex[move]})");
            }
        }
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IEnumerable<(string Name, string? Value)> values)
    {
        json.WriteStartObject(name);
        foreach ((string key, string? value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
