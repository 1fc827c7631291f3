using System.Xml.Linq;

namespace Weir.Tests.Architecture;

/// <summary>Holds the table of ARCHITECTURE.md: which project may know which, and which packages.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, (string[] Projects, string[]? Packages)> Allowed = new()
    {
        ["Weir.Core"] = ([], []),
        ["Weir.Ethereum"] = (["Weir.Core"], ["BouncyCastle.Cryptography"]),
        ["Weir.Sql"] = (["Weir.Core"], []),
        ["Weir.Pipeline"] = (["Weir.Core"], ["Polly.Core"]),
        ["Weir.Detection"] = (["Weir.Core"], []),
        ["Weir.Risk"] = (["Weir.Core"], ["MathNet.Numerics"]),
        ["Weir.Connectors"] = (["Weir.Pipeline", "Weir.Ethereum", "Weir.Sql"], null),
        ["Weir.Simulation"] = (["Weir.Pipeline", "Weir.Ethereum"], null),
        ["Weir.App"] = (
            ["Weir.Core", "Weir.Ethereum", "Weir.Sql", "Weir.Pipeline", "Weir.Detection", "Weir.Risk", "Weir.Connectors", "Weir.Simulation"],
            null),
    };

    [Fact]
    public void Arrows_point_only_as_the_table_says()
    {
        string[] projects = Directory.GetFiles(Path.Combine(Golden.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        foreach (string path in projects)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Assert.True(Allowed.ContainsKey(name), $"{name} is not in the table");
            XDocument project = XDocument.Load(path);
            foreach (string reference in Includes(project, "ProjectReference").Select(file => Path.GetFileNameWithoutExtension(file)))
            {
                Assert.Contains(reference, Allowed[name].Projects);
            }

            foreach (string package in Includes(project, "PackageReference"))
            {
                Assert.True(Allowed[name].Packages?.Contains(package) ?? true, $"{name} may not use {package}");
            }
        }
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'));
}
