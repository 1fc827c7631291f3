using System.IO.Compression;
using System.Numerics;
using Weir.Core;
using Weir.Core.Errors;
using Weir.Ethereum.Blocks;
using Weir.Ethereum.Json;
using Weir.Ethereum.Rlp;

namespace Weir.Connectors.Files;

/// <summary>
/// A folder (with its subfolders) of <c>.json</c> and <c>.json.gz</c> files, or one such file, with a block or an array
/// of blocks in each.
/// </summary>
public sealed class BlockFolder
{
    private const long MainnetChainId = 1;

    private readonly string _path;
    private readonly long? _chainId;
    private readonly BlockFileJson _json = new();
    private BlockFolderIndex? _index;
    private (string Path, IReadOnlyList<Block> Blocks)? _open;

    /// <param name="path">The folder or the file.</param>
    /// <param name="chainId">The chain the user named; blocks of another are refused.</param>
    public BlockFolder(string path, long? chainId)
    {
        _path = path;
        _chainId = chainId;
    }

    /// <summary>Looks through all files once: numbers, hashes, and the chain they belong to.</summary>
    /// <exception cref="ConfigException">The path is missing, empty, or its blocks are of several chains.</exception>
    public async Task<BlockFolderIndex> GetIndexAsync(CancellationToken cancellationToken)
    {
        if (_index is not null)
        {
            return _index;
        }

        SortedDictionary<long, BlockFile> files = [];
        (long Id, string Path)? chain = _chainId is { } given ? (given, "--chain-id") : null;
        foreach (string path in ListFiles())
        {
            IReadOnlyList<Block> blocks = await ReadFileAsync(path, cancellationToken);
            for (int i = 0; i < blocks.Count; i++)
            {
                Block block = blocks[i];
                AddBlock(files, new BlockFile(path, i, block.Header.Number, block.Header.Hash, block.Present));
                chain = CheckChain(block, path, chain);
            }
        }

        return _index = new BlockFolderIndex(chain?.Id ?? MainnetChainId, chain is null, [.. files.Values]);
    }

    /// <summary>
    /// The first chain that a block names, null where none does; files that are no blocks are passed over.
    /// </summary>
    public async Task<long?> FindChainIdAsync(CancellationToken cancellationToken)
    {
        (long Id, string Path)? chain = _chainId is { } given ? (given, "--chain-id") : null;
        foreach (string path in ListFiles())
        {
            if (chain is not null)
            {
                break;
            }

            try
            {
                foreach (Block block in await ReadFileAsync(path, cancellationToken))
                {
                    chain ??= CheckChain(block, path, null);
                }
            }
            catch (DecodeException)
            {
                // Whoever reads the file for its blocks reports it.
            }
        }

        return chain?.Id;
    }

    /// <summary>Reads one block.</summary>
    public async Task<Block> ReadAsync(BlockFile file, CancellationToken cancellationToken)
    {
        if (_open?.Path != file.Path)
        {
            _open = (file.Path, await ReadFileAsync(file.Path, cancellationToken));
        }

        return _open.Value.Blocks[file.Position];
    }

    /// <summary>The files, by path.</summary>
    /// <exception cref="ConfigException">The path is missing or has no such file.</exception>
    public IReadOnlyList<string> ListFiles()
    {
        if (File.Exists(_path))
        {
            return [_path];
        }

        if (!Directory.Exists(_path))
        {
            throw new ConfigException(
                ErrorCodes.MissingPath, $"files:{_path} is neither a file nor a folder",
                "Name a folder with .json or .json.gz files of blocks, one block a file or an array of them.");
        }

        string[] paths = [.. Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).Where(IsBlockFile).Order(
            StringComparer.Ordinal)];
        return paths.Length > 0
            ? paths
            : throw new ConfigException(
                ErrorCodes.MissingPath, $"files:{_path} has no .json or .json.gz file",
                "Name a folder with the answers of eth_getBlockByNumber, one block a file.");
    }

    private static bool IsBlockFile(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The blocks of one file.</summary>
    /// <exception cref="DecodeException">The file is not blocks; the message names it.</exception>
    public async Task<IReadOnlyList<Block>> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        List<Block> blocks = [];
        try
        {
            byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            _json.Read(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Unzip(bytes) : bytes, blocks);
            return blocks;
        }
        catch (DecodeException error)
        {
            throw new DecodeException(error.Code, $"{path}: {error.Message}", error.Remedy, error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new DecodeException(
                ErrorCodes.MalformedBlock, $"{path} cannot be read: {error.Message}",
                "Check the file's rights, and that a .gz file is whole.", error);
        }
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using GZipStream gzip = new(new MemoryStream(bytes), CompressionMode.Decompress);
        using MemoryStream plain = new(8 * bytes.Length);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    // Of two files with one number the more complete one counts, if they are the same block.
    private static void AddBlock(SortedDictionary<long, BlockFile> files, BlockFile file)
    {
        if (!files.TryGetValue(file.Number, out BlockFile? other))
        {
            files[file.Number] = file;
        }
        else if (other.Hash != file.Hash)
        {
            throw new DecodeException(
                ErrorCodes.ConflictingFiles,
                $"{other.Path} and {file.Path} both have block {file.Number}, with hashes {other.Hash} and {file.Hash}",
                "Keep the one of the branch you want.");
        }
        else if (BitOperations.PopCount((uint)file.Present) > BitOperations.PopCount((uint)other.Present))
        {
            files[file.Number] = file;
        }
    }

    private static (long Id, string Path)? CheckChain(Block block, string path, (long Id, string Path)? known)
    {
        foreach (ref readonly Transaction transaction in block.Transactions.Rows)
        {
            UInt256? named = TransactionRlp.NamesChain(transaction) ? TransactionRlp.ChainIdOfV(transaction)
                : transaction.Has(TransactionFields.ChainId) && (transaction.Type != 0 || !transaction.ChainId.IsZero)
                    ? transaction.ChainId
                    : null;
            if (named is not { } id)
            {
                continue;
            }

            if (known is null)
            {
                known = ((long)id, path);
            }
            else if (id != (ulong)known.Value.Id)
            {
                throw new ConfigException(
                    ErrorCodes.ChainIdConflict,
                    $"{path} has a transaction of chain {id}, but {known.Value.Path} says chain {known.Value.Id}",
                    "Load one chain at a time, and leave --chain-id out or name the right one.");
            }
        }

        return known;
    }
}
