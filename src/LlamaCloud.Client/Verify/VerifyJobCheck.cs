using System;
using System.Collections.Generic;

namespace LlamaCloud;

/// <summary>
/// What the service would refuse about a verify job, told before anything is sent: all of it at once, field by field. The limits are
/// those of the service's description (<c>VerifyRequest</c> and the schemas it refers to).
/// </summary>
public static class VerifyJobCheck
{
    /// <summary>What is wrong with a job apart from its document.</summary>
    /// <param name="request">The job.</param>
    /// <returns>One for each field that is wrong, in the words of <see cref="ValidationError"/>; empty when all is well.</returns>
    public static IEnumerable<ValidationError> Problems(VerifyJobRequest request)
    {
        // The service would pass over what it does not know, and do something else than was asked for.
        if ((request ?? throw new ArgumentNullException(nameof(request))).ConfigurationId is not null)
        {
            yield return new("configuration_id", "is not taken: verify jobs have no saved configurations", "extra_forbidden");
        }

        if (request.WebhookConfigurationIds.Count > 0)
        {
            yield return new("webhook_configuration_ids", "is not taken: give the webhook itself", "extra_forbidden");
        }

        foreach (ValidationError problem in JobCheck.PagesProblems(request.TargetPages, null))
        {
            yield return problem;
        }

        foreach (ValidationError problem in JobCheck.Problems(request))
        {
            yield return problem;
        }
    }
}
