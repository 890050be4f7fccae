using System;
using System.Collections;
using System.Management.Automation;
using System.Security;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Connection;

/// <content>From the parameters to a connection that works.</content>
public sealed partial class ConnectLlamaCloudCommand
{
    private LlamaCloudConnection Make(SecretVault vault)
    {
        (_key, string source, Uri? address) = FindKey(vault);
        return new ConnectionSettings
        {
            ApiKey = SecretText.Of(_key),
            KeySource = source,
            Region = Region,
            BaseUri = BaseUri ?? address,
            ProjectId = ProjectId,
            OrganizationId = OrganizationId,
            TimeoutSec = IsGiven(nameof(TimeoutSec)) ? TimeoutSec : null,
            MaximumRetryCount = IsGiven(nameof(MaximumRetryCount)) ? MaximumRetryCount : null,
            RequestsPerMinute = IsGiven(nameof(RequestsPerMinute)) ? RequestsPerMinute : null,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential,
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            Header = Header,
            Name = Name,
        }.Make();
    }

    // The cheapest question that needs a valid key. What else goes wrong with it says nothing against the key.
    private void Check(LlamaCloudConnection connection)
    {
        LlamaCloudClient client = connection.Open(Notices, UserAgent.Of(this));
        try
        {
            Receive(async cancellation =>
            {
                // A project may be given by its name, which is looked up where it is used.
                string? project = Guid.TryParse(connection.ProjectId, out _) ? connection.ProjectId : null;
                await client.CheckAsync(new RequestScope(project, connection.OrganizationId), cancellation).ConfigureAwait(false);
                return true;
            });
        }
        catch (LlamaCloudException failure)
        {
            ErrorRecord error = ServiceErrors.Describe(failure, Subject, null, connection, out _);
            if (failure.StatusCode == 401 || ServiceErrors.IsConnectionFailure(failure))
            {
                ThrowTerminatingError(error);
            }

            WriteWarning($"Connected, but the check of the key was not answered as it should be. {ErrorAdvice.Whole(error)}");
        }
    }
}
