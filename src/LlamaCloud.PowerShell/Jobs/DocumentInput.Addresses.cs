using System;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <content>Documents of the web.</content>
internal sealed partial record DocumentInput
{
    private static readonly string[] s_addressColumns = ["Uri", "Url", "source_url"];

    private static DocumentInput[] OfAddress(JobProduct product, Row row, string text, PSObject item, out ErrorRecord? problem)
    {
        problem = null;
        if (AddressTransformationAttribute.Find(text) is Uri address)
        {
            return [OfAddress(address) with { Source = item, Pages = PagesIn(row) }];
        }

        // Not the text: an address may be a secret.
        problem = new ErrorRecord(
            new ArgumentException(
                "The address of a row is no http or https address. Nothing was sent for it. Give a whole one, such as "
                    + "https://example.com/report.pdf."),
            product.Noun + "UriInvalid",
            ErrorCategory.InvalidArgument,
            item);
        return [];
    }
}
