using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>
/// What a command has to say on its streams while it changes something. A preference of Stop makes PowerShell throw at the
/// first record, and after that nothing can be written: such a record waits until what was changed has come out.
/// </summary>
/// <param name="cmdlet">The command.</param>
internal sealed class HeldNotices(PSCmdlet cmdlet)
{
    private readonly Dictionary<string, Action> _held = [];
    private readonly Dictionary<string, ActionPreference> _preferences = [];

    /// <summary>Whether something is being changed.</summary>
    public bool IsHolding { get; set; }

    /// <summary>Whether a record waits.</summary>
    public bool IsAny => _held.Count > 0;

    /// <summary>Whether one waits that will end the command.</summary>
    public bool IsAnyLast => _held.Keys.Any(stream => PreferenceOf(stream) == ActionPreference.Stop);

    /// <summary>Writes a record, or keeps it. Of a stream that throws one record is kept: no other would be written.</summary>
    /// <param name="stream">The stream, as its preference is named: <c>Warning</c>.</param>
    /// <param name="write">Writes it.</param>
    public void Write(string stream, Action write)
    {
        if (!IsHolding || PreferenceOf(stream) is not (ActionPreference.Stop or ActionPreference.Inquire))
        {
            write();
        }
        else
        {
            _held[stream] = _held.TryGetValue(stream, out Action? first) ? first : write;
        }
    }

    /// <summary>Writes what waits. It may throw, or ask.</summary>
    public void Release()
    {
        Action[] all = [.. _held.Values];
        _held.Clear();
        Array.ForEach(all, write => write());
    }

    private ActionPreference PreferenceOf(string stream)
    {
        if (!_preferences.TryGetValue(stream, out ActionPreference preference))
        {
            _preferences[stream] = preference = Find(stream);
        }

        return preference;
    }

    private ActionPreference Find(string stream)
    {
        Dictionary<string, object> bound = cmdlet.MyInvocation.BoundParameters;
        if (bound.TryGetValue(stream + "Action", out object? action))
        {
            return Read(action);
        }

        if (bound.TryGetValue(stream, out object? isWanted))
        {
            return LanguagePrimitives.IsTrue(isWanted) ? ActionPreference.Continue : ActionPreference.SilentlyContinue;
        }

        // With -Debug the engine asks at every record of the other streams.
        return bound.TryGetValue("Debug", out object? debug) && LanguagePrimitives.IsTrue(debug) ? ActionPreference.Inquire
            : Read(cmdlet.GetVariableValue(stream + "Preference"));
    }

    private static ActionPreference Read(object? value) =>
        LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.Continue;
}
