using System;
using System.Linq;
using System.Reflection;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>A schedule of looks, of the module that is published, as it is loaded: referencing it here would load a second copy.</summary>
internal sealed class TestedSchedule
{
    private readonly object _schedule;

    /// <summary>Makes one.</summary>
    /// <param name="longest">The longest pause, in seconds.</param>
    /// <param name="chance">By how much of a quarter each pause is shorter; null for another number each time.</param>
    public TestedSchedule(double longest, Func<double>? chance = null) => _schedule = Activator.CreateInstance(
        AppDomain.CurrentDomain.GetAssemblies()
            .Single(
                assembly => assembly.GetName().Name == "LlamaCloud.PowerShell"
                    && assembly.Location.StartsWith(Places.Module, StringComparison.Ordinal))
            .GetType("LlamaCloud.PowerShell.Jobs.LookSchedule", throwOnError: true)!,
        TimeSpan.FromSeconds(longest),
        chance ?? (() => 0),
        TimeSpan.Zero)!;

    public void EndAt(double? end, double now = 0, bool isIncomplete = false) =>
        Call("EndAt", TimeSpan.FromSeconds(now), end is double at ? TimeSpan.FromSeconds(at) : null, isIncomplete);

    public bool IsDue(double now) => (bool)Call("IsDue", TimeSpan.FromSeconds(now))!;

    public bool IsOver(double now) => (bool)Call("IsOver", TimeSpan.FromSeconds(now))!;

    public bool IsSilent(double now) => (bool)Call("IsSilent", TimeSpan.FromSeconds(now))!;

    public int Allowed(double now) => (int)Call("Allowed", TimeSpan.FromSeconds(now))!;

    public void Begin(double now, int requests = 1, double waited = 0, bool isUrgent = false) =>
        Call("Begin", TimeSpan.FromSeconds(now), requests, TimeSpan.FromSeconds(waited), isUrgent);

    public void Finish(double now, bool isAnswered = true) => Call("Finish", TimeSpan.FromSeconds(now), isAnswered);

    /// <summary>A look that is answered at once.</summary>
    public void Look(double now, int requests = 1, double waited = 0)
    {
        Begin(now, requests, waited);
        Finish(now);
    }

    private object? Call(string name, params object?[] arguments) =>
        _schedule.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public)!.Invoke(_schedule, arguments);
}
