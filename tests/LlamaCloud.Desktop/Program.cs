using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace LlamaCloud.Desktop;

/// <summary>Asks the service at an address with a key, and prints a line for each thing that it did.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("usage: LlamaCloud.Desktop <address> <key> <folder>");
            return 2;
        }

        Steps steps = new(new Uri(args[0]), args[1], args[2]);
        foreach (KeyValuePair<string, Func<Task<string>>> step in steps.All)
        {
            string result;
            try
            {
                result = await step.Value();
            }
            catch (LlamaCloudException failure)
            {
                result =
                    ($"{failure.Kind} {failure.StatusCode} "
                        + $"{(failure.ToString().Contains(args[1]) ? "and the key" : failure.Detail)}").TrimEnd();
            }

            Console.WriteLine($"{step.Key}: {result}");
        }

        return 0;
    }
}
