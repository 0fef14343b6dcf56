internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Names of temporary files, one for each call in this process.
enum TemporaryName {
    private static let count = Atomic<Int>(0)

    /// A name that no other call and no other living process gets.
    static func next() -> String {
        let number = count.add(1, ordering: .relaxed).newValue
        return "\(FileDisk.temporaryPrefix)\(getpid())-\(number)"
    }
}
