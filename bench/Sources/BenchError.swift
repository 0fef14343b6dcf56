/// What stopped the benchmark.
struct BenchError: Error {
    /// The reason, naming the thing.
    let reason: String

    /// An error with its reason.
    init(_ reason: String) {
        self.reason = reason
    }
}
