using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud;

/// <summary>
/// Finds parse jobs by their transaction ids in one list, which is read once, and only as far as it has to be. For any thread.
/// </summary>
public sealed class ParseJobSearch
{
    private readonly PageReader<ParseJob> _pages;
    private readonly Dictionary<string, ParseJob> _found = new(StringComparer.Ordinal);
    private Task _last = Task.CompletedTask;

    internal ParseJobSearch(PageReader<ParseJob> pages) => _pages = pages;

    /// <summary>Finds one.</summary>
    /// <param name="transactionId">The transaction id.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <returns>The newest job that was created with it; null when the list has none.</returns>
    /// <exception cref="LlamaCloudException">A request did not succeed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ParseJob?> FindAsync(string transactionId, CancellationToken cancellationToken = default)
    {
        // One after the other: who comes later finds what was read for whoever came before.
        lock (_found)
        {
            Task<ParseJob?> turn = FindAfterAsync(_last, transactionId, cancellationToken);
            _last = turn;
            return turn;
        }
    }

    private async Task<ParseJob?> FindAfterAsync(Task before, string transactionId, CancellationToken cancellationToken)
    {
        await Task.WhenAny(before).ConfigureAwait(false);
        while (true)
        {
            if (_found.TryGetValue(transactionId, out ParseJob? job))
            {
                return job;
            }

            if (_pages.IsAtEnd)
            {
                return null;
            }

            foreach (ParseJob one in await _pages.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                if (one.TransactionId is string mark && !_found.ContainsKey(mark))
                {
                    _found[mark] = one;
                }
            }
        }
    }
}
