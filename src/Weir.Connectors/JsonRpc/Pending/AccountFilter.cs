using Weir.Core;
using Weir.Core.Errors;

namespace Weir.Connectors.JsonRpc.Pending;

/// <summary>Which transactions are wanted: those from or to one of some accounts; all where none is named.</summary>
/// <param name="From">Senders.</param>
/// <param name="To">Receivers.</param>
public sealed record AccountFilter(IReadOnlyList<Address> From, IReadOnlyList<Address> To)
{
    /// <summary>As many as a provider takes.</summary>
    public const int Most = 1_000;

    /// <summary>All transactions.</summary>
    public static AccountFilter All { get; } = new([], []);

    /// <summary>Whether any account is named.</summary>
    public bool IsAll => From.Count + To.Count == 0;

    /// <summary>The filter of addresses as texts.</summary>
    /// <exception cref="ConfigException">One is no address, or there are too many.</exception>
    public static AccountFilter Parse(IEnumerable<string> from, IEnumerable<string> to)
    {
        AccountFilter filter = new([.. from.Select(Parse)], [.. to.Select(Parse)]);
        return filter.From.Count + filter.To.Count <= Most ? filter : throw new ConfigException(
            ErrorCodes.BadFlag, $"{filter.From.Count + filter.To.Count} accounts are named", $"Name at most {Most}.");
    }

    /// <summary>An address.</summary>
    /// <exception cref="ConfigException">It is none.</exception>
    public static Address Parse(string text) =>
        Address.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out Address address) ? address
            : throw new ConfigException(
                ErrorCodes.BadFlag, $"'{text}' is no address", "Write 0x and 40 hexadecimal digits.");

    /// <summary>Whether a transaction is wanted.</summary>
    public bool Takes(Address? from, Address? to) =>
        IsAll || (from is { } sender && From.Contains(sender)) || (to is { } receiver && To.Contains(receiver));

    /// <summary>Addresses as a JSON array.</summary>
    public static string Json(IEnumerable<Address> accounts) => $"[{string.Join(',', accounts.Select(one => $"\"{one}\""))}]";
}
