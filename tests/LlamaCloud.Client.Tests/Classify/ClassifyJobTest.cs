using System.Threading.Tasks;
using LlamaCloud.Emulator.Faults;

namespace LlamaCloud.Client.Tests.Classify;

/// <summary>A test of what is read from the JSON of a job.</summary>
public abstract class ClassifyJobTest : EmulatorTest
{
    // The example answer of the service's reference page, with values that can be told apart.
    protected const string Everything = """
        {
          "id": "clj-1",
          "configuration": {
            "rules": [ { "description": "contains invoice number, line items, and total amount", "type": "invoice" } ],
            "mode": "FAST",
            "parsing_configuration": { "lang": "en", "max_pages": 10, "target_pages": "1,3,5-7" }
          },
          "document_input_type": "url",
          "file_input": "dfl-1",
          "project_id": "project-1",
          "status": "COMPLETED",
          "user_id": "user-1",
          "configuration_id": "cfg-1",
          "created_at": "2019-12-27T18:11:19.117Z",
          "error_message": "message",
          "parse_job_id": "pjb-1",
          "result": { "confidence": 0.5, "reasoning": "because", "type": "invoice" },
          "transaction_id": "transaction-1",
          "updated_at": "2019-12-28T18:11:19.117Z"
        }
        """;

    protected async Task<ClassifyJob> Read(string json)
    {
        Emulator.Faults.Clear();
        Emulator.Faults.Add("GET", Route, Fault.Answer(200, "application/json", json));
        return await Client.Classify.GetAsync("clj-1", default, Cancellation);
    }
}
