using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Http;

namespace LlamaCloud.PowerShell.Connection;

/// <summary>The connection that the environment describes; it applies where no other was made.</summary>
internal static class EnvironmentConnection
{
    private const string BaseAddressVariable = "LLAMA_CLOUD_BASE_URL";

    // The second is the name that the service's older documentation gives.
    private static readonly string[] s_keyVariables = ["LLAMA_CLOUD_API_KEY", "LLAMA_PARSE_API_KEY"];

    /// <summary>Makes a client, or ends the command with an error that says which variable to set.</summary>
    /// <param name="cmdlet">The command that asks.</param>
    /// <param name="observer">Who is told what becomes of its requests.</param>
    public static LlamaCloudClient Open(PSCmdlet cmdlet, IRequestObserver observer)
    {
        string? variable = s_keyVariables.FirstOrDefault(name => Read(name) is not null);
        if (variable is null)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException("There is no API key. Set the environment variable LLAMA_CLOUD_API_KEY to a key of yours, such as $env:LLAMA_CLOUD_API_KEY = Get-Secret LlamaCloud -AsPlainText."),
                "ApiKeyMissing",
                ErrorCategory.AuthenticationError,
                s_keyVariables[0]));
        }

        return new LlamaCloudClient(ReadOptions(cmdlet, variable!, observer));
    }

    private static LlamaCloudClientOptions ReadOptions(PSCmdlet cmdlet, string keyVariable, IRequestObserver observer)
    {
        try
        {
            return new LlamaCloudClientOptions(Read(keyVariable)!)
            {
                BaseAddress = Read(BaseAddressVariable) is string address ? ServiceAddress.Parse(address) : ServiceAddress.NorthAmerica,
                Observer = observer,
                UserAgent = UserAgent.Of(cmdlet),
            };
        }
        catch (ArgumentException)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new ArgumentException($"The environment variable {keyVariable} does not hold an API key: it has a space or another character that a key cannot have. Set it to the key alone, without quotes and without 'Bearer'."),
                "ApiKeyInvalid",
                ErrorCategory.AuthenticationError,
                keyVariable));
        }
        catch (FormatException problem)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(
                new ArgumentException($"The environment variable {BaseAddressVariable} cannot be used. {problem.Message} Set it to the address of the service, or remove it for {ServiceAddress.NorthAmerica.GetLeftPart(UriPartial.Authority)}."),
                "BaseAddressInvalid",
                ErrorCategory.InvalidArgument,
                BaseAddressVariable));
        }

        throw new PipelineStoppedException();
    }

    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is string value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
