using System;
using System.IO;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Benchmarks.Sessions;

/// <summary>The engine of PowerShell in this process, for machines without a pwsh.</summary>
internal static class HostedSession
{
    /// <summary>Runs a script as <c>pwsh -File</c> would.</summary>
    public static int Run(string script)
    {
        using HostedEngine engine = new();
        EngineResult result = engine.Run(File.ReadAllText(script));
        foreach (object output in result.Output)
        {
            Console.WriteLine(output);
        }

        if (result.Terminating is not null)
        {
            Console.Error.WriteLine(result.Terminating);
        }

        return result.Terminating is null ? 0 : 1;
    }
}
