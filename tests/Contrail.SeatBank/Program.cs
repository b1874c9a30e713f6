using Contrail.Engine.Modules;
using Contrail.SeatBank.Load;

// The process that the crash tests kill.
//   load    --store sqlite|postgres --where DIRECTORY|CONNECTION --acks FILE [--seed N] [--round N] [--operations N]
//           [--kill-at POINT:N | --stop-at POINT:N] [--rebuilds 1] [--lease MILLISECONDS] [--anchors DIRECTORY]
//   migrate --store sqlite|postgres --where DIRECTORY|CONNECTION --acks FILE [--kill-at STEP]
FileSizes.OutliveLimit();
var options = LoadOptions.Parse(args);
var before = JournalContent.Read(options.Acks);
using var journal = new AckJournal(options.Acks);
try
{
    switch (options.What)
    {
        case "load":
            await new LoadRun(options, journal, before).RunAsync();
            return 0;
        case "migrate":
            await (await options.Storage(EndAt).OpenAsync("bank")).DisposeAsync();
            journal.Write("migrated");
            return 0;
        default:
            Console.Error.WriteLine("The first argument is 'load' or 'migrate'.");
            return 2;
    }
}
catch (StorageInUseException e)
{
    Console.Error.WriteLine(e.Message);
    return 4;
}
catch (Exception e)
{
    journal.Write($"error {e.GetType().Name} {e.Message.ReplaceLineEndings(" ")} {e.StackTrace?.ReplaceLineEndings(" ")}");
    Console.Error.WriteLine(e);
    return 3;
}

void EndAt(string step)
{
    if (step == options.KillAt)
    {
        journal.Write($"killed {step}");
        Signals.SendKill(Environment.ProcessId);
    }
}
