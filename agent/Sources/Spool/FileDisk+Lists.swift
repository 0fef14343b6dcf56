import Dispatch
import Synchronization

extension FileDisk {
    /// Lists many folders on all cores: each is a walk through what the system knows of it.
    func list(_ folders: [String]) throws(DiskFault) -> [[String]] {
        let lists = Mutex([Result<[String], DiskFault>?](repeating: nil, count: folders.count))
        DispatchQueue.concurrentPerform(iterations: folders.count) { number in
            let found = Result { () throws(DiskFault) in try list(folders[number]) }
            lists.withLock { $0[number] = found }
        }
        var names: [[String]] = []
        names.reserveCapacity(folders.count)
        for found in lists.withLock({ $0 }) {
            if let found { names.append(try found.get()) }
        }
        return names
    }
}
