using System.Text;
using System.Text.Json;

namespace Weir.Simulation.FakeNodes;

/// <summary>One call of a request: the places of its parts in the body.</summary>
/// <param name="Id">The id as it stands there; empty where there is none.</param>
/// <param name="Name">The method's name as it stands there, for the error about an unknown one.</param>
/// <param name="Parameters">The array of parameters; empty where there is none.</param>
internal readonly record struct RpcCall(RpcMethod Method, Range Id, Range Name, Range Parameters)
{
    /// <summary>Reads a request, single or a batch.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static List<RpcCall> ReadAll(ReadOnlySpan<byte> body, out bool isBatch)
    {
        List<RpcCall> calls = [];
        Utf8JsonReader reader = new(body);
        reader.Read();
        isBatch = reader.TokenType == JsonTokenType.StartArray;
        if (!isBatch)
        {
            calls.Add(Read(ref reader));
            return calls;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            calls.Add(Read(ref reader));
        }

        return calls;
    }

    /// <summary>The method's name as text.</summary>
    public string NameIn(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[Name]);

    private static RpcCall Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A call is an object.");
        }

        RpcCall call = new(RpcMethod.Unknown, default, default, default);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            if (name.SequenceEqual("method"u8) && reader.TokenType == JsonTokenType.String)
            {
                call = call with
                {
                    Method = RpcMethod.Find(reader.ValueSpan),
                    Name = (start + 1)..((int)reader.BytesConsumed - 1),
                };
            }
            else if (name.SequenceEqual("id"u8))
            {
                reader.Skip();
                call = call with { Id = start..(int)reader.BytesConsumed };
            }
            else if (name.SequenceEqual("params"u8) && reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Skip();
                call = call with { Parameters = start..(int)reader.BytesConsumed };
            }
            else
            {
                reader.Skip();
            }
        }

        return call;
    }
}
