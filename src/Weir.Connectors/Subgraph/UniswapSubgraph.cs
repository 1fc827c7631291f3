using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Connectors.JsonRpc;
using Weir.Connectors.JsonRpc.Tokens;
using Weir.Core;
using Weir.Core.Tables;

namespace Weir.Connectors.Subgraph;

/// <summary>
/// Pools, tokens and prices of a subgraph with Uniswap's schema (Uniswap/v3-subgraph, Uniswap/v2-subgraph): an
/// indexer's word, never proven.
/// </summary>
/// <param name="client">The subgraph.</param>
/// <param name="version">2 or 3.</param>
public sealed class UniswapSubgraph(SubgraphClient client, int version)
{
    // Uniswap V2 takes 0.3 % of every trade; the schema does not name it.
    private const long FeePpmOfV2 = 3_000;

    /// <summary>The kinds that can be asked for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["uniswap-v2", "uniswap-v3"];

    /// <summary>All pools at a block.</summary>
    public async IAsyncEnumerable<SubgraphPool> ReadPoolsAsync(
        SubgraphPin pin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string fields = "token0 { id } token1 { id } createdAtBlockNumber" + (version == 3 ? " feeTier" : string.Empty);
        await foreach (JsonElement row in client.ReadAllAsync(
            version == 3 ? "pools" : "pairs", fields, pin, cancellationToken))
        {
            yield return new SubgraphPool(
                Account(row, "id"), Account(row.GetProperty("token0"), "id"), Account(row.GetProperty("token1"), "id"),
                version == 3 ? Number(row, "feeTier") : FeePpmOfV2, Number(row, "createdAtBlockNumber"));
        }
    }

    /// <summary>All tokens at a block, with what the subgraph says of their contracts.</summary>
    public async IAsyncEnumerable<(Address Token, TokenAnswer Answer)> ReadTokensAsync(
        SubgraphPin pin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (JsonElement row in client.ReadAllAsync(
            "tokens", "symbol name decimals totalSupply", pin, cancellationToken))
        {
            yield return (Account(row, "id"), new TokenAnswer(
                Clean(row.Text("symbol")), Clean(row.Text("name")), Number(row, "decimals"),
                UInt256.TryParse(System.Text.Encoding.UTF8.GetBytes(row.Text("totalSupply") ?? string.Empty), out UInt256 supply)
                    ? supply : null));
        }
    }

    /// <summary>The price in USD of every token that has one, at a block.</summary>
    public async IAsyncEnumerable<SubgraphPrice> ReadPricesAsync(
        SubgraphPin pin, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string name = version == 3 ? "ethPriceUSD" : "ethPrice";
        JsonElement bundle = await client.AskAsync(
            $"query($block: Int!) {{ bundle(id: \"1\", block: {{number: $block}}) {{ {name} }} }}",
            new Dictionary<string, object?> { ["block"] = pin.Block.Number }, cancellationToken);
        double ether = bundle.TryGetProperty("bundle"u8, out JsonElement one) && Decimal(one, name) is { } price ? price
            : throw client.Errors.Odd("no price of ether");
        string liquidity = version == 3 ? " totalValueLockedUSD" : string.Empty;
        await foreach (JsonElement row in client.ReadAllAsync("tokens", "derivedETH" + liquidity, pin, cancellationToken))
        {
            if (Decimal(row, "derivedETH") is > 0 and var derived)
            {
                yield return new SubgraphPrice(
                    Account(row, "id"), derived * ether, version == 3 ? Decimal(row, "totalValueLockedUSD") : null);
            }
        }
    }

    private Address Account(JsonElement row, string name) =>
        row.Account(name) ?? throw client.Errors.Odd($"a row whose {name} is not an address");

    // BigInt is text, Int a number.
    private long Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value)
        && long.TryParse(
            value.ValueKind == JsonValueKind.String ? value.GetString() : value.ToString(), NumberStyles.None,
            CultureInfo.InvariantCulture, out long number)
            ? number : throw client.Errors.Odd($"a row whose {name} is not a whole number");

    private static double? Decimal(JsonElement row, string name) =>
        row.Text(name) is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) ? value : null;

    // No warehouse takes a zero character.
    private static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');
}

/// <summary>A pool as a subgraph has it.</summary>
/// <param name="Pool">Its contract.</param>
/// <param name="Token0">The token with the lower address.</param>
/// <param name="Token1">The other one.</param>
/// <param name="FeePpm">Millionths of a trade.</param>
/// <param name="CreatedAt">The block that made it.</param>
public sealed record SubgraphPool(Address Pool, Address Token0, Address Token1, long FeePpm, long CreatedAt)
{
    /// <summary>Appends it as a row of <c>pools</c>.</summary>
    public void AppendTo(PoolBatch rows, long chainId, BlockRef block, string version)
    {
        rows.ChainId.Append(chainId);
        rows.BlockNumber.Append(block.Number);
        rows.BlockHash.Append(block.Hash);
        rows.PoolId.Append(Pool.Span);
        rows.ContractAddress.Append(Pool);
        rows.Protocol.Append("uniswap");
        rows.Version.Append(version);
        var items = (FixedBytesColumn)rows.Tokens.Items;
        items.Append(Token0);
        items.Append(Token1);
        rows.Tokens.EndList();
        rows.FeePpm.Append(FeePpm);
        rows.TickSpacing.AppendNull();
        rows.Hooks.AppendNull();
        rows.Factory.AppendNull();
        rows.Proof.Append("subgraph");
    }
}

/// <summary>A token's price as a subgraph has it.</summary>
/// <param name="Token">The token.</param>
/// <param name="Usd">Dollars a whole token.</param>
/// <param name="LiquidityUsd">What lies in pools of it, where the schema says so.</param>
public sealed record SubgraphPrice(Address Token, double Usd, double? LiquidityUsd);
