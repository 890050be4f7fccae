using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace LlamaCloud.Help.Commands;

/// <summary>The help of all cmdlets, as PowerShell reads it.</summary>
internal static class MamlFile
{
    /// <summary>Its name: that of the assembly that the cmdlets are in, which is what PowerShell looks for.</summary>
    public const string Name = "LlamaCloud.PowerShell.dll-Help.xml";

    private static readonly XNamespace s_file = "http://msh";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Makes it.</summary>
    public static string Of(IEnumerable<CommandPage> pages) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + new XElement(s_file + "helpItems", new XAttribute("schema", "maml"), pages.Select(Command)) + "\n";

    private static XElement Command(CommandPage page) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", page.Name),
            new XElement(s_command + "verb", page.Name.Split('-')[0]),
            new XElement(s_command + "noun", page.Name.Split('-')[^1]),
            Text(s_maml + "description", [page.Synopsis])),
        Text(s_maml + "description", page.Description),
        new XElement(s_command + "syntax", page.Syntax.Select(set => SyntaxItem(page, set))),
        new XElement(
            s_command + "parameters",
            page.Parameters.Select(parameter => Parameter(parameter, parameter.Facts[0], parameter.Facts[0].IsRequired == "True"))),
        new XElement(
            s_command + "inputTypes",
            page.Inputs.Select(
                type => new XElement(s_command + "inputType", TypeOf(type.Name), Text(s_maml + "description", type.Description)))),
        new XElement(
            s_command + "returnValues",
            page.Outputs.Select(
                type => new XElement(s_command + "returnValue", TypeOf(type.Name), Text(s_maml + "description", type.Description)))),
        new XElement(s_maml + "alertSet", Text(s_maml + "alert", page.Notes)),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", Links(page)));

    private static XElement SyntaxItem(CommandPage page, SyntaxSet set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", page.Name),
        from shown in set.Parameters
        let parameter = page.Parameters.First(parameter => parameter.Name == shown.Name)
        select Parameter(parameter with { Description = [] }, parameter.In(set.Name), shown.IsRequired));

    private static XElement Parameter(PageParameter parameter, ParameterFacts facts, bool isRequired) => new(
        s_command + "parameter",
        new XAttribute("required", isRequired ? "true" : "false"),
        new XAttribute("variableLength", facts.Type.EndsWith("[]", System.StringComparison.Ordinal) ? "true" : "false"),
        new XAttribute("globbing", facts.Wildcards == "True" ? "true" : "false"),
        new XAttribute("pipelineInput", facts.PipelineInput),
        new XAttribute("position", facts.Position == "Named" ? "named" : facts.Position),
        new XAttribute("aliases", facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        Text(s_maml + "description", parameter.Description),
        Values(facts),
        TypeOf(facts.Type),
        new XElement(s_dev + "defaultValue", facts.Default));

    // A switch has no value of its own to give.
    private static IEnumerable<XElement> Values(ParameterFacts facts)
    {
        if (facts.AcceptedValues.Count > 0)
        {
            yield return new XElement(s_command + "parameterValueGroup", facts.AcceptedValues.Select(Value));
        }

        if (facts.Type != "SwitchParameter")
        {
            yield return Value(facts.Type);
        }
    }

    private static XElement Value(string value) =>
        new(s_command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), value);

    private static XElement Example(Pages.PageExample example) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"--- {example.Title} ---"),
        // Both look alike in a console, so that a word stands between them.
        new XElement(s_dev + "code", example.Output is null ? example.Code : $"{example.Code}\n\nOutput:\n\n{example.Output}"),
        // The last one is the blank line before the next example.
        Text(s_dev + "remarks", [.. example.Remarks, string.Empty]));

    // Get-Help -Online opens the first with an address; a name alone is shown as it is.
    private static IEnumerable<XElement> Links(CommandPage page) =>
        page.Links
            .Select(
                link => (
                    link.Text, Address: link.Address.StartsWith("https:", System.StringComparison.Ordinal) ? link.Address : string.Empty))
            .Where(link => link.Address.Length == 0 || link.Address != page.OnlineVersion)
            .Prepend((Text: page.OnlineVersion.Length > 0 ? "Online Version:" : string.Empty, Address: page.OnlineVersion))
            .Where(link => link.Text.Length > 0)
            .Select(
                link => new XElement(
                    s_maml + "navigationLink", new XElement(s_maml + "linkText", link.Text), new XElement(s_maml + "uri", link.Address)));

    private static XElement TypeOf(string name) => new(s_dev + "type", new XElement(s_maml + "name", name), new XElement(s_maml + "uri"));

    private static XElement Text(XName name, IEnumerable<string> paragraphs) =>
        new(name, paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph)));
}
