using Contrail.Engine.Domain;

namespace Contrail.Ordering.Domain.Remarks;

internal sealed class OrderRemarkMustSaySomethingRule(string text) : Rule("Order_Remark_Must_Say_Something")
{
    public override RefusalKind Kind => RefusalKind.Invalid;

    public override string Explanation => "Write what is to be remembered about the order.";

    public override bool IsFollowed() => !string.IsNullOrWhiteSpace(text);
}

internal sealed class OrderMustNotHaveTooManyRemarksRule(int remarks) : Rule("Order_Must_Not_Have_Too_Many_Remarks")
{
    public override string Explanation => $"There are {OrderRemarks.MaxRemarks} remarks about this order already; no more are taken.";

    public override bool IsFollowed() => remarks < OrderRemarks.MaxRemarks;
}
