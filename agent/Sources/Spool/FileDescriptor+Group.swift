import Dispatch
import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Waiting for many files at once.
extension FileDescriptor {
    /// Files that are waited for at the same time.
    private static let lanes = 8
    /// Fewer files than this are not worth the threads.
    private static let groupMinimum = 32

    /// What the lanes found: the system's error number by the file's place in the group.
    private final class Faults: Sendable {
        let numbers = Mutex<[Int: Int32]>([:])
    }

    /// Waits until the bytes of all files are on the disk.
    ///
    /// Each file is synced by itself and its result is looked at; but while one waits for the
    /// disk the others do, too, and the disk serves those that wait together with one flush.
    static func sync(_ files: [FileDescriptor], named names: [String]) throws(DiskFault) {
        guard files.count >= groupMinimum else {
            for (file, name) in zip(files, names) { try file.sync(named: name) }
            return
        }
        let numbers = files.map(\.number)
        let faults = Faults()
        let group = DispatchGroup()
        for lane in 0..<lanes {
            // A serial queue for each lane: a shared one has only as many threads as cores.
            DispatchQueue(label: "survey-agent.sync.\(lane)").async(group: group) {
                for index in stride(from: lane, to: numbers.count, by: lanes)
                where fsync(numbers[index]) != 0 {
                    let number = errno
                    faults.numbers.withLock { $0[index] = number }
                }
            }
        }
        group.wait()
        withExtendedLifetime(files) {}
        if let first = faults.numbers.withLock({ $0.min { $0.key < $1.key } }) {
            throw DiskFault(
                errno: first.value, "cannot be brought to the disk", path: names[first.key])
        }
    }
}
