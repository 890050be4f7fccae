using System;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using LlamaCloud.Emulator.Files;
using Xunit;

namespace LlamaCloud.Client.Tests.Emulator;

/// <summary>What the emulator makes of a document.</summary>
public sealed class ClassificationTests : JobTest
{
    private static JsonNode[] Usual() =>
    [
        Rule(),
        Rule("receipt", "purchase receipt with transaction info and merchant details"),
        Rule("contract", "legal contract with terms, conditions, and signatures"),
    ];

    [Theory]
    [InlineData(SeedFiles.Invoice, "invoice")]
    [InlineData(SeedFiles.Receipt, "receipt")]
    [InlineData(SeedFiles.Contract, "contract")]
    public async Task Each_seeded_file_finds_its_rule(string file, string type)
    {
        Reply job = await RunAsync(Valid(file, null, Usual()));

        Assert.Equal(("COMPLETED", type), (job.Text("status"), (string)job.Json["result"]!["type"]!));
        Assert.InRange((double)job.Json["result"]!["confidence"]!, 0.7, 0.99);
        Assert.Null(job.Json["error_message"]);
    }

    [Fact]
    public async Task The_reasoning_names_the_words()
    {
        JsonNode result = await ResultAsync("An INVOICE, number 7. Total: 1", Rule());

        Assert.Equal(
            "The document has 3 of the 6 words of the rule invoice: \"invoice\", \"number\", \"total\".", (string)result["reasoning"]!);
        Assert.Equal(0.79, (double)result["confidence"]!, 3);
    }

    [Theory]
    [InlineData("Happy holidays to you all!", null)]
    [InlineData("A number, and nothing else.", null)]
    [InlineData("A number of items.", "invoice")]
    public async Task Two_words_are_enough_and_one_of_many_is_not(string text, string? type)
    {
        JsonNode result = await ResultAsync(text, Usual());

        Assert.Equal(type, (string?)result["type"]);
        Assert.InRange((double)result["confidence"]!, 0, 1);
    }

    [Fact]
    public async Task A_quarter_of_a_short_rule_is_enough()
    {
        Assert.Equal("memo", (string?)(await ResultAsync("See the attached memo.", Rule("memo", "note to a colleague")))["type"]);
        Assert.Null(
            (string?)(await ResultAsync("See the attached memo.", Rule("memo", "note between several colleagues of the team")))["type"]);
    }

    [Fact]
    public async Task Parts_of_words_and_words_that_every_rule_has_do_not_count() =>
        Assert.Null((string?)(await ResultAsync("This document contains invoices with totals and numbers.", Rule()))["type"]);

    [Fact]
    public async Task Confidence_grows_with_the_words_and_with_the_lead()
    {
        double two = await ConfidenceAsync("invoice number", Rule());
        double three = await ConfidenceAsync("invoice number total", Rule());
        double all = await ConfidenceAsync("invoice number total amount line items", Rule());
        double followed = await ConfidenceAsync("invoice number total purchase", Usual());
        double tied = await ConfidenceAsync("invoice number purchase receipt", Usual());

        Assert.True(0 < tied && tied < two && two < three && three < all && all <= 1, $"{tied} {two} {three} {all}");
        Assert.True(tied < followed && followed < three, $"{tied} {followed} {three}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    [InlineData("PK\u0003\u0004\0\0invoice number")]
    public async Task A_document_without_text_fails(string text)
    {
        Reply job = await RunAsync(Valid(Emulator.Files.Add("a.bin", Encoding.UTF8.GetBytes(text)).Id));

        Assert.Equal(("FAILED", "The document has no readable text."), (job.Text("status"), job.Text("error_message")));
        Assert.Null(job.Json["result"]);
    }

    [Theory]
    [InlineData("BT /F1 12 Tf 72 720 Td (Invoice number: 7) Tj ET", "invoice|number")]
    [InlineData("BT [(Inv) -20 (oice) -300 (num) 10 (ber)] TJ ET", "invoice|number")]
    [InlineData("BT (\\111nvoice\\040num\\\nber \\(total\\)) ' ET", "invoice|number|total")]
    [InlineData("BT 1 2 (an (invoice) number) \" ET", "invoice|number")]
    [InlineData("BT (invoice number) /Name Do (total amount)Tj ET", "amount|total")]
    public async Task The_text_that_a_pdf_shows_is_read(string content, string words)
    {
        JsonNode result = await ResultAsync(Pdf(content), Rule());

        Assert.Equal("invoice", (string?)result["type"]);
        Assert.All(words.Split('|'), word => Assert.Contains($"\"{word}\"", (string)result["reasoning"]!, StringComparison.Ordinal));
        Assert.Contains($"{words.Split('|').Length} of the 6 words", (string)result["reasoning"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_names_in_a_pdf_nor_its_compressed_parts_are_text()
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionMode.Compress, leaveOpen: true))
        {
            zlib.Write("BT (invoice number total) Tj ET"u8);
        }

        string content = Encoding.Latin1.GetString(packed.ToArray());
        Reply job = await RunAsync(Valid(Store(Pdf(content, "/Filter /FlateDecode /Title (invoice number)"))));

        Assert.Equal("The document has no readable text.", job.Text("error_message"));
    }

    [Theory]
    [InlineData("/Encrypt 5 0 R")]
    [InlineData("/Encrypt<</Filter/Standard>>")]
    public async Task An_encrypted_pdf_fails(string entry)
    {
        Reply job = await RunAsync(
            Valid(Store(Pdf("BT (invoice number) Tj ET").Replace("/Size 5", "/Size 5 " + entry, StringComparison.Ordinal))));

        Assert.Equal(("FAILED", "The file is encrypted and could not be read."), (job.Text("status"), job.Text("error_message")));
    }

    [Fact]
    public async Task An_uploaded_file_is_classified_and_a_parse_job_has_no_text()
    {
        StoredFile uploaded = await StoreAsync("Invoice number 1, total amount 2"u8.ToArray());

        Assert.Equal("invoice", (string)(await RunAsync(Valid(uploaded.Id))).Json["result"]!["type"]!);
        JsonNode none = (await RunAsync(Valid("pjb-1"))).Json["result"]!;
        Assert.Null(none["type"]);
        Assert.Equal(0, (double)none["confidence"]!);
    }

    private static string Pdf(string content, string entries = "") =>
        $"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
            + $"4 0 obj <</Length {content.Length} {entries}>>\nstream\n{content}\nendstream endobj\n"
            + $"trailer <</Size 5 /Root 1 0 R>>\n%%EOF\n";

    private string Store(string text) =>
        Emulator.Files.Add("a", (text.StartsWith("%PDF", StringComparison.Ordinal) ? Encoding.Latin1 : Encoding.UTF8).GetBytes(text)).Id;

    private async Task<JsonNode> ResultAsync(string text, params JsonNode[] rules) =>
        (await RunAsync(Valid(Store(text), null, rules))).Json["result"]!;

    private async Task<double> ConfidenceAsync(string text, params JsonNode[] rules) =>
        (double)(await ResultAsync(text, rules))["confidence"]!;
}
