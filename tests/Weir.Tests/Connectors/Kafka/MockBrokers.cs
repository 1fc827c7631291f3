using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Weir.Tests.Connectors.Kafka;

/// <summary>
/// librdkafka's own mock cluster, in this process: real sockets and Kafka's protocol, topics in memory, and errors to
/// order. It does not isolate transactions: exactly-once is shown on a real broker.
/// </summary>
internal sealed class MockBrokers : IDisposable
{
    private readonly IProducer<byte[], byte[]> _owner;
    private readonly nint _library;
    private readonly nint _cluster;

    public MockBrokers(int brokers = 3)
    {
        ProducerConfig config = new() { BootstrapServers = "127.0.0.1:1" };
        config.Set("test.mock.num.brokers", $"{brokers}");
        _owner = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler(static (_, _) => { }).Build();
        using IAdminClient admin = new DependentAdminClientBuilder(_owner.Handle).Build();
        Address = string.Join(',', admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers.Select(
            broker => $"{broker.Host}:{broker.Port}"));

        // The client does not show the cluster: its library is asked, which is loaded already.
        using Process process = Process.GetCurrentProcess();
        string path = process.Modules.Cast<ProcessModule>().First(
            module => module.ModuleName.Contains("librdkafka", StringComparison.Ordinal)).FileName;
        _library = NativeLibrary.Load(path);
        SafeHandle handle = (SafeHandle)typeof(Handle).GetProperty(
            "LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(_owner.Handle)!;
        _cluster = Export<ClusterOf>("rd_kafka_handle_mock_cluster")(handle.DangerousGetHandle());
    }

    private delegate nint ClusterOf(nint client);

    private delegate int CreateTopic(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int partitions, int replicas);

    private delegate void PushErrors(nint cluster, short request, nint count, int[] errors);

    /// <summary>Where they listen.</summary>
    public string Address { get; }

    /// <summary>Makes a topic: the mock does not answer to those who ask for one.</summary>
    public void Create(string topic, int partitions = 1) => Assert.Equal(
        0, Export<CreateTopic>("rd_kafka_mock_topic_create")(_cluster, topic, partitions, 1));

    /// <summary>The next requests of a kind (Kafka's API key) are answered with these errors.</summary>
    public void Fail(short request, params ErrorCode[] errors) => Export<PushErrors>(
        "rd_kafka_mock_push_request_errors_array")(_cluster, request, errors.Length, [.. errors.Select(code => (int)code)]);

    public void Dispose()
    {
        _owner.Dispose();
        NativeLibrary.Free(_library);
    }

    private T Export<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
}
