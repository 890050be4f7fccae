using System;

namespace LlamaCloud;

/// <summary>A request that did not succeed: what was asked, of whom, and what came back. Never holds the key.</summary>
public sealed class LlamaCloudException : Exception
{
    internal LlamaCloudException(LlamaCloudErrorKind kind, string method, Uri address, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Method = method;
        Address = address;
    }

    /// <summary>The same failure in words for another reader.</summary>
    /// <param name="message">The words.</param>
    /// <param name="failure">The failure they are about.</param>
    public LlamaCloudException(string message, LlamaCloudException failure)
        : this((failure ?? throw new ArgumentNullException(nameof(failure))).Kind, failure.Method, failure.Address, message, failure.InnerException)
    {
        StatusCode = failure.StatusCode;
        Detail = failure.Detail;
    }

    /// <summary>What became of the request.</summary>
    public LlamaCloudErrorKind Kind { get; }

    /// <summary>The request's method, such as <c>GET</c>.</summary>
    public string Method { get; }

    /// <summary>The address that was asked.</summary>
    public Uri Address { get; }

    /// <summary>The status that was answered; null when no answer began.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the service said about it (<c>detail</c> of its error body); null when it said nothing.</summary>
    public string? Detail { get; init; }
}
