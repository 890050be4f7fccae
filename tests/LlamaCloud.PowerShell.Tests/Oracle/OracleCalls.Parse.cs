namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>Parse jobs.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Parse =>
    [
        new(
            "c.parsing.create({ file_id: '%file%', tier: 'agentic', version: 'latest' })",
            "Start-ParseJob -FileInput %file% -Tier agentic",
            "+body.user_metadata"),
        new(
            """
            c.parsing.create({
                source_url: 'https://example.com/a.pdf', tier: 'agentic', version: 'latest', disable_cache: true, project_id: '%project%',
                agentic_options: { custom_prompt: 'p' }, page_ranges: { max_pages: 2, target_pages: '1-2' },
                processing_options: { ocr_parameters: { languages: ['de'] } },
                webhook_configurations: [{ webhook_url: 'https://example.com/h', webhook_events: ['parse.success'], webhook_headers: { A: 'b' } }],
            })
            """,
            """
            $webhook = @{ Url = 'https://example.com/h'; Events = 'parse.success'; Headers = @{ A = 'b' } }
            Start-ParseJob -Uri https://example.com/a.pdf -Tier agentic -NoCache -ProjectId %project% -Prompt p -MaxPages 2 -TargetPages 1-2 -Language de -Webhook $webhook
            """,
            "+body.user_metadata"),
        new(
            """
            c.files.create({ file: open(), purpose: 'parse' }).then((file) => c.parsing.create({ file_id: file.id, configuration_id:
                '%parsing%', webhook_configuration_ids: ['%webhook%'] }))
            """,
            "Start-ParseJob a.txt -ConfigurationId %parsing% -WebhookConfigurationId %webhook%",
            "+body.user_metadata"),
        new(
            "c.parsing.create({ file_id: '%file%', configuration_id: '%parsing%', user_metadata: { a: 'b' } })",
            "Start-ParseJob -FileInput %file% -ConfigurationId %parsing% -UserMetadata @{ a = 'b' }",
            "+body.user_metadata.llamacloud_transaction_id"),
        new(
            "c.parsing.create({ upload_file: open(), tier: 'fast', version: 'latest' })",
            "Start-ParseJob a.txt -Tier fast",
            "+POST /api/v1/beta/files", "+POST /api/v2/parse", "-POST /api/v2/parse/upload"),
        new("c.parsing.get('pjb-done')", "Get-ParseJob pjb-done"),
        new("c.parsing.get('pjb-done', { expand: ['usage'] })", "Get-ParseJob pjb-done -IncludeUsage"),
        new(
            "c.parsing.get('pjb-done', { expand: ['markdown', 'text'], project_id: '%project%' })",
            "Receive-ParseJob -JobId pjb-done -Include Markdown, Text -ProjectId %project%"),
        new(
            "c.parsing.get('pjb-done', { expand: ['items', 'metadata', 'forms', 'job_metadata', 'usage'] })",
            "Receive-ParseJob -JobId pjb-done -Include Items, Metadata, Forms, JobMetadata, Usage"),
        new(
            "Promise.all([c.parsing.get('pjb-done'), c.parsing.get('pjb-open')])",
            "'pjb-done', 'pjb-open' | Get-ParseJob",
            "+GET /api/v2/parse", "-GET /api/v2/parse/pjb-done", "-GET /api/v2/parse/pjb-open"),
        new("c.parsing.list({ job_ids: ['pjb-done', 'pjb-open'] })", "Get-ParseJob pjb-done, pjb-open", "+query.page_size"),
        new(
            """
            c.parsing.list({ status: 'COMPLETED', created_at_on_or_after: '2026-01-01T00:00:00Z', created_at_on_or_before:
                '2036-01-01T00:00:00Z', page_size: 5 })
            """,
            "Get-ParseJob -Status COMPLETED -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5"),
        new("c.parsing.waitForCompletion('pjb-done', undefined, { pollingInterval: 0 })", "Wait-ParseJob pjb-done"),
        new("c.parsing.cancel('pjb-open')", "Stop-ParseJob pjb-open"),
        new("c.parsing.delete('pjb-done')", "Remove-ParseJob pjb-done"),
        new("c.parsing.listVersions()", "Invoke-LlamaCloudApi /api/v2/parse/versions"),
    ];
}
