using System;
using System.Threading;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>
/// Makes a thing of which there must not be two, where the service itself does not see to that: after an attempt of unknown outcome
/// it is looked for, and made again only where it is surely not there.
/// </summary>
internal static class MakeOnce
{
    private static readonly double[] s_looks = [0.5, 1, 2];

    /// <summary>Makes it.</summary>
    /// <param name="transport">What it is sent through.</param>
    /// <param name="make">Sends the request, which is not repeated after an attempt of unknown outcome.</param>
    /// <param name="find">Finds what this very request made; null when it is not there.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="LlamaCloudException">
    /// The request did not succeed. Where <see cref="LlamaCloudException.MayBeDone"/> says so, nobody knows whether the thing was made.
    /// </exception>
    public static async Task<T> RunAsync<T>(
        Transport transport,
        Func<CancellationToken, Task<T>> make,
        Func<CancellationToken, Task<T?>> find,
        CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await make(cancellationToken).ConfigureAwait(false);
            }
            catch (LlamaCloudException failure) when (failure.MayBeDone)
            {
                (bool isKnown, T? made) = await LookForAsync(transport, find, cancellationToken).ConfigureAwait(false);
                if (made is not null)
                {
                    return made;
                }

                if (!isKnown || attempt >= transport.MaximumRetryCount)
                {
                    throw;
                }
            }
        }
    }

    // A list may be behind what was made by a moment: one look is not enough to know that it is not there.
    private static async Task<(bool IsKnown, T? Made)> LookForAsync<T>(
        Transport transport, Func<CancellationToken, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        foreach (double seconds in s_looks)
        {
            await transport.DelayAsync(TimeSpan.FromSeconds(seconds), cancellationToken).ConfigureAwait(false);
            try
            {
                if (await find(cancellationToken).ConfigureAwait(false) is T made)
                {
                    return (true, made);
                }
            }
            catch (LlamaCloudException)
            {
                // What cannot be looked for may be there: what went wrong first is the error.
                return (false, null);
            }
        }

        return (true, null);
    }
}
