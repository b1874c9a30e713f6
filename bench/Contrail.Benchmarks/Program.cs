using Contrail.Benchmarks.Measuring;
using Contrail.Benchmarks.Purchases;
using Contrail.Benchmarks.Works;

if (args is [StartWorks.ChildArgument, .. var address])
{
    await StartWorks.RunAsChildAsync(address).ConfigureAwait(false);
    return 0;
}

if (args is ["purchases", .. var rest])
{
    try
    {
        await PurchaseRun.RunAsync(PurchaseOptions.Parse(rest)).ConfigureAwait(false);
        return 0;
    }
    catch (ArgumentException e)
    {
        await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
        return 2;
    }
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException e)
{
    await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
    return 2;
}

var rows = new List<Measured>();
foreach (var store in options.Stores)
{
    await StoreRun.RunAsync(store, options, rows).ConfigureAwait(false);
}

Report.Print(rows, Console.Out);
if (options.Json is { } file)
{
    Report.Write(rows, file);
}

return 0;
