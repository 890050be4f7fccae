using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Directories;

/// <summary><c>New-LlamaCloudDirectory</c>: makes a directory at the service, for files over which batches go.</summary>
[Cmdlet(VerbsCommon.New, "LlamaCloudDirectory", SupportsShouldProcess = true, HelpUri = "https://developers.llamaindex.ai/reference/resources/directories/methods/create")]
[OutputType(typeof(LlamaCloudDirectory))]
public sealed class NewLlamaCloudDirectoryCommand : ServiceCmdlet
{
    /// <summary>The name. Others may have the same.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>What it is for, in words.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Description { get; set; }

    /// <summary><c>user</c>, which stays, or <c>ephemeral</c>, which the service removes by itself. Default: <c>user</c>.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(DirectoryTypeCompleter))]
    public string? Type { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.Directory with { Action = "made", IsMade = true };

    /// <summary>Makes it.</summary>
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Name, "Make directory"))
        {
            return;
        }

        Held.IsHolding = true;
        string? type = Type?.Trim().ToLowerInvariant();
        RequestScope scope = ScopeOf();
        if (TryReceive(Name, end => Client.Directories.CreateAsync(Name, type, Description, scope, end), out LlamaCloudDirectory made))
        {
            WriteObject(made);
        }

        EndChange();
    }
}
