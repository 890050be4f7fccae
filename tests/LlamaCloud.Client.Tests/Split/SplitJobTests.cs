using System.Linq;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;
using Xunit;

namespace LlamaCloud.Client.Tests.Split;

/// <summary>From the JSON on the wire to the fields of a <see cref="SplitJob"/>.</summary>
public sealed class SplitJobTests : EmulatorTest
{
    private const string Everything = """
        {
          "id": "spl-1",
          "categories": [ { "name": "invoice", "description": "has a total" }, { "name": "letter", "description": null } ],
          "splitting_strategy": { "allow_uncategorized": "omit", "custom_instructions": "by date", "min_pages_per_split": 2 },
          "document_input_type": "file_id",
          "file_input": "dfl-1",
          "project_id": "project-1",
          "status": "completed",
          "user_id": "user-1",
          "configuration_id": "cfg-1",
          "error_message": "message",
          "result": { "segments": [ { "category": "invoice", "pages": [3, 4, 9], "confidence_category": "high" } ] },
          "transaction_id": "transaction-1"
        }
        """;

    [Fact]
    public async Task Every_field_is_read()
    {
        Emulator.Faults.Add("GET", "/api/v1/split/jobs/spl-1", Fault.Answer(200, "application/json", Everything));
        SplitJob job = await Client.Split.GetAsync("spl-1", default, Cancellation);

        Assert.Equal(("spl-1", "completed", "dfl-1", "file_id"), (job.Id, job.Status, job.FileInput, job.DocumentInputType));
        Assert.Equal(["invoice: has a total", "letter"], job.Categories.Select(category => category.ToString()));
        SplitStrategy strategy = job.SplittingStrategy!;
        Assert.Equal(("omit", "by date", 2), (strategy.AllowUncategorized, strategy.CustomInstructions, strategy.MinPagesPerSplit));
        SplitResultSegment segment = Assert.Single(job.Result!.Segments);
        Assert.Equal(("invoice", "high"), (segment.Category, segment.ConfidenceCategory));
        Assert.Equal([3, 4, 9], segment.Pages);
        Assert.Equal(
            ("cfg-1", "message", "transaction-1", "user-1"), (job.ConfigurationId, job.ErrorMessage, job.TransactionId, job.UserId));
        Assert.Empty(job.AdditionalProperties);
    }
}
