using System.Management.Automation;

namespace LlamaCloud.PowerShell.Binding;

/// <summary>A project that came where ids are taken: what is in it is meant.</summary>
internal static class BoundProject
{
    /// <summary>Where to look; null for what is no project.</summary>
    /// <param name="item">What came, as a parameter kept it.</param>
    public static RequestScope? Of(object? item) => Given.Unwrap(item) switch
    {
        LlamaCloudProject project => new RequestScope(project.Id, project.OrganizationId),
        PSObject row when Given.Was(row, typeof(LlamaCloudProject)) && PlainText.Of(row.Properties["Id"]?.Value) is string id =>
            new RequestScope(id, PlainText.Of(row.Properties["OrganizationId"]?.Value)),
        _ => null,
    };
}
