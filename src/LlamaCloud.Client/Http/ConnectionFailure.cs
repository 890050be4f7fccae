using System;
using System.Net;
using System.Net.Http;

namespace LlamaCloud.Http;

/// <summary>Tells the failures of a connection apart: some would meet every further request too.</summary>
internal static class ConnectionFailure
{
    public static LlamaCloudErrorKind KindOf(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (Compatibility.KindOf(cause) is LlamaCloudErrorKind kind)
            {
                return kind;
            }
        }

        return LlamaCloudErrorKind.Connection;
    }

    /// <summary>The innermost message, which says what happened ("Connection refused"), not that something did.</summary>
    public static string Describe(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');
}
