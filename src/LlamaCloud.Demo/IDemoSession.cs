using System;
using System.Collections.Generic;

namespace LlamaCloud.Demo;

/// <summary>A PowerShell session with the built module imported.</summary>
internal interface IDemoSession : IDisposable
{
    /// <summary>What it is, in a line or two for the reader.</summary>
    string Description { get; }

    /// <summary>Runs commands one after another and answers what a console of 120 columns shows for each.</summary>
    IReadOnlyList<string> Run(IReadOnlyList<string> commands);

    /// <summary>Lets the reader type commands, until they end the session or their input ends.</summary>
    void Interact();
}
