using System.Text;
using Weir.Detection.Prices;
using Weir.Ethereum.Chains;
using Weir.Ethereum.Hashing;

namespace Weir.Tests.Ethereum.Chains;

/// <summary>The data file of assets over many chains.</summary>
public sealed class TokenIdentityTests
{
    private static readonly long[] EightChains = [1, 10, 56, 100, 137, 8_453, 42_161, 43_114];

    private static List<string[]> Rows => ChainTokens.Rows("token_identities.csv");

    [Fact]
    public void Every_address_has_its_checksum()
    {
        foreach (string[] row in Rows)
        {
            Assert.True(row[1] == Checksum(row[1]), $"{row[3]} on {row[0]}: {row[1]} should be {Checksum(row[1])}");
        }
    }

    [Fact]
    public void No_contract_is_two_assets_and_every_row_has_a_source()
    {
        Assert.Equal(Rows.Count, Rows.Select(row => (row[0], row[1].ToUpperInvariant())).Distinct().Count());
        Assert.Equal(Rows.Count, Rows.Select(row => (row[0], row[3])).Distinct().Count());
        Assert.All(Rows, row => Assert.True(row.Length == 7 && row[6].Length > 5, string.Join(',', row)));
        Assert.All(Rows, row => Assert.Contains(row[4], new[] { "native", "bridged", "wrapped" }));
    }

    [Fact]
    public void Each_of_the_eight_chains_has_the_dollar_ether_and_its_wrapped_coin()
    {
        foreach (long id in EightChains)
        {
            string[] assets = [.. TokenIdentities.All.Where(row => row.ChainId == id).Select(row => row.Asset)];
            Assert.Contains("USDC", assets);
            Assert.Contains("USDT", assets);
            Assert.Contains("ETH", assets);
            Assert.NotNull(TokenIdentities.WrappedCoin(KnownChains.Find(id)!));
        }
    }

    // The list of tokens comes from another source: where both have a contract they must agree.
    [Fact]
    public void It_agrees_with_the_list_of_tokens()
    {
        int both = 0;
        foreach (TokenIdentity row in TokenIdentities.All)
        {
            if (ChainTokens.Of(row.ChainId).All.FirstOrDefault(token => token.Address == row.Address) is { } token)
            {
                both++;
                Assert.Equal(token.Decimals, row.Decimals);
                Assert.Equal(
                    row.Form == "wrapped" && row.Asset == KnownChains.Find(row.ChainId)!.NativeToken, token.Role == TokenRole.WrappedCoin);
            }
        }

        Assert.True(both >= 20, $"only {both} are in both");
    }

    // EIP-55: a letter is upper-case where the hash of the lower-case digits has a nibble of 8 or more.
    private static string Checksum(string address)
    {
        string digits = address[2..].ToLowerInvariant();
        ReadOnlySpan<char> hash = Keccak.Hash(Encoding.ASCII.GetBytes(digits)).ToString().AsSpan(2);
        StringBuilder text = new("0x");
        for (int i = 0; i < digits.Length; i++)
        {
            text.Append(hash[i] >= '8' ? char.ToUpperInvariant(digits[i]) : digits[i]);
        }

        return text.ToString();
    }
}
