namespace Weir.Risk.Budgets;

/// <summary>By what weights are chosen.</summary>
public enum BudgetMethod
{
    /// <summary>Every asset brings the same share of the deviation.</summary>
    EqualRisk,

    /// <summary>Least expected shortfall on past returns.</summary>
    MinimumShortfall,
}
