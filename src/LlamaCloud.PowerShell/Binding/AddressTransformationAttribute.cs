using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>
/// Reads texts as addresses. The engine would tell of one that is none in its own words, with all of it, and an address may be a secret.
/// </summary>
internal sealed class AddressTransformationAttribute : ArgumentTransformationAttribute
{
    // A parameter that is not given has none.
    public override bool TransformNullOptionalParameters => false;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Given.AsList(inputData) is IEnumerable list
        ? list.Cast<object?>().Select(Read).ToArray()
        : Read(inputData);

    /// <summary>The http or https address that a text is; null for another text.</summary>
    public static Uri? Find(string? text) =>
        Uri.TryCreate(text?.Trim(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : null;

    // Whether it is one for what it is needed for, the command says.
    private static object? Read(object? item) => Given.Unwrap(item) is not string text ? item
        : Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out Uri? address) ? address
        : throw new ArgumentTransformationMetadataException("A text is no address. Give a whole one, such as https://example.com/...");
}
