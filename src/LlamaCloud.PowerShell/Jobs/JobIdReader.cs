using System;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Jobs;

/// <summary>Takes the ids of a product's jobs out of whatever they come in: also out of events of webhooks about them.</summary>
internal sealed class JobIdReader(JobProduct product) : IdTransformationAttribute(product.Subject, product.JobType, product.IdColumns)
{
    protected override bool TryRead(object value, out string? id, out string? projectId)
    {
        LlamaCloudJob? job = product.JobType.IsInstanceOfType(value) ? (LlamaCloudJob)value : null;
        id = job?.Id;
        projectId = job?.ProjectId;
        return job is not null;
    }

    // Where an event does not say what its job is, the id does.
    private protected override string[] ColumnsOf(Row row) =>
        IsEvent(row) && (NameIn(row) is not string name || string.Equals(name, product.EventName, StringComparison.OrdinalIgnoreCase))
            ? ["JobId"] : [];

    private protected override string Hint(Row row) => !IsEvent(row) ? string.Empty
        : JobProducts.OfEvent(NameIn(row)) is not JobProduct other ? $" but an event of {NameIn(row) ?? "no job"}"
        : other == product ? " and names none"
        : $" but an event of {other.Subject.WithArticle}, which Get-{other.Noun} takes";

    private static bool IsEvent(Row row) => row.TypeName == typeof(LlamaCloudWebhookEvent).FullName;

    private static string? NameIn(Row row) => PlainText.Of(row.Find(nameof(LlamaCloudWebhookEvent.Product)));
}
