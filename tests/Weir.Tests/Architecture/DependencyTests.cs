using System.Xml.Linq;

namespace Weir.Tests.Architecture;

/// <summary>
/// Holds the table of ARCHITECTURE.md against the project files: which project may know which, and which packages.
/// </summary>
public sealed class DependencyTests
{
    private static readonly string[] Projects = Directory.GetFiles(
        Path.Combine(Golden.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    [Fact]
    public void Every_project_stands_in_the_table_and_every_row_is_a_project() => Assert.Equal(
        ReadTable().Keys.Order(StringComparer.Ordinal),
        Projects.Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void Arrows_point_only_as_the_table_says()
    {
        Dictionary<string, (string[] Projects, string[] Packages)> table = ReadTable();
        foreach (string path in Projects)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            (string[] projects, string[] packages) = table[name];
            XDocument project = XDocument.Load(path);
            foreach (string reference in Includes(project, "ProjectReference").Select(
                file => Path.GetFileNameWithoutExtension(file)))
            {
                Assert.True(projects is ["all"] || projects.Contains(reference["Weir.".Length..]),
                    $"{name} may not know {reference}");
            }

            foreach (string package in Includes(project, "PackageReference"))
            {
                Assert.True(packages is ["any"] || packages.Contains(package), $"{name} may not use {package}");
            }
        }
    }

    private static Dictionary<string, (string[] Projects, string[] Packages)> ReadTable()
    {
        string[][] rows =
        [
            .. File.ReadLines(Path.Combine(Golden.Root, "ARCHITECTURE.md")).Where(
                line => line.StartsWith("| Weir.", StringComparison.Ordinal))
                .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)),
        ];
        Assert.NotEmpty(rows);
        return rows.ToDictionary(row => row[0], row => (Names(row[2]), Names(row[3])));
    }

    private static string[] Names(string cell) => cell is "nothing" or "none" ? [] : cell.Split(", ");

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element).Select(item => item.Attribute("Include")!.Value.Replace('\\', '/'));
}
