using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Verify;

/// <summary>What is wrong with a verify job is told before it is sent, field by field.</summary>
public sealed class VerifyJobCheckTests
{
    [Fact]
    public void Nothing_has_to_be_said() => Assert.Empty(VerifyJobCheck.Problems(new VerifyJobRequest()));

    [Fact]
    public void What_the_service_does_not_know_is_refused_and_not_passed_over()
    {
        VerifyJobRequest request = new()
        {
            ConfigurationId = "cfg-1", WebhookConfigurationIds = ["whc-1"], TargetPages = "3,1", TransactionId = new string('t', 256),
        };

        Assert.Equal(
            ["configuration_id", "webhook_configuration_ids", "target_pages", "transaction_id"],
            VerifyJobCheck.Problems(request).Select(problem => problem.Location));
    }
}
