using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace LlamaCloud.Demo.Engine;

/// <summary>What a script did.</summary>
/// <param name="Output">The objects it emitted.</param>
/// <param name="Errors">Its non-terminating errors.</param>
/// <param name="Terminating">The error that ended it; null when it ran to its end.</param>
/// <param name="Warnings">Its warnings.</param>
/// <param name="Verbose">Its verbose messages.</param>
public sealed record EngineResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose)
{
    /// <summary>The result of a script that has to succeed.</summary>
    /// <exception cref="InvalidOperationException">It had an error.</exception>
    public EngineResult OrThrow() =>
        (Terminating ?? (Errors.Count > 0 ? Errors[0] : null)) is ErrorRecord error
            ? throw new InvalidOperationException(error.ToString(), error.Exception)
            : this;
}
