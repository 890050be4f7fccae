using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator;

/// <summary>One page of a list: <c>page_size</c> and <c>page_token</c> of a query, and the answer they lead to.</summary>
internal static class ListPage
{
    public static IResult? Check(IQueryCollection query, int largest)
    {
        if (query.TryGetValue("page_size", out var size)
            && !(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= largest))
        {
            return ErrorAnswer.Invalid("query", "page_size", $"Input should be an integer from 1 to {largest}", "int_range");
        }

        return query.TryGetValue("page_token", out var token) && ReadToken(token) is null
            ? ErrorAnswer.Of(400, "Invalid page token")
            : null;
    }

    /// <summary>The page that a checked query asks for.</summary>
    /// <param name="all">The whole list.</param>
    /// <param name="query">The query.</param>
    /// <param name="usual">The size of a page when the query names none.</param>
    /// <param name="most">The size of a page at most, whatever the query says.</param>
    public static IResult Answer(IReadOnlyCollection<JsonObject> all, IQueryCollection query, int usual, int most = int.MaxValue)
    {
        int size = query.TryGetValue("page_size", out var text) ? int.Parse(text!, CultureInfo.InvariantCulture) : usual;
        int start = query.TryGetValue("page_token", out var token) ? ReadToken(token)!.Value : 0;
        int next = (int)Math.Min((long)start + Math.Min(size, most), int.MaxValue);
        return Results.Json(new JsonObject
        {
            ["items"] = new JsonArray([.. all.Skip(start).Take(next - start)]),
            ["next_page_token"] = next < all.Count ? "after-" + next.ToString(CultureInfo.InvariantCulture) : null,
            ["total_size"] = null,
        });
    }

    private static int? ReadToken(string? token) =>
        token?.StartsWith("after-", StringComparison.Ordinal) == true
            && int.TryParse(token[6..], NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            ? start
            : null;
}
