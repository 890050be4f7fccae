using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>
/// What a connection is made of, as it was given. What is not given comes from the environment; nothing given is the
/// environment's connection.
/// </summary>
internal sealed record ConnectionSettings
{
    public string? ApiKey { get; init; }

    /// <summary>Where <see cref="ApiKey"/> is from, as it is shown.</summary>
    public string KeySource { get; init; } = "-ApiKey";

    /// <summary>A name of <see cref="Regions"/>.</summary>
    public string? Region { get; init; }

    public Uri? BaseUri { get; init; }

    public string? ProjectId { get; init; }

    public string? OrganizationId { get; init; }

    public double? TimeoutSec { get; init; }

    public int? MaximumRetryCount { get; init; }

    public int? RequestsPerMinute { get; init; }

    public Uri? Proxy { get; init; }

    public PSCredential? ProxyCredential { get; init; }

    public bool ProxyUseDefaultCredentials { get; init; }

    public IDictionary? Header { get; init; }

    public string? Name { get; init; }

    /// <summary>Makes the connection.</summary>
    /// <exception cref="ConnectionSettingException">Something is missing or cannot be used; the error says where it stands.</exception>
    public LlamaCloudConnection Make()
    {
        string keySource = ApiKey is not null ? KeySource : ConnectionEnvironment.KeyVariable ?? throw NoKey();
        LlamaCloudClientOptions defaults = ReadKey(keySource);
        LlamaCloudClientOptions options = new(defaults)
        {
            BaseAddress = ReadAddress(),
            Headers = ReadHeaders(),
            Proxy = ReadProxy(),
            Timeout = TimeoutSec is double seconds ? TimeSpan.FromSeconds(seconds) : defaults.Timeout,
            MaximumRetryCount = MaximumRetryCount ?? defaults.MaximumRetryCount,
            RequestsPerMinute = RequestsPerMinute,
        };
        try
        {
            return new LlamaCloudConnection(
                options,
                keySource,
                Name,
                Given(ProjectId) ?? ConnectionEnvironment.ProjectId,
                Given(OrganizationId) ?? ConnectionEnvironment.OrganizationId);
        }
        // That the proxy would get the key in clear text only shows with the address.
        catch (FormatException problem)
        {
            throw new ConnectionSettingException(
                "ProxyInvalid",
                ErrorCategory.InvalidArgument,
                $"-Proxy cannot be used. {problem.Message} Give a proxy on this machine, or an https address.",
                Proxy);
        }
    }

    /// <summary>There is no key anywhere.</summary>
    public static ConnectionSettingException NoKey() => new(
        "ApiKeyMissing",
        ErrorCategory.AuthenticationError,
        "There is no API key. Connect with Connect-LlamaCloud -ApiKey (Read-Host -AsSecureString), or set the environment variable "
            + "LLAMA_CLOUD_API_KEY.",
        ConnectionEnvironment.MainKeyVariable);

    private LlamaCloudClientOptions ReadKey(string source)
    {
        string key = ApiKey ?? ConnectionEnvironment.Read(source)!;
        try
        {
            return new LlamaCloudClientOptions(key);
        }
        catch (ArgumentException)
        {
            string what = source switch
            {
                "-ApiKey" => "What was given for -ApiKey",
                _ when source == ConnectionEnvironment.KeyVariable => $"The environment variable {source}",
                _ => $"The key from {source}",
            };
            throw new ConnectionSettingException(
                "ApiKeyInvalid",
                ErrorCategory.AuthenticationError,
                string.IsNullOrWhiteSpace(key)
                    ? $"{what} is empty. Give the key itself, such as (Get-Secret LlamaCloud)."
                    : $"{what} is no API key: it has a space or another character that a key cannot have. Give the key alone, without "
                        + "quotes and without 'Bearer'.",
                source);
        }
    }

    private Uri ReadAddress()
    {
        if (Region is not null)
        {
            return BaseUri is null
                ? Regions.AddressOf(Region)
                : throw new ConnectionSettingException(
                    "BaseAddressInvalid",
                    ErrorCategory.InvalidArgument,
                    "-Region and -BaseUri exclude each other: give one of them.",
                    nameof(BaseUri));
        }

        string? variable = BaseUri is null ? ConnectionEnvironment.Read(ConnectionEnvironment.BaseAddressVariable) : null;
        try
        {
            return (BaseUri?.OriginalString ?? variable) is string address ? ServiceAddress.Parse(address) : ServiceAddress.NorthAmerica;
        }
        catch (FormatException problem)
        {
            string what = variable is null ? "-BaseUri" : $"The environment variable {ConnectionEnvironment.BaseAddressVariable}";
            string remedy = variable is null
                ? "Give the address of the service, or -Region."
                : $"Set it to the address of the service, or remove it for "
                    + $"{ServiceAddress.NorthAmerica.GetLeftPart(UriPartial.Authority)}.";
            throw new ConnectionSettingException(
                "BaseAddressInvalid",
                ErrorCategory.InvalidArgument,
                $"{what} cannot be used. {problem.Message} {remedy}",
                variable is null ? nameof(BaseUri) : ConnectionEnvironment.BaseAddressVariable);
        }
    }

    private ServiceProxy? ReadProxy()
    {
        if (Proxy is null)
        {
            return ProxyCredential is null && !ProxyUseDefaultCredentials
                ? null
                : throw new ConnectionSettingException(
                    "ProxyInvalid",
                    ErrorCategory.InvalidArgument,
                    "-ProxyCredential and -ProxyUseDefaultCredentials are for a proxy: give it with -Proxy.");
        }

        try
        {
            return new ServiceProxy(Proxy, ProxyCredential?.GetNetworkCredential(), ProxyUseDefaultCredentials);
        }
        catch (FormatException problem)
        {
            throw new ConnectionSettingException(
                "ProxyInvalid", ErrorCategory.InvalidArgument, $"-Proxy cannot be used. {problem.Message}", nameof(Proxy));
        }
    }

    private Dictionary<string, string> ReadHeaders()
    {
        try
        {
            Dictionary<string, string> headers = Header is null ? ConnectionEnvironment.ReadHeaders() : ReadGivenHeaders(Header);
            _ = new LlamaCloudClientOptions("x") { Headers = headers };
            return headers;
        }
        catch (FormatException problem)
        {
            string what = Header is null ? $"The environment variable {ConnectionEnvironment.HeadersVariable}" : "-Header";
            throw new ConnectionSettingException(
                "HeaderInvalid",
                ErrorCategory.InvalidArgument,
                $"{what} cannot be used. {problem.Message} Correct or remove it.",
                Header is null ? ConnectionEnvironment.HeadersVariable : nameof(Header));
        }
    }

    private static Dictionary<string, string> ReadGivenHeaders(IDictionary given)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in given)
        {
            headers[header.Key.ToString()!] = SecretText.Of(header.Value)
                ?? throw new FormatException($"The value of {header.Key} is no text. Give a text or a SecureString for each header.");
        }

        return headers;
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
}
