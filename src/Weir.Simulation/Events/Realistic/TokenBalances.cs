namespace Weir.Simulation.Events.Realistic;

/// <summary>Who holds how much of each token. Transfers move raw units and never make or lose one.</summary>
internal sealed class TokenBalances
{
    private const int TokenCount = 3;

    private UInt128[] _balancesRaw = new UInt128[TokenCount * 1024];

    /// <summary>Accounts that have ever been named.</summary>
    public int Accounts { get; private set; }

    /// <summary>A new account with nothing in it.</summary>
    public int Open()
    {
        if ((Accounts + 1) * TokenCount > _balancesRaw.Length)
        {
            Array.Resize(ref _balancesRaw, 2 * _balancesRaw.Length);
        }

        return Accounts++;
    }

    public UInt128 BalanceRaw(int account, Token token) => _balancesRaw[(account * TokenCount) + (int)token];

    /// <summary>Gives an account its first units.</summary>
    public void Endow(int account, Token token, UInt128 amountRaw) =>
        _balancesRaw[(account * TokenCount) + (int)token] += amountRaw;

    /// <exception cref="InvalidOperationException">The account has less: a fault of the simulation.</exception>
    public void Move(int from, int to, Token token, UInt128 amountRaw)
    {
        ref UInt128 source = ref _balancesRaw[(from * TokenCount) + (int)token];
        if (source < amountRaw)
        {
            throw new InvalidOperationException($"Account {from} has {source} raw units of {token}, not {amountRaw}.");
        }

        source -= amountRaw;
        _balancesRaw[(to * TokenCount) + (int)token] += amountRaw;
    }

    /// <summary>All that there is of a token.</summary>
    public UInt128 TotalRaw(Token token)
    {
        UInt128 sum = 0;
        for (int i = 0; i < Accounts; i++)
        {
            sum += BalanceRaw(i, token);
        }

        return sum;
    }
}
