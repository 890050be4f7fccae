using System;
using System.Collections.Generic;

namespace LlamaCloud.Emulator.Faults;

/// <summary>The ways an answer to a GET of <c>clj-1</c> can go wrong, by name: for tests that try them all.</summary>
public static class FaultCatalog
{
    private const string Json = "application/json";

    /// <summary>All of them. None waits longer than a test can, but for those that ask the client to.</summary>
    public static IReadOnlyDictionary<string, Fault> All { get; } = new Dictionary<string, Fault>
    {
        ["cut"] = Fault.Cut(),
        ["cut after the work"] = Fault.CutAfterWork(),
        ["cut within the headers"] = Fault.Raw("HTTP/1.1 200 OK\r\nContent-Ty"),
        ["cut within the body"] = Fault.BreakInBody("{\"id\":", cut: true),
        ["content length too large"] = Fault.Raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}"),
        ["html"] = Fault.Answer(200, "text/html", "<html>Please log in</html>"),
        ["truncated"] = Fault.Answer(200, Json, "{\"id\":\"clj-1\""),
        ["array"] = Fault.Answer(200, Json, "[]"),
        ["string"] = Fault.Answer(200, Json, "\"x\""),
        ["number"] = Fault.Answer(200, Json, "7"),
        ["null"] = Fault.Answer(200, Json, "null"),
        ["id null"] = Fault.Answer(200, Json, "{\"id\":null}"),
        ["nesting"] = Fault.Answer(200, Json, "{\"id\":\"clj-1\",\"x\":" + new string('[', 5000) + new string(']', 5000) + "}"),
        ["half a character"] = Fault.Answer(200, Json, "{\"id\":\"clj-1\",\"status\":\"\\ud83d\"}"),
        ["not gzip"] = Fault.Answer(200, Json, "{}", "Content-Encoding: gzip"),
        ["not brotli"] = Fault.Answer(200, Json, "{}", "Content-Encoding: br"),
        ["endless"] = Fault.Endless(),
        ["redirect"] = Fault.Answer(302, "text/plain", string.Empty, "Location: https://elsewhere.example/x?sig=hush"),
        ["429 for ever"] = Fault.Answer(429, Json, "{\"detail\":\"Rate limit\"}", "Retry-After: 3600"),
        ["503 for long"] = Fault.Answer(503, Json, "{}", "Retry-After: 3600"),
        ["500 html"] = Fault.Answer(500, "text/html", "<h1>Oops</h1>", "retry-after-ms: 1"),
        ["402"] = Refuse(402),
        ["403"] = Refuse(403),
        ["408"] = Refuse(408),
        ["409"] = Refuse(409),
        ["413"] = Refuse(413),
        ["502"] = Refuse(502),
        ["504"] = Refuse(504),
        ["429 that is final"] = Refuse(429),
        ["redirect to nowhere"] = Fault.Answer(302, "text/plain", string.Empty, "Location: //["),
        ["403 cut within the body"] = Fault.Raw("HTTP/1.1 403 No\r\nContent-Length: 500\r\n\r\n{"),
        ["422"] = Fault.Answer(422, Json, "{\"detail\":[{\"loc\":[\"query\",\"project_id\"],\"msg\":\"no UUID\",\"type\":\"t\"}]}"),
        ["numbers as strings"] = Fault.Answer(
            200, Json, "{\"id\":\"clj-1\",\"result\":{\"confidence\":\"0.5\",\"type\":null,\"reasoning\":\"x\"}}"),
        ["nulls where required"] = Fault.Answer(200, Json, "{\"id\":\"clj-1\",\"status\":null,\"configuration\":{\"rules\":null}}"),
        ["duplicate keys"] = Fault.Answer(200, Json, "{\"id\":\"x\",\"id\":\"clj-1\"}"),
        ["dribble"] = Fault.Dribble("{\"id\":\"clj-1\"}", 2),
        ["late"] = Fault.Delay(TimeSpan.FromMilliseconds(300)),
    };

    // Not to be tried again, so that a test need not wait for it.
    private static Fault Refuse(int status) =>
        Fault.Answer(status, Json, "{\"detail\":\"This is what the service says\"}", "x-should-retry: false");
}
