using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace LlamaCloud.PowerShell.Tests.Report;

/// <summary>The report in a real browser, with hostile texts in it: it sorts, filters, can be read, and does nothing else.</summary>
public sealed class ReportBrowserTests : ReportTest
{
    private const string ShownFiles =
        "[...document.querySelectorAll('#items tbody tr')].filter(row => row.offsetHeight > 0).map(row => row.cells[1].textContent).join()";
    private const string Head = "[...document.querySelectorAll('#items thead button')].find(one => one.textContent === '{0}')";

    private Browser _browser = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Assert.SkipWhen(Browser.Program is null, "There is no Chromium on the PATH (Debian: chromium).");
        string image = $"<img src=\"{Emulator.BaseAddress}seen\" onerror=\"document.title='seen'\">";
        string hostile = $"</bdi>{image}</script><script>alert(1)</script>";
        Engine.Runspace.SessionStateProxy.SetVariable("hostile", hostile);
        Engine.Run("""
            function job($number, $confidence, $type) {
                [pscustomobject]@{
                    PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = "clj-$number"; FileName = "file $number.pdf"; Status = 'COMPLETED'
                    Type = $type; Confidence = $confidence; Reasoning = "It is number $number."
                }
            }
            $(
                job 10 .99 invoice; job 9 .5 receipt; job 100 .1 invoice; job 1 $null letter
                [pscustomobject]@{
                    PSTypeName = 'LlamaCloud.ClassifyJob'; JobId = $hostile; FileName = 'hostile'; Status = 'FAILED'; Type = $hostile
                    ErrorMessage = $hostile
                }
                [pscustomobject]@{ PSTypeName = 'LlamaCloud.SplitJob'; JobId = 'spl-1'; FileName = 'bundle'; Status = 'processing' }
                [pscustomobject]@{ FileName = 'record'; Name = 'value'; Long = 'w' * 400 }
            ) | Export-LlamaCloudReport report.html -Title $hostile
            """).OrThrow();
        _browser = await Browser.StartAsync();
        await _browser.LookAsync(1400, "light");
        await _browser.OpenAsync(Report);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task It_sorts_by_any_column_and_back_with_the_keyboard_too()
    {
        const string AsWritten = "hostile,file 100.pdf,file 9.pdf,bundle,file 10.pdf,file 1.pdf,record";
        Assert.Equal(AsWritten, await _browser.ReadAsync(ShownFiles));

        await PressHeadAsync("Confidence");
        // As numbers; what has none is last.
        Assert.Equal("file 100.pdf,file 9.pdf,file 10.pdf", First(await _browser.ReadAsync(ShownFiles), 3));
        Assert.Equal("ascending", await SortOfAsync("Confidence"));
        await PressHeadAsync("Confidence");
        Assert.Equal("file 10.pdf,file 9.pdf,file 100.pdf", First(await _browser.ReadAsync(ShownFiles), 3));
        Assert.Equal("descending", await SortOfAsync("Confidence"));

        await _browser.EvaluateAsync(Button("File") + ".focus()");
        await _browser.PressEnterAsync();
        // As people count, and not letter by letter.
        Assert.Equal("bundle,file 1.pdf,file 9.pdf,file 10.pdf,file 100.pdf,hostile,record", await _browser.ReadAsync(ShownFiles));
        Assert.Equal(("ascending", "null"), (await SortOfAsync("File"), await SortOfAsync("Confidence")));
        await _browser.PressEnterAsync();
        await _browser.PressEnterAsync();
        Assert.Equal((AsWritten, "null"), (await _browser.ReadAsync(ShownFiles), await SortOfAsync("File")));

        await PressHeadAsync("Outcome");
        await PressHeadAsync("Outcome");
        Assert.StartsWith("record", await _browser.ReadAsync(ShownFiles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_filters_by_words_and_by_what_is_chosen_and_says_how_many_are_shown()
    {
        await _browser.EvaluateAsync("document.querySelector('#filter input').focus()");
        await _browser.TypeAsync("INVOICE number");
        Assert.Equal("file 100.pdf,file 10.pdf", await _browser.ReadAsync(ShownFiles));
        Assert.Equal("Shown: 2 of 7", await _browser.ReadAsync("document.getElementById('shown').textContent"));
        Assert.Equal("status", await _browser.ReadAsync("document.getElementById('shown').getAttribute('role')"));

        await ChooseAsync(0, "to check");
        Assert.Equal("file 100.pdf", await _browser.ReadAsync(ShownFiles));
        await _browser.EvaluateAsync("document.querySelector('#filter button').click()");
        await _browser.EvaluateAsync("new Promise(done => setTimeout(done))");
        Assert.Equal("Shown: all 7", await _browser.ReadAsync("document.getElementById('shown').textContent"));
        await ChooseAsync(2, "split job");
        Assert.Equal("bundle", await _browser.ReadAsync(ShownFiles));
        Assert.Equal(",COMPLETED,FAILED,processing", await _browser.ReadAsync(
            "[...document.querySelector('[data-column=\"3\"]').options].map(one => one.value).sort().join()"));
    }

    [Fact]
    public async Task Hostile_text_stays_text_and_no_request_leaves_the_page()
    {
        int before = Emulator.Requests.Count;
        Assert.Equal("0", await _browser.ReadAsync("document.querySelectorAll('img, iframe, link, object, embed').length"));
        Assert.Equal("1", await _browser.ReadAsync("document.scripts.length"));
        string why = await _browser.ReadAsync("document.querySelector('#items tbody tr').cells[7].textContent");
        Assert.Contains("<script>alert(1)</script>", why, StringComparison.Ordinal);
        Assert.StartsWith("</bdi><img", await _browser.ReadAsync("document.title"), StringComparison.Ordinal);

        Assert.Equal([new Uri(Report).AbsoluteUri], _browser.Requests);
        Assert.Empty(_browser.Surprises);
        Assert.Empty(_browser.Log);
        Assert.Equal(before, Emulator.Requests.Count);
    }

    [Fact]
    public async Task Its_policy_stops_what_would_leave_it_or_run_in_it()
    {
        int before = Emulator.Requests.Count;
        JsonNode? broken = await _browser.EvaluateAsync($$"""
            new Promise(done => {
                const broken = new Set();
                document.addEventListener('securitypolicyviolation', event => {
                    if (broken.add(event.effectiveDirective).size === 5) done([...broken].sort().join());
                });
                setTimeout(() => done('only ' + [...broken].join()), 10000);
                new Image().src = '{{Emulator.BaseAddress}}seen';
                fetch('{{Emulator.BaseAddress}}seen').catch(() => {});
                const script = document.createElement('script');
                script.textContent = 'document.title = "run"';
                document.body.append(script);
                document.body.insertAdjacentHTML('beforeend', '<p style="color:red" onclick="document.title = 1">x</p>');
                document.body.lastChild.click();
            })
            """);

        Assert.Equal("connect-src,img-src,script-src-attr,script-src-elem,style-src-attr", (string?)broken);
        Assert.Equal(before, Emulator.Requests.Count);
        Assert.StartsWith("</bdi>", await _browser.ReadAsync("document.title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_rows_are_sorted_and_filtered()
    {
        Engine.Run(
            "1..10000 | ForEach-Object { job $_ ($_ * 7919 % 10000 / 10000) receipt } | Export-LlamaCloudReport report.html -Below "
                + "0").OrThrow();
        await _browser.OpenAsync(Report);
        await PressHeadAsync("Confidence");
        Assert.Equal("0,0.0001,0.0002", await _browser.ReadAsync(
            "[...document.querySelectorAll('#items tbody tr')].slice(0, 3).map(row => row.cells[5].textContent).join()"));

        await _browser.EvaluateAsync("document.querySelector('#filter input').focus()");
        await _browser.TypeAsync("number 7777.");
        Assert.Equal("Shown: 1 of 10000", await _browser.ReadAsync("document.getElementById('shown').textContent"));
        Assert.Equal("file 7777.pdf", await _browser.ReadAsync(ShownFiles));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1400)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        await _browser.LookAsync(width, "light");
        Assert.Equal("0", await _browser.ReadAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task It_follows_the_reader_into_the_dark_and_is_light_on_paper()
    {
        string light = await BackgroundAsync();
        await _browser.LookAsync(1400, "dark");
        string dark = await BackgroundAsync();
        await _browser.LookAsync(1400, "dark", "print");

        Assert.Equal(("rgb(255, 255, 255)", "rgb(20, 24, 29)", light), (light, dark, await BackgroundAsync()));
        Assert.Equal("none", await _browser.ReadAsync("getComputedStyle(document.getElementById('filter')).display"));
    }

    [Fact]
    public async Task Without_its_script_it_has_everything_but_the_filter()
    {
        await _browser.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });
        await _browser.OpenAsync(Report);
        Assert.Equal("true", await _browser.ReadAsync("document.getElementById('filter').hidden"));
        Assert.Equal("7", await _browser.ReadAsync("document.querySelectorAll('#items tbody tr').length"));
    }

    [Fact]
    public async Task Axe_finds_nothing_serious_in_light_and_dark_wide_and_narrow()
    {
        string npm = Path.Combine(Folder, "npm");
        string missing = await NpmPackages.InstallAsync(npm);
        Assert.SkipWhen(missing.Length > 0, missing);
        string script = await File.ReadAllTextAsync(
            Path.Combine(npm, "node_modules", "axe-core", "axe.min.js"), TestContext.Current.CancellationToken);
        foreach ((int width, string scheme) in ((int, string)[])[(1400, "light"), (1400, "dark"), (400, "light"), (400, "dark")])
        {
            await _browser.LookAsync(width, scheme);
            await _browser.OpenAsync(Report);
            await _browser.EvaluateAsync(script);
            JsonNode result = (await _browser.EvaluateAsync("""
                axe.run().then(found => ({
                    passes: found.passes.map(rule => rule.id),
                    violations: found.violations.map(rule => `${rule.impact} ${rule.id}: ${rule.nodes[0].html}`),
                }))
                """))!;
            Assert.Contains("color-contrast", result["passes"]!.AsArray().Select(one => (string)one!));
            Assert.Equal([], result["violations"]!.AsArray().Select(one => $"{width} {scheme}: {one}"));
        }
    }

    private static string First(string files, int count) => string.Join(',', files.Split(',').Take(count));

    private static string Button(string head) => Head.Replace("{0}", head, StringComparison.Ordinal);

    private async Task PressHeadAsync(string head) => await _browser.EvaluateAsync(Button(head) + ".click()");

    private Task<string> SortOfAsync(string head) => _browser.ReadAsync(Button(head) + ".closest('th').getAttribute('aria-sort')");

    private Task<string> BackgroundAsync() => _browser.ReadAsync("getComputedStyle(document.body).backgroundColor");

    private async Task ChooseAsync(int column, string value) => await _browser.EvaluateAsync(
        $"(select => {{ select.value = '{value}'; select.dispatchEvent(new Event('change')); "
            + $"}})(document.querySelector('[data-column=\"{column}\"]'))");
}
