using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Classify;

/// <summary>A few jobs in every status, and one in another project.</summary>
public static class SeedJobs
{
    /// <summary>Completed, an invoice.</summary>
    public const string Invoice = "clj-11111111-1111-4111-8111-111111111111";

    /// <summary>Completed, a receipt, not very sure.</summary>
    public const string Receipt = "clj-22222222-2222-4222-8222-222222222222";

    /// <summary>Completed, a contract, made from a parse job and a saved configuration.</summary>
    public const string Contract = "clj-33333333-3333-4333-8333-333333333333";

    /// <summary>Completed, but no rule matched.</summary>
    public const string NoMatch = "clj-44444444-4444-4444-8444-444444444444";

    /// <summary>Running.</summary>
    public const string Running = "clj-55555555-5555-4555-8555-555555555555";

    /// <summary>Pending.</summary>
    public const string Pending = "clj-66666666-6666-4666-8666-666666666666";

    /// <summary>Failed.</summary>
    public const string Failed = "clj-77777777-7777-4777-8777-777777777777";

    /// <summary>Cancelled.</summary>
    public const string Cancelled = "clj-88888888-8888-4888-8888-888888888888";

    /// <summary>Completed, in <see cref="JobStore.OtherProjectId"/>.</summary>
    public const string Elsewhere = "clj-99999999-9999-4999-8999-999999999999";

    /// <summary>Makes them.</summary>
    public static IEnumerable<JsonObject> All()
    {
        yield return Completed(
            Invoice,
            9,
            "invoice",
            0.987,
            "The document has an invoice number, line items and a total amount due, which is what the rule for invoices asks for.");
        yield return Completed(Receipt, 8, "receipt", 0.42, "It lists one purchase with a merchant, but the payment details are cut off.");
        JsonObject contract = Completed(Contract, 7, "contract", 0.915, "Terms, conditions and two signatures are present.");
        contract["document_input_type"] = "parse_job_id";
        contract["file_input"] = "pjb-33333333-aaaa-4aaa-8aaa-333333333333";
        contract["parse_job_id"] = "pjb-33333333-aaaa-4aaa-8aaa-333333333333";
        contract["configuration_id"] = "cfg-33333333-bbbb-4bbb-8bbb-333333333333";
        contract["transaction_id"] = "inbox-contract-3";
        contract["configuration"]!["parsing_configuration"] = new JsonObject
        {
            ["lang"] = "en",
            ["max_pages"] = 10,
            ["target_pages"] = "1,3,5-7",
        };
        yield return contract;
        yield return Completed(NoMatch, 6, null, 0.12, "The document is a holiday greeting; none of the rules describes it.");
        yield return Job(Running, 5, "RUNNING");
        yield return Job(Pending, 4, "PENDING");
        JsonObject failed = Job(Failed, 3, "FAILED");
        failed["error_message"] = "The file is encrypted and could not be read.";
        yield return failed;
        yield return Job(Cancelled, 2, "CANCELLED");
        JsonObject elsewhere = Completed(Elsewhere, 1, "invoice", 0.95, "An invoice number and a total are present.");
        elsewhere["project_id"] = JobStore.OtherProjectId;
        yield return elsewhere;
    }

    /// <summary>The id of one of <see cref="Many"/>, or of one that <see cref="RunningJobs"/> started.</summary>
    public static string NumberedId(int number) => $"clj-aaaaaaaa-0000-4000-8000-{number:d12}";

    /// <summary>Completed jobs with the ids of the numbers from 1, for big runs.</summary>
    public static IEnumerable<JsonObject> Many(int count) =>
        Enumerable.Range(1, count).Select(number =>
            Completed(
                NumberedId(number), number % 60, "invoice", 0.9, "The document has an invoice number, line items and a total amount due."));

    /// <summary>A job without a result, created so many minutes past nine.</summary>
    public static JsonObject Job(string id, int minute, string status) => new()
    {
        ["id"] = id,
        ["created_at"] = $"2026-09-01T09:{minute:00}:19.117000Z",
        ["updated_at"] = $"2026-09-01T09:{minute:00}:24.500000Z",
        ["file_input"] = "dfl-" + id.Replace("clj-", string.Empty, StringComparison.Ordinal),
        ["project_id"] = JobStore.DefaultProjectId,
        ["user_id"] = "b0c7b6de-55a1-4a0b-9f55-a8f3f1f2c0de",
        ["status"] = status,
        ["document_input_type"] = "file_id",
        ["configuration"] = new JsonObject
        {
            ["rules"] = new JsonArray(
                Rule("invoice", "contains invoice number, line items, and total amount"),
                Rule("receipt", "purchase receipt with transaction info and merchant details"),
                Rule("contract", "legal contract with terms, conditions, and signatures")),
            ["mode"] = "FAST",
            ["parsing_configuration"] = null,
        },
        ["result"] = null,
        ["error_message"] = null,
        ["configuration_id"] = null,
        ["transaction_id"] = null,
        ["parse_job_id"] = null,
    };

    /// <summary>A job with a result.</summary>
    public static JsonObject Completed(string id, int minute, string? type, double confidence, string reasoning)
    {
        JsonObject job = Job(id, minute, "COMPLETED");
        job["result"] = new JsonObject { ["type"] = type, ["confidence"] = confidence, ["reasoning"] = reasoning };
        return job;
    }

    private static JsonObject Rule(string type, string description) => new() { ["type"] = type, ["description"] = description };
}
