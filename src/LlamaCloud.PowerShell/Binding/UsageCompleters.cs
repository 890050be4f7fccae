namespace LlamaCloud.PowerShell.Binding;

/// <summary>Completes what usage is added up by.</summary>
internal sealed class UsageGroupCompleter() : WordCompleter("Day", "Project", "EventType", "Tier");

/// <summary>Completes the events that are billed or counted.</summary>
internal sealed class UsageEventCompleter() : WordCompleter(
    "pages_indexed", "pages_embedded", "set_total_pages_indexed", "set_total_indexes", "pages_parsed", "layout_extracted",
    "audio_seconds_parsed",
    "layout_aware_parsing", "layout_aware_chart_extraction", "chart_parsing_agentic", "chart_parsing_plus", "chart_parsing_efficient",
    "precise_bbox_extraction", "image_classified", "form_parsing_pages", "confidence_score_high", "extraction_num_pages",
    "spreadsheet_regions_extracted", "pages_split", "pages_classified", "pages_verified", "directory_file_count_snapshot",
    "directory_count_snapshot", "stored_file_count", "stored_file_mb", "directory_files_ingested", "directory_files_exported",
    "directory_pages_exported", "chat_message_sent", "index_retrieve_query", "extraction_num_pages_parsed");
