using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>Refuses null, empty and white space: a filter that is blank by mistake must not become no filter.</summary>
// PowerShell's own ValidateNotNullOrWhiteSpace is not in Windows PowerShell.
internal sealed class ValidateNotBlankAttribute : ValidateArgumentsAttribute
{
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (string.IsNullOrWhiteSpace(LanguagePrimitives.ConvertTo<string>(arguments)))
        {
            throw new ValidationMetadataException("The value is empty. Give one, or leave the parameter out.");
        }
    }
}
