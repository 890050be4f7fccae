namespace LlamaCloud.PowerShell.Tests.Oracle;

/// <content>The products.</content>
internal static partial class OracleCalls
{
    private static OracleCall[] Classify =>
    [
        new(
            "c.classify.create({ file_input: '%file%', configuration: { rules: [{ type: 'invoice', description: 'an invoice with a number' }] } })",
            "Start-ClassifyJob -FileInput %file% -Rule @{ invoice = 'an invoice with a number' }", "+body.transaction_id"),
        new(
            """
            c.classify.create({
                file_input: '%file%', transaction_id: 't-1', project_id: '%project%',
                configuration: {
                    rules: [{ type: 'invoice', description: 'an invoice with a number' }],
                    parsing_configuration: { lang: 'de', max_pages: 2, target_pages: '1-2' },
                },
                webhook_configurations: [{
                    webhook_url: 'https://example.com/h', webhook_events: ['classify.success'], webhook_headers: { A: 'b' },
                    webhook_output_format: 'json', webhook_signing_secret: 's',
                }],
            })
            """,
            """
            $webhook = @{ Url = 'https://example.com/h'; Events = 'classify.success'; Headers = @{ A = 'b' }; OutputFormat = 'json'; SigningSecret = 's' }
            Start-ClassifyJob -FileInput %file% -TransactionId t-1 -ProjectId %project% -Rule @{ invoice = 'an invoice with a number' } -Language de -MaxPages 2 -TargetPages 1-2 -Webhook $webhook
            """),
        new(
            "c.files.create({ file: open(), purpose: 'classify' }).then((file) => c.classify.create({ file_input: file.id, configuration_id: "
                + "'%classifying%', transaction_id: 't-2', webhook_configuration_ids: ['%webhook%'] }))",
            "Start-ClassifyJob a.txt -ConfigurationId %classifying% -TransactionId t-2 -WebhookConfigurationId %webhook%", "+GET /api/v1/beta/files", "+body.external_file_id"),
        new("c.classify.get('clj-done')", "Get-ClassifyJob clj-done"),
        new("c.classify.get('clj-done', { expand: ['usage'] })", "Get-ClassifyJob clj-done -IncludeUsage"),
        new("c.classify.get('clj-done', { project_id: '%project%' })", "Get-ClassifyJob clj-done -ProjectId %project%"),
        new("Promise.all([c.classify.get('clj-done'), c.classify.get('clj-open')])", "'clj-done', 'clj-open' | Get-ClassifyJob", "+GET /api/v2/classify", "-GET /api/v2/classify/clj-done", "-GET /api/v2/classify/clj-open"),
        new("c.classify.list({ job_ids: ['clj-done', 'clj-open'] })", "Get-ClassifyJob clj-done, clj-open", "+query.page_size"),
        new("all(c.classify.list())", "Get-ClassifyJob", "+query.page_size"),
        new("all(c.classify.list({ page_size: 4 }))", "Get-ClassifyJob -PageSize 4"),
        new(
            "c.classify.list({ status: 'COMPLETED', configuration_id: '%classifying%', created_at_on_or_after: '2026-01-01T00:00:00Z', "
                + "created_at_on_or_before: '2036-01-01T00:00:00Z', page_size: 5 })",
            "Get-ClassifyJob -Status COMPLETED -ConfigurationId %classifying% -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5"),
        new("c.classify.waitForCompletion('clj-done', undefined, { pollingInterval: 0 })", "Wait-ClassifyJob clj-done"),
        new("c.classify.cancel('clj-open')", "Stop-ClassifyJob clj-open"),
        new("c.delete('/api/v2/classify/clj-done')", "Remove-ClassifyJob clj-done"),
    ];

    private static OracleCall[] Parse =>
    [
        new(
            "c.parsing.create({ file_id: '%file%', tier: 'agentic', version: 'latest' })", "Start-ParseJob -FileInput %file% -Tier agentic", "+body.user_metadata"),
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
            "c.files.create({ file: open(), purpose: 'parse' }).then((file) => c.parsing.create({ file_id: file.id, configuration_id: "
                + "'%parsing%', webhook_configuration_ids: ['%webhook%'] }))",
            "Start-ParseJob a.txt -ConfigurationId %parsing% -WebhookConfigurationId %webhook%", "+body.user_metadata"),
        new(
            "c.parsing.create({ file_id: '%file%', configuration_id: '%parsing%', user_metadata: { a: 'b' } })",
            "Start-ParseJob -FileInput %file% -ConfigurationId %parsing% -UserMetadata @{ a = 'b' }", "+body.user_metadata.llamacloud_transaction_id"),
        new("c.parsing.create({ upload_file: open(), tier: 'fast', version: 'latest' })", "Start-ParseJob a.txt -Tier fast", "+POST /api/v1/beta/files", "+POST /api/v2/parse", "-POST /api/v2/parse/upload"),
        new("c.parsing.get('pjb-done')", "Get-ParseJob pjb-done"),
        new("c.parsing.get('pjb-done', { expand: ['usage'] })", "Get-ParseJob pjb-done -IncludeUsage"),
        new(
            "c.parsing.get('pjb-done', { expand: ['markdown', 'text'], project_id: '%project%' })",
            "Receive-ParseJob -JobId pjb-done -Include Markdown, Text -ProjectId %project%"),
        new(
            "c.parsing.get('pjb-done', { expand: ['items', 'metadata', 'forms', 'job_metadata', 'usage'] })",
            "Receive-ParseJob -JobId pjb-done -Include Items, Metadata, Forms, JobMetadata, Usage"),
        new("Promise.all([c.parsing.get('pjb-done'), c.parsing.get('pjb-open')])", "'pjb-done', 'pjb-open' | Get-ParseJob", "+GET /api/v2/parse", "-GET /api/v2/parse/pjb-done", "-GET /api/v2/parse/pjb-open"),
        new("c.parsing.list({ job_ids: ['pjb-done', 'pjb-open'] })", "Get-ParseJob pjb-done, pjb-open", "+query.page_size"),
        new(
            "c.parsing.list({ status: 'COMPLETED', created_at_on_or_after: '2026-01-01T00:00:00Z', created_at_on_or_before: "
                + "'2036-01-01T00:00:00Z', page_size: 5 })",
            "Get-ParseJob -Status COMPLETED -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5"),
        new("c.parsing.waitForCompletion('pjb-done', undefined, { pollingInterval: 0 })", "Wait-ParseJob pjb-done"),
        new("c.parsing.cancel('pjb-open')", "Stop-ParseJob pjb-open"),
        new("c.parsing.delete('pjb-done')", "Remove-ParseJob pjb-done"),
        new("c.parsing.listVersions()", "Invoke-LlamaCloudApi /api/v2/parse/versions"),
    ];

    private static OracleCall[] Extract =>
    [
        new(
            "c.extract.create({ file_input: '%file%', configuration: { data_schema: { type: 'object', properties: { Number: { type: 'string' } } } } })",
            "Start-ExtractJob -FileInput %file% -Schema '{\"type\":\"object\",\"properties\":{\"Number\":{\"type\":\"string\"}}}'"),
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
            "c.files.create({ file: open(), purpose: 'extract' }).then((file) => c.extract.create({ file_input: file.id, configuration: { "
                + "data_schema: { type: 'object', properties: { Number: { type: 'string' } } } }, webhook_configuration_ids: ['%webhook%'] }))",
            "Start-ExtractJob a.txt -Schema '{\"type\":\"object\",\"properties\":{\"Number\":{\"type\":\"string\"}}}' -WebhookConfigurationId %webhook%"),
        new("c.extract.get('ext-done')", "Get-ExtractJob ext-done", "+query.expand"),
        new("c.extract.get('ext-done', { expand: ['extract_metadata', 'usage'] })", "Get-ExtractJob ext-done -IncludeMetadata -IncludeUsage", """~query.expand: ["configuration","extract_metadata","usage"] / ["extract_metadata","usage"]"""),
        new("c.extract.list({ job_ids: ['ext-done', 'ext-open'] })", "Get-ExtractJob ext-done, ext-open", "+query.page_size", "+query.expand"),
        new(
            "c.extract.list({ status: 'COMPLETED', configuration_id: 'cfg-1', file_input: '%file%', created_at_on_or_after: "
                + "'2026-01-01T00:00:00Z', created_at_on_or_before: '2036-01-01T00:00:00Z', page_size: 5 })",
            "Get-ExtractJob -Status COMPLETED -ConfigurationId cfg-1 -FileInput %file% -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5", "+query.expand"),
        new("c.extract.waitForCompletion('ext-done', undefined, { pollingInterval: 0 })", "Wait-ExtractJob ext-done"),
        new("c.extract.get('ext-done', { expand: ['extract_metadata'] })", "Receive-ExtractJob -JobId ext-done -Field", "~query.expand: [\"configuration\",\"extract_metadata\"] / \"extract_metadata\""),
        new("c.extract.cancel('ext-open')", "Stop-ExtractJob ext-open"),
        new("c.extract.delete('ext-done')", "Remove-ExtractJob ext-done"),
        new(
            "c.extract.validateSchema({ data_schema: { type: 'object', properties: { Number: { type: 'string' } } } })",
            "Test-ExtractSchema '{\"type\":\"object\",\"properties\":{\"Number\":{\"type\":\"string\"}}}'"),
        new("c.extract.generateSchema({ prompt: 'the number', file_id: '%file%' })", "New-ExtractSchema -Prompt 'the number' -FileInput %file%"),
    ];

    private static OracleCall[] Split =>
    [
        new(
            "c.split.create({ file_input: '%file%', configuration: { categories: [{ name: 'invoice', description: 'a bill' }] } })",
            "Start-SplitJob -FileInput %file% -Category @{ invoice = 'a bill' }", "+body.transaction_id"),
        new(
            """
            c.split.create({
                file_input: '%file%', transaction_id: 't-1', project_id: '%project%',
                configuration: { categories: [{ name: 'invoice' }], splitting_strategy: { allow_uncategorized: 'omit' } },
                webhook_configurations: [{ webhook_url: 'https://example.com/h', webhook_events: ['split.success'] }],
            })
            """,
            "Start-SplitJob -FileInput %file% -TransactionId t-1 -ProjectId %project% -Category invoice -Uncategorized Omit -Webhook @{ "
                + "Url = 'https://example.com/h'; Events = 'split.success' }"),
        new(
            "c.files.create({ file: open(), purpose: 'split' }).then((file) => c.split.create({ file_input: file.id, configuration: { "
                + "categories: [{ name: 'invoice' }] }, transaction_id: 't-3', webhook_configuration_ids: ['%webhook%'] }))",
            "Start-SplitJob a.txt -Category invoice -TransactionId t-3 -WebhookConfigurationId %webhook%", "+GET /api/v1/beta/files", "+body.external_file_id"),
        new("c.split.get('spl-done')", "Get-SplitJob spl-done"),
        new("c.split.list({ job_ids: ['spl-done', 'spl-open'] })", "Get-SplitJob spl-done, spl-open", "+query.page_size"),
        new(
            "c.split.list({ status: 'completed', created_at_on_or_after: '2026-01-01T00:00:00Z', created_at_on_or_before: "
                + "'2036-01-01T00:00:00Z', page_size: 5 })",
            "Get-SplitJob -Status COMPLETED -CreatedAfter 2026-01-01T00:00:00Z -CreatedBefore 2036-01-01T00:00:00Z -PageSize 5"),
        new("c.split.cancel('spl-open')", "Stop-SplitJob spl-open"),
        new("c.split.delete('spl-done')", "Remove-SplitJob spl-done"),
    ];
}
