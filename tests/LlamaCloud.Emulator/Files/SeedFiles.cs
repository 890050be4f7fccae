using System;
using System.Collections.Generic;
using System.Text;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;

namespace LlamaCloud.Emulator.Files;

/// <summary>A few small texts to begin with: one to each rule of the <see cref="SeedJobs"/>.</summary>
public static class SeedFiles
{
    /// <summary>An invoice.</summary>
    public const string Invoice = "dfl-1f1f1f1f-1111-4111-8111-111111111111";

    /// <summary>A receipt.</summary>
    public const string Receipt = "dfl-2f2f2f2f-2222-4222-8222-222222222222";

    /// <summary>A contract.</summary>
    public const string Contract = "dfl-3f3f3f3f-3333-4333-8333-333333333333";

    internal static IEnumerable<StoredFile> All()
    {
        yield return Text(Invoice, "invoice-0042.txt", 1, """
            INVOICE
            Invoice number: 2026-0042
            Line items: 12 boxes of paper, 3 staplers
            Total amount due: EUR 148.20
            """);
        yield return Text(Receipt, "receipt.txt", 2, """
            Thank you for your purchase!
            Merchant: Corner Coffee
            Transaction 88121, paid by card. Please keep this receipt.
            """);
        yield return Text(Contract, "contract.md", 3, """
            # Contract

            The parties agree to the terms and conditions below. This is a legal document.

            Signatures: ____________
            """);
    }

    private static StoredFile Text(string id, string name, int minute, string text) => new StoredFile(id, name, JobStore.DefaultProjectId)
    {
        Purpose = "classify",
        ContentType = "text/plain",
        LastModifiedAt = new DateTimeOffset(2026, 9, 1, 8, minute, 0, TimeSpan.Zero),
    }.With(Encoding.UTF8.GetBytes(text));
}
