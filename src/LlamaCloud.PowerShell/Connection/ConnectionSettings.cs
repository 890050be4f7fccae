using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>What a connection is made of. What is not given comes from the environment; nothing given is the environment's connection.</summary>
internal sealed record ConnectionSettings
{
    private const string BaseAddressVariable = "LLAMA_CLOUD_BASE_URL";
    private const string HeadersVariable = "LLAMA_CLOUD_CUSTOM_HEADERS";
    private const string ProjectVariable = "LLAMA_CLOUD_PROJECT_ID";
    private const string OrganizationVariable = "LLAMA_CLOUD_ORGANIZATION_ID";

    // The second is the name that the service's older documentation gives.
    private static readonly string[] s_keyVariables = ["LLAMA_CLOUD_API_KEY", "LLAMA_PARSE_API_KEY"];

    public string? ApiKey { get; init; }

    public Uri? BaseAddress { get; init; }

    public string? ProjectId { get; init; }

    public string? OrganizationId { get; init; }

    public int? TimeoutSec { get; init; }

    public int? MaximumRetryCount { get; init; }

    public int? RequestsPerMinute { get; init; }

    public ServiceProxy? Proxy { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Name { get; init; }

    /// <summary>The variable that holds a key; null when none does.</summary>
    public static string? KeyVariable => s_keyVariables.FirstOrDefault(name => Read(name) is not null);

    /// <summary>Makes the connection.</summary>
    /// <exception cref="ConnectionSettingException">Something is missing or cannot be used; the error says where it stands.</exception>
    public LlamaCloudConnection Make()
    {
        string keySource = ApiKey is not null ? "-ApiKey" : KeyVariable ?? throw new ConnectionSettingException(
            "ApiKeyMissing",
            ErrorCategory.AuthenticationError,
            "There is no API key. Connect with Connect-LlamaCloud -ApiKey (Get-Secret LlamaCloud), or set the environment variable LLAMA_CLOUD_API_KEY.",
            s_keyVariables[0]);
        LlamaCloudClientOptions defaults = ReadKey(keySource);
        LlamaCloudClientOptions options = new(defaults)
        {
            BaseAddress = ReadAddress(),
            Headers = ReadHeaders(),
            Proxy = Proxy,
            Timeout = TimeoutSec is int seconds ? TimeSpan.FromSeconds(seconds) : defaults.Timeout,
            MaximumRetryCount = MaximumRetryCount ?? defaults.MaximumRetryCount,
            RequestsPerMinute = RequestsPerMinute,
        };
        try
        {
            return new LlamaCloudConnection(options, keySource, Name, Given(ProjectId) ?? Read(ProjectVariable), Given(OrganizationId) ?? Read(OrganizationVariable));
        }
        catch (FormatException problem)
        {
            throw new ConnectionSettingException("ProxyInvalid", ErrorCategory.InvalidArgument, $"-Proxy cannot be used. {problem.Message} Give a proxy on this machine, or an https address.", Proxy?.Address);
        }
    }

    private LlamaCloudClientOptions ReadKey(string source)
    {
        string key = ApiKey ?? Read(source)!;
        try
        {
            return new LlamaCloudClientOptions(key);
        }
        catch (ArgumentException)
        {
            string what = ApiKey is null ? $"The environment variable {source}" : "What was given for -ApiKey";
            throw new ConnectionSettingException(
                "ApiKeyInvalid",
                ErrorCategory.AuthenticationError,
                string.IsNullOrWhiteSpace(key)
                    ? $"{what} is empty. Give the key itself, such as (Get-Secret LlamaCloud)."
                    : $"{what} is no API key: it has a space or another character that a key cannot have. Give the key alone, without quotes and without 'Bearer'.",
                source);
        }
    }

    private Uri ReadAddress()
    {
        try
        {
            return BaseAddress is not null ? ServiceAddress.Parse(BaseAddress.OriginalString)
                : Read(BaseAddressVariable) is string address ? ServiceAddress.Parse(address)
                : ServiceAddress.NorthAmerica;
        }
        catch (FormatException problem)
        {
            string what = BaseAddress is null ? $"The environment variable {BaseAddressVariable}" : "-BaseUri";
            string remedy = BaseAddress is null ? $"Set it to the address of the service, or remove it for {ServiceAddress.NorthAmerica.GetLeftPart(UriPartial.Authority)}." : "Give the address of the service, or -Region.";
            throw new ConnectionSettingException("BaseAddressInvalid", ErrorCategory.InvalidArgument, $"{what} cannot be used. {problem.Message} {remedy}", BaseAddress is null ? BaseAddressVariable : "BaseUri");
        }
    }

    private IReadOnlyDictionary<string, string> ReadHeaders()
    {
        try
        {
            IReadOnlyDictionary<string, string> headers = Headers ?? ReadLines(Read(HeadersVariable));
            _ = new LlamaCloudClientOptions("x") { Headers = headers };
            return headers;
        }
        catch (FormatException problem)
        {
            string what = Headers is null ? $"The environment variable {HeadersVariable}" : "-Header";
            throw new ConnectionSettingException(
                "HeaderInvalid", ErrorCategory.InvalidArgument, $"{what} cannot be used. {problem.Message} Correct or remove it.", Headers is null ? HeadersVariable : "Header");
        }
    }

    // Lines of "Name: value", as the official clients read them.
    private static Dictionary<string, string> ReadLines(string? text)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in (text ?? string.Empty).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            int colon = line.IndexOf(':');
            if (colon <= 0)
            {
                throw new FormatException("One of its lines is not of the form 'Name: value'.");
            }

            headers[line.Substring(0, colon).TrimEnd()] = line.Substring(colon + 1).Trim();
        }

        return headers;
    }

    private static string? Read(string variable) => Given(Environment.GetEnvironmentVariable(variable));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
}
