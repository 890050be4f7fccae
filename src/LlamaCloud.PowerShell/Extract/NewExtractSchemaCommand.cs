using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Extract;

/// <summary>
/// <c>New-ExtractSchema</c>: makes a schema of fields, a class or JSON and checks it, for which nothing is sent; or lets the service
/// make one of a few words or a file.
/// </summary>
[Cmdlet(VerbsCommon.New, "ExtractSchema", HelpUri = "https://developers.llamaindex.ai/reference/resources/extract/methods/generate_schema")]
[OutputType(typeof(ExtractSchema))]
public sealed class NewExtractSchemaCommand : ServiceCmdlet
{
    /// <summary>
    /// Fields with a description or a type each, a class, or a JSON Schema as a map, an object, a text or the path of a .json file. With
    /// <see cref="Prompt"/> or <see cref="FileInput"/>: what the service goes on from.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("data_schema")]
    [ExtractSchemaTransformation]
    public ExtractSchema? Schema { get; set; }

    /// <summary>What is to be extracted, in plain words: the service makes the schema.</summary>
    [Parameter]
    [ValidateNotBlank]
    [ArgumentCompleter(typeof(TextCompleter))]
    public string? Prompt { get; set; }

    /// <summary>A file that the service has, or its id, <c>dfl-...</c>: it makes a schema of what is in it.</summary>
    [Parameter]
    [Alias("FileId", "file_input")]
    [ArgumentCompleter(typeof(FileIdCompleter))]
    [FileIdTransformation]
    public string?[]? FileInput { get; set; }

    private protected override ErrorSubject Subject => ErrorSubject.ExtractSchema with { Action = "made", IsMade = true };

    /// <summary>Makes it.</summary>
    protected override void ProcessRecord()
    {
        if (Prompt is null && FileInput is null)
        {
            Check();
            return;
        }

        string?[] files = FileInput ?? [];
        if (files.Length > 1)
        {
            Refuse("ExtractSchemaFileInvalid", ErrorCategory.InvalidArgument, $"These are {files.Length} files. Give one.");
        }

        BoundId? file = null;
        if (FileInput is not null && !BoundId.TryRead(files.SingleOrDefault(), ErrorSubject.File, out file, out ErrorRecord? problem))
        {
            ThrowTerminatingError(problem!);
        }

        RequestScope scope = ScopeOf(file);
        if (TryReceive(
            null, token => Client.Extract.GenerateSchemaAsync(Prompt, file?.Value, Schema, scope, token), out ExtractSchema made))
        {
            WriteObject(made);
        }
    }

    private void Check()
    {
        if (Schema is null)
        {
            Refuse(
                "ExtractSchemaMissing",
                ErrorCategory.InvalidArgument,
                "Of what? Give fields, a class or a JSON Schema, or let the service make one with -Prompt or -FileInput.");
        }
        else if (RequestRefusal.Describe(ExtractSchemaCheck.Problems(Schema)) is string problem)
        {
            System.ArgumentException refused = new(problem);
            WriteError(new ErrorRecord(refused, "ExtractSchemaInvalid", ErrorCategory.InvalidArgument, Schema));
        }
        else
        {
            WriteObject(Schema);
        }
    }
}
