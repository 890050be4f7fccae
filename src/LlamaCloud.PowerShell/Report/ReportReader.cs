using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
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

    private static readonly Regex s_word = new("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant);
    private static readonly Regex s_index = new(@"\[[0-9]+\]", RegexOptions.CultureInvariant);

    // A job without a result comes as itself and as the error about it.
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The rows of an object; none when another object has told the same, null when it is nothing for a report.</summary>
    /// <exception cref="GetValueException">A property that is computed threw.</exception>
    public IEnumerable<ReportRow>? Read(object input)
    {
        // A variable of errors holds some as the exceptions that they ended a command with.
        if ((Given.Unwrap(input) as ErrorRecord ?? (Given.Unwrap(input) as IContainsErrorRecord)?.ErrorRecord) is ErrorRecord error)
        {
            return ReadError(error);
        }

        if (PlainText.Of(input) is not null)
        {
            return null;
        }

        Row row = new(input, typeof(LlamaCloudJob));
        return BelongsToJob(row) ? ReadOwn(row)
            : row.IsOurs || row.IsOfAnotherKind ? null
            : [new ReportRow("record", ReportOutcome.Fine) { FileName = FileOf(row), Found = ReportValue.OfRecord(row.Source), JobId = IdOf(row) }];
    }

    private static bool BelongsToJob(Row row) => row.TypeName.StartsWith(OurTypes, StringComparison.Ordinal) && IdOf(row) is not null;

    private IEnumerable<ReportRow> ReadOwn(Row row)
    {
        ReportRow whole = Whole(row);
        if (whole.Outcome is ReportOutcome.Failed or ReportOutcome.NotEnded && IsTold(whole))
        {
            return [];
        }

        Row[] parts = [.. PartsOf(row)];
        return parts.Length == 0 ? [whole] : parts.Select((part, i) => Part(whole, part) with { IsCounted = i == 0 });
    }

    private ReportRow Whole(Row row)
    {
        string? failedPages = Ranges(row.Find("FailedPages"));
        string? status = Text(row, "Status") ?? (row.Find("Success") is object success ? (LanguagePrimitives.IsTrue(success) ? "COMPLETED" : "FAILED") : null);
        string? type = Text(row, "Type", "Category", "Tier") ?? (row.Find("RecordCount") is object count ? Count(count) : row.Find("Result")?.ToString());
        string? field = Text(row, "Field");
        (string? confidence, double? score, bool isLow) = Sure(row);
        return new ReportRow(KindOf(row), OutcomeOf(row, status, isLow || failedPages is not null))
        {
            FileName = FileOf(row),
            Status = status,
            Type = field is null ? type : s_index.Replace(field, "[]"),
            Found = field is null ? type : $"{field}: {ReportValue.Of(row.Find("Value"))}",
            Confidence = confidence,
            Score = score,
            Pages = failedPages ?? PagesOf(row),
            Reason = Text(row, "ErrorMessage", "Error", "Reasoning", "Citation") ?? (failedPages is null ? null : "These pages failed."),
            JobId = IdOf(row),
        };
    }

    private ReportRow Part(ReportRow whole, Row part)
    {
        (string? confidence, double? score, bool isLow) = Sure(part);
        string? type = Text(part, "Category");
        return whole with
        {
            Outcome = isLow && whole.Outcome > ReportOutcome.Check ? ReportOutcome.Check : whole.Outcome,
            Type = type, Found = type, Confidence = confidence, Score = score, Pages = PagesOf(part),
        };
    }

    private IEnumerable<ReportRow> ReadError(ErrorRecord error)
    {
        object? target = Given.Unwrap(error.TargetObject);
        Row? row = target is null || PlainText.Of(target) is not null ? null : new Row(target, typeof(LlamaCloudJob));
        string reason = error.ErrorDetails?.Message ?? error.Exception.Message;
        if (row is null || !BelongsToJob(row))
        {
            return
            [
                new ReportRow("error", ReportOutcome.Failed)
                {
                    FileName = row is null ? LeafOf(PlainText.Of(target)) : FileOf(row), Reason = reason, JobId = row is null ? null : IdOf(row),
                },
            ];
        }

        ReportRow job = Whole(row);
        return IsTold(job) ? [] : [job with { Outcome = job.Outcome == ReportOutcome.NotEnded ? job.Outcome : ReportOutcome.Failed, Reason = job.Reason ?? reason }];
    }

    private bool IsTold(ReportRow row) => !_told.Add($"{row.JobId} {row.Pages}");

    private static ReportOutcome OutcomeOf(Row row, string? status, bool isDoubtful)
    {
        // The words are compared in any case, and are those of most products.
        JobStatuses words = (JobProducts.OfType(row.TypeName) ?? JobProducts.All[0]).Statuses;
        return status is null ? (isDoubtful ? ReportOutcome.Check : ReportOutcome.Fine)
            : words.HasFailed(status) ? ReportOutcome.Failed
            : words.IsCancelled(status) ? ReportOutcome.Cancelled
            : !words.HasSucceeded(status) ? ReportOutcome.NotEnded
            : isDoubtful ? ReportOutcome.Check
            : ReportOutcome.Fine;
    }

    private (string? Confidence, double? Score, bool IsLow) Sure(Row row)
    {
        object? value = row.Find("Confidence", "ConfidenceCategory");
        return value is null ? (null, null, false)
            : LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double score) && score is >= 0 and <= 1
            ? (score.ToString("0.####", CultureInfo.InvariantCulture), score, score < below)
            : (value.ToString(), null, string.Equals(value.ToString(), "low", StringComparison.OrdinalIgnoreCase));
    }

    // The segments of a document that was split, in its result.
    private static IEnumerable<Row> PartsOf(Row row) =>
        row.Find("Result") is object result && Given.AsList(new Row(result, typeof(LlamaCloudJob)).Find("Segments")) is System.Collections.IEnumerable parts
            ? parts.Cast<object?>().OfType<object>().Select(part => new Row(part, typeof(LlamaCloudJob)))
            : [];

    private static string KindOf(Row row) => s_word.Replace(row.TypeName.Substring(OurTypes.Length), " ").ToLowerInvariant();

    private static string? IdOf(Row row) => Text(row, "JobId");

    private static string? FileOf(Row row) =>
        Text(row, "FileName") ?? LeafOf(Text(row, "SourcePath", "Path", "FullName")) ?? Text(row, "Name", "FileInput", "FileId");

    // Of another system's path, too.
    private static string? LeafOf(string? path) => path is null || path.Contains("://") ? path : path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static string Count(object count) => string.Format(CultureInfo.InvariantCulture, "{0} record{1}", count, 1.Equals(count) ? string.Empty : "s");

    private static string? Text(Row row, params string[] names) => row.Find(names) is object value ? PlainText.Of(value) : null;

    private static string? PagesOf(Row row) =>
        Ranges(row.Find("Pages")) ?? Text(row, "Page", "PageNumber")
        ?? (LanguagePrimitives.TryConvertTo(row.Find("PageCount"), out int count) && count > 0 ? (count == 1 ? "1" : FormattableString.Invariant($"1-{count}")) : null);

    // Numbers; a page that is an object is not meant.
    private static string? Ranges(object? pages)
    {
        int[] numbers = [.. (Given.AsList(pages)?.Cast<object?>() ?? []).Select(Given.Unwrap).OfType<int>().Distinct().OrderBy(number => number)];
        List<string> ranges = [];
        for (int first = 0, last; first < numbers.Length; first = last + 1)
        {
            for (last = first; last + 1 < numbers.Length && numbers[last + 1] == numbers[last] + 1; last++)
            {
            }

            ranges.Add(last == first ? FormattableString.Invariant($"{numbers[first]}") : FormattableString.Invariant($"{numbers[first]}-{numbers[last]}"));
        }

        return ranges.Count == 0 ? null : string.Join(", ", ranges);
    }
}
