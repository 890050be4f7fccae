using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// The connections of one runspace: its default, and those with a name. Never those of another: a service that runs
/// several runbooks in one process gives each a runspace, and one must not get at the other's key.
/// </summary>
internal sealed class Sessions
{
    private static readonly ConditionalWeakTable<Runspace, Sessions> s_all = new();

    private readonly SortedDictionary<string, LlamaCloudConnection> _named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The connections of the runspace that this thread works for.</summary>
    public static Sessions Current => s_all.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>What commands use that are given no connection; null while there is none.</summary>
    public LlamaCloudConnection? Default { get; private set; }

    /// <summary>Those with a name, by name.</summary>
    public IReadOnlyCollection<LlamaCloudConnection> Named => [.. _named.Values];

    /// <summary>The connection that a command uses.</summary>
    /// <param name="given">What it was given; null for nothing.</param>
    /// <exception cref="ConnectionSettingException">There is none, or the given one has been disconnected.</exception>
    public static LlamaCloudConnection Find(LlamaCloudConnection? given)
    {
        LlamaCloudConnection found = given ?? Current.Default ?? new ConnectionSettings().Make();
        return found.IsConnected
            ? found
            : throw new ConnectionSettingException(
                "LlamaCloudConnectionClosed", ErrorCategory.InvalidOperation, "The connection was disconnected, and its key is forgotten. Make another with Connect-LlamaCloud.", found);
    }

    /// <summary>
    /// Every connection that a command of this runspace may use without being given one, and those with a name: what they hold must not be
    /// shown.
    /// </summary>
    public IReadOnlyList<LlamaCloudConnection> Known =>
        [.. Named.Append(Default).Append(OfEnvironment()).OfType<LlamaCloudConnection>().Where(one => one.IsConnected).Distinct()];

    /// <summary>Puts a connection in its place; one that was there before stays usable for whoever holds it.</summary>
    public void Add(LlamaCloudConnection connection)
    {
        if (connection.Name is null)
        {
            Default = connection;
        }
        else
        {
            _named[connection.Name] = connection;
        }
    }

    /// <summary>The connection of a name in any case; null when there is none.</summary>
    public LlamaCloudConnection? FindNamed(string name) => _named.TryGetValue(name, out LlamaCloudConnection? found) ? found : null;

    /// <summary>Takes a connection out and makes it unusable for everyone who holds it.</summary>
    public void Remove(LlamaCloudConnection connection)
    {
        if (ReferenceEquals(Default, connection))
        {
            Default = null;
        }

        foreach (string name in _named.Where(entry => ReferenceEquals(entry.Value, connection)).Select(entry => entry.Key).ToArray())
        {
            _named.Remove(name);
        }

        connection.Close();
    }

    private static LlamaCloudConnection? OfEnvironment()
    {
        try
        {
            return new ConnectionSettings().Make();
        }
        catch (ConnectionSettingException)
        {
            // It describes none, and what can be used of it is no secret then: whoever connects is told what is wrong.
            return null;
        }
    }
}
