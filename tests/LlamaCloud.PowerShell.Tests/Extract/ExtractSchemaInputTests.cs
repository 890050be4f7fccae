using System;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using LlamaCloud.Demo.Engine;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Extract;

/// <summary>A schema is what a user has at hand.</summary>
public sealed class ExtractSchemaInputTests : ExtractTest
{
    private const string Object = """{"type":"object","properties":{"a":{"type":"number"}}}""";

    [Theory]
    [InlineData("[ordered]@{ b = 'the b'; a = [decimal] }", """{"b":{"type":"string","description":"the b"},"a":{"type":"number"}}""")]
    [InlineData("@{ z = [int]; y = [bool]; x = [string] }", """{"x":{"type":"string"},"y":{"type":"boolean"},"z":{"type":"integer"}}""")]
    [InlineData(
        "'{ \"type\": \"object\",', '', '  \"properties\": { \"a\": { \"type\": \"number\" } }', '}'", """{"a":{"type":"number"}}""")]
    [InlineData("@{ a = [datetime] }", """{"a":{"type":"string","format":"date"}}""")]
    [InlineData("@{ a = [DateTimeOffset] }", """{"a":{"type":"string","format":"date-time"}}""")]
    [InlineData("@{ a = [Nullable[int]] }", """{"a":{"type":"integer"}}""")]
    [InlineData(
        "@{ a = [DayOfWeek] }",
        """{"a":{"type":"string","enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"]}}""")]
    [InlineData("@{ a = [string[]] }", """{"a":{"type":"array","items":{"type":"string"}}}""")]
    [InlineData("@{ a = @([int]) }", """{"a":{"type":"array","items":{"type":"integer"}}}""")]
    [InlineData("@{ a = @('a tag') }", """{"a":{"type":"array","items":{"type":"string","description":"a tag"}}}""")]
    [InlineData("@{ a = @{ Type = [decimal]; Description = 'with tax' } }", """{"a":{"type":"number","description":"with tax"}}""")]
    [InlineData(
        "@{ a = [ordered]@{ description = 'how many'; type = 'integer' } }", """{"a":{"description":"how many","type":"integer"}}""")]
    [InlineData(
        "@{ a = @{ Type = @(@{ b = [int] }); Description = 'the rows' } }",
        """{"a":{"type":"array","items":{"type":"object","properties":{"b":{"type":"integer"}}},"description":"the rows"}}""")]
    [InlineData(
        "@{ a = @{ type = 'the type'; description = 'the words' } }",
        """{"a":{"type":"object","properties":{"description":{"type":"string","description":"the words"},"type":{"type":"string","description":"the type"}}}}""")]
    [InlineData("@{ type = 'the type of document' }", """{"type":{"type":"string","description":"the type of document"}}""")]
    [InlineData("@{ a = [ordered]@{ type = 'string'; enum = 'x', 'y' } }", """{"a":{"type":"string","enum":["x","y"]}}""")]
    [InlineData(
        "([pscustomobject]@{ b = 'the b'; a = [pscustomobject]@{ c = [int] } })",
        """{"b":{"type":"string","description":"the b"},"a":{"type":"object","properties":{"c":{"type":"integer"}}}}""")]
    public void The_short_form_says_what_a_field_is_or_holds(string given, string properties) =>
        Assert.Equal($$"""{"type":"object","properties":{{properties}}}""", Compact($"New-ExtractSchema ({given})"));

    [Theory]
    [InlineData("([ordered]@{ type = 'object'; properties = @{ a = @{ type = 'number' } } })")]
    [InlineData("'{ \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"number\" } } }'")]
    [InlineData("./a.json")]
    [InlineData("([IO.FileInfo]::new(\"$folder/a.json\"))")]
    [InlineData("(New-ExtractSchema @{ a = [double] })")]
    [InlineData(
        "([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((New-ExtractSchema @{ a = "
            + "[double] }))))")]
    [InlineData("@{ a = [double] }")]
    public void A_JSON_Schema_comes_in_every_form(string given)
    {
        Write("a.json", "\ufeff" + Object);
        Write("a.txt");
        Engine.Run($"Start-ExtractJob a.txt -Schema {given}").OrThrow();
        Assert.Equal(Object, Sent(Extract)["configuration"]!["data_schema"]!.ToJsonString());
    }

    [Fact]
    public void A_class_of_PowerShell_is_a_schema()
    {
        Engine.Run("""
            class Line { [string] $Text; [decimal] $Amount }
            [ComponentModel.Description('an invoice')]
            class Invoice {
                [ComponentModel.Description('as printed')] [string] $Number
                [datetime] $Date
                [Line[]] $Lines
                [Collections.Generic.List[string]] $Tags
                [Nullable[int]] $Days
                hidden [string] $Secret
                static [string] $Shared
                $Any
            }
            $made = New-ExtractSchema ([Invoice])
            """).OrThrow();
        Assert.Equal(
            """
            {"type":"object","description":"an invoice","properties":{"Number":{"type":"string","description":"as printed"},"Date":{"type":"string","format":"date"},
            "Lines":{"type":"array","items":{"type":"object","properties":{"Text":{"type":"string"},"Amount":{"type":"number"}}}},
            "Tags":{"type":"array","items":{"type":"string"}},"Days":{"type":"integer"},"Any":{"type":"string"}}}
            """.ReplaceLineEndings(string.Empty),
            Compact("$made"));
    }

    [Theory]
    [InlineData("@{ a = 5 }", "The field 'a' is a Int32, which says neither what it is nor what it holds.")]
    [InlineData("@{ a = @{ b = $null } }", "The field 'a.b' is null, which says neither what it is nor what it holds.")]
    [InlineData("@{ a = @() }", "The field 'a' is an empty list, which says")]
    [InlineData("@{ a = 'x', 'y' }", "The field 'a' is a list of 2, where one says what each item is, which says")]
    [InlineData("([string])", "[String] is one value, where fields are needed.")]
    [InlineData("([IO.FileInfo])", "The type [FileInfo] has no properties that can be fields.")]
    [InlineData("'{ a: b }'", "The text is not JSON (line 1, character 3).")]
    [InlineData("'nowhere.json'", "nowhere.json' cannot be read")]
    [InlineData("5", "Int32 is no schema.")]
    [InlineData("$folder", "DirectoryInfo is no schema.")]
    public void What_is_no_schema_says_so_and_what_to_give(string given, string problem)
    {
        Exception refused = Assert.ThrowsAny<Exception>(() => Engine.Run($"Start-ExtractJob -FileInput dfl-1 -Schema {given}").OrThrow());
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Give fields such as [ordered]@{ Number = 'the invoice number'; Total = [decimal] }",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests.All);
    }

    [Fact]
    public void What_holds_itself_has_no_end()
    {
        Exception map = Assert.ThrowsAny<Exception>(() => Engine.Run("$m = @{}; $m.a = $m; New-ExtractSchema $m").OrThrow());
        Assert.Contains("perhaps a map in it holds itself", map.Message, StringComparison.Ordinal);
        Exception type = Assert.ThrowsAny<Exception>(() => Engine.Run("class Node { [Node] $Next }; New-ExtractSchema ([Node])").OrThrow());
        Assert.Contains("holds itself, so that it has no end", type.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_service_would_refuse_is_refused_field_by_field()
    {
        EngineResult result = Engine.Run(
            """New-ExtractSchema '{ "type": "object", "properties": { "a": { "type": "decimal" }, "b": { "type": "array", "items": { "type": "x" } } } }'""");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ExtractSchemaInvalid", IdOf(error));
        Assert.Equal(
            "Field 'a' of the schema has the type 'decimal'; the types are string, number, integer, boolean, object, array, null. " +
            "Field 'b[]' of the schema has the type 'x'; the types are string, number, integer, boolean, object, array, null. Nothing was "
                + "sent.",
            error.ToString());
        Assert.Empty(Emulator.Requests.All);
    }

    private string Compact(string script) =>
        JsonNode.Parse((string)Engine.Run(script).OrThrow().Output.Single().Properties["Json"].Value)!.ToJsonString();
}
