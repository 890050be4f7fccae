namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>What is there beside the products.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Resources =>
    [
        new(
            "c.files.create({ file: open(), purpose: 'classify', external_file_id: 'e-1', project_id: '%project%' })",
            "Send-LlamaCloudFile a.txt -Purpose classify -ExternalFileId e-1 -ProjectId %project%"),
        new("c.files.retrieve('%file%')", "Get-LlamaCloudFile %file%"),
        new("all(c.files.list())", "Get-LlamaCloudFile", "+query.page_size"),
        new("c.files.list({ file_name: 'a.txt' })", "Get-LlamaCloudFile -Name a.txt", "+query.page_size"),
        new("c.files.list({ external_file_id: 'e-1' })", "Get-LlamaCloudFile -ExternalFileId e-1", "+query.page_size"),
        new("c.files.content('%file%')", "Save-LlamaCloudFile %file% b.txt"),
        new("c.files.delete('%other file%')", "Remove-LlamaCloudFile %other file%"),
        new(
            """
            c.configurations.create({ name: 'all', parameters: { product_type: 'classify_v2', rules: [{ type: 'invoice', description:
                'an invoice with a number' }] } })
            """,
            "Set-ClassifyConfiguration all @{ invoice = 'an invoice with a number' }"),
        new(
            """
            c.configurations.create({ name: 'papers', parameters: { product_type: 'parse_v2', tier: 'agentic', version: 'latest' },
                project_id: '%project%' })
            """,
            "Set-ParseConfiguration papers -Tier agentic -ProjectId %project%"),
        new(
            """
            c.configurations.create({ name: 'bills', parameters: { product_type: 'extract_v2', data_schema: { type: 'object', properties:
                { Number: { type: 'string' } } }, cite_sources: true } })
            """,
            """Set-ExtractConfiguration bills '{"type":"object","properties":{"Number":{"type":"string"}}}' -CiteSources"""),
        new(
            """
            c.configurations.create({ name: 'post', parameters: { product_type: 'split_v1', categories: [{ name: 'invoice', description:
                'a bill' }], splitting_strategy: { allow_uncategorized: 'forbid' } } })
            """,
            "Set-SplitConfiguration post @{ invoice = 'a bill' } -Uncategorized Forbid"),
        new("c.configurations.retrieve('%classifying%')", "Get-LlamaCloudConfiguration %classifying%"),
        new(
            "c.configurations.list({ name: 'papers', product_type: ['classify_v2', 'parse_v2'], latest_only: false })",
            "Get-LlamaCloudConfiguration -Name papers -ProductType classify_v2, parse_v2 -AllVersions",
            "+query.page_size"),
        new("all(c.configurations.list({ latest_only: true }))", "Get-LlamaCloudConfiguration", "+query.page_size"),
        new("c.configurations.delete('%classifying%')", "Remove-LlamaCloudConfiguration %classifying%"),
        new(
            "c.beta.directories.create({ name: 'in', description: 'd', type: 'user' })",
            "New-LlamaCloudDirectory in -Description d -Type user"),
        new("c.beta.directories.get('dir-1')", "Get-LlamaCloudDirectory dir-1"),
        new("c.beta.directories.list({ name: 'in', type: 'user' })", "Get-LlamaCloudDirectory -Name in -Type user", "+query.page_size"),
        new(
            "c.beta.directories.files.upload('dir-1', { upload_file: open(), external_file_id: 'e-2' })",
            "Send-LlamaCloudFile a.txt -DirectoryId dir-1 -ExternalFileId e-2",
            "+GET /api/v1/beta/directories/dir-1/files", "+body.unique_id", "+body.metadata"),
        new(
            "c.beta.directories.files.list('dir-1', { display_name: 'a.txt' })",
            "Get-LlamaCloudFile -DirectoryId dir-1 -Name a.txt",
            "+query.page_size"),
        new("all(c.beta.directories.files.list('dir-1'))", "Get-LlamaCloudFile -DirectoryId dir-1", "+query.page_size"),
        new(
            "c.batches.create({ source_directory_id: 'dir-1', config: { job: { type: 'parse_v2', configuration_id: '%parsing%' } } })",
            "Start-LlamaCloudBatch -DirectoryId dir-1 -ConfigurationId %parsing% -ProductType parse_v2"),
        new(
            """
            c.beta.directories.create({ name: 'night', type: 'ephemeral' }).then((made) => c.beta.directories.files.add(made.id, {
                file_id: '%file%' }).then(() => c.batches.create({ source_directory_id: made.id, config: { job: { type: 'parse_v2',
                configuration_id: '%parsing%' } } })))
            """,
            "Start-LlamaCloudBatch -InputObject %file% -Name night -ConfigurationId %parsing% -ProductType parse_v2",
            "+GET /api/v1/beta/directories", "+body.unique_id"),
        new("c.batches.get('bat-done')", "Get-LlamaCloudBatch bat-done", "+query.expand"),
        new(
            "c.batches.get('bat-done', { expand: ['results'] })",
            "Receive-LlamaCloudBatch -JobId bat-done",
            "+GET /api/v1/beta/directories/dir-1/files"),
        new(
            """
            c.batches.list({ source_directory_id: 'dir-1', status: 'COMPLETED', created_at_on_or_after: '2026-01-01T00:00:00Z',
                created_at_on_or_before: '2036-01-01T00:00:00Z', page_size: 5 })
            """,
            """
            Get-LlamaCloudBatch -DirectoryId dir-1 -Status COMPLETED -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5
            """),
        new("c.batches.cancel('bat-open')", "Stop-LlamaCloudBatch bat-open"),
        new("c.beta.directories.delete('dir-1')", "Remove-LlamaCloudDirectory dir-1"),
        new(
            """
            c.webhookConfigs.create({ webhook_url: 'https://example.com/h', webhook_events: ['parse.success'], webhook_headers: { A: 'b'
                }, webhook_output_format: 'json', webhook_signing_secret: 's' })
            """,
            "New-LlamaCloudWebhook https://example.com/h -Event parse.success -Header @{ A = 'b' } -OutputFormat json -SigningSecret s"),
        new("c.webhookConfigs.create({ webhook_url: 'https://example.com/all' })", "New-LlamaCloudWebhook https://example.com/all"),
        new("c.webhookConfigs.list()", "Get-LlamaCloudWebhook"),
        new("c.webhookConfigs.retrieve('%webhook%')", "Get-LlamaCloudWebhook %webhook%"),
        new(
            "c.webhookConfigs.update('%webhook%', { webhook_url: 'https://example.com/i', webhook_output_format: 'string' })",
            "Set-LlamaCloudWebhook %webhook% -Url https://example.com/i -OutputFormat string"),
        new(
            "c.webhookConfigs.update('%webhook%', { webhook_events: null, webhook_headers: {} })",
            "Set-LlamaCloudWebhook %webhook% -Event @() -Header @{}"),
        new("c.webhookConfigs.delete('%webhook%')", "Remove-LlamaCloudWebhook %webhook%"),
        new(
            """
            c.get('/api/v1/beta/usage-metrics/aggregate', { query: { organization_id: '%organization%', group_by: ['day', 'tier'],
                day_on_or_after: '2026-01-01', day_on_or_before: '2036-01-01', event_types: ['pages_parsed', 'pages_classified'] } })
            """,
            """
            Get-LlamaCloudUsage Day, Tier -After 2026-01-01 -Before 2036-01-01 -EventType pages_parsed, pages_classified -OrganizationId %organization%
            """,
            "+GET /api/v2/projects"),
        new(
            "c.get('/api/v1/beta/usage-metrics', { query: { organization_id: '%organization%', event_aggregation_key: '%billed%' } })",
            "Get-LlamaCloudUsage -JobId %billed% -OrganizationId %organization%",
            "+GET /api/v2/projects", "+query.page_size"),
        new("all(c.v2Projects.list({ organization_id: '%organization%' }))", "Get-LlamaCloudProject -OrganizationId %organization%"),
    ];
}
