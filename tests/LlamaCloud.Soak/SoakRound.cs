using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Soak;

/// <summary>What became of the jobs of one round.</summary>
/// <param name="Made">How many the service has made.</param>
/// <param name="Seen">How many of them came out.</param>
/// <param name="Told">How many of the others were told by what they can be found by.</param>
/// <param name="Lost">The ids of those that were not.</param>
/// <param name="Problems">How many errors there were.</param>
internal sealed record SoakRound(int Made, int Seen, int Told, IReadOnlyList<string> Lost, int Problems)
{
    private const int Documents = 4;

    /// <summary>The script of a round.</summary>
    public static string Script { get; } = ReadScript();

    /// <summary>Runs one.</summary>
    public static SoakRound Run(HostedEngine engine, SoakService service, int number, string key)
    {
        string folder = Directory.CreateTempSubdirectory("llamacloud-soak-").FullName;
        try
        {
            string[] documents = [.. Enumerable.Range(1, Documents).Select(one => Path.Combine(folder, $"{number}-{one}.txt"))];
            Array.ForEach(documents, path => File.WriteAllText(path, $"{path}: invoice number 17, total amount due 12.00"));
            engine.Runspace.SessionStateProxy.SetVariable("documents", documents);
            engine.Runspace.SessionStateProxy.SetVariable("folder", folder);
            engine.Runspace.SessionStateProxy.SetVariable("key", key);
            service.Begin(number, key);
            engine.Run(Script).OrThrow();
            return Judge(
                service.End(),
                [.. Taken(engine, "seen").Select(job => (string)job.Properties["Id"].Value)],
                [.. Taken(engine, "told").Concat(Taken(engine, "problems")).SelectMany(Texts)],
                Taken(engine, "problems").Count());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static SoakRound Judge(IReadOnlyList<string[]> made, HashSet<string> seen, IReadOnlyList<string> told, int problems)
    {
        string[][] unseen = [.. made.Where(traces => !seen.Contains(traces[0]))];
        string[] lost =
        [
            .. unseen.Where(traces => !traces.Any(trace => told.Any(text => text.Contains(trace, StringComparison.Ordinal))))
                .Select(traces => traces[0]),
        ];
        return new SoakRound(made.Count, made.Count - unseen.Length, unseen.Length - lost.Length, lost, problems);
    }

    private static IEnumerable<PSObject> Taken(HostedEngine engine, string variable) =>
        ((IEnumerable<object>)engine.Runspace.SessionStateProxy.GetVariable(variable)).Select(PSObject.AsPSObject);

    // Everything that a reader would see of it.
    private static IEnumerable<string> Texts(PSObject said)
    {
        object? about = (said.BaseObject as ErrorRecord)?.TargetObject ?? (said.BaseObject as InformationRecord)?.MessageData;
        return
        [
            said.ToString(),
            .. about is null ? [] : PSObject.AsPSObject(about).Properties.Where(one => one.IsGettable).Select(one => $"{one.Value}"),
        ];
    }

    private static string ReadScript()
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("Round.ps1")!);
        return reader.ReadToEnd();
    }
}
