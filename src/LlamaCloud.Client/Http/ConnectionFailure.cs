using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;

namespace LlamaCloud.Http;

/// <summary>Tells the failures of a connection apart: some would meet every further request too, some came before it.</summary>
internal static class ConnectionFailure
{
    public static LlamaCloudErrorKind KindOf(Exception failure) =>
        Causes(failure).Select(Compatibility.KindOf).FirstOrDefault(kind => kind is not null)
        ?? (Causes(failure).OfType<AuthenticationException>().Any() ? LlamaCloudErrorKind.SecureChannel
            : Causes(failure).OfType<SocketException>().Any(cause => cause.SocketErrorCode == SocketError.HostNotFound)
                ? LlamaCloudErrorKind.UnknownHost
            : LlamaCloudErrorKind.Connection);

    /// <summary>Whether the service can have seen the request.</summary>
    public static bool WasSent(Exception failure) => !Causes(failure).Any(Compatibility.NeverSent);

    /// <summary>The innermost message, which says what happened ("Connection refused"), not that something did.</summary>
    public static string Describe(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');

    /// <summary>Whether it is this place that could not be reached, which .NET names with its port.</summary>
    public static bool IsAbout(Exception failure, Uri? place) =>
        place is not null && Causes(failure).Any(cause => cause.Message.Contains($"({place.Host}:{place.Port})"));

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
