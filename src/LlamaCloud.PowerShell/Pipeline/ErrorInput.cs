using System.Management.Automation;

namespace LlamaCloud.PowerShell.Pipeline;

/// <summary>Lets an error carry what came through the pipeline for it, as jobs do: <c>$problems[0].InputObject</c>.</summary>
internal static class ErrorInput
{
    private const string Name = "InputObject";

    /// <summary>Joins the error to its input.</summary>
    /// <param name="error">The error.</param>
    /// <param name="input">What came through the pipeline; null for nothing.</param>
    /// <returns>The error.</returns>
    public static ErrorRecord Join(ErrorRecord error, object? input)
    {
        PSObject record = PSObject.AsPSObject(error);
        if (input is not null && record.Properties[Name] is null)
        {
            record.Properties.Add(new PSNoteProperty(Name, input));
        }

        return error;
    }
}
