using Weir.Core;

namespace Weir.Ethereum.Protocols.Tokens;

/// <summary>First topics of the events that move tokens: Keccak-256 of the signature.</summary>
public static class TokenEvents
{
    /// <summary><c>Transfer(address,address,uint256)</c> of ERC-20 and ERC-721.</summary>
    public static readonly Hash32 Transfer =
        Hash32.Parse("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");

    /// <summary><c>TransferSingle(address,address,address,uint256,uint256)</c> of ERC-1155.</summary>
    public static readonly Hash32 TransferSingle =
        Hash32.Parse("0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62");

    /// <summary><c>TransferBatch(address,address,address,uint256[],uint256[])</c> of ERC-1155.</summary>
    public static readonly Hash32 TransferBatch =
        Hash32.Parse("0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb");

    /// <summary><c>ConsecutiveTransfer(uint256,uint256,address,address)</c> of ERC-2309.</summary>
    public static readonly Hash32 ConsecutiveTransfer =
        Hash32.Parse("0xdeaa91b6123d068f5821d0fb0678463d1a8a6079fe8af5de3ce5e896dcf9133d");

    /// <summary>CryptoKitties' KittyCore, whose Transfer (2017) has from, to and the kitty's id in its data.</summary>
    public static readonly Address CryptoKitties = Address.Parse("0x06012c8cf97bead5deae237070f9587f8e7a266d");

    /// <summary>Not a contract: where EIP-7708 (Amsterdam) logs that ether moved, in the form of a Transfer.</summary>
    public static readonly Address Ether = Address.Parse("0xfffffffffffffffffffffffffffffffffffffffe");
}
