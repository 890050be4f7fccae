using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Webhooks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>What a person sees of webhooks and of what they are told.</summary>
public sealed class WebhookViewTests : ModuleTest
{
    private const string At120 = """
        Id                                       Host                         HasSecret WebhookEvents
        --                                       ----                         --------- -------------
        whc-55555555-cccc-4ccc-8ccc-555555555555 hooks.example.com            True      parse.success, parse.error
        """;

    private const string At80 = """
        Id                                       Host                         HasSecret
        --                                       ----                         ---------
        whc-55555555-cccc-4ccc-8ccc-555555555555 hooks.example.com            True
        """;

    private const string EventAt120 = """
        EventType               JobId                                    Status         ProjectId
        ---------               -----                                    ------         ---------
        classify.success        clj-11111111-1111-4111-8111-111111111111 COMPLETED      a
        """;

    private const string EventAt80 = """
        EventType               JobId                                    Status
        ---------               -----                                    ------
        classify.success        clj-11111111-1111-4111-8111-111111111111 COMPLETED
        """;

    private const string List = """
        Id                  : whc-55555555-cccc-4ccc-8ccc-555555555555
        WebhookUrl          : https://hooks.example.com/[redacted]
        WebhookEvents       : parse.success, parse.error
        HeaderNames         : X-Team
        WebhookOutputFormat :
        HasSecret           : True
        ProjectId           : c3a0d8bf-1966-4b47-9c9e-2d4f8a6b5c11
        CreatedAt           : 2026-09-01 08:00:00Z
        UpdatedAt           : 2026-09-01 08:00:00Z
        """;

    private const string Event =
        """ConvertFrom-LlamaCloudWebhook '{"event_type":"classify.success","data":{"id":"clj-11111111-1111-4111-8111-111111111111","status":"COMPLETED","project_id":"a"}}'""";

    [Theory]
    [InlineData(120, PSLanguageMode.FullLanguage, "Get-LlamaCloudWebhook", At120)]
    [InlineData(80, PSLanguageMode.FullLanguage, "Get-LlamaCloudWebhook", At80)]
    [InlineData(120, PSLanguageMode.ConstrainedLanguage, "Get-LlamaCloudWebhook", At120)]
    [InlineData(80, PSLanguageMode.ConstrainedLanguage, "Get-LlamaCloudWebhook", At80)]
    [InlineData(120, PSLanguageMode.FullLanguage, Event, EventAt120)]
    [InlineData(80, PSLanguageMode.FullLanguage, Event, EventAt80)]
    [InlineData(120, PSLanguageMode.ConstrainedLanguage, Event, EventAt120)]
    [InlineData(80, PSLanguageMode.ConstrainedLanguage, Event, EventAt80)]
    public void It_fits(int width, PSLanguageMode mode, string script, string expected) =>
        Assert.Equal(expected, Lines(Start(new HostedEngine(width, mode)).Show(script)));

    [Theory]
    [InlineData(PSLanguageMode.FullLanguage)]
    [InlineData(PSLanguageMode.ConstrainedLanguage)]
    public void The_list_shows_what_may_be_shown(PSLanguageMode mode)
    {
        using ListViews lists = new(Places.Module);

        Assert.Equal(List, Lines(Start(new HostedEngine(120, mode, lists.Path)).Show("Get-LlamaCloudWebhook " + WebhookStore.Seed)));
    }
}
