using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Jobs;

namespace LlamaCloud.PowerShell.Report;

/// <summary>
/// Makes rows of what comes: of what belongs to a job, whichever product's, by the names of its properties, so that what a background job
/// or a file made of it does as well; of records, and of errors.
/// </summary>
/// <param name="below">The confidence below which a person should look.</param>
internal sealed class ReportReader(double below)
{
    private const string OurTypes = "LlamaCloud.";

    private static readonly Regex s_ours = new("^LlamaCloud\\.(LlamaCloud)?", RegexOptions.CultureInvariant);
    private static readonly Regex s_word = new("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant);
    private static readonly Regex s_index = new(@"\[[0-9]+\]", RegexOptions.CultureInvariant);

    // A job without a result comes as itself and as the error about it.
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The rows of an object; none when another object has told the same, null when it is nothing for a report.</summary>
    /// <exception cref="GetValueException">A property that is computed threw.</exception>
    public IEnumerable<ReportRow>? Read(object input)
    {
        // A variable of errors holds some as the exceptions that they ended a command with.
        object? given = Given.Unwrap(input);
        if ((given as ErrorRecord ?? (given as IContainsErrorRecord)?.ErrorRecord) is ErrorRecord error)
        {
            return ReadError(error);
        }

        if (PlainText.Of(input) is not null)
        {
            return null;
        }

        Row row = RowOf(input);
        return BelongsToJob(row) ? ReadOwn(row) : row.IsOurs || row.IsOfAnotherKind ? null : [Record(row)];
    }

    private static Row RowOf(object value) => new(value, typeof(LlamaCloudJob));

    // What a job has cost has its id, too, but neither a document nor an outcome.
    private static bool BelongsToJob(Row row) => IdOf(row) is not null && (row.TypeName.StartsWith(OurTypes, StringComparison.Ordinal)
        ? row.Find("Status") is not null || PSObject.AsPSObject(row.Source).Properties["FileName"] is not null
        : IsRowOfJob(row));

    // Of a CSV or JSON file of jobs. A record may have a field of that name, which says something else.
    private static bool IsRowOfJob(Row row) => !row.IsOfAnotherKind
        && ReportFields.Text(row, "Status") is string status && JobProducts.All.Any(product => product.Statuses.IsKnown(status));

    private static ReportRow Record(Row row) => new("record", ReportOutcome.Fine)
    {
        FileName = ReportFields.FileOf(row),
        Found = ReportValue.OfRecord(row.Source),
        JobId = IdOf(row),
    };

    private IEnumerable<ReportRow> ReadOwn(Row row)
    {
        ReportRow whole = Whole(row);
        if (whole.Outcome is ReportOutcome.Failed or ReportOutcome.Cancelled or ReportOutcome.NotEnded && IsTold(whole))
        {
            return [];
        }

        Row[] parts = [.. PartsOf(row)];
        return parts.Length == 0 ? [whole] : parts.Select((part, i) => Part(whole, part) with { IsCounted = i == 0 });
    }

    private ReportRow Whole(Row row)
    {
        string? failedPages = ReportFields.Ranges(row.Find("FailedPages"));
        string? status = ReportFields.Text(row, "Status") ?? StatusOfPage(row);
        string? type = ReportFields.TypeOf(row);
        string? field = ReportFields.Text(row, "Field");
        (string? confidence, double? score) = ReportFields.ConfidenceOf(row);
        bool isDoubtful = IsLow(confidence, score) || failedPages is not null || IsDoubtful(row, type);
        return new ReportRow(KindOf(row), OutcomeOf(row, status, isDoubtful))
        {
            FileName = ReportFields.FileOf(row),
            Status = status,
            Type = field is null ? type : s_index.Replace(field, "[]"),
            Found = field is null ? type : $"{field}: {ReportValue.Of(row.Find("Value"))}",
            Confidence = confidence,
            Score = score,
            Pages = failedPages ?? ReportFields.PagesOf(row),
            Reason = ReportFields.Text(row, "ErrorMessage", "Error", "Reasoning", "Citation")
                ?? (failedPages is null ? null : "These pages failed."),
            JobId = IdOf(row),
        };
    }

    private ReportRow Part(ReportRow whole, Row part)
    {
        (string? confidence, double? score) = ReportFields.ConfidenceOf(part);
        string? type = ReportFields.TypeOf(part);
        return whole with
        {
            Outcome = IsLow(confidence, score) && whole.Outcome > ReportOutcome.Check ? ReportOutcome.Check : whole.Outcome,
            Type = type,
            Found = type,
            Confidence = confidence,
            Score = score,
            Pages = ReportFields.PagesOf(part),
        };
    }

    private IEnumerable<ReportRow> ReadError(ErrorRecord error)
    {
        object? target = Given.Unwrap(error.TargetObject);
        Row? row = target is null || PlainText.Of(target) is not null ? null : RowOf(target);
        string reason = error.ErrorDetails?.Message ?? error.Exception.Message;
        if (row is not null && BelongsToJob(row))
        {
            ReportRow job = Whole(row);
            ReportOutcome outcome = job.Outcome is ReportOutcome.NotEnded or ReportOutcome.Cancelled ? job.Outcome : ReportOutcome.Failed;
            return IsTold(job) ? [] : [job with { Outcome = outcome, Reason = job.Reason ?? reason }];
        }

        ReportRow own = new("error", ReportOutcome.Failed) { Reason = reason };
        return
        [
            row is null ? own with { FileName = ReportFields.LeafOf(PlainText.Of(target)) }
                : own with { FileName = ReportFields.FileOf(row), JobId = IdOf(row) },
        ];
    }

    private bool IsTold(ReportRow row) => !_told.Add($"{row.JobId} {row.Pages}");

    private bool IsLow(string? confidence, double? score) =>
        score is double number ? number < below : string.Equals(confidence, "low", StringComparison.OrdinalIgnoreCase);

    private static ReportOutcome OutcomeOf(Row row, string? status, bool isDoubtful)
    {
        // The words are compared in any case, and are those of most products.
        JobStatuses words = (JobProducts.OfType(row.TypeName) ?? JobProducts.All[0]).Statuses;
        return status is not null && words.HasFailed(status) ? ReportOutcome.Failed
            : status is not null && words.IsCancelled(status) ? ReportOutcome.Cancelled
            : status is not null && !words.HasSucceeded(status) ? ReportOutcome.NotEnded
            : isDoubtful ? ReportOutcome.Check
            : ReportOutcome.Fine;
    }

    // What has lost its type, as a row of a CSV file has, may be of any product.
    private static bool IsDoubtful(Row row, string? outcome) => outcome is not null
        && JobProducts.All.Any(product => product.DoubtfulOutcomes.Contains(outcome, StringComparer.Ordinal)
            && (product == JobProducts.OfType(row.TypeName) || !row.TypeName.StartsWith(OurTypes, StringComparison.Ordinal)));

    private static string? StatusOfPage(Row row) =>
        row.Find("Success") is object success ? (LanguagePrimitives.IsTrue(success) ? "COMPLETED" : "FAILED") : null;

    // The segments of a document that was split, in its result.
    private static IEnumerable<Row> PartsOf(Row row) =>
        row.Find("Result") is object result && Given.AsList(RowOf(result).Find("Segments")) is IEnumerable parts
            ? parts.Cast<object?>().OfType<object>().Select(RowOf)
            : [];

    // Of a LlamaCloud.LlamaCloudBatch the name begins twice alike.
    private static string KindOf(Row row) =>
        !row.TypeName.StartsWith(OurTypes, StringComparison.Ordinal)
            ? "job"
            : s_word.Replace(s_ours.Replace(row.TypeName, string.Empty), " ").ToLowerInvariant();

    private static string? IdOf(Row row) => ReportFields.Text(row, "JobId");
}
