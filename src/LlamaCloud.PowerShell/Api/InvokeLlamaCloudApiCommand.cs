using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Api;

/// <summary>
/// <c>Invoke-LlamaCloudApi</c>: calls any operation of the service with the connection's key, retries and rate limit, and
/// emits the answer as objects whose properties have the service's names.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "LlamaCloudApi", SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference")]
[OutputType(typeof(PSObject), typeof(string))]
public sealed partial class InvokeLlamaCloudApiCommand : ServiceCmdlet
{
    private int _records;

    /// <summary>The path as the service's reference prints it, <c>/api/v2/parse/{job_id}</c>; TAB completes it.</summary>
    // Not mandatory, since a missing mandatory parameter is asked for, and most who forget it are scripts.
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string? Path { get; set; }

    /// <summary>The method. Default: <c>POST</c> with a body or a form, otherwise <c>GET</c>.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string? Method { get; set; }

    /// <summary>The values for the names in braces. They are escaped.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? PathValue { get; set; }

    /// <summary>
    /// The query. Values are escaped; an array becomes one parameter per item, $true and $false <c>true</c> and
    /// <c>false</c>, a time ISO 8601; $null is left out.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>
    /// The body: a hashtable, an object or an array, which is sent as JSON, or a text that is JSON. From the pipeline each
    /// record is the body of a request of its own.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    public object? Body { get; set; }

    /// <summary>
    /// The form: files from Get-Item, which are read as they are sent, and texts; a hashtable becomes the JSON that some
    /// fields ask for.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Form { get; set; }

    /// <summary>Reads a list page by page and emits its items.</summary>
    [Parameter]
    public SwitchParameter FollowPages { get; set; }

    /// <summary>Emits so many items of a list at most, and reads no more pages than these need.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>Emits the text of the answer exactly as it came.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Writes the answer to this file as it comes, in place of what is there.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Api;

    /// <summary>Calls the operation: once, or with each record of a pipeline as the body.</summary>
    protected override void ProcessRecord()
    {
        RefuseConflicts();
        string? target = OutFile is null ? null : FindOutFile(OutFile);
        if (Make(() => ApiRequestReader.Read(this)) is not ApiRequest request)
        {
            return;
        }

        // Reading changes nothing, unless it writes a file here.
        bool changes = request.Method != "GET" || target is not null;
        if (changes && !ShouldProcess(request.Path, target is null ? request.Method : $"{request.Method} to {target}"))
        {
            return;
        }

        // Only now: what sends nothing needs no connection.
        request = request with { Scope = ScopeOf() };
        if (Make(() => Client.Api.AddressOf(request)) is not null)
        {
            Held.IsHolding = changes;
            Send(request, target);
            EndChange();
        }
    }

    private void RefuseConflicts()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            Refuse(
                "LlamaCloudApiPathRequired",
                ErrorCategory.InvalidArgument,
                "Which operation? Give its path with -Path, such as /api/v2/parse; TAB completes it.");
        }

        if (ApiRequestReader.FindConflict(this, ++_records) is string conflict)
        {
            Refuse("LlamaCloudApiParameterConflict", ErrorCategory.InvalidArgument, conflict);
        }
    }

    private string FindOutFile(string path)
    {
        OutputPath target = OutputPath.Find(this, path);
        string? problem = target.IsFolder ? "is a folder"
            : target.Problem
                ?? (File.Exists(target.Path) && File.GetAttributes(target.Path).HasFlag(FileAttributes.ReadOnly)
                    ? "is there and read-only"
                    : null);
        if (problem is not null)
        {
            Refuse(
                "LlamaCloudApiOutFileInvalid",
                ErrorCategory.InvalidArgument,
                $"-OutFile '{path}' {problem}. Give the path of a file that can be written, in a folder that exists.",
                path);
        }

        return target.Path;
    }
}
