using System;
using System.Collections.Generic;
using System.Linq;

namespace LlamaCloud.PowerShell.Report;

/// <summary>Counts rows.</summary>
internal sealed class ReportTotals
{
    // What nobody would read; and a field whose name is another in each document must not fill the memory.
    private const int MostGroups = 100;
    private const string Others = "(others)";

    private readonly long[] _outcomes = new long[Outcomes.Count];
    private readonly Dictionary<(string Kind, string Name), Group> _statuses = [];
    private readonly Dictionary<(string Kind, string Name), Group> _types = [];

    /// <summary>All outcomes, the most urgent first.</summary>
    public static IReadOnlyList<ReportOutcome> Outcomes { get; } =
        [ReportOutcome.Failed, ReportOutcome.Cancelled, ReportOutcome.Check, ReportOutcome.NotEnded, ReportOutcome.Fine];

    /// <summary>How many rows there are.</summary>
    public long All => _outcomes.Sum();

    /// <summary>By status, the most frequent first within each kind.</summary>
    public IReadOnlyList<Group> Statuses => Sorted(_statuses);

    /// <summary>By type, the most frequent first within each kind.</summary>
    public IReadOnlyList<Group> Types => Sorted(_types);

    /// <summary>How many rows have an outcome.</summary>
    public long Of(ReportOutcome outcome) => _outcomes[(int)outcome];

    /// <summary>Counts a row.</summary>
    public void Add(ReportRow row)
    {
        _outcomes[(int)row.Outcome]++;
        if (row.IsCounted)
        {
            Count(_statuses, row, row.Status);
        }

        Count(_types, row, row.Type);
    }

    private static void Count(Dictionary<(string Kind, string Name), Group> groups, ReportRow row, string? name)
    {
        if (name is null)
        {
            return;
        }

        (string Kind, string Name) key = (row.Kind, name);
        if (!groups.ContainsKey(key) && groups.Count >= MostGroups)
        {
            key = (row.Kind, Others);
        }

        if (!groups.TryGetValue(key, out Group? group))
        {
            groups.Add(key, group = new Group(key.Kind, key.Name));
        }

        group.Count++;
        group.ToCheck += row.Outcome == ReportOutcome.Check ? 1 : 0;
    }

    private static Group[] Sorted(Dictionary<(string Kind, string Name), Group> groups) =>
    [
        .. groups.Values.OrderBy(group => group.Kind, StringComparer.Ordinal).ThenBy(group => group.Name == Others)
            .ThenByDescending(group => group.Count).ThenBy(group => group.Name, StringComparer.Ordinal),
    ];

    /// <summary>What is counted together.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="name">The status or the type.</param>
    internal sealed class Group(string kind, string name)
    {
        public string Kind => kind;

        public string Name => name;

        public long Count { get; set; }

        /// <summary>How many of them a person should look at.</summary>
        public long ToCheck { get; set; }
    }
}
