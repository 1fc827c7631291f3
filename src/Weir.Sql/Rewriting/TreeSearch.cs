using Weir.Sql.Ast;

namespace Weir.Sql.Rewriting;

/// <summary>Looks through an expression and the queries within it.</summary>
internal static class TreeSearch
{
    /// <summary>Whether a node is found.</summary>
    /// <param name="expression">Where to look.</param>
    /// <param name="isFound">Whether it is the one.</param>
    /// <param name="isClosed">Whether what stands within a node is not looked at; null to look everywhere.</param>
    /// <exception cref="InsufficientExecutionStackException">The tree is too deep for this thread's stack.</exception>
    public static bool Contains(
        Expression expression, Func<Expression, bool> isFound, Func<Expression, bool>? isClosed = null)
    {
        bool found = false;
        TreeRewriter.Rewrite(expression, node =>
        {
            found = found || isFound(node);
            return found || isClosed?.Invoke(node) == true ? node : null;
        });
        return found;
    }
}
