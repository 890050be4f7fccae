using System;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>A job of the input: how to ask for it, and what its object carried that the service does not know.</summary>
internal sealed class JobReference
{
    private const string Deserialized = "Deserialized.";

    private readonly PSMemberInfo[] _added;
    private readonly string[] _typeNames;

    /// <param name="id">The id.</param>
    /// <param name="scope">Where it is looked for.</param>
    /// <param name="source">The object it came as; null when it came as an id.</param>
    public JobReference(string id, RequestScope scope, PSObject? source)
    {
        Id = id;
        Scope = scope;
        _added = [.. source?.Members.Where(member => member.IsInstance).Select(member => member.Copy()) ?? []];
        _typeNames = [.. source?.TypeNames.Select(Live).OfType<string>() ?? []];
    }

    public string Id { get; }

    public RequestScope Scope { get; }

    /// <summary>The job with what its object carried: a name of a file that somebody added is still there.</summary>
    public PSObject Join(ClassifyJob job)
    {
        PSObject joined = new(job);
        foreach (PSMemberInfo member in _added.Where(member => joined.Members[member.Name] is null))
        {
            joined.Members.Add(member.Copy());
        }

        foreach (string name in _typeNames.Where(name => !joined.TypeNames.Contains(name)).Reverse().ToArray())
        {
            joined.TypeNames.Insert(0, name);
        }

        return joined;
    }

    // Of the names of a serialised job the one counts that the views know; the others are those of any job.
    private static string? Live(string name) => !name.StartsWith(Deserialized, StringComparison.Ordinal) ? name
        : name.Split('#').Length > 1 ? name.Substring(Deserialized.Length)
        : null;
}
