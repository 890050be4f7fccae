using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Webhooks;

/// <summary>
/// What both commands share that take a delivery of a webhook. Nothing is sent, and nothing that somebody else wrote makes them throw.
/// </summary>
public abstract class WebhookDeliveryCmdlet : PSCmdlet
{
    private protected const string RawBodyNeeded =
        "The signature is that of the raw body, and a host that has read it as JSON no longer has it there. Give the body as it came: "
            + "$Request.RawBody in an Azure Function, "
        + "$WebhookData.RequestBody in Azure Automation.";

    private List<byte>? _bytes;

    private protected WebhookDeliveryCmdlet()
    {
    }

    /// <summary>The body as it came: text or bytes.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>The value of the header <c>LC-Signature</c>.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Signature { get; set; }

    /// <summary>
    /// All headers, as the host has them: a map, an object or a collection. <c>LC-Signature</c> is looked for in any case.
    /// </summary>
    [Parameter]
    [AllowNull]
    [Alias("Headers")]
    public object? Header { get; set; }

    /// <summary>The secrets that deliveries are held against.</summary>
    private protected abstract SecureString[]? Secrets { get; }

    /// <summary>Takes a body.</summary>
    private protected abstract void Take(object? body);

    /// <summary>Takes a body. One of bytes comes through the pipeline byte by byte.</summary>
    protected override void ProcessRecord()
    {
        if (MyInvocation.ExpectingInput && Given.Unwrap(Body) is byte one)
        {
            (_bytes ??= []).Add(one);
        }
        else
        {
            Take(Body);
        }
    }

    /// <summary>Takes the body that came byte by byte.</summary>
    protected override void EndProcessing()
    {
        if (_bytes is not null)
        {
            Take(_bytes.ToArray());
        }
    }

    /// <summary>Whether a parameter was given a value.</summary>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Why a delivery is not genuine; null for one that is.</summary>
    private protected string? FindProblem(byte[] body)
    {
        List<string> signatures = [.. DeliveryHeaders.Values(Signature)];
        signatures.AddRange(DeliveryHeaders.Find(Header, WebhookSignature.HeaderName));
        return WebhookSignature.FindProblem(body, signatures, [.. (Secrets ?? []).Select(secret => SecretText.Of(secret) ?? string.Empty)]);
    }
}
