namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>Extract jobs, and schemas.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Extract =>
    [
        new(
            """
            c.extract.create({ file_input: '%file%', configuration: { data_schema: { type: 'object', properties: { Number: { type:
                'string' } } } } })
            """,
            """Start-ExtractJob -FileInput %file% -Schema '{"type":"object","properties":{"Number":{"type":"string"}}}'"""),
        new(
            """
            c.extract.create({
                file_input: '%file%', project_id: '%project%',
                configuration: {
                    data_schema: { type: 'object', properties: { Number: { type: 'string' } } }, extraction_target: 'per_page', tier: 'agentic',
                    version: 'latest', system_prompt: 'p', cite_sources: true, confidence_scores: true, target_pages: '1-2', max_pages: 2,
                    parse_tier: 'fast', parse_config_id: '%parsing%', disable_cache: true,
                },
                webhook_configurations: [{ webhook_url: 'https://example.com/h', webhook_events: ['extract.success'] }],
            })
            """,
            """
            $schema = '{"type":"object","properties":{"Number":{"type":"string"}}}'
            Start-ExtractJob -FileInput %file% -ProjectId %project% -Schema $schema -Target PerPage -Tier agentic -Version latest -SystemPrompt p -CiteSources -ConfidenceScores -TargetPages 1-2 -MaxPages 2 -ParseTier fast -ParseConfigurationId %parsing% -NoCache -Webhook @{ Url = 'https://example.com/h'; Events = 'extract.success' }
            """),
        new(
            """
            c.files.create({ file: open(), purpose: 'extract' }).then((file) => c.extract.create({ file_input: file.id, configuration: {
                data_schema: { type: 'object', properties: { Number: { type: 'string' } } } }, webhook_configuration_ids: ['%webhook%']
                }))
            """,
            """
            Start-ExtractJob a.txt -Schema '{"type":"object","properties":{"Number":{"type":"string"}}}' -WebhookConfigurationId %webhook%
            """),
        new("c.extract.get('ext-done')", "Get-ExtractJob ext-done", "+query.expand"),
        new(
            "c.extract.get('ext-done', { expand: ['extract_metadata', 'usage'] })",
            "Get-ExtractJob ext-done -IncludeMetadata -IncludeUsage",
            """~query.expand: ["configuration","extract_metadata","usage"] / ["extract_metadata","usage"]"""),
        new(
            "c.extract.list({ job_ids: ['ext-done', 'ext-open'] })",
            "Get-ExtractJob ext-done, ext-open",
            "+query.page_size", "+query.expand"),
        new(
            """
            c.extract.list({ status: 'COMPLETED', configuration_id: 'cfg-1', file_input: '%file%', created_at_on_or_after:
                '2026-01-01T00:00:00Z', created_at_on_or_before: '2036-01-01T00:00:00Z', page_size: 5 })
            """,
            """
            Get-ExtractJob -Status COMPLETED -ConfigurationId cfg-1 -FileInput %file% -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5
            """,
            "+query.expand"),
        new("c.extract.waitForCompletion('ext-done', undefined, { pollingInterval: 0 })", "Wait-ExtractJob ext-done"),
        new(
            "c.extract.get('ext-done', { expand: ['extract_metadata'] })",
            "Receive-ExtractJob -JobId ext-done -Field",
            "~query.expand: [\"configuration\",\"extract_metadata\"] / \"extract_metadata\""),
        new("c.extract.cancel('ext-open')", "Stop-ExtractJob ext-open"),
        new("c.extract.delete('ext-done')", "Remove-ExtractJob ext-done"),
        new(
            "c.extract.validateSchema({ data_schema: { type: 'object', properties: { Number: { type: 'string' } } } })",
            """Test-ExtractSchema '{"type":"object","properties":{"Number":{"type":"string"}}}'"""),
        new(
            "c.extract.generateSchema({ prompt: 'the number', file_id: '%file%' })",
            "New-ExtractSchema -Prompt 'the number' -FileInput %file%"),
    ];
}
