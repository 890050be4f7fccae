using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Extract;

/// <summary>What is wrong with an extract job is told before it is sent, field by field.</summary>
public sealed class ExtractJobCheckTests
{
    private static readonly ExtractSchema s_schema = ExtractSchema.Parse(
        """{ "type": "object", "properties": { "total": { "type": "number" } } }""");

    public static IEnumerable<TheoryDataRow<ExtractJobRequest, string>> Wrong() =>
    [
        new(new ExtractJobRequest(), "data_schema: is missing: it is needed, or a saved configuration"),
        new(
            new() { ConfigurationId = "cfg-1", Schema = s_schema, MaxPages = 2 },
            "configuration_id: cannot be combined with data_schema, max_pages"),
        new(new() { Schema = s_schema, Target = "PerWord" }, "extraction_target: 'PerWord' is none of per_doc, per_page, per_table_row"),
        new(
            new() { Schema = s_schema, TargetPages = "3,1" },
            "target_pages: does not ascend at '1'. Pages come in ascending order, each once: 1,3,5-7"),
        new(
            new() { Schema = s_schema, Tier = "turbo", ParseTier = "fast" },
            "parse_tier: cannot be used with the tier turbo, which reads documents in its own way"),
        new(
            new() { Schema = s_schema, Tier = "Turbo", ParseConfigurationId = "cfg-1" },
            "parse_config_id: cannot be used with the tier turbo, which reads documents in its own way"),
        new(
            new() { Schema = s_schema, SheetNames = ["Q4"] },
            "sheet_names: is for workbooks whose cells are read as such: use the spreadsheet mode"),
        new(
            new() { Schema = s_schema, SpreadsheetMode = true },
            "spreadsheet_mode: needs the tier agentic_plus, which costs more than the others"),
        new(
            new() { Schema = s_schema, SpreadsheetMode = true, Tier = "AgenticPlus", CiteSources = true },
            "spreadsheet_mode: has no citations and no confidence scores"),
        new(new() { Schema = ExtractSchema.Parse("{}") }, "data_schema: is no schema of an object: its type has to be object"),
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_the_service_would_refuse_is_told(ExtractJobRequest request, string problem) =>
        Assert.Equal(problem, Assert.Single(ExtractJobCheck.Problems(request)).ToString());

    [Theory]
    [InlineData("PerDocument", "per_doc")]
    [InlineData("per_doc", "per_doc")]
    [InlineData("perpage", "perpage")]
    [InlineData("PerPage", "per_page")]
    [InlineData("PER_TABLE_ROW", "per_table_row")]
    public void Words_are_taken_as_PowerShell_spells_them(string given, string sent) => Assert.Equal(sent, ExtractWords.SpellTarget(given));

    [Fact]
    public void A_tier_that_is_not_known_is_the_services_to_refuse() =>
        Assert.Empty(ExtractJobCheck.Problems(new ExtractJobRequest { Schema = s_schema, Tier = "next" }));

    [Fact]
    public void A_saved_configuration_is_enough() =>
        Assert.Empty(ExtractJobCheck.Problems(new ExtractJobRequest { ConfigurationId = "cfg-1" }));

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(3, ExtractJobCheck.Problems(new ExtractJobRequest { Target = "x", MaxPages = 0 }).Count());
}
