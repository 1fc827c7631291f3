using Weir.Core;

namespace Weir.Simulation.Events.Realistic;

/// <summary>The addresses of all accounts as the text that messages hold: 42 bytes each.</summary>
internal sealed class AddressBook
{
    private const int TextBytes = 42;

    private byte[] _texts = new byte[1024 * TextBytes];
    private int _count;

    /// <summary>The text of an account's address.</summary>
    public ReadOnlySpan<byte> this[int account] => _texts.AsSpan(account * TextBytes, TextBytes);

    /// <summary>Adds an address in the spelling given, for the next account.</summary>
    public void Add(ReadOnlySpan<byte> text) => text.CopyTo(Next());

    /// <summary>Adds 20 random bytes, for the next account.</summary>
    public void AddRandom(Chance chance)
    {
        Span<byte> bytes = stackalloc byte[Address.Length];
        chance.Fill(bytes);
        Hex.Encode(bytes, Next());
    }

    private Span<byte> Next()
    {
        if ((_count + 1) * TextBytes > _texts.Length)
        {
            Array.Resize(ref _texts, 2 * _texts.Length);
        }

        return _texts.AsSpan(_count++ * TextBytes, TextBytes);
    }
}
