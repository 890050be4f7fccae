using System;
using System.IO;
using System.Text.Json.Nodes;
using LlamaCloud.Contract;

// Makes the table of what the service takes and answers, which the tests hold the module and the emulator against.
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: LlamaCloud.Contract <the service's description, JSON> <its date> <table>");
    return 2;
}

File.WriteAllText(args[2], ContractTable.Write(JsonNode.Parse(File.ReadAllText(args[0]))!.AsObject(), args[1]));
return 0;
