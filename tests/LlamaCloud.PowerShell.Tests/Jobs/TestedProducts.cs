using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Tests.Jobs;

/// <summary>The products that have jobs: a line for each, and every rule of jobs is tested with it.</summary>
internal static class TestedProducts
{
    public static TestedProduct Classify { get; } = new(
        "ClassifyJob", "classify job", "/api/v2/classify", "clj-", static emulator => emulator.Jobs)
    {
        Purpose = "classify",
        Options = "@{ Rule = [ordered]@{ invoice = 'an invoice with invoice number, line items and total amount due'; contract = 'a "
            + "contract with signatures' } }",
        Fields = """
            {"file_input":"dfl-1","document_input_type":"file_id","user_id":"b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de","result":null,"configuration_id":null,
             "transaction_id":null,"parse_job_id":null,
             "configuration":{"rules":[{"type":"invoice","description":"contains invoice number"}],"mode":"FAST","parsing_configuration":null}}
            """,
        TakesTransactionId = true,
        HasTransactions = true,
        Trace = static job => (string?)job["transaction_id"],
    };

    public static TestedProduct Extract { get; } = new(
        "ExtractJob", "extract job", "/api/v2/extract", "ext-", static emulator => emulator.ExtractJobs)
    {
        Purpose = "extract",
        Options = "@{ Schema = @{ Number = 'the invoice number' } }",
        Expand = "expand=configuration",
        Fields = """
            {"file_input":"dfl-1","configuration_id":null,"extract_result":null,"extract_metadata":null,"metadata":null,"usage":null,
             "configuration":{"data_schema":{"type":"object","properties":{"Number":{"type":"string"}}}}}
            """,
    };

    public static TestedProduct Parse { get; } = new(
        "ParseJob", "parse job", "/api/v2/parse", "pjb-", static emulator => emulator.ParseJobs)
    {
        Purpose = "parse",
        TakesParseJobs = false,
        DocumentField = "file_id",
        Fields = """{"name":"a.pdf","tier":"fast","user_metadata":{}}""",
        Unreadable = "\"user_metadata\":7",
        Wrapper = "job",
        DocumentName = static (_, job) => (string)job["name"]!,
        TakesTransactionId = true,
        Trace = static job => (string?)job["user_metadata"]?["llamacloud_transaction_id"],
    };

    public static TestedProduct Split { get; } = new(
        "SplitJob", "split job", "/api/v1/split/jobs", "spl-", static emulator => emulator.SplitJobs)
    {
        Purpose = "split",
        Statuses = ["pending", "processing", "completed", "failed", "cancelled"],
        Options = "@{ Category = [ordered]@{ invoice = 'an invoice with invoice number, line items and total amount due'; contract = 'a "
            + "contract with signatures' } }",
        Fields = """
            {"file_input":"dfl-1","document_input_type":"file_id","user_id":"b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de","result":null,"configuration_id":null,
             "transaction_id":null,"categories":[{"name":"invoice","description":null}],"splitting_strategy":{"allow_uncategorized":"include"}}
            """,
        Unreadable = "\"categories\":7",
        TakesTransactionId = true,
        HasTransactions = true,
        Trace = static job => (string?)job["transaction_id"],
    };

    public static TestedProduct Verify { get; } = new(
        "VerifyJob", "verify job", "/api/alpha/verify", "vfy-", static emulator => emulator.VerifyJobs)
    {
        Purpose = "user_data",
        TakesParseJobs = false,
        Expand = "expand=result",
        ExpandOfWait = "expand=result",
        Fields = """
            {"file_input":"dfl-1","document_input_type":"file_id","user_id":"b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de","transaction_id":null,
             "configuration":{"tier":"agentic","target_pages":null},
             "result":{"overall_score":0.03,"verdict":"AUTHENTIC","confidence":0.95,"detector_version":"1"}}
            """,
        TakesTransactionId = true,
        HasTransactions = true,
        HasConfigurations = false,
        HasRemove = false,
        Trace = static job => (string?)job["transaction_id"],
    };

    public static IReadOnlyList<TestedProduct> All { get; } = [Classify, Extract, Parse, Split, Verify];
}
