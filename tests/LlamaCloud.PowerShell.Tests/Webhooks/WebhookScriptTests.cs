using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Webhooks;
using LlamaCloud.PowerShell.Tests.Help;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>
/// The function and the runbook of the help, in a console of their own, with real deliveries of the service: good, forged and replayed.
/// </summary>
[Trait("Runs", "elsewhere")]
public sealed class WebhookScriptTests : ModuleTest
{
    private const string Secret = "whsec_of-the-scripts";

    [Theory]
    [InlineData("string")]
    [InlineData("json")]
    public async Task The_function_saves_what_was_parsed_once_and_takes_nothing_that_is_forged(string format)
    {
        using ScriptHost host = await ScriptHost.StartAsync(Emulator, "Function", ScriptOf("param($Request,"), Folder, Secret);
        Start(host.Address, format, "parse.success", "Start-ParseJob ./paper.txt -Tier fast");
        List<string> lines = [await host.ReadLineAsync()];
        WebhookDelivery good = (await Emulator.Deliveries.WaitAsync())[0].Delivery;
        lines.AddRange(await SendForgedAsync(host, good));
        Assert.Equal(200, await Emulator.Deliveries.SendAsync(good));
        lines.Add(await host.ReadLineAsync());
        string rest = await host.EndAsync();

        string job = IdIn(good);
        Assert.Equal(
            [$"200: {job} COMPLETED is done", "401:", "401:", "401:", "401:", $"200: {job} COMPLETED was done before"],
            lines.Select(line => line.TrimEnd()));
        Assert.Equal(string.Empty, rest);
        string saved = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "results"), "*.md", SearchOption.AllDirectories));
        Assert.Contains("Invoice number 7", await File.ReadAllTextAsync(saved, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Show(lines);
    }

    [Fact]
    public async Task The_function_lets_the_service_send_again_what_it_could_not_do()
    {
        using ScriptHost host = await ScriptHost.StartAsync(Emulator, "Function", ScriptOf("param($Request,"), Folder, Secret);
        // A file stands where the folder of the results is to be.
        string inTheWay = Path.Combine(Folder, "results");
        await File.WriteAllTextAsync(inTheWay, "in the way", TestContext.Current.CancellationToken);
        Start(host.Address, "json", "parse.success", "Start-ParseJob ./paper.txt -Tier fast");
        string first = await host.ReadLineAsync();
        File.Delete(inTheWay);
        string second = await host.ReadLineAsync();

        Assert.StartsWith("500: ", first, StringComparison.Ordinal);
        Assert.EndsWith("is done", second.TrimEnd(), StringComparison.Ordinal);
        await Emulator.Deliveries.WaitAsync();
        Assert.Equal([500, 200], (await Emulator.Deliveries.WaitAsync()).Select(one => one.Status));
    }

    [Theory]
    [InlineData("string")]
    [InlineData("json")]
    public async Task The_runbook_tells_of_a_job_once_and_ends_at_what_is_forged(string format)
    {
        using ScriptHost host = await ScriptHost.StartAsync(Emulator, "Runbook", ScriptOf("param([object] $WebhookData)"), Folder, Secret);
        Start(host.Address, format, "classify.success",
            "Start-ClassifyJob ./paper.txt -Rule @{ invoice = 'an invoice with a number and a total' }");
        List<string> lines = [await host.ReadLineAsync()];
        WebhookDelivery good = (await Emulator.Deliveries.WaitAsync())[0].Delivery;
        lines.AddRange(await SendForgedAsync(host, good));
        await Emulator.Deliveries.SendAsync(good);
        lines.Add(await host.ReadLineAsync());
        string rest = await host.EndAsync();

        string job = IdIn(good);
        Assert.Equal($"202: {job}: invoice", lines[0]);
        Assert.All(lines[1..^1], line =>
            Assert.StartsWith("202: LlamaCloudWebhookSignatureInvalid: The delivery is not genuine. ", line, StringComparison.Ordinal));
        Assert.Equal($"202: {job} COMPLETED was done before", lines[^1]);
        Assert.Equal(string.Empty, rest);
        Show(lines);
    }

    // The whole block of the page that begins so.
    private static string ScriptOf(string beginning) =>
        Assert.Single(HelpPages.Examples, one => one.Key.StartsWith("about_LlamaCloud_Webhooks", StringComparison.Ordinal)
            && one.Value.Example.Code.StartsWith(beginning, StringComparison.Ordinal)).Value.Example.Code;

    private void Start(Uri address, string format, string name, string command)
    {
        File.WriteAllText(Path.Combine(Folder, "paper.txt"), "Invoice number 7. Line items. Total amount due. Naïve – 猫.");
        Engine.Run($$"""
            $null = $ExecutionContext.SessionState.Path.SetLocation('{{Folder}}')
            $webhook = New-LlamaCloudWebhook {{address}}hook -Event {{name}} -OutputFormat {{format}} -SigningSecret {{Secret}} -Header @{ 'X-Team' = 'inbox' }
            $null = {{command}} -WebhookConfigurationId $webhook
            """).OrThrow();
    }

    // Another body with the signature of the good one, the good body with another signature, with none, and signed with another secret.
    private async Task<IReadOnlyList<string>> SendForgedAsync(ScriptHost host, WebhookDelivery good)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(good.Body).Replace("COMPLETED", "CANCELLED", StringComparison.Ordinal));
        WebhookDelivery[] forged =
        [
            good with { Body = body },
            good with { Headers = With(good, "sha256=" + new string('0', 64)) },
            good with { Headers = good.Headers.Where(header => header.Key != "LC-Signature").ToDictionary() },
            good with { Headers = With(good, WebhookDelivery.Sign(good.Body, "whsec_of-somebody")) },
        ];
        List<string> lines = [];
        foreach (WebhookDelivery delivery in forged)
        {
            await Emulator.Deliveries.SendAsync(delivery);
            lines.Add(await host.ReadLineAsync());
        }

        return lines;
    }

    private static Dictionary<string, string> With(WebhookDelivery delivery, string signature) =>
        new(delivery.Headers) { ["LC-Signature"] = signature };

    private static string IdIn(WebhookDelivery delivery) => WebhookBody.Read(delivery)["data"]!["id"]!.GetValue<string>();

    // What was sent and what came of it, for whoever looks at the output of the test.
    private void Show(IReadOnlyList<string> lines)
    {
        foreach (((WebhookDelivery delivery, int status), string line) in Emulator.Deliveries.Sent.Zip(lines))
        {
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"POST {delivery.Url}\nLC-Signature: "
                    + $"{delivery.Headers.GetValueOrDefault("LC-Signature", "(none)")}\n"
                + $"{Encoding.UTF8.GetString(delivery.Body)}\n=> {status}; the script: {line}\n");
        }
    }
}
