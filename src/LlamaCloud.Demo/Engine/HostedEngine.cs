using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace LlamaCloud.Demo.Engine;

/// <summary>
/// The real PowerShell engine, hosted in this process: the Core commands (Import-Module, Where-Object, Out-Default, ...)
/// and the real format views, on a console of a given width that keeps what is written to it.
/// </summary>
public sealed class HostedEngine : IDisposable
{
    private readonly BufferingHost _host;

    /// <summary>Starts an engine.</summary>
    /// <param name="width">The width of its console in characters.</param>
    /// <param name="mode">The language mode of the session.</param>
    /// <param name="formatFile">Views that come before those of any module; null for none.</param>
    public HostedEngine(int width = 120, PSLanguageMode mode = PSLanguageMode.FullLanguage, string? formatFile = null)
    {
        // Percentages and dates follow the culture of the session's own thread, which starts with this one.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        _host = new BufferingHost(width);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (formatFile is not null)
        {
            state.Formats.Add(new SessionStateFormatEntry(formatFile));
        }

        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.Open();
        SetColour(false);
        // Last: a constrained session may not set a property.
        Runspace.SessionStateProxy.LanguageMode = mode;
    }

    /// <summary>The session.</summary>
    public Runspace Runspace { get; }

    /// <summary>Everything that the session asked its user; a module that never prompts leaves it empty.</summary>
    public int Prompts => _host.Prompts;

    /// <summary>Makes a command for this session.</summary>
    /// <param name="script">The script.</param>
    public PowerShell Command(string script)
    {
        PowerShell command = PowerShell.Create();
        command.Runspace = Runspace;
        return command.AddScript(script);
    }

    /// <summary>Runs a script to its end and answers what it emitted on every stream.</summary>
    /// <param name="script">The script.</param>
    /// <param name="verbose">Is told of each verbose line as it is written, on the thread of the pipeline; null for nobody.</param>
    public EngineResult Run(string script, Action<string>? verbose = null)
    {
        // Outside a try block an error that ends a statement only goes to the error stream, like one that does not.
        using PowerShell command = Command($"try {{\n{script}\n}} catch {{ throw }}");
        command.Streams.Verbose.DataAdded += (_, added) => verbose?.Invoke(command.Streams.Verbose[added.Index].Message);
        ErrorRecord? terminating = null;
        // What came out before an error that ends the script is of interest too.
        List<PSObject> output = [];
        try
        {
            command.Invoke(input: null, output);
        }
        catch (RuntimeException failure)
        {
            terminating = failure.ErrorRecord;
        }

        return new EngineResult(
            output,
            [.. command.Streams.Error],
            terminating,
            [.. command.Streams.Warning.Select(record => record.Message)],
            [.. command.Streams.Verbose.Select(record => record.Message)]);
    }

    /// <summary>Runs a script as a console does and answers what the console then shows, errors included.</summary>
    public string Show(string script)
    {
        using PowerShell command = Command(script);
        command.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        command.AddCommand("Out-Default");
        _host.Clear();
        try
        {
            command.Invoke();
        }
        catch (RuntimeException failure)
        {
            using PowerShell error = Command("$input");
            error.AddCommand("Out-Default").Invoke(new[] { failure.ErrorRecord });
        }

        return _host.Text;
    }

    /// <summary>Turns colour on or off.</summary>
    public void SetColour(bool on) =>
        Run($"$PSStyle.OutputRendering = '{(on ? OutputRendering.Ansi : OutputRendering.PlainText)}'").OrThrow();

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();
}
