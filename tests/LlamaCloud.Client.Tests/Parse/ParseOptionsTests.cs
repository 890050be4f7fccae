using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace LlamaCloud.Client.Tests.Parse;

public sealed class ParseOptionsTests
{
    [Theory]
    [InlineData("""{"processing_option":{}}""", "options.processing_option is not known. Did you mean 'processing_options'?")]
    [InlineData(
        """{"specialized_chart_parsing":"agentic"}""",
        "options.specialized_chart_parsing is not known: 'specialized_chart_parsing' stands at "
            + "processing_options.specialized_chart_parsing")]
    [InlineData("""{"Tier":"fast"}""", "options.Tier is not known. Did you mean 'tier'?")]
    [InlineData(
        """{"tier":"agentik"}""",
        "options.tier is 'agentik', which is none of fast, cost_effective, agentic, agentic_plus. Did you mean 'agentic'?")]
    [InlineData(
        """{"processing_options":{"specialized_chart_parsing":"best"}}""",
        "options.processing_options.specialized_chart_parsing is 'best', which is none of agentic_plus, agentic, efficient")]
    [InlineData("""{"disable_cache":"yes"}""", "options.disable_cache is a text, where true or false is wanted")]
    [InlineData("""{"processing_options":true}""", "options.processing_options is true or false, where a map is wanted")]
    [InlineData(
        """{"output_options":{"images_to_save":"layout"}}""", "options.output_options.images_to_save is a text, where a list is wanted")]
    [InlineData(
        """{"output_options":{"images_to_save":["layout","embeded"]}}""",
        "options.output_options.images_to_save[2] is 'embeded', which is none of screenshot, embedded, layout. Did you mean 'embedded'?")]
    [InlineData("""{"crop_box":{"top":1.5}}""", "options.crop_box.top is 1.5, where at most 1 is wanted")]
    [InlineData("""{"page_ranges":{"max_pages":0}}""", "options.page_ranges.max_pages is 0, where at least 1 is wanted")]
    [InlineData("""{"page_ranges":{"max_pages":1.5}}""", "options.page_ranges.max_pages is a number, where a whole number is wanted")]
    [InlineData(
        """{"processing_control":{"timeouts":{"base_in_seconds":0}}}""",
        "options.processing_control.timeouts.base_in_seconds is 0, where more than 0 is wanted")]
    [InlineData("""{"file_id":"dfl-1"}""", "options.file_id is no option: it is the document of the job, which has a parameter of its own")]
    [InlineData(
        """{"processing_options":{"auto_mode_configuration":[{"parsing_conf":{"tiers":"fast"}}]}}""",
        "options.processing_options.auto_mode_configuration[1].parsing_conf.tiers is not known. Did you mean 'tier'?")]
    public void A_slip_is_told_by_its_path(string json, string problem)
    {
        ValidationError only = Assert.Single(ParseOptions.Problems(ParseOptions.Read(json)));

        Assert.Equal(problem, $"{only.Location} {only.Message}");
    }

    [Fact]
    public void All_slips_are_told_at_once() =>
        Assert.Equal(
            3,
            ParseOptions.Problems(
                ParseOptions.Read("""{"tier":1,"crop_box":{"topp":1},"output_options":{"save_output_pdf":"x"}}""")).Count);

    [Theory]
    [InlineData("""{"hidden_slides":true}""", "hidden_slides")]
    [InlineData("""{"processing_options":{"watermarks":{"remove":true}}}""", "processing_options.watermarks")]
    [InlineData("""{"tier":"quantum","version":"2027-01-01"}""", "tier")]
    public void What_looks_like_nothing_that_is_known_is_let_through_and_told(string json, string path)
    {
        List<string> unknown = [];

        Assert.Empty(ParseOptions.Problems(ParseOptions.Read(json), unknown: unknown));
        Assert.Contains(path, unknown);
    }

    [Fact]
    public void What_looks_like_a_slip_is_let_through_where_that_is_wanted()
    {
        List<string> unknown = [];
        Dictionary<string, object?> options = ParseOptions.Read("""{"tiers":"fast","processing_options":{"forms":"full"}}""");

        Assert.Equal(2, ParseOptions.Problems(options).Count);
        Assert.Empty(ParseOptions.Problems(options, allowUnknown: true, unknown));
        Assert.Equal(["tiers", "processing_options.forms"], unknown);
    }

    [Fact]
    public void Whatever_the_description_has_is_taken()
    {
        Dictionary<string, object?> options = ParseOptions.Read("""
            {"tier":"agentic","version":"latest","client_name":"x","agentic_options":{"custom_prompt":"p"},"crop_box":{"top":0.1,"bottom":1},
             "processing_options":{"ocr_parameters":{"languages":["en","ch_sim"]},"cost_optimizer":{"enable":true},"ignore":{"ignore_hidden_text":null},
             "auto_mode_configuration":[{"parsing_conf":{"tier":"fast","version":"latest"},"page_longer_than_n_chars":"100","filename_match_glob_list":["*.txt"]}]},
             "processing_control":{"job_failure_conditions":{"allowed_page_failure_ratio":0.5}},"http_proxy":"https://proxy"}
            """);

        Assert.Empty(ParseOptions.Problems(options));
        Assert.Empty(ParseJobCheck.Problems(new ParseJobRequest { Options = options }));
    }

    [Theory]
    [InlineData("fast", """{}""", "Read it.", "prompt is not taken by the tier fast: take cost_effective, agentic or agentic_plus")]
    [InlineData(
        "cost_effective", """{"processing_options":{"cost_optimizer":{"enable":true}}}""", null,
        "options.processing_options.cost_optimizer is for the tiers agentic and agentic_plus alone, and the tier is cost_effective")]
    [InlineData(null, """{"fast_options":{}}""", null, "options.fast_options is for the tier fast alone, and the tier is cost_effective")]
    [InlineData(
        null, """{"tier":"fast","processing_options":{"forms":"enrich"}}""", null,
        "options.processing_options.forms is not taken by the tier fast: take cost_effective, agentic or agentic_plus")]
    [InlineData("agentic", """{"tier":"fast"}""", null, "tier is given in the options too, as tier: give it once")]
    [InlineData(
        null, """{"agentic_options":{"custom_prompt":"a"}}""", "b",
        "prompt is given in the options too, as agentic_options.custom_prompt: give it once")]
    public void What_an_option_needs_is_told(string? tier, string options, string? prompt, string problem)
    {
        ValidationError[] all =
        [
            .. ParseJobCheck.Problems(new ParseJobRequest { Tier = tier, Prompt = prompt, Options = ParseOptions.Read(options) }),
        ];

        Assert.Equal([problem], all.Select(one => $"{one.Location} {one.Message}"));
    }

    [Fact]
    public void Parameters_are_held_against_the_words_of_their_options()
    {
        ParseJobRequest request = new()
        {
            Tier = "agentc",
            Languages = ["en", "dee"],
            TargetPages = "3,1",
            UserMetadata = new Dictionary<string, string> { [ParseJob.TransactionTag] = "x", [" "] = "y" },
        };

        Assert.Equal(
            ["language", "target_pages", "tier", "user_metadata", "user_metadata"],
            ParseJobCheck.Problems(request).Select(one => one.Location).Order());
    }

    [Theory]
    [InlineData("[1]", "It is JSON, but no object")]
    [InlineData("{\n\"a\":}", "It is no JSON (line 2)")]
    public void What_is_no_object_is_told(string json, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => ParseOptions.Read(json)).Message);
}
