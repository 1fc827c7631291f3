using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Named windows written where they are used, for dialects without a WINDOW clause.</summary>
internal static class WindowsInPlace
{
    public static Select Rewrite(Select select)
    {
        Dictionary<string, WindowSpecification> windows = new(StringComparer.OrdinalIgnoreCase);
        foreach (NamedWindow window in select.Windows)
        {
            windows[window.Name.Name] = window.Window.Base is { } earlier
                && windows.TryGetValue(earlier.Name, out WindowSpecification? start)
                ? Merge(start, window.Window) : window.Window;
        }
        Expression R(Expression node) => TreeRewriter.Rewrite(node, child => InPlace(child, windows));
        return select with
        {
            Windows = [],
            Items = Array.ConvertAll(select.Items, R),
            Qualify = select.Qualify is null ? null : R(select.Qualify),
            OrderBy = Array.ConvertAll(select.OrderBy, item => item with { Value = R(item.Value) }),
        };
    }

    private static Over? InPlace(Expression node, Dictionary<string, WindowSpecification> windows)
    {
        if (node is not Over over)
        {
            return null;
        }
        if (over.Name is { } name && windows.TryGetValue(name.Name, out WindowSpecification? window))
        {
            return over with { Name = null, Window = window };
        }
        return over.Window?.Base is { } start && windows.TryGetValue(start.Name, out WindowSpecification? first)
            ? over with { Window = Merge(first, over.Window) } : null;
    }

    private static WindowSpecification Merge(WindowSpecification start, WindowSpecification more) => more with
    {
        Base = null,
        PartitionBy = start.PartitionBy,
        OrderBy = more.OrderBy.Length > 0 ? more.OrderBy : start.OrderBy,
        Frame = more.Frame ?? start.Frame,
    };
}
