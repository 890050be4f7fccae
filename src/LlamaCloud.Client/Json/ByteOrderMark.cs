using System;

namespace LlamaCloud.Json;

/// <summary>The mark of UTF-8 before a JSON text: it should not be there, and may be ignored (RFC 8259, section 8.1).</summary>
internal static class ByteOrderMark
{
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <summary>What comes after it, if it is there.</summary>
    public static ReadOnlyMemory<byte> Skip(ReadOnlyMemory<byte> text) => text.Span.StartsWith(s_mark) ? text.Slice(s_mark.Length) : text;
}
