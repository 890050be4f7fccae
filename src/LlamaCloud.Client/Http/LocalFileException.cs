using System;
using System.IO;
using System.Threading.Tasks;

namespace LlamaCloud.Http;

/// <summary>A file on this machine could not be read or written while it was sent or received: nothing of the service's.</summary>
internal sealed class LocalFileException(string message, Exception cause) : IOException(message, cause)
{
    public LocalFileException(Exception cause)
        : this(cause.Message, cause)
    {
    }

    /// <summary>Works on a file of this machine. What goes wrong is nothing that another attempt at a request could mend.</summary>
    /// <exception cref="LocalFileException">It went wrong.</exception>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception problem) when (IsLocal(problem))
        {
            throw new LocalFileException(problem);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="Guard{T}"/>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception problem) when (IsLocal(problem))
        {
            throw new LocalFileException(problem);
        }
    }

    /// <summary>The one that a failure comes from; null when it comes from something else.</summary>
    public static LocalFileException? In(Exception? failure)
    {
        while (failure is not (null or LocalFileException))
        {
            failure = failure.InnerException;
        }

        return (LocalFileException?)failure;
    }

    private static bool IsLocal(Exception problem) => problem is (IOException or UnauthorizedAccessException) and not LocalFileException;
}
