using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace LlamaCloud.Http;

/// <summary>What a request carries. Each attempt makes it anew, since what was sent cannot be sent again.</summary>
internal abstract class RequestBody
{
    /// <summary>Whether it holds the contents of files, so that how long it takes depends on their size.</summary>
    public virtual bool HoldsFiles => false;

    /// <summary>Whether another attempt can send it.</summary>
    public virtual bool CanSendAgain => true;

    /// <summary>What a debug stream shows of it: all of it, or its parts by name.</summary>
    public abstract byte[] ForShow { get; }

    /// <summary>What it holds that its answer must not show.</summary>
    public abstract IEnumerable<string> Secrets { get; }

    /// <summary>Makes the content of one attempt.</summary>
    /// <param name="passing">Is told how many bytes of files went by.</param>
    /// <exception cref="LocalFileException">A file cannot be opened.</exception>
    public abstract HttpContent ToContent(Action<int> passing);
}

/// <summary>JSON in UTF-8.</summary>
internal sealed class JsonBody(byte[] json) : RequestBody
{
    public override byte[] ForShow => json;

    public override IEnumerable<string> Secrets => RequestSecrets.OfJson(json);

    public override HttpContent ToContent(Action<int> passing) =>
        new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}

/// <summary>A form with files (RFC 7578).</summary>
/// <param name="fields">Its fields.</param>
/// <param name="sent">Is told how many bytes of files an attempt has sent, from 0 on; null when nobody wants to know.</param>
internal sealed class FormBody(IReadOnlyList<FormField> fields, Action<long>? sent = null) : RequestBody
{
    private const int BufferSize = 81920;

    public override bool HoldsFiles => fields.Any(one => one.Contents is not null);

    public override bool CanSendAgain => fields.All(one => one.Contents?.CanSendAgain != false);

    public override IEnumerable<string> Secrets =>
        fields.Where(one => one.Contents is null).SelectMany(one => RequestSecrets.OfField(one.Name, one.Text));

    public override byte[] ForShow
    {
        get
        {
            StringBuilder text = new("form:");
            foreach (FormField one in fields)
            {
                text.Append(' ').Append(one.Name).Append(one.Contents is null ? string.Empty : $" (file {one.Contents.Name})");
            }

            return Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    public override HttpContent ToContent(Action<int> passing)
    {
        MultipartContent form = new("form-data");
        long total = 0;
        sent?.Invoke(0);
        void Pass(int count)
        {
            passing(count);
            total += count;
            sent?.Invoke(total);
        }

        try
        {
            foreach (FormField field in fields)
            {
                HttpContent part = field.Contents is null
                    ? new StringContent(field.Text, Encoding.UTF8)
                    : new StreamContent(field.Contents.Open(Pass), BufferSize);
                // At once: what is in the form is closed with it.
                form.Add(part);
                part.Headers.ContentType = field.Contents is null ? null : new MediaTypeHeaderValue(ContentTypes.Of(field.Contents.Name));
                // By hand: the typed header writes names that are not ASCII as =?utf-8?B?...?=, which servers take for the name.
                part.Headers.TryAddWithoutValidation("Content-Disposition", Disposition(field));
            }

            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static string Disposition(FormField field)
    {
        string file = field.Contents is null ? string.Empty : $"; filename=\"{Quote(field.Contents.Name)}\"";
        // Headers of a part are written a byte for a character, so that the characters here are the bytes of UTF-8
        // (RFC 7578, section 5.1).
        return AsBytes($"form-data; name=\"{Quote(field.Name)}\"{file}");
    }

    // What would end the quoted name, in the form that browsers send (HTML, "multipart/form-data encoding").
    private static string Quote(string name) => name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string AsBytes(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        char[] characters = new char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            characters[i] = (char)bytes[i];
        }

        return new string(characters);
    }
}
