using System.Globalization;
using System.Text.Json;
using Weir.App.Terminal;
using Weir.Proofs;

namespace Weir.App.Commands;

/// <summary>Writes what a verification finds, as it finds it, and keeps the verdict.</summary>
internal sealed class VerifyReport
{
    private readonly Screen _screen;
    private readonly bool _asJson;
    private long _blocks;
    private long _notWhole;
    private long _bad;
    private long _badTables;
    private readonly string _whole;
    private bool _hasTableHead;

    /// <param name="screen">Where it goes.</param>
    /// <param name="asJson">As JSON lines.</param>
    /// <param name="hasSenders">Whether senders were recovered too: only then is a block whole.</param>
    public VerifyReport(Screen screen, bool asJson, bool hasSenders)
    {
        _whole = hasSenders ? "proven whole" : "with every root proven (senders are the node's word)";
        _screen = screen;
        _asJson = asJson;
    }

    /// <summary>A block: every one as a JSON line; for people those that are not all right.</summary>
    public void Add(BlockLine line)
    {
        _blocks++;
        _bad += line.IsBad ? 1 : 0;
        bool isWhole = line is { Header: "ok", Transactions: "ok", Receipts: "ok", Bloom: "ok", Withdrawals: "ok" };
        _notWhole += isWhole || line.IsBad ? 0 : 1;
        if (_asJson)
        {
            _screen.Output.WriteLine(JsonSerializer.Serialize(line, AppJson.Default.BlockLine));
        }
        else if (line.IsBad)
        {
            _screen.Output.WriteLine(
                $"bad   {(line.ChainId is { } chain ? $"chain {chain}, " : string.Empty)}block {line.Number?.ToString(CultureInfo.InvariantCulture) ?? "?"}: {line.Detail}");
        }
    }

    /// <summary>A table with its checksum.</summary>
    public void Add(TableReport line)
    {
        bool isBad = line.Duplicates > 0 || line.Detail is not null;
        _badTables += isBad ? 1 : 0;
        if (_asJson)
        {
            _screen.Output.WriteLine(JsonSerializer.Serialize(line, AppJson.Default.TableReport));
            return;
        }

        if (!_hasTableHead)
        {
            _screen.Output.WriteLine($"{"table",-18}{"rows",14}  {"checksum",-32}");
            _hasTableHead = true;
        }

        _screen.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{line.Table,-18}{line.Rows,14:N0}  {line.Checksum}"));
        if (line.Gaps is not null)
        {
            _screen.Output.WriteLine($"      gaps: {line.Gaps}");
        }

        if (line.Duplicates > 0)
        {
            _screen.Output.WriteLine($"bad   {line.Duplicates} rows have a key that another row has already");
        }

        if (line.Detail is not null)
        {
            _screen.Output.WriteLine($"bad   {line.Detail}");
        }
    }

    /// <summary>The closing line for people, and the exit code.</summary>
    public int End()
    {
        if (!_asJson && _blocks > 0)
        {
            _screen.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{_blocks:N0} blocks: {_blocks - _bad - _notWhole:N0} {_whole}, {_notWhole:N0} with a part that cannot be proven, {_bad:N0} bad"));
        }

        return _bad + _badTables > 0 ? 1 : 0;
    }
}
