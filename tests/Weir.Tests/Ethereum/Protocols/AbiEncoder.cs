using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Weir.Core;

namespace Weir.Tests.Ethereum.Protocols;

/// <summary>Encodes an event's values as its contract would, from the event's declaration: the decoders' referee.</summary>
internal static class AbiEncoder
{
    /// <summary>The indexed values' words, and the data of the others.</summary>
    public static (byte[][] Topics, byte[] Data) Encode(string form, IReadOnlyList<JsonNode?> values)
    {
        int open = form.IndexOf('(', StringComparison.Ordinal);
        string[] parameters = [.. Split(form[(open + 1)..^1])];
        Assert.Equal(parameters.Length, values.Count);
        List<byte[]> topics = [];
        List<(string Type, JsonNode? Value)> others = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            string type = TypeOf(parameters[i]);
            if (parameters[i][type.Length..].StartsWith(" indexed", StringComparison.Ordinal))
            {
                topics.Add(EncodeOne(type, values[i]));
            }
            else
            {
                others.Add((type, values[i]));
            }
        }

        return ([.. topics], EncodeTuple(others));
    }

    private static byte[] EncodeTuple(List<(string Type, JsonNode? Value)> items)
    {
        List<byte[]> bodies = [.. items.Select(item => EncodeOne(item.Type, item.Value))];
        int head = items.Zip(bodies).Sum(pair => IsDynamic(pair.First.Type) ? 32 : pair.Second.Length);
        List<byte> heads = [];
        List<byte> tails = [];
        for (int i = 0; i < items.Count; i++)
        {
            if (IsDynamic(items[i].Type))
            {
                heads.AddRange(Word(head + tails.Count));
                tails.AddRange(bodies[i]);
            }
            else
            {
                heads.AddRange(bodies[i]);
            }
        }

        return [.. heads, .. tails];
    }

    private static byte[] EncodeOne(string type, JsonNode? value)
    {
        if (type.EndsWith(']'))
        {
            int bracket = type.LastIndexOf('[');
            JsonNode?[] items = [.. value!.AsArray()];
            byte[] body = EncodeTuple([.. items.Select(item => (type[..bracket], item))]);
            return type.EndsWith("[]", StringComparison.Ordinal) ? [.. Word(items.Length), .. body] : body;
        }

        if (type.StartsWith('('))
        {
            JsonNode?[] items = value is JsonObject named ? [.. named.Select(pair => pair.Value)]
                : [.. value!.AsArray()];
            string[] types = [.. Split(type[1..^1])];
            Assert.Equal(types.Length, items.Length);
            return EncodeTuple([.. types.Zip(items)]);
        }

        if (type is "bytes" or "string")
        {
            byte[] bytes = Convert.FromHexString(((string)value!)[2..]);
            return [.. Word(bytes.Length), .. bytes, .. new byte[(32 - (bytes.Length % 32)) % 32]];
        }

        return type == "address" ? [.. new byte[12], .. Address.Parse(((string)value!).ToLowerInvariant()).Span]
            : type == "bool" ? Word(IsTrue(value) ? 1 : 0)
            : type.StartsWith("bytes", StringComparison.Ordinal) ? Convert.FromHexString(((string)value!)[2..])
            : Word(Number(value));
    }

    private static bool IsTrue(JsonNode? value) => value!.GetValueKind() == JsonValueKind.True;

    private static BigInteger Number(JsonNode? value) =>
        value!.GetValueKind() == JsonValueKind.String
            ? BigInteger.Parse((string)value!, CultureInfo.InvariantCulture)
            : BigInteger.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static byte[] Word(BigInteger value)
    {
        byte[] word = new byte[32];
        word.AsSpan().Fill(value.Sign < 0 ? (byte)0xff : (byte)0);
        byte[] bytes = value.ToByteArray(isUnsigned: value.Sign >= 0, isBigEndian: true);
        bytes.CopyTo(word, 32 - bytes.Length);
        return word;
    }

    private static bool IsDynamic(string type) =>
        type is "bytes" or "string" || type.EndsWith("[]", StringComparison.Ordinal)
        || (type.EndsWith(']') && IsDynamic(type[..type.LastIndexOf('[')]))
        || (type.StartsWith('(') && type.EndsWith(')') && Split(type[1..^1]).Any(IsDynamic));

    private static string TypeOf(string parameter)
    {
        int depth = 0;
        for (int i = 0; i < parameter.Length; i++)
        {
            depth += parameter[i] == '(' ? 1 : parameter[i] == ')' ? -1 : 0;
            if (parameter[i] == ' ' && depth == 0)
            {
                return parameter[..i];
            }
        }

        return parameter;
    }

    public static IEnumerable<string> Split(string list)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                if (i > start)
                {
                    yield return list[start..i].Trim();
                }

                start = i + 1;
            }
            else
            {
                depth += list[i] == '(' ? 1 : list[i] == ')' ? -1 : 0;
            }
        }
    }
}
