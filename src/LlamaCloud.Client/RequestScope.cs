namespace LlamaCloud;

/// <summary>The project and organization that a request is about, as the service's optional query parameters.</summary>
/// <param name="ProjectId">A project's UUID; null or empty leaves it to the key's default project.</param>
/// <param name="OrganizationId">An organization's UUID; null or empty leaves it to the service.</param>
public readonly record struct RequestScope(string? ProjectId = null, string? OrganizationId = null);
