using Weir.Core;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Hashing;
using Weir.Ethereum.Protocols;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>What anyone can write into a log for cents: it becomes an exact row or goes to the quarantine.</summary>
public sealed class BadFactTests
{
    private const string Pool = "0xb4e16d0168e52d35cacd2c6185b44281ec28c9dc";
    private const string Usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
    private const string Weth = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
    private const string Other = "0x1f9840a85d5af5bf1d1762f925bdaddc4201f984";
    private const string Someone = "0x00000000000000000000000000000000000000aa";
    private const string Liar = "0x00000000000000000000000000000000000000bb";
    private const string SwapV2 =
        "Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, "
        + "address indexed to)";

    private const string PairCreated =
        "PairCreated(address indexed token0, address indexed token1, address pair, uint256 count)";

    private static readonly string Highest = UInt256.MaxValue.ToString();

    // Every event of every protocol with too few, too many and random bytes, and with each number of topics.
    [Fact]
    public void Any_bytes_under_any_known_topic_stop_nothing()
    {
        Random random = new(11);
        EventForm[] forms = [.. Registry.Create().SelectMany(protocol => protocol.Events)];
        string[] contracts =
            [.. Registry.Create().SelectMany(protocol => protocol.Contracts).Select(item => item.Address.ToString())];
        Assert.True(forms.Length > 100, $"{forms.Length} events");
        for (int round = 0; round < 40; round++)
        {
            FactBlock block = new();
            foreach (EventForm form in forms)
            {
                byte[][] topics = [form.Topic0.Span.ToArray(),
                    .. Enumerable.Range(0, random.Next(4)).Select(_ => Word(random))];
                byte[] data = [.. Enumerable.Range(0, random.Next(24)).SelectMany(_ => Word(random))];
                int cut = random.Next(4) == 0 ? random.Next(data.Length + 1) : data.Length;
                string contract = random.Next(2) == 0 ? contracts[random.Next(contracts.Length)] : Pool;
                block.EmitRaw(contract, topics, data[..cut]);
            }

            block.Decode();
            Assert.True(block.Quarantine.RowCount > 0);
        }
    }

    [Theory]
    [InlineData(96)]
    [InlineData(160)]
    [InlineData(0)]
    public void A_swap_with_short_or_long_data_is_quarantined(int length)
    {
        FactBlock block = new FactBlock().EmitRaw(
            Pool, [new EventForm(SwapV2).Topic0.Span.ToArray(), new byte[32], new byte[32]], new byte[length]).Decode();
        Assert.Equal((0, 1), (block.Trades.RowCount, block.Quarantine.RowCount));
        Assert.Contains("Swap(address indexed sender", block.Quarantine.Reason.Text(0), StringComparison.Ordinal);
        Assert.Equal("dex_trades", block.Quarantine.Source.Text(0));
    }

    [Fact]
    public void Another_abi_with_the_same_topic_is_quarantined_unless_it_is_another_protocols()
    {
        byte[] topic = new EventForm("Mint(address minter, uint256 mintAmount, uint256 mintTokens)").Topic0.Span
            .ToArray();
        FactBlock block = new FactBlock()
            .EmitRaw(Pool, [topic, new byte[32]], new byte[64])
            .EmitRaw("0x39aa39c021dfbae8fac545936693ac917d5e7563", [topic], new byte[96])
            .Decode();
        Assert.Equal((2, 1, 0), (block.Liquidity.RowCount, block.Lending.RowCount, block.Quarantine.RowCount));
        block = new FactBlock().EmitRaw(Pool, [topic, new byte[32], new byte[32]], new byte[32]).Decode();
        Assert.True(block.Quarantine.RowCount > 0);
        Assert.Equal(0, block.Liquidity.RowCount + block.Lending.RowCount);
    }

    [Fact]
    public void A_genuine_pair_is_proven_by_its_hash_and_a_loan_is_told_from_a_trade()
    {
        FactBlock block = new FactBlock()
            .Move(Weth, Someone, Pool, "1000").Move(Usdc, Pool, Someone, "5")
            .Emit(Pool, SwapV2, Someone, "0", "1000", "5", "0", Someone)
            .Transact().Move(Usdc, Pool, Someone, "700").Move(Usdc, Someone, Pool, "703").Move(Weth, Someone, Pool, "1")
            .Emit(Pool, SwapV2, Someone, "703", "0", "700", "0", Someone)
            .Decode();
        Assert.Equal("uniswap", block.Trades.Project.Text(0));
        Assert.Equal((Weth, "1000", Usdc, "5"), (
            Hex.Encode(block.Trades.TokenSoldAddress[0]), block.Trades.TokenSoldAmountRaw[0].ToString(),
            Hex.Encode(block.Trades.TokenBoughtAddress[0]), block.Trades.TokenBoughtAmountRaw[0].ToString()));
        Assert.Equal((1, 1), (block.Trades.RowCount, block.FlashLoans.RowCount));
        Assert.Equal((Usdc, "700", "3"), (
            Hex.Encode(block.FlashLoans.AssetAddress[0]), block.FlashLoans.AmountRaw[0].ToString(),
            block.FlashLoans.FeeRaw[0].ToString()));
        Assert.Equal((1, "create2"), (block.Pools.RowCount, block.Pools.Proof.Text(0)));
        Assert.Equal((Someone, 0L), (Hex.Encode(block.Trades.Taker[0]), block.Trades.TxIndex[0]));
        Assert.Equal(FactBlock.Account(1), block.Trades.TxFrom.Address(0));
    }

    // Amounts that no transfer bears out: the event's numbers stand, the tokens stay open.
    [Fact]
    public void A_pool_that_lies_about_its_tokens_is_not_believed()
    {
        FactBlock block = new FactBlock()
            .Emit(Someone, PairCreated, Usdc, Weth, Liar, "1")
            .Move(Weth, Someone, Liar, "1").Move(Usdc, Liar, Someone, "1").Move(Other, Someone, Liar, "7")
            .Emit(Liar, SwapV2, Someone, "0", "1000", "5", "0", Someone)
            .Decode();
        Assert.Equal("unknown", block.Trades.Project.Text(0));
        Assert.True(block.Trades.TokenSoldAddress.IsNull(0) && block.Trades.TokenBoughtAddress.IsNull(0));
        Assert.Equal(("event", "unknown"), (block.Pools.Proof.Text(0), block.Pools.Protocol.Text(0)));
    }

    // The right code's hash is not enough: anyone may deploy a factory with it.
    [Fact]
    public void A_factory_that_nobody_listed_proves_nothing_by_its_codes_hash()
    {
        byte[] message = [0xff, .. Address.Parse(Someone).Span,
            .. Keccak.Hash([.. Address.Parse(Usdc).Span, .. Address.Parse(Weth).Span]).Span,
            .. Hash32.Parse("0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f").Span];
        string pair = Hex.Encode(Keccak.Hash(message).Span[12..]);
        FactBlock block = new FactBlock()
            .Move(Weth, Someone, pair, "1000").Move(Usdc, pair, Someone, "5")
            .Emit(pair, SwapV2, Someone, "0", "1000", "5", "0", Someone)
            .Decode();
        Assert.Equal(("unknown", "transfers"), (block.Trades.Project.Text(0), block.Pools.Proof.Text(0)));
        Assert.Equal((Weth, Usdc), (
            Hex.Encode(block.Trades.TokenSoldAddress[0]), Hex.Encode(block.Trades.TokenBoughtAddress[0])));
    }

    // Where a block has logs and traces, rows come from the logs; what the traces tell otherwise is kept aside.
    [Theory]
    [InlineData("5", 0)]
    [InlineData("6", 1)]
    public void A_swap_that_traces_tell_otherwise_goes_to_the_quarantine(string out0, int quarantined)
    {
        FactBlock block = new FactBlock()
            .Move(Weth, Someone, Pool, "1000").Move(Usdc, Pool, Someone, out0)
            .Emit(Pool, SwapV2, Someone, "0", "1000", out0, "0", Someone);
        AddCall(block.Block, 1, Weth, Someone, "a9059cbb" + Argument(Pool) + Argument("0x3e8"), 0);
        AddCall(block.Block, 1, Pool, Someone, "022c0d9f" + Argument("0x5") + Argument("0x0") + Argument(Someone)
            + Argument("0x80") + Argument("0x0"), 1);
        AddCall(block.Block, 2, Usdc, Pool, "a9059cbb" + Argument(Someone) + Argument("0x5"), 1, 0);
        block.Block.HasTraces = true;
        block.Decode();
        Assert.Equal((1, quarantined), (block.Trades.RowCount, block.Quarantine.RowCount));
        Assert.False(block.Trades.EvtIndex.IsNull(0));
        if (quarantined > 0)
        {
            Assert.Contains("which no log tells", block.Quarantine.Reason.Text(0), StringComparison.Ordinal);
        }
    }

    private static string Argument(string hex) => hex[2..].PadLeft(64, '0');

    private static void AddCall(Block block, int depth, string to, string from, string input, params int[] place)
    {
        ref Trace trace = ref block.Traces.Add();
        trace.Type = TraceType.Call;
        trace.CallType = block.Bytes.Add("call"u8);
        trace.From = Address.Parse(from);
        trace.To = Address.Parse(to);
        trace.Input = block.Bytes.Add(Convert.FromHexString(input));
        trace.Fields = TraceFields.From | TraceFields.To | TraceFields.Value | TraceFields.Input
            | TraceFields.TransactionIndex;
        byte[] address = new byte[4 * depth];
        for (int i = 0; i < depth; i++)
        {
            address[(4 * i) + 3] = (byte)place[i];
        }

        trace.Address = block.Bytes.Add(address);
    }

    [Fact]
    public void The_highest_amounts_are_exact_or_quarantined()
    {
        FactBlock block = new FactBlock()
            .Emit(Pool, SwapV2, Someone, Highest, "0", "0", Highest, Someone)
            .Emit(Pool, "Mint(address indexed sender, uint256 amount0, uint256 amount1)", Someone, Highest, "1")
            .Emit("0x89b78cfa322f6c5de0abceecab66aee45393cc5a",
                "SellGem(address indexed owner, uint256 value, uint256 fee)", Someone, Highest, "0")
            .Decode();
        Assert.Equal(
            (Highest, Highest),
            (block.Trades.TokenSoldAmountRaw[0].ToString(), block.Trades.TokenBoughtAmountRaw[0].ToString()));
        Assert.Equal((1, 0, 2), (block.Trades.RowCount, block.Liquidity.RowCount, block.Quarantine.RowCount));
    }

    [Fact]
    public void A_uniswap_v4_pool_whose_id_is_not_its_keys_hash_is_quarantined()
    {
        const string initialize =
            "Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, "
            + "int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)";
        Hash32 id = Weir.Ethereum.Protocols.Uniswap.UniswapV4.IdOf(
            default, Address.Parse(Usdc), 500, 10, default);

        // The pool of the coin and USDC at 0.05 %, as Uniswap's own interface shows it.
        Assert.Equal("0x21c67e77068de97969ba93d4aab21826d33ca12bb9f565d8496e8fda8a82ca27", id.ToString());
        string zero = Address.Zero.ToString();
        FactBlock block = new FactBlock()
            .Emit(Pool, initialize, id.ToString(), zero, Usdc, "500", "10", zero, "1", "0")
            .Emit(Pool, initialize, id.ToString(), zero, Weth, "500", "10", zero, "1", "0")
            .Decode();
        Assert.Equal((1, 1), (block.Pools.RowCount, block.Quarantine.RowCount));
        Assert.Equal("id", block.Pools.Proof.Text(0));
    }

    private static byte[] Word(Random random)
    {
        byte[] word = new byte[32];
        int kind = random.Next(4);
        if (kind == 0)
        {
            random.NextBytes(word);
        }
        else if (kind == 1)
        {
            random.NextBytes(word.AsSpan(12));
        }
        else if (kind == 2)
        {
            word[31] = (byte)(random.Next(16) * 32);
            word[30] = (byte)random.Next(2);
        }
        else
        {
            word.AsSpan().Fill((byte)(random.Next(2) * 0xff));
        }

        return word;
    }
}
