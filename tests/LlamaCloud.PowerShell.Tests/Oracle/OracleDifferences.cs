using System.Collections.Generic;

namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <summary>Where this module asks otherwise than the official client, and why.</summary>
internal static class OracleDifferences
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["+body.transaction_id"] = "A create that may have reached the service is sent again only with one: it makes no second job.",
        ["+body.user_metadata"] = "Parse jobs have no transaction id: a mark of ours finds a job of unknown outcome again.",
        ["+body.user_metadata.llamacloud_transaction_id"] = "The same beside what the user notes.",
        ["+GET /api/v1/beta/files"] =
            "Whoever names a transaction may be starting again: the upload of the first time is looked for.",
        ["+body.external_file_id"] = "That is how it is found.",
        ["+query.page_size"] = "Pages as large as the service gives them: fewer requests.",
        ["+GET /api/v2/classify"] = "Jobs that are asked for one after another are read in one request.",
        ["-GET /api/v2/classify/clj-done"] = "That is the request in place of which.",
        ["-GET /api/v2/classify/clj-open"] = "And that.",
        ["+GET /api/v2/parse"] = "As for classify jobs.",
        ["-GET /api/v2/parse/pjb-done"] = "As for classify jobs.",
        ["-GET /api/v2/parse/pjb-open"] = "As for classify jobs.",
        ["+POST /api/v1/beta/files"] =
            "A file is uploaded first, so that a create that fails can be sent again without it, and the job names its file.",
        ["+POST /api/v2/parse"] = "The create after that upload.",
        ["-POST /api/v2/parse/upload"] = "The one request in place of which.",
        ["+query.expand"] = "What a job is to do, or a batch has come to, is a part of the object that comes out.",
        ["~query.expand: [\"configuration\",\"extract_metadata\",\"usage\"] / [\"extract_metadata\",\"usage\"]"] =
            "The same, with what is asked for.",
        ["~query.expand: [\"configuration\",\"extract_metadata\"] / \"extract_metadata\""] = "The same.",
        ["+GET /api/v1/beta/directories/dir-1/files"] =
            "What is in a directory is read once: to know what is there before an upload, and the documents of a batch.",
        ["+body.unique_id"] = "Named by us, so that an upload that is sent again is no second file.",
        ["+body.metadata"] = "Where the file came from is noted on it, so that a result finds it.",
        ["+GET /api/v1/beta/directories"] = "A directory of that name may be there from a start that was cut: it is gone on with.",
        ["+GET /api/v2/projects"] = "The amounts come with the names of their projects.",
    };
}
