using System;
using LlamaCloud.Emulator.Classify;
using LlamaCloud.Emulator.Jobs;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator;

/// <summary>The project that a request is about, as its query says.</summary>
internal static class ProjectScope
{
    public static IResult? Check(IQueryCollection query)
    {
        foreach (string name in (string[])["project_id", "organization_id"])
        {
            if (query.TryGetValue(name, out var value) && !Guid.TryParse(value, out _))
            {
                return ErrorAnswer.Invalid("query", name, "Input should be a valid UUID", "uuid_parsing");
            }
        }

        return null;
    }

    /// <summary>The project it names, else the default one.</summary>
    public static string Of(IQueryCollection query) =>
        query.TryGetValue("project_id", out var id) ? id.ToString() : JobStore.DefaultProjectId;
}
