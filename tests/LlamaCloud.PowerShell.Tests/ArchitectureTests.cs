using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LlamaCloud.PowerShell.Tests.Package;
using Mono.Cecil;
using Xunit;

namespace LlamaCloud.PowerShell.Tests;

/// <summary>
/// The arrows between the rooms of the house, read from what is published: cmdlets use the client, the client uses its HTTP,
/// none the other way round, and no folder of a resource names that of another.
/// </summary>
public sealed class ArchitectureTests : IDisposable
{
    private const string Client = "LlamaCloud.Client";
    private const string Cmdlets = "LlamaCloud.PowerShell";
    private const string Root = "";

    // What all resources share, on each side. Every other folder is that of a resource.
    private static readonly string[] s_sharedByClients = [Root, "Http", "Json", "Jobs"];
    private static readonly string[] s_sharedByCmdlets = [Root, "Pipeline", "Binding", "Jobs"];

    private readonly AssemblyFile _client = AssemblyFile.Read(
        Path.Combine(Places.Module, "bin", "net8.0", Client + ".dll"), withSource: true);
    private readonly AssemblyFile _cmdlets = AssemblyFile.Read(
        Path.Combine(Places.Module, "bin", "net8.0", Cmdlets + ".dll"), withSource: true);
    private readonly Dictionary<(string Assembly, string Type), string> _homes = [];

    public ArchitectureTests()
    {
        FindHomes(Client);
        FindHomes(Cmdlets);
    }

    public void Dispose()
    {
        _client.Dispose();
        _cmdlets.Dispose();
    }

    [Fact]
    public void The_client_knows_nothing_of_powershell() =>
        Assert.DoesNotContain(
            _client.References,
            reference => reference.Name.Contains("Automation", StringComparison.Ordinal)
                || reference.Name.Contains("PowerShell", StringComparison.Ordinal));

    [Fact]
    public void A_resource_of_the_client_names_its_own_folder_and_what_all_share()
    {
        Arrow[] arrows = [.. Arrows(_client).Where(arrow => arrow.ToAssembly == Client)];

        Assert.Contains(arrows, arrow => arrow is { From: "Classify", To: "Http" });
        Assert.DoesNotContain(arrows, arrow => !s_sharedByClients.Contains(arrow.To) && arrow.From != arrow.To);
    }

    [Fact]
    public void A_resource_of_the_cmdlets_names_its_own_folder_and_what_all_share()
    {
        Arrow[] arrows = [.. Arrows(_cmdlets).Where(arrow => arrow.ToAssembly == Cmdlets)];

        Assert.Contains(arrows, arrow => arrow is { From: "Classify", To: "Pipeline" });
        // What all share finds the connection; nothing else of a resource.
        Assert.DoesNotContain(arrows, arrow => !s_sharedByCmdlets.Contains(arrow.To) && arrow.From != arrow.To && arrow.To != "Connection");
    }

    [Fact]
    public void A_cmdlet_uses_the_client_of_its_resource()
    {
        Arrow[] arrows = [.. Arrows(_cmdlets).Where(arrow => arrow.ToAssembly == Client && arrow.To != Root && arrow.To != arrow.From)];

        // Completers and transformations know every type; the engine of jobs uploads documents; the base of cmdlets finds projects by name; a product has jobs and saved
        // configurations; a batch is over the files of a directory.
        Assert.DoesNotContain(
            arrows,
            arrow => arrow.From != "Binding" && arrow.To is not ("Jobs" or "Configurations") && !IsLineOfTable(arrow)
                && arrow is not ({ From: "Jobs", To: "Files" } or { From: "Pipeline", To: "Projects" } or { From: "Batches", To: "Files" or "Directories" }));
    }

    [Fact]
    public void The_engine_of_jobs_names_no_product_but_in_its_table()
    {
        string[] products =
        [
            .. Directory.GetDirectories(Path.Combine(Places.Repository, "src", Client))
                .Select(Path.GetFileName)
                .Where(IsProduct)
                .OfType<string>(),
        ];

        Assert.Contains("Classify", products);
        Assert.DoesNotContain(Arrows(_client), arrow => arrow.From == "Jobs" && products.Contains(arrow.To));
        Assert.DoesNotContain(
            Arrows(_cmdlets),
            arrow => arrow.From is "Jobs" or "Pipeline" or "Binding"
                && products.Contains(arrow.To)
                && !IsLineOfTable(arrow)
                && !IsOfOneProduct(arrow));
    }

    [Fact]
    public void What_others_can_use_of_the_client_is_not_its_http() =>
        Assert.DoesNotContain(_client.Types, type => type.IsPublic && Home(type) is "Http" or "Json");

    [Fact]
    public void Completers_and_transformations_are_in_their_room() =>
        Assert.All(
            _cmdlets.Types.Where(
                type => type.Interfaces.Any(one => one.InterfaceType.Name == "IArgumentCompleter")
                    || type.BaseType?.Name == "ArgumentTransformationAttribute"),
            type => Assert.Equal(("Binding", type.Name), (Home(type), type.Name)));

    private static bool IsProduct(string? folder) =>
        Directory.GetFiles(Path.Combine(Places.Repository, "src", Client, folder!), "*Client.cs")
            .Any(file => File.ReadAllText(file).Contains(": JobsClient<", StringComparison.Ordinal));

    private static bool IsLineOfTable(Arrow arrow) => arrow.Type == "LlamaCloud.PowerShell.Jobs.JobProducts";

    // A transformation of one product's own parameter has its name: ClassifyRuleTransformationAttribute.
    private static bool IsOfOneProduct(Arrow arrow) =>
        arrow.From == "Binding" && arrow.Type.StartsWith("LlamaCloud.PowerShell.Binding." + arrow.To, StringComparison.Ordinal);

    private IEnumerable<Arrow> Arrows(AssemblyFile assembly)
    {
        foreach (TypeDefinition type in assembly.Types)
        {
            string name = Outermost(type).FullName;
            IEnumerable<(string From, TypeReference To)> all = TypeReferences.Of(type).Select(to => (Home(type), to))
                .Concat(type.Methods.SelectMany(method => TypeReferences.Of(method).Select(to => (Home(method), to))));
            foreach ((string from, TypeReference to) in all)
            {
                if (_homes.TryGetValue(Key(to), out string? folder))
                {
                    yield return new Arrow(name, from, folder, Key(to).Assembly, to.Name);
                }
            }
        }
    }

    // A part of a type may be in the folder of the resource that it is about.
    private string Home(MethodDefinition method) =>
        method.DebugInformation.SequencePoints.Select(point => FolderOf(method.Module.Assembly.Name.Name, point.Document.Url))
            .OfType<string>()
            .FirstOrDefault()
            ?? Home(method.DeclaringType);

    private string Home(TypeDefinition type) => _homes.TryGetValue(Key(type), out string? folder) ? folder : Root;

    private static (string Assembly, string Type) Key(TypeReference type) =>
        (type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : type.Scope.Name, Outermost(type).Name.Split('`')[0]);

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private void FindHomes(string project)
    {
        string root = Path.Combine(Places.Repository, "src", project);
        foreach (string file in Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).StartsWith("obj", StringComparison.Ordinal)))
        {
            foreach (Match match in Regex.Matches(
                File.ReadAllText(file),
                @"^(?:public|internal) [\w ]*?(?:class|record struct|record|struct|interface|enum|delegate) (\w+)",
                RegexOptions.Multiline))
            {
                string name = match.Groups[1].Value;
                // Of several parts the one in the file of that name says where the type lives.
                if (Path.GetFileNameWithoutExtension(file) == name || !_homes.ContainsKey((project, name)))
                {
                    _homes[(project, name)] = FolderOf(project, file)!;
                }
            }
        }
    }

    private static string? FolderOf(string project, string file)
    {
        string[] parts = file.Replace('\\', '/').Split($"/{project}/");
        string[] path = parts[^1].Split('/');
        return parts.Length == 1 || path[0] == "obj" ? null : path.Length == 1 ? Root : path[0];
    }

    private sealed record Arrow(string Type, string From, string To, string ToAssembly, string ToType);
}
