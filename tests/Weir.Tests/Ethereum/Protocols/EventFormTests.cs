using Weir.Core;
using Weir.Ethereum.Protocols;

namespace Weir.Tests.Ethereum.Protocols;

public sealed class EventFormTests
{
    // Topics that others published: Etherscan, the protocols' own documents.
    [Theory]
    [InlineData("Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)",
        "0xd78ad95fa46c994b6551d0da85fc275fe613ce37657fb8d5e3d130840159d822", 3)]
    [InlineData("Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)",
        "0xc42079f94a6350d7e6235f29174924f928cc2ac818eb64fed8004e115fbcca67", 3)]
    [InlineData("FlashLoan(address indexed target, address initiator, address indexed asset, uint256 amount, uint8 interestRateMode, uint256 premium, uint16 indexed referralCode)",
        "0xefefaba5e921573100900a3ad9cf29f222d995fb3b6045797eaea7521bd8d6f0", 4)]
    public void A_declaration_gives_topic_and_count(string form, string topic, int topics)
    {
        EventForm parsed = new(form);
        Assert.Equal((Hash32.Parse(topic), topics), (parsed.Topic0, parsed.TopicCount));
    }

    // Each topic as mainnet has it; one that is misdeclared here is never seen there.
    [Theory]
    [InlineData("Uniswap V2 and forks", "0x1c411e9a96e071241c2f21f7726b17ae89e3cab4c78be50e062b03a9fffbbad1")]
    [InlineData("Uniswap V2 and forks", "0x4c209b5fc8ad50758f13e2e1088ba56a560dff690a1c6fef26394f4c03821c4f")]
    [InlineData("Uniswap V2 and forks", "0xdccd412f0b1252819cb1fd330b93224ca42612892bb3f4f789976e6d81936496")]
    [InlineData("Uniswap V2 and forks", "0x0d3648bd0f6ba80134a33ba9275ac585d9d315f0ad8355cddefde31afa28d0e9")]
    [InlineData("Uniswap V3 and forks", "0x19b47279256b2a23a1665c810c8d55a1758940ee09377d4f8d26497a3577dc83")]
    [InlineData("Uniswap V3 and forks", "0x7a53080ba414158be7ec69b987b5fb7d07dee101fe85488f0853ae16239d0bde")]
    [InlineData("Uniswap V3 and forks", "0x0c396cd989a39f4459b5fa1aed6a9a8dcdbc45908acfd67e028cd568da98982c")]
    [InlineData("Uniswap V3 and forks", "0x70935338e69775456a85ddef226c395fb668b63fa0115f5f20610b388e6ca9c0")]
    [InlineData("Uniswap V3 and forks", "0xbdbdb71d7860376ba52b25a5028beea23581364a40522f6bcfb86bb1f2dca633")]
    [InlineData("Uniswap V3 and forks", "0x98636036cb66a9c19a37435efc1e90142190214e8abeb821bdba3f2990dd4c95")]
    [InlineData("Uniswap V3 and forks", "0x783cca1c0412dd0d695e784568c96da2e9c22ff989357a2e8b1d9b2b4e6b7118")]
    [InlineData("Uniswap V4", "0x40e9cecb9f5f1f1c5b9c97dec2917b7ee92e57ba5563708daca94dd84ad7112f")]
    [InlineData("Curve", "0x8b3e96f2b889fa771c53c981b40daf005f63f637f1869f707052d15a3dd97140")]
    [InlineData("Curve", "0x143f1f8e861fbdeddd5b46e844b7d3ac7b86a122f36e8c463859ee6811b1f29c")]
    [InlineData("Curve", "0xb2e76ae99761dc136e598d4a629bb347eccb9532a5f8bbd72e18467c3c34cc98")]
    [InlineData("Curve", "0xd013ca23e77a65003c2c659c5442c00c805371b7fc1ebd4c206c41d1536bd90b")]
    [InlineData("Balancer V2", "0x2170c741c41531aec20e7c107c24eecfdd15e69c9bb0a8dd37b1840b9e0b207b")]
    [InlineData("Balancer V2", "0x0d7d75e01ab95780d3cd1c8ec0dd6c2ce19e3a20427eec8bf53283b6fb8e95f0")]
    [InlineData("Balancer V1", "0x908fb5ee8f16c6bc9bc3690973819f32a4d4b10188134543c88706e0e1d43378")]
    [InlineData("0x", "0x829fa99d94dc4636925b38632e625736a614c154d55006b7ab6bea979c210c32")]
    [InlineData("0x", "0xac75f773e3a92f1a02b12134d65e1f47f8a14eabe4eaf1e24624918e6a8b269f")]
    [InlineData("0x", "0xab614d2b738543c0ea21f56347cf696a3a0c42a7cbec3212a5ca22a4dcff2124")]
    [InlineData("CoW Protocol", "0xa07a543ab8a018198e99ca0184c93fe9050a79400a0a723441f84de1d972cc17")]
    [InlineData("DODO", "0xc2c0245e056d5fb095f04cd6373bc770802ebd1e6c918eb78fdef843cdb37b0f")]
    [InlineData("1inch", "0xd6d4f5681c246c9f42c203e287975af1601f8df8035a9251f79aab5c8f09e2f8")]
    [InlineData("Maverick", "0x3b841dc9ab51e3104bda4f61b41e4271192d22cd19da5ee6e292dc8e2744f713")]
    [InlineData("Maverick", "0x103ed084e94a44c8f5f6ba8e3011507c41063177e29949083c439777d8d63f60")]
    [InlineData("Aave V2, V3 and forks", "0xe413a321e8681d831f4dbccbca790d2952b56f977908e45be37335533e005286")]
    [InlineData("Aave V2, V3 and forks", "0x631042c832b07452973831137f2d73e395028b44b250dedc5abb0ee766e168ac")]
    [InlineData("Compound V2 and forks", "0x1a2a22cb034d26d1854bdc6666a5b91fe25efbbb5dcad3b0355478d6f5c362a1")]
    [InlineData("OpenSea Seaport", "0x9d9af8e38d66c62e2c12f0225249fd9d721c54b83f48d9352c97c6cacdcb6f31")]
    [InlineData("OpenSea Wyvern", "0xc4109843e0b7d514e4c093114b863f8e7d8d9a458c372cd51bfe526b588006c9")]
    [InlineData("Blur", "0x61cbb2a3dee0b6064c2e681aadd61677fb4ef319f0b547508d495626f5a62f64")]
    [InlineData("LooksRare", "0x95fb6205e23ff6bda16a2d1dba56b9ad7c783f67c96fa149785052f47696f2be")]
    [InlineData("LooksRare", "0x68cd251d4d267c6e2034ff0088b990352b97b2002c0476587d0c4da889c11330")]
    [InlineData("CryptoPunks", "0x58e5d5a525e3b40bc15abaa38b5882678db1ee68befd2f60bafe3a7fd06db9e3")]
    [InlineData("X2Y2", "0x3cbb63f144840e5b1b0a38a7c19211d2e89de4d7c5faf8b2d3c1776c302d1d33")]
    [InlineData("Bancor", "0x7154b38b5dd31bb3122436a96d4e09aba5b323ae1fd580025fab55074334c095")]
    public void The_registry_has_the_topics_that_others_publish(string protocol, string topic) =>
        Assert.Contains(
            Registry.Create().Single(item => item.Name == protocol).Events,
            form => form.Topic0 == Hash32.Parse(topic));

    [Fact]
    public void No_protocol_declares_an_event_twice() =>
        Assert.All(
            Registry.Create(),
            protocol => Assert.Distinct(protocol.Events.Select(form => $"{form.Topic0} {form.TopicCount}")));

    [Theory]
    [InlineData("Swap")]
    [InlineData("Swap(uint256")]
    [InlineData("(uint256)")]
    public void What_is_no_declaration_is_refused(string text) =>
        Assert.Throws<FormatException>(() => new EventForm(text));
}
