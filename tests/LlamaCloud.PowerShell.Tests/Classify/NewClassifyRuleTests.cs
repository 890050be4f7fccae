using System;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Classify;

/// <summary>Making rules, which asks nobody anything; how they are given to others is tested with those.</summary>
public sealed class NewClassifyRuleTests : ModuleTest
{
    [Theory]
    [InlineData("New-ClassifyRule invoice 'an invoice with a total'")]
    [InlineData("New-ClassifyRule -Description 'an invoice with a total' -Type invoice")]
    [InlineData("New-ClassifyRule ' invoice ' ' an invoice with a total '")]
    [InlineData("[pscustomobject]@{ Description = 'an invoice with a total'; Type = 'invoice'; Note = 'x' } | New-ClassifyRule")]
    [InlineData("New-ClassifyRule invoice 'an invoice with a total' | New-ClassifyRule")]
    public void A_rule_is_a_type_and_what_documents_of_it_are(string script)
    {
        Environment.SetEnvironmentVariable("LLAMA_CLOUD_API_KEY", null);
        PSObject rule = Assert.Single(Engine.Run(script).OrThrow().Output);

        Assert.Equal("LlamaCloud.ClassifyRule", rule.TypeNames[0]);
        Assert.Equal(("invoice", "an invoice with a total"), (rule.Properties["Type"].Value, rule.Properties["Description"].Value));
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void Lengths_are_counted_in_characters()
    {
        Assert.Single(Engine.Run("New-ClassifyRule a ([char]::ConvertFromUtf32(0x1F600) * 1500)").OrThrow().Output);
        Assert.Equal(["ClassifyRuleInvalid"], IdsOf(Engine.Run("New-ClassifyRule a ([char]::ConvertFromUtf32(0x1F600) * 5)")));
        Assert.Equal(["ClassifyRuleInvalid"], IdsOf(Engine.Run("New-ClassifyRule a \"half of it: $([char]0xd83d) is here\"")));
    }

    [Fact]
    public void A_rule_that_is_wrong_is_an_error_of_its_own_and_the_next_is_made()
    {
        EngineResult result = Engine.Run(
            "[pscustomobject]@{ Type = 'a/b'; Description = 'x' }, [pscustomobject]@{ Type = 'b'; Description = 'long enough words' } | "
                + "New-ClassifyRule");

        Assert.Equal("ClassifyRuleInvalid", Assert.Single(IdsOf(result)));
        Assert.Equal(
            "Rule 'a/b': the type 'a/b' holds something else than the letters A to Z, digits, spaces, - and _. Rule 'a/b': the "
                + "description has 1 character; 10 to 2000 are allowed. Nothing was sent.",
            result.Errors[0].ToString());
        Assert.Equal("b", result.Output.Single().Properties["Type"].Value);
    }
}
