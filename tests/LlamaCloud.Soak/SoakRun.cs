using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using LlamaCloud.Demo.Engine;

namespace LlamaCloud.Soak;

/// <summary>Rounds until the time is over, what they came to, and what the process held meanwhile.</summary>
internal sealed class SoakRun(SoakService service, TimeSpan time, TextWriter output)
{
    private const int Samples = 12;

    // The connections of a key that is used no more stay open for a minute: in a short run a hundred keys would look like growth.
    private readonly int _keys = time < TimeSpan.FromMinutes(8) ? 2 : 100;

    private readonly List<Vitals> _vitals = [];
    private readonly List<string> _lost = [];

    /// <summary>Runs it, and says whether nothing was lost and nothing grew.</summary>
    public bool Run()
    {
        ModuleVariables.Clear();
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_BASE_URL", service.Address);
        using HostedEngine engine = new();
        string module = typeof(SoakRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "ModuleOutput").Value!;
        engine.Run($"Import-Module -Name '{Path.Combine(module, "LlamaCloud.psd1")}' -ErrorAction Stop").OrThrow();
        string[] missing = Missing(engine);
        output.WriteLine("| time | rounds | made | seen | told | lost | errors | heap MB | process MB | handles | sockets | threads |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        (int rounds, int made, int seen, int told, int problems) = (0, 0, 0, 0, 0);
        // On a busy machine a short run goes on until there is something to compare, within bounds.
        for (Stopwatch watch = Stopwatch.StartNew(); watch.Elapsed < time || (_vitals.Count < Samples / 2 && watch.Elapsed < 3 * time);)
        {
            // Many keys to begin with, then one for long.
            SoakRound round = SoakRound.Run(engine, service, rounds, $"llx-soak-key-number-{Math.Min(rounds, _keys):000}");
            rounds++;
            (made, seen, told, problems) = (made + round.Made, seen + round.Seen, told + round.Told, problems + round.Problems);
            _lost.AddRange(round.Lost);
            if (watch.Elapsed >= time * ((_vitals.Count + 1) / (double)Samples))
            {
                Vitals now = Vitals.Take();
                _vitals.Add(now);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {watch.Elapsed:mm\\:ss} | {rounds} | {made} | {seen} | {told} | {_lost.Count} | {problems} "
                        + $"| {now.HeapMegabytes:0.0} | {now.ProcessMegabytes:0} | {now.Handles} | {now.Sockets} | {now.Threads} |"));
            }
        }

        string[] findings =
        [
            .. missing.Select(name => $"{name} was not run."), .. Losses(), .. Growth(), .. made == 0 ? ["No job was made."] : (string[])[],
        ];
        Array.ForEach(findings, output.WriteLine);
        output.WriteLine(findings.Length == 0 ? "Nothing was lost, and nothing grew." : $"{findings.Length} findings.");
        return findings.Length == 0;
    }

    private static string[] Missing(HostedEngine engine) =>
    [
        .. engine.Run("Get-Command -Module LlamaCloud -CommandType Cmdlet").OrThrow().Output
            .Select(command => (string)command.Properties["Name"].Value)
            .Where(name => !SoakRound.Script.Contains(name + " ", StringComparison.Ordinal)
                && !SoakRound.Script.Contains(name + ")", StringComparison.Ordinal)),
    ];

    private IEnumerable<string> Losses() => _lost.Take(10).Select(id => $"Job {id} was made, did not come out and was not told.");

    // The second third against the last: what the first minutes fill, such as caches and the pool of threads, is no growth.
    private IEnumerable<string> Growth()
    {
        if (_vitals.Count < Samples / 2)
        {
            yield return $"Only {_vitals.Count} of {Samples} samples were taken: the rounds are too long for this time.";
            yield break;
        }

        (string Name, Func<Vitals, double> Of, double Most)[] measures =
        [
            ("heap, MB", one => one.HeapMegabytes, 3), ("process, MB", one => one.ProcessMegabytes, 40),
            ("handles", one => one.Handles, 20), ("sockets", one => one.Sockets, 12), ("threads", one => one.Threads, 12),
        ];
        foreach ((string name, Func<Vitals, double> of, double most) in measures)
        {
            int third = _vitals.Count / 3;
            double early = _vitals.Skip(third).Take(third).Min(of);
            double late = _vitals.Skip(2 * third).Min(of);
            if (late > early + most)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"It grew: {name}, from {early:0.0} to {late:0.0}.");
            }
        }
    }
}
