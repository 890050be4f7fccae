using System.Text.RegularExpressions;

namespace LlamaCloud.Emulator.Webhooks;

/// <summary>The checks of the fields that a webhook has, whether it is saved or comes with a job.</summary>
internal static partial class WebhookFields
{
    /// <summary>Notes what is wrong with them.</summary>
    public static void Check(BodyField webhook)
    {
        webhook.Object()["webhook_url"].OrNull().Text(pattern: Address());
        webhook["webhook_signing_secret"].OrNull().Text();
        webhook["webhook_output_format"].OrNull().OneOf("string", "json");
        foreach (BodyField header in webhook["webhook_headers"].OrNull().Object().Fields())
        {
            header.Text();
        }

        foreach (BodyField name in webhook["webhook_events"].OrNull().Items(least: 1))
        {
            name.Text(pattern: Event());
        }
    }

    /// <summary>Whether there is such an event.</summary>
    public static bool IsEvent(string name) => Event().IsMatch(name);

    [GeneratedRegex("^https?://.+")]
    private static partial Regex Address();

    [GeneratedRegex(
        @"^((extract|parse|classify|sheets)\.(pending|success|error|partial_success|cancelled)|(parse|classify|batch)\.running|"
            + @"split\.processing|(split|batch)\.(pending|success|error|cancelled)|unmapped_event)\z")]
    private static partial Regex Event();
}
