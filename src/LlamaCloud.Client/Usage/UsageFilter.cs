using System;
using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>Which usage is asked for; what is not set does not matter.</summary>
public sealed record UsageFilter
{
    /// <summary>That of one project, a UUID; null for every one.</summary>
    public string? ProjectId { get; init; }

    /// <summary>That of one job or file, by its id; null for every one.</summary>
    public string? JobId { get; init; }

    /// <summary>That of these events, such as <c>pages_parsed</c>; empty for all.</summary>
    public IReadOnlyCollection<string> EventTypes { get; init; } = [];

    /// <summary>That of this day and later ones; the date alone counts, as a day in UTC. Null for no limit.</summary>
    public DateTime? FirstDay { get; init; }

    /// <summary>That of this day and earlier ones, as <see cref="FirstDay"/>.</summary>
    public DateTime? LastDay { get; init; }
}
