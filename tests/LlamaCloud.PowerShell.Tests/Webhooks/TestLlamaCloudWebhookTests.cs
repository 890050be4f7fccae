using System;
using System.Linq;
using System.Management.Automation;
using System.Text;
using LlamaCloud.Demo.Engine;
using LlamaCloud.Emulator.Webhooks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Webhooks;

/// <summary>True or false for whatever comes, never more of a secret than that it is one, and why not with -Verbose.</summary>
public sealed class TestLlamaCloudWebhookTests : ModuleTest
{
    private const string Secret = "whsec_of-the-test";
    private const string Body = """{"event_type":"parse.success","data":{"id":"pjb-1","name":"Naïve – 猫"}}""";

    private static readonly string s_signature = WebhookDelivery.Sign(Encoding.UTF8.GetBytes(Body), Secret);

    [Theory]
    [InlineData("-Body $body -Signature $signature -Secret $secret")]
    [InlineData("-Body $bytes -Signature $signature -Secret $secret")]
    [InlineData("-Body ([object[]]$bytes) -Signature $signature -Secret $secret")]
    [InlineData("$body -Signature @($signature) -Secret ([System.Net.NetworkCredential]::new('', $secret).SecurePassword)")]
    [InlineData(
        "$body -Signature $signature -Secret ([pscredential]::new('me', [System.Net.NetworkCredential]::new('', $secret).SecurePassword))")]
    [InlineData("$body -Signature $signature -Secret 'old', $secret")]
    [InlineData("$body -Signature $signature -Secret $secret, $null")]
    [InlineData("$body -Signature \" $($signature.ToUpperInvariant()) \" -Secret $secret")]
    [InlineData("$body -Header @{ 'lc-signature' = $signature; a = 1 } -Secret $secret")]
    [InlineData("$body -Header ([pscustomobject]@{ 'LC-SIGNATURE' = $signature }) -Secret $secret")]
    [InlineData("$body -Header $collection -Secret $secret")]
    [InlineData("$body -Header $message.Headers -Secret $secret")]
    [InlineData("$body -Headers $dictionary -Secret $secret")]
    public void A_genuine_delivery_is_true_however_a_host_hands_it_over(string arguments)
    {
        EngineResult result = Run(arguments).OrThrow();

        Assert.True((bool)Assert.Single(result.Output).BaseObject);
        Assert.Empty(result.Verbose);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [InlineData("$body")]
    [InlineData("$bytes")]
    public void A_body_comes_through_the_pipeline_too(string body)
    {
        Run("$body -Signature $signature -Secret $secret").OrThrow();
        EngineResult result = Engine.Run($"{body} | Test-LlamaCloudWebhook -Signature $signature -Secret $secret").OrThrow();

        Assert.True((bool)Assert.Single(result.Output).BaseObject);
    }

    [Theory]
    [InlineData("-Body ($body + ' ') -Signature $signature -Secret $secret", "is not that of this body with the secret")]
    [InlineData("$body -Signature $signature -Secret 'other', 'another'", "with any of the 2 secrets")]
    [InlineData("$null -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("'' -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("@() -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("([byte[]](0xff, 0xfe, 0, 0x80)) -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("([string][char]0xd800) -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("('x' * 30MB) -Signature $signature -Secret $secret", "is not that of this body")]
    [InlineData("$body -Signature $null -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Signature '' -Secret $secret", "is empty")]
    [InlineData("$body -Signature 'sha256=xyz' -Secret $secret", "has 3 digits")]
    [InlineData("$body -Signature $signature.Replace('sha256=', '') -Secret $secret", "does not begin with sha256=")]
    [InlineData("$body -Signature $signature, $signature -Secret $secret", "2 values")]
    [InlineData("$body -Signature $signature -Header @{ 'LC-Signature' = $signature } -Secret $secret", "2 values")]
    [InlineData("$body -Header @{ 'LC-Signature' = $signature, 'sha256=00' } -Secret $secret", "2 values")]
    [InlineData("$body -Header $twice -Secret $secret", "2 values")]
    [InlineData("$body -Header @{} -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Header $null -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Header 'LC-Signature: text' -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Header 5 -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Header @($null, 1, 'a') -Secret $secret", "It has no LC-Signature")]
    [InlineData("$body -Header @{ 'LC-Signature' = @{ a = 1 } } -Secret $secret", "It has no LC-Signature")]
    public void Everything_else_is_false_without_an_error_and_verbose_says_why(string arguments, string why)
    {
        EngineResult result = Run(arguments).OrThrow();

        Assert.False((bool)Assert.Single(result.Output).BaseObject);
        string verbose = Assert.Single(result.Verbose);
        Assert.StartsWith("The delivery is not genuine. ", verbose, StringComparison.Ordinal);
        Assert.Contains(why, verbose, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-test", verbose, StringComparison.Ordinal);
        Assert.DoesNotContain(s_signature, verbose, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("@()")]
    [InlineData("@('', $null)")]
    [InlineData("([securestring]::new())")]
    public void Without_a_secret_nothing_is_genuine_and_a_warning_says_so(string secret)
    {
        string signature = WebhookDelivery.Sign(Encoding.UTF8.GetBytes(Body), string.Empty);
        EngineResult result = Run($"$body -Signature '{signature}' -Secret {secret}").OrThrow();

        Assert.False((bool)Assert.Single(result.Output).BaseObject);
        Assert.Contains("-Secret is empty", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("([pscustomobject]@{ event_type = 'parse.success' })", "PSCustomObject")]
    [InlineData("@{ event_type = 'parse.success' }", "Hashtable")]
    [InlineData("17", "Int32")]
    [InlineData("'a', 'b'", "Object[]")]
    public void A_body_that_a_host_has_read_is_refused_with_what_to_give_in_its_place(string body, string kind)
    {
        EngineResult result = Run($"{body} -Signature $signature -Secret $secret");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Null(result.Terminating);
        Assert.False((bool)Assert.Single(result.Output).BaseObject);
        Assert.Equal("LlamaCloudWebhookBodyParsed", IdOf(error));
        Assert.StartsWith($"A {kind} is no body that can be tested.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("$Request.RawBody", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_a_wrong_kind_is_refused_without_its_value()
    {
        ErrorRecord error = Run("$body -Signature $signature -Secret @{ value = 'whsec_of-the-test' }").Terminating!;

        Assert.Contains("A Hashtable is no secret.", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-test", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_needs_neither_a_key_nor_a_service()
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);

        Assert.True((bool)Run("$body -Signature $signature -Secret $secret").OrThrow().Output.Single().BaseObject);
        Assert.Empty(Emulator.Requests.All);
    }

    private EngineResult Run(string arguments)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("body", Body);
        Engine.Runspace.SessionStateProxy.SetVariable("bytes", Encoding.UTF8.GetBytes(Body));
        Engine.Runspace.SessionStateProxy.SetVariable("signature", s_signature);
        Engine.Runspace.SessionStateProxy.SetVariable("secret", Secret);
        Engine.Run("""
            $collection = [System.Net.WebHeaderCollection]::new()
            $collection.Add('lc-signature', $signature)
            $twice = [System.Collections.Specialized.NameValueCollection]::new()
            $twice.Add('LC-Signature', $signature)
            $twice.Add('lc-signature', $signature)
            $message = [System.Net.Http.HttpRequestMessage]::new()
            $null = $message.Headers.TryAddWithoutValidation('LC-Signature', $signature)
            $dictionary = [System.Collections.Generic.Dictionary[string, string]]::new()
            $dictionary['lc-signature'] = $signature
            """).OrThrow();
        return Engine.Run($"Test-LlamaCloudWebhook {arguments} -Verbose");
    }
}
