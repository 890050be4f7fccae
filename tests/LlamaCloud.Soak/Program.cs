using System;
using System.Globalization;
using System.Threading.Tasks;

namespace LlamaCloud.Soak;

/// <summary>
/// <c>dotnet run -c Release --project tests/LlamaCloud.Soak -- [--minutes 30]</c>: every cmdlet again and again in one process, while
/// requests fail in every way. Ends with 0 where nothing was lost and nothing grew.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["--serve"])
        {
            await SoakServer.RunAsync();
            return 0;
        }

        double minutes = args is ["--minutes", string given] ? double.Parse(given, CultureInfo.InvariantCulture) : 30;
        using SoakService service = SoakService.Start();
        return new SoakRun(service, TimeSpan.FromMinutes(minutes), Console.Out).Run() ? 0 : 1;
    }
}
