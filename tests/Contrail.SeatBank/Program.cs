System.Console.WriteLine("see CrashChild");
