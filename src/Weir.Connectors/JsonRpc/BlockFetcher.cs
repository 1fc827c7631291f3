using System.Runtime.ExceptionServices;
using System.Text.Json;
using Polly;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Verification;
using Weir.Pipeline;

namespace Weir.Connectors.JsonRpc;

/// <summary>
/// Gets runs of blocks with their receipts from a node, verified; repeats what is transient, asks for less when it is
/// too much, and for receipts one by one where the node has no <c>eth_getBlockReceipts</c>. Safe for several threads.
/// </summary>
internal sealed class BlockFetcher
{
    private readonly IRpcTransport _client;
    private readonly RpcOptions _options;
    private readonly ResiliencePipeline _retries;
    private readonly TraceFetcher _traces;
    private volatile ReceiptForm _form;

    public BlockFetcher(
        IRpcTransport client, RpcOptions options, TimeProvider time, Action<WeirException, TimeSpan>? onRetry)
    {
        _client = client;
        _options = options;
        _form = options.Receipts;
        _traces = new TraceFetcher(client, Parse);
        _retries = Retries.Create(options.Retry, time, onRetry);
        Batch = new AdaptiveLimit(options.BatchBlocks);
        Concurrency = new AdaptiveLimit(options.Concurrency);
    }

    /// <summary>How many blocks to ask for at once, now.</summary>
    public AdaptiveLimit Batch { get; }

    /// <summary>How many requests to have in flight, now.</summary>
    public AdaptiveLimit Concurrency { get; }

    /// <summary>Whether the node can trace a block.</summary>
    public async Task<bool> HasTracesAsync(long number, CancellationToken cancellationToken)
    {
        Block block = new();
        block.Header.Number = number;
        try
        {
            await _retries.ExecuteAsync(
                async token => await _traces.AskAsync([block], token), cancellationToken);
            return true;
        }
        catch (ConfigException)
        {
            return false;
        }
    }

    /// <summary>Calls a method that answers with a quantity.</summary>
    public Task<long> GetQuantityAsync(string method, CancellationToken cancellationToken) =>
        AskOneAsync(method, string.Empty, (ref reader) => JsonValues.Int64(ref reader, method), cancellationToken);

    /// <summary>The number of the block that the node calls <paramref name="tag"/>.</summary>
    /// <exception cref="ConfigException">It has none.</exception>
    public async Task<long> GetTaggedNumberAsync(string tag, CancellationToken cancellationToken)
    {
        try
        {
            return await AskOneAsync("eth_getBlockByNumber", $"\"{tag}\",false", NumberOf, cancellationToken);
        }
        catch (RpcException error) when (error.Code is ErrorCodes.RpcError or ErrorCodes.RpcMissingBlock)
        {
            throw new ConfigException(
                ErrorCodes.BadFlag,
                $"{EndpointText.Of(_options.Endpoint)} does not say which block is {tag}: {error.Message}",
                "Say how deep a block must lie to be final: --confirmations N.");
        }

        long NumberOf(ref Utf8JsonReader reader)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw _client.Errors.MissingTag(tag);
            }

            Block block = new();
            new BlockJson().Read(ref reader, block);
            return block.Header.Number;
        }
    }

    /// <summary>The hash of the node's block of a number, or null where it has none.</summary>
    public Task<Hash32?> GetHashAsync(long number, CancellationToken cancellationToken) => AskOneAsync(
        "eth_getBlockByNumber", $"\"{RpcBatch.Quantity(number)}\",false",
        static (ref reader) => ReadReference(ref reader)?.Hash, cancellationToken);

    /// <summary>The node's newest block.</summary>
    public Task<BlockRef> GetLatestAsync(CancellationToken cancellationToken) => AskOneAsync(
        "eth_getBlockByNumber", "\"latest\",false",
        (ref reader) => ReadReference(ref reader) ?? throw _client.Errors.Incomplete("has no newest block"), cancellationToken);

    /// <summary>The hashes of a range's blocks; null where the node has none.</summary>
    public async Task<IReadOnlyList<Hash32?>> GetHashesAsync(BlockRange blocks, CancellationToken cancellationToken)
    {
        Hash32?[] hashes = new Hash32?[blocks.Count];
        await _retries.ExecuteAsync(
            async token =>
            {
                RpcBatch batch = new();
                for (int i = 0; i < hashes.Length; i++)
                {
                    batch.Add("eth_getBlockByNumber", $"\"{RpcBatch.Quantity(blocks.From + i)}\",false");
                }

                batch.Close();
                using ResponseBuffer answer = await _client.PostAsync(batch.Body, token);
                Parse(batch, answer, (id, ref reader) => hashes[id] = ReadReference(ref reader)?.Hash);
            },
            cancellationToken);
        return hashes;
    }

    private static BlockRef? ReadReference(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Block block = new();
        new BlockJson().Read(ref reader, block);
        return block.Reference;
    }

    private async Task<T> AskOneAsync<T>(
        string method, string parameters, ValueReader<T> read, CancellationToken cancellationToken)
    {
        T? value = default;
        await _retries.ExecuteAsync(
            async token =>
            {
                RpcBatch batch = new();
                batch.Add(method, parameters);
                batch.Close();
                using ResponseBuffer answer = await _client.PostAsync(batch.Body, token);
                Parse(batch, answer, (_, ref reader) => value = read(ref reader));
            },
            cancellationToken);
        return value!;
    }

    private delegate T ValueReader<out T>(ref Utf8JsonReader reader);

    /// <summary>The blocks of the range, oldest first, each with what was found out about it.</summary>
    /// <param name="range">Which blocks.</param>
    /// <param name="request">What is asked for, and who checks it.</param>
    /// <param name="refuseBad">Whether a bad block is asked for again, and refused when it stays bad.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    /// <returns>The blocks; those before the one that failed for good, with its failure.</returns>
    public async Task<FetchedBlocks> FetchAsync(
        BlockRange range, FetchRequest request, bool refuseBad, CancellationToken cancellationToken)
    {
        List<VerifiedBlock> blocks = new((int)range.Count);
        try
        {
            while (range.Count > 0)
            {
                BlockRange asked = range;
                BlockRange part = await _retries.ExecuteAsync(
                    async token =>
                    {
                        BlockRange now = new(asked.From, Math.Min(asked.To, asked.From + Batch.Current - 1));
                        await FetchPartAsync(now, blocks, request, refuseBad, token);
                        return now;
                    },
                    cancellationToken);
                range = range with { From = part.To + 1 };
            }

            return new FetchedBlocks(blocks, null);
        }
#pragma warning disable CA1031 // The failure travels with the blocks before it, and is thrown after them.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ExceptionDispatchInfo failure = ExceptionDispatchInfo.Capture(error);
            await FetchBeforeAsync(range, blocks, request, refuseBad, cancellationToken);
            return new FetchedBlocks(blocks, failure);
        }
    }

    // One block made a request of many fail: those before it are asked for alone, once.
    private async Task FetchBeforeAsync(
        BlockRange range, List<VerifiedBlock> done, FetchRequest request, bool refuseBad,
        CancellationToken cancellationToken)
    {
        try
        {
            for (long number = range.From; number < range.To; number++)
            {
                await FetchPartAsync(new BlockRange(number, number), done, request, refuseBad, cancellationToken);
            }
        }
        catch (Exception error) when (error is WeirException or OperationCanceledException)
        {
            // The block that fails; its failure is known already.
        }
    }

    private async Task FetchPartAsync(
        BlockRange range, List<VerifiedBlock> done, FetchRequest request, bool refuseBad,
        CancellationToken cancellationToken)
    {
        int batch = (int)range.Count;
        int concurrency = Concurrency.Current;
        try
        {
            Block[] blocks = await AskAsync(range, request.Pool, cancellationToken);
            if (request.OnWish.HasFlag(ProofGroups.Uncles))
            {
                await AskUnclesAsync(blocks, cancellationToken);
            }

            if (request.OnWish.HasFlag(ProofGroups.Traces))
            {
                await _traces.AskAsync(blocks, cancellationToken);
            }

            foreach (Block block in blocks)
            {
                RequireOneBranch(block);
            }

            VerifiedBlock[] verified =
                [.. blocks.Select(block => new VerifiedBlock(block, request.Verifier.Verify(block)))];
            if (refuseBad && Array.FindIndex(verified, one => one.Verdict.IsBad) is >= 0 and int bad)
            {
                // The same node may answer better when asked again; the source refuses it if not.
                BlockVerdict verdict = verified[bad].Verdict;
                throw new VerificationException(
                    ErrorCodes.BadBlock,
                    $"{EndpointText.Of(_options.Endpoint)} lies: block {verdict.Block.Number} contradicts its own hashes: {verdict.Detail}",
                    "Use another node; nothing of the block was stored.", verdict.Block.Number, verdict);
            }

            if (refuseBad)
            {
                foreach (VerifiedBlock one in verified)
                {
                    BlockRefusal.Check(one with { Origin = EndpointText.Of(_options.Endpoint) }, request.Refusal);
                }
            }

            done.AddRange(verified);
            Batch.Succeed();
            Concurrency.Succeed();
        }
        catch (RpcException error) when (error.Fault is RpcFault.TooLarge or RpcFault.RateLimited)
        {
            Batch.Halve(batch);
            if (error.Fault == RpcFault.RateLimited)
            {
                Concurrency.Halve(concurrency);
            }

            throw;
        }
    }

    private async Task<Block[]> AskAsync(BlockRange range, BlockPool pool, CancellationToken cancellationToken)
    {
        bool withReceipts = _form == ReceiptForm.Blocks;
        Block[] blocks = new Block[range.Count];
        RpcBatch batch = new();
        for (int i = 0; i < blocks.Length; i++)
        {
            blocks[i] = pool.Rent();
            string number = RpcBatch.Quantity(range.From + i);
            batch.Add("eth_getBlockByNumber", $"\"{number}\",true");
            if (withReceipts)
            {
                batch.Add("eth_getBlockReceipts", $"\"{number}\"");
            }
        }

        batch.Close();
        int perBlock = withReceipts ? 2 : 1;
        try
        {
            using ResponseBuffer answer = await _client.PostAsync(batch.Body, cancellationToken);
            BlockJson json = new();
            Parse(batch, answer, (id, ref reader) =>
                ReadResult(ref reader, json, blocks[id / perBlock], range.From + (id / perBlock),
                    isBlock: id % perBlock == 0));
        }
        catch (RpcException error) when (error.Fault == RpcFault.MethodNotFound && withReceipts)
        {
            _form = ReceiptForm.Transactions;
            return await AskAsync(range, pool, cancellationToken);
        }

        try
        {
            if (_form == ReceiptForm.Transactions)
            {
                await AskReceiptsAsync(blocks, cancellationToken);
            }
        }
        catch (RpcException error) when (error.Fault == RpcFault.MethodNotFound)
        {
            _form = ReceiptForm.Logs;
            Array.ForEach(blocks, block => block.DropReceipts());
        }

        if (_form == ReceiptForm.Logs)
        {
            await AskLogsAsync(blocks, cancellationToken);
        }

        return blocks;
    }

    // The chain may change between two answers: then all receipts are of another block, and that is no lie.
    private void RequireOneBranch(Block block)
    {
        Span<Receipt> receipts = block.Receipts.Rows;
        if (receipts.IsEmpty || !receipts[0].Has(ReceiptFields.BlockHash) || receipts[0].BlockHash == block.Header.Hash)
        {
            return;
        }

        foreach (ref readonly Receipt receipt in receipts)
        {
            if (receipt.BlockHash != receipts[0].BlockHash || receipt.TransactionHash == HashOf(block, 0))
            {
                return;
            }
        }

        throw _client.Errors.Incomplete(
            $"answered with block {block.Header.Number} ({block.Header.Hash}) and the receipts of another ({receipts[0].BlockHash})");
    }

    private static Hash32 HashOf(Block block, int index) => !block.HasTransactions
        ? index < block.TransactionHashes.Count ? block.TransactionHashes[index] : default
        : index < block.Transactions.Count ? block.Transactions[index].Hash : default;

    private void ReadResult(ref Utf8JsonReader reader, BlockJson json, Block block, long number, bool isBlock)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            throw isBlock ? _client.Errors.MissingBlock(number) : _client.Errors.MissingReceipts(number);
        }

        if (!isBlock)
        {
            ReceiptJson.ReadAll(ref reader, block);
            return;
        }

        json.Read(ref reader, block);
        if (block.Header.Number != number)
        {
            throw _client.Errors.Incomplete($"answered with block {block.Header.Number} when asked for block {number}");
        }
    }

    // A node without receipts: all logs of the blocks in one answer.
    private async Task AskLogsAsync(Block[] blocks, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        batch.Add(
            "eth_getLogs",
            $"{{\"fromBlock\":\"{RpcBatch.Quantity(blocks[0].Header.Number)}\",\"toBlock\":\"{RpcBatch.Quantity(blocks[^1].Header.Number)}\"}}");
        batch.Close();
        using ResponseBuffer answer = await _client.PostAsync(batch.Body, cancellationToken);
        Parse(batch, answer, (_, ref reader) =>
        {
            if (LogJson.ReadRange(ref reader, blocks) is { } foreign)
            {
                throw _client.Errors.Incomplete($"answered with logs of block {foreign} that are of another branch");
            }
        });
    }

    // One request a transaction, in batches no larger than a batch of blocks would be.
    private async Task AskReceiptsAsync(Block[] blocks, CancellationToken cancellationToken)
    {
        foreach (Block block in blocks)
        {
            int most = Math.Max(1, 2 * Batch.Current);
            for (int start = 0; start < block.TransactionCount; start += most)
            {
                await AskReceiptsAsync(block, start, Math.Min(most, block.TransactionCount - start), cancellationToken);
            }

            block.HasReceipts = true;
        }
    }

    private async Task AskReceiptsAsync(Block block, int start, int count, CancellationToken cancellationToken)
    {
        RpcBatch batch = new();
        for (int i = 0; i < count; i++)
        {
            batch.Add("eth_getTransactionReceipt", $"\"{block.Transactions[start + i].Hash}\"");
        }

        batch.Close();
        using ResponseBuffer answer = await _client.PostAsync(batch.Body, cancellationToken);

        // Answers come in any order, receipts must stand in the block's: read the places first.
        var places = new (int Start, int Length)[count];
        Parse(batch, answer, (id, ref reader) =>
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw _client.Errors.MissingReceipts(block.Header.Number);
            }

            int from = (int)reader.TokenStartIndex;
            reader.Skip();
            places[id] = (from, (int)reader.BytesConsumed - from);
        });
        foreach ((int from, int length) in places)
        {
            Utf8JsonReader reader = new(answer.Bytes.Slice(from, length));
            reader.Read();
            ReceiptJson.ReadOne(ref reader, block);
        }
    }

    // A block has two at most, and few have any.
    private async Task AskUnclesAsync(Block[] blocks, CancellationToken cancellationToken)
    {
        foreach (Block block in blocks.Where(block => block.UncleHashes.Count > 0))
        {
            RpcBatch batch = new();
            for (int i = 0; i < block.UncleHashes.Count; i++)
            {
                batch.Add("eth_getUncleByBlockHashAndIndex", $"\"{block.Header.Hash}\",\"{RpcBatch.Quantity(i)}\"");
            }

            batch.Close();
            using ResponseBuffer answer = await _client.PostAsync(batch.Body, cancellationToken);
            Block[] uncles = new Block[block.UncleHashes.Count];
            BlockJson json = new();
            Parse(batch, answer, (id, ref reader) =>
            {
                if (reader.TokenType == JsonTokenType.Null)
                {
                    throw _client.Errors.Incomplete($"has no uncle {id} of block {block.Header.Number}");
                }

                json.Read(ref reader, uncles[id] = new Block());
            });
            block.Uncles = uncles;
            block.HasUncles = true;
        }
    }

    private void Parse(RpcBatch batch, ResponseBuffer answer, RpcBatch.ResultReader read)
    {
        try
        {
            batch.ReadAnswers(answer.Bytes, _client.Errors, read);
        }
        catch (JsonException error)
        {
            throw _client.Errors.Broken(error);
        }
        catch (DecodeException error)
        {
            throw new DecodeException(
                ErrorCodes.MalformedAnswer, $"{EndpointText.Of(_options.Endpoint)}: {error.Message}", error.Remedy,
                error);
        }
    }
}
