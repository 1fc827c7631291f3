using Weir.Core;
using Weir.Core.Tables;
using Weir.Ethereum.Protocols.Facts;
using Weir.Ethereum.Transforms;

namespace Weir.Ethereum.Protocols.Dydx;

/// <summary>
/// dYdX Solo (Events.sol): deposits and withdrawals; a flash loan is a withdrawal, a call, and a deposit of the same
/// market and account in one transaction.
/// </summary>
public sealed class DydxSolo : Protocol
{
    private static readonly Project Dydx = new("dydx", "solo");

    private static readonly ContractList Markets = new(
        ListedContract.Of("0x1e0447b19bb6ecfdae1e4ae1694b0c3659614e4e", Dydx, "solo margin"));

    // Market ids: WETH, SAI, USDC, DAI.
    private static readonly Address[] Tokens =
    [
        Address.Parse("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
        Address.Parse("0x89d24a6b4ccb1b6faa2625fe562bdd9a23260359"),
        Address.Parse("0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"),
        Address.Parse("0x6b175474e89094c44da98b954eedeac495271d0f"),
    ];

    private readonly List<Withdrawal> _withdrawals = [];
    private Hash32 _transaction;

    internal DydxSolo(FactWriter facts)
        : base(facts, LendingEventBatch.Table, FlashLoanBatch.Table)
    {
        const string update = "((bool,uint256),(bool,uint128)) update";
        On(
            "LogWithdraw(address indexed accountOwner, uint256 accountNumber, uint256 market, " + update
            + ", address to)", Withdraw, Markets.Addresses);
        On(
            "LogDeposit(address indexed accountOwner, uint256 accountNumber, uint256 market, " + update
            + ", address from)", Deposit, Markets.Addresses);
        On("LogCall(address indexed accountOwner, uint256 accountNumber, address callee)", Call, Markets.Addresses);
    }

    /// <inheritdoc/>
    public override string Name => "dYdX Solo";

    /// <inheritdoc/>
    public override string Proof => "listed contract and markets";

    /// <inheritdoc/>
    public override string Evidence => "hand-made logs";

    /// <inheritdoc/>
    public override IEnumerable<ListedContract> Contracts => Markets.All;

    private string? Withdraw(in LogRow log)
    {
        Enter(log);
        _withdrawals.Add(new Withdrawal(log.TopicAddress(1), log.UInt(0), log.UInt(1), log.UInt(3), log.AddressAt(6)));
        return Add(log, "withdraw"u8);
    }

    private string? Call(in LogRow log)
    {
        Enter(log);
        foreach (Withdrawal withdrawal in _withdrawals)
        {
            if (withdrawal.Owner == log.TopicAddress(1) && withdrawal.Account == log.UInt(0))
            {
                withdrawal.Callee ??= log.AddressAt(1);
            }
        }

        return null;
    }

    private string? Deposit(in LogRow log)
    {
        Enter(log);
        UInt256 repaid = log.UInt(3);
        for (int i = 0; i < _withdrawals.Count; i++)
        {
            Withdrawal lent = _withdrawals[i];
            if (lent.Callee is { } callee && lent.Owner == log.TopicAddress(1) && lent.Account == log.UInt(0)
                && lent.Market == log.UInt(1) && repaid >= lent.AmountRaw)
            {
                Facts.Add(log, new FlashLoan
                {
                    Project = Dydx,
                    Lender = log.Log.Address,
                    Initiator = callee,
                    Recipient = lent.To,
                    Asset = Token(lent.Market),
                    AmountRaw = lent.AmountRaw,
                    FeeRaw = repaid - lent.AmountRaw,
                });
                _withdrawals.RemoveAt(i);
                break;
            }
        }

        return Add(log, "deposit"u8);
    }

    private protected override void ForgetBlock()
    {
        _transaction = default;
        _withdrawals.Clear();
    }

    private void Enter(in LogRow log)
    {
        if (_transaction != log.Log.TransactionHash)
        {
            _transaction = log.Log.TransactionHash;
            _withdrawals.Clear();
        }
    }

    private string? Add(in LogRow log, ReadOnlySpan<byte> kind)
    {
        Facts.Add(log, new LendingAct
        {
            Project = Dydx,
            Market = log.Log.Address,
            Kind = kind,
            User = log.AddressAt(6),
            OnBehalfOf = log.TopicAddress(1),
            Asset = Token(log.UInt(1)),
            AmountRaw = log.UInt(3),
        });
        return null;
    }

    private static Address? Token(in UInt256 market) =>
        market < (ulong)Tokens.Length ? Tokens[(int)(long)market] : null;

    private sealed record Withdrawal(Address Owner, UInt256 Account, UInt256 Market, UInt256 AmountRaw, Address To)
    {
        public Address? Callee { get; set; }
    }
}
