using System.Text;
using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <content>The messages: the original's keys in the original's order, with exact numbers.</content>
public sealed partial class RealisticGenerator
{
    private const int MostBytes = 768;

    private void Transfer(Scene scene, in Hash32 hash, int from, int to, Token token, UInt128 amountRaw)
    {
        _balances.Move(from, to, token, amountRaw);
        ReadOnlySpan<byte> sender = _addresses[from];
        EventWriter writer = new(scene.Events.Begin(MostBytes));
        writer.Raw(sender);
        writer.Raw("{\"tx_hash\":\""u8);
        writer.Hash(hash);
        writer.Raw("\",\"block_number\":"u8);
        writer.Number(_block);
        writer.Raw(",\"event_timestamp\":"u8);
        writer.Number(scene.Milliseconds);
        writer.Raw(",\"from_address\":\""u8);
        writer.Raw(sender);
        writer.Raw("\",\"to_address\":\""u8);
        writer.Raw(_addresses[to]);
        writer.Raw("\",\"tx_token\":\""u8);
        writer.Raw(Tokens.Symbol(token));
        writer.Raw("\",\"tx_amount\":"u8);
        writer.Decimal(amountRaw, Tokens.Decimals(token));
        writer.Raw("}"u8);
        scene.Events.End(EventTopics.Transactions, sender.Length, writer.Written);
        Events++;
    }

    private void Price(Scene scene)
    {
        ReadOnlySpan<byte> key = "WETH/DAI"u8;
        EventWriter writer = new(scene.Events.Begin(MostBytes));
        writer.Raw(key);
        writer.Raw("{\"event_timestamp\":"u8);
        writer.Number(scene.Milliseconds);
        writer.Raw(",\"token_pair\":\"WETH/DAI\",\"price\":"u8);
        writer.Decimal(_pool.PriceMicroDai, 6);
        writer.Raw(",\"join_helper\":\"A\"}"u8);
        scene.Events.End(EventTopics.Prices, key.Length, writer.Written);
        Events++;
    }

    private void Mempool(Scene scene, long gwei)
    {
        EventWriter writer = new(scene.Events.Begin(MostBytes));
        writer.Number(_block);
        int keyBytes = writer.Written;
        writer.Raw("{\"event_timestamp\":"u8);
        writer.Number(scene.Milliseconds);
        writer.Raw(",\"block_number\":"u8);
        writer.Number(_block);
        writer.Raw(",\"avg_gas_price_gwei\":"u8);
        writer.Number(gwei);
        writer.Raw("}"u8);
        scene.Events.End(EventTopics.Mempool, keyBytes, writer.Written);
        Events++;
    }

    private void Label(
        Scene scene, Scenario scenario, ReadOnlySpan<byte> role, in Hash32 hash, ReadOnlySpan<byte> alerts,
        UInt128 gainRaw, UInt128 costRaw)
    {
        if (scene.Labels is not { } labels)
        {
            return;
        }

        EventWriter writer = new(labels.Begin(MostBytes));
        writer.Hash(hash);
        int keyBytes = writer.Written;
        writer.Raw("{\"scenario_id\":\""u8);
        writer.Raw(Encoding.UTF8.GetBytes(scenario.Kind));
        writer.Raw("-"u8);
        writer.Number(scenario.Number);
        writer.Raw("\",\"role\":\""u8);
        writer.Raw(role);
        writer.Raw("\",\"tx_hash\":\""u8);
        writer.Hash(hash);
        writer.Raw("\",\"block\":"u8);
        writer.Number(_block);
        writer.Raw(",\"t0\":"u8);
        writer.Number(scene.Milliseconds);
        writer.Raw(",\"t1\":"u8);
        writer.Number(scene.Milliseconds);
        writer.Raw(",\"expected_alerts\":["u8);
        writer.Raw(alerts);
        writer.Raw("],\"expected_profit_dai\":"u8);
        if (gainRaw < costRaw)
        {
            writer.Raw("-"u8);
        }

        writer.Decimal(gainRaw < costRaw ? costRaw - gainRaw : gainRaw - costRaw, 18);
        writer.Raw("}"u8);
        labels.End(EventTopics.Labels, keyBytes, writer.Written);
        Labels++;
    }
}
