using System.Globalization;

namespace Weir.IntegrationTests;

/// <summary>
/// TPC-H's eight tables at about scale 0.002, made from a seed, with the values that the 22 queries look for.
/// </summary>
internal sealed class TpchTables
{
    private const string Nations =
        "ALGERIA ARGENTINA BRAZIL CANADA EGYPT ETHIOPIA FRANCE GERMANY INDIA INDONESIA IRAN IRAQ JAPAN JORDAN KENYA MOROCCO MOZAMBIQUE PERU CHINA ROMANIA SAUDI_ARABIA VIETNAM RUSSIA UNITED_KINGDOM UNITED_STATES";
    private const int Parts = 800;
    private const int Suppliers = 60;
    private const int Customers = 600;
    private const int Orders = 2500;
    private static readonly int[] RegionOfNation =
        [0, 1, 1, 1, 4, 0, 3, 3, 2, 2, 4, 4, 2, 4, 0, 0, 0, 1, 2, 3, 4, 2, 3, 3, 1];
    private static readonly string[] Regions = ["AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"];
    private static readonly string[] Words =
        "special pending requests Customer Complaints ideas carefully express".Split(' ');
    private static readonly string[] Colours =
        "forest almond antique azure green blue chocolate red ivory lemon".Split(' ');
    private static readonly string[] Sizes = "STANDARD SMALL MEDIUM LARGE ECONOMY PROMO".Split(' ');
    private static readonly string[] Finishes = "ANODIZED BURNISHED PLATED POLISHED BRUSHED".Split(' ');
    private static readonly string[] Metals = "TIN NICKEL BRASS STEEL COPPER".Split(' ');
    private static readonly string[] Boxes = "SM LG MED JUMBO WRAP".Split(' ');
    private static readonly string[] Containers = "CASE BOX BAG JAR PKG PACK CAN DRUM".Split(' ');
    private static readonly string[] Segments = "BUILDING AUTOMOBILE MACHINERY HOUSEHOLD FURNITURE".Split(' ');
    private static readonly string[] Priorities = ["1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"];
    private static readonly string[] Modes = ["AIR", "AIR REG", "MAIL", "SHIP", "TRUCK"];
    private static readonly string[] Codes = "13 31 23 29 30 18 17".Split(' ');
    private readonly Random _chance;
    private readonly int[][] _suppliersOfPart = new int[Parts][];

    private TpchTables(int seed) => _chance = new Random(seed);

    public static IReadOnlyList<SqlTable> Make(int seed)
    {
        TpchTables maker = new(seed);
        return
        [
            new("region", "r_regionkey INT, r_name TEXT, r_comment TEXT",
                Rows(Regions.Length, i => $"{Regions[i]}|{maker.Text()}")),
            new("nation", "n_nationkey INT, n_name TEXT, n_regionkey INT, n_comment TEXT",
                Rows(25, i => $"{Nations.Split(' ')[i].Replace('_', ' ')}|{RegionOfNation[i]}|{maker.Text()}")),
            new("supplier",
                "s_suppkey INT, s_name TEXT, s_address TEXT, s_nationkey INT, s_phone TEXT, s_acctbal DECIMAL(15, 2), s_comment TEXT",
                Rows(Suppliers,
                    i => $"Supplier#{i:d9}|{maker.Text()}|{maker.Below(25)}|{10 + i}-1{i:d2}|{maker.Money(-900, 9000)}|{maker.Text()}")),
            new("part",
                "p_partkey INT, p_name TEXT, p_mfgr TEXT, p_brand TEXT, p_type TEXT, p_size INT, p_container TEXT, p_retailprice DECIMAL(15, 2), p_comment TEXT", Rows(Parts, maker.Part)),
            new("partsupp",
                "ps_partkey INT, ps_suppkey INT, ps_availqty INT, ps_supplycost DECIMAL(15, 2), ps_comment TEXT", [.. Enumerable.Range(0, Parts).SelectMany(maker.PartSupplier)]),
            new("customer",
                "c_custkey INT, c_name TEXT, c_address TEXT, c_nationkey INT, c_phone TEXT, c_acctbal DECIMAL(15, 2), c_mktsegment TEXT, c_comment TEXT",
                Rows(Customers,
                    i => $"Customer#{i:d9}|{maker.Text()}|{maker.Below(25)}|{maker.One(Codes)}-{i:d3}|{maker.Money(-900, 9000)}|{maker.One(Segments)}|{maker.Text()}")),
            .. maker.OrdersAndLines(),
        ];
    }

    private static IReadOnlyList<string> Rows(int count, Func<int, string> row) =>
        [.. Enumerable.Range(0, count).Select(i => $"{i}|{row(i)}")];

    private string Part(int key) =>
        $"{One(Colours)} {One(Colours)}|Manufacturer#1|Brand#{Below(5) + 1}{Below(5) + 1}|{One(Sizes)} {One(Finishes)} {One(Metals)}|{Below(50) + 1}|{One(Boxes)} {One(Containers)}|{Money(900, 2000)}|{Text()}";

    private IEnumerable<string> PartSupplier(int part)
    {
        _suppliersOfPart[part] = [.. Enumerable.Range(0, 4).Select(i => (Below(15) * 4) + i)];
        return _suppliersOfPart[part].Select(
            supplier => $"{part}|{supplier}|{Below(9999) + 1}|{Money(1, 1000)}|{Text()}").ToArray();
    }

    private SqlTable[] OrdersAndLines()
    {
        List<string> orders = [];
        List<string> lines = [];
        for (int order = 0; order < Orders; order++)
        {
            DateOnly placed = new DateOnly(1992, 1, 1).AddDays(Below(2400));
            orders.Add(
                $"{order}|{Below(Customers * 9 / 10)}|{"FOP"[Below(3)]}|{Money(1000, 300000)}|{placed:yyyy-MM-dd}|{One(Priorities)}|Clerk#{order}|0|{Text()}");
            for (int line = 1, end = 2 + Below(5); line <= end; line++)
            {
                int part = Below(Parts);
                DateOnly shipped = placed.AddDays(1 + Below(120));
                lines.Add(
                    $"{order}|{part}|{_suppliersOfPart[part][Below(4)]}|{line}|{Below(50) + 1}|{Money(900, 90000)}|0.0{Below(10)}|0.0{Below(9)}|{"RAN"[Below(3)]}|{"OF"[Below(2)]}|"
                    + $"{shipped:yyyy-MM-dd}|{placed.AddDays(30 + Below(60)):yyyy-MM-dd}|{shipped.AddDays(1 + Below(30)):yyyy-MM-dd}|NONE|{One(Modes)}|{Text()}");
            }
        }

        return
        [
            new("orders",
                "o_orderkey INT, o_custkey INT, o_orderstatus TEXT, o_totalprice DECIMAL(15, 2), o_orderdate DATE, o_orderpriority TEXT, o_clerk TEXT, o_shippriority INT, o_comment TEXT", orders),
            new("lineitem",
                "l_orderkey INT, l_partkey INT, l_suppkey INT, l_linenumber INT, l_quantity DECIMAL(15, 2), l_extendedprice DECIMAL(15, 2), l_discount DECIMAL(15, 2), l_tax DECIMAL(15, 2), l_returnflag TEXT, l_linestatus TEXT, l_shipdate DATE, l_commitdate DATE, l_receiptdate DATE, l_shipinstruct TEXT, l_shipmode TEXT, l_comment TEXT", lines),
        ];
    }

    private int Below(int limit) => _chance.Next(limit);

    private string One(string[] values) => values[Below(values.Length)];

    private string Text() => string.Join(' ', Enumerable.Range(0, 4).Select(_ => One(Words)));

    private string Money(int low, int high) =>
        (_chance.Next(low * 100, high * 100) / 100m).ToString("F2", CultureInfo.InvariantCulture);
}
