using Contrail.Host;

return await CommandLine.RunAsync(args);
