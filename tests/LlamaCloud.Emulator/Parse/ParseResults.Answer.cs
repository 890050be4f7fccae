using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace LlamaCloud.Emulator.Parse;

/// <content>The answer to a GET of one job.</content>
public sealed partial class ParseResults
{
    private sealed class Answer(ParseResults results, JsonObject job, IQueryCollection query) : IResult
    {
        public async Task ExecuteAsync(HttpContext context)
        {
            HashSet<string> expand = [.. query["expand"].OfType<string>()];
            ParseDocument? document = (string?)job["status"] == "COMPLETED"
                && results._documents.TryGetValue((string)job["id"]!, out ParseDocument? found)
                ? found
                : null;
            context.Response.ContentType = "application/json";
            await using Utf8JsonWriter json = new(context.Response.Body);
            json.WriteStartObject();
            JsonObject shown = (JsonObject)job.DeepClone();
            if (expand.Contains("usage"))
            {
                shown["usage"] = new JsonObject { ["credits"] = document?.Credits };
            }

            json.WritePropertyName("job");
            shown.WriteTo(json);
            foreach (string kind in s_kinds.Where(expand.Contains))
            {
                await WritePagesAsync(json, kind, document, context);
            }

            foreach ((string name, JsonNode? value) in document is null ? [] : Fields(document, expand))
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }

            json.WriteEndObject();
            await json.FlushAsync(context.RequestAborted);
        }

        private static async Task WritePagesAsync(Utf8JsonWriter json, string kind, ParseDocument? document, HttpContext context)
        {
            if (document is null)
            {
                json.WriteNull(kind);
                return;
            }

            json.WriteStartObject(kind);
            json.WriteStartArray("pages");
            foreach (int number in document.Numbers)
            {
                document.Page(kind, number).WriteTo(json);
                await json.FlushAsync(context.RequestAborted);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private JsonObject Fields(ParseDocument document, HashSet<string> expand)
        {
            JsonObject fields = [];
            // Not in the description, but understood.
            if (expand.Contains("markdown_full"))
            {
                fields["markdown_full"] = string.Join(
                    "\n\n", document.Numbers.Select(number => (string?)document.Page("markdown", number)["markdown"]));
            }

            if (expand.Contains("job_metadata"))
            {
                fields["job_metadata"] = new JsonObject { ["job_pages"] = document.Numbers.Count, ["job_is_cache_hit"] = false };
            }

            if (expand.Contains("images_content_metadata"))
            {
                fields["images_content_metadata"] = results.Images(
                    document, query.TryGetValue("image_filenames", out var only) ? only.ToString() : null);
            }

            JsonObject files = [];
            foreach (string kind in s_kinds.Where(kind => expand.Contains(kind + "_content_metadata")))
            {
                JsonArray pages = [.. document.Numbers.Select(number => (JsonNode)document.Page(kind, number))];
                files[kind] = results.Metadata(kind + ".json", Encoding.UTF8.GetBytes(new JsonObject { ["pages"] = pages }.ToJsonString()));
            }

            if (expand.Contains("xlsx_content_metadata"))
            {
                files["xlsx"] = results.Metadata("tables.xlsx", Xlsx(document));
            }

            if (expand.Contains("output_pdf_content_metadata"))
            {
                files["output_pdf"] = results.Metadata("output.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n% " + document.Name + "\n%%EOF\n"));
            }

            if (files.Count > 0)
            {
                fields["result_content_metadata"] = files;
            }

            return fields;
        }
    }
}
