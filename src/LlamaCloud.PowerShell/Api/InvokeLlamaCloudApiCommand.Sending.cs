using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using LlamaCloud.PowerShell.Binding;
using LlamaCloud.PowerShell.Pipeline;

namespace LlamaCloud.PowerShell.Api;

/// <content>What is sent, and what comes out.</content>
public sealed partial class InvokeLlamaCloudApiCommand
{
    private void Send(ApiRequest request, string? target)
    {
        if (FollowPages || First > 0)
        {
            if (Make(() => Client.Api.ReadPages(request)) is PageReader<object?> pages)
            {
                WritePages(pages);
            }
        }
        else if (target is not null)
        {
            TryReceive(
                null,
                async cancellation => { await Client.Api.SaveAsync(request, target, cancellation).ConfigureAwait(false); return true; },
                out _);
        }
        else if (Raw)
        {
            if (TryReceive(null, cancellation => Client.Api.SendForTextAsync(request, cancellation), out string text))
            {
                WriteObject(text);
            }
        }
        else if (TryReceive(null, cancellation => Client.Api.SendAsync(request, cancellation), out object? answer) && answer is not null)
        {
            WriteObject(AnswerObject.From(answer), enumerateCollection: true);
        }
    }

    private void WritePages(PageReader<object?> pages)
    {
        int left = First > 0 ? First : int.MaxValue;
        TryReadPages(pages, ref left, Emit);
    }

    private bool Emit(object? item)
    {
        WriteObject(AnswerObject.From(item));
        return true;
    }

    // What is wrong with the request is known before anything is sent. With one record of many it is about that, and null comes back.
    private T? Make<T>(Func<T> make)
        where T : class
    {
        try
        {
            return make();
        }
        // A computed property that throws, or half a character in a text, is as little to be sent as a wrong value.
        catch (Exception problem) when (problem is FormatException or ArgumentException or GetValueException)
        {
            ErrorRecord error = new(
                new ArgumentException($"{problem.Message} Nothing was sent."),
                "LlamaCloudApiRequestInvalid",
                ErrorCategory.InvalidArgument,
                Path);
            if (!MyInvocation.ExpectingInput)
            {
                ThrowTerminatingError(error);
            }

            WriteError(error);
            return null;
        }
    }
}
