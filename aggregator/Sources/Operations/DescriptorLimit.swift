import Foundation

/// How many connections the system lets the service have: each takes a descriptor.
enum DescriptorLimit {
    /// Descriptors that the service takes besides connections: store, socket, log, webhooks.
    static let ownMaximum = 128
    /// Connections that are tried whatever the limit.
    private static let connectionsMinimum = 16

    /// Raises the process's limit as far as is needed and allowed.
    /// - Returns: how many of the wanted connections fit under it.
    static func raise(for wanted: Int) -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        // Unsafe because getrlimit() and setrlimit() fill and read the one structure.
        guard unsafe getrlimit(resource, &limit) == 0 else { return wanted }
        let needed = rlim_t(wanted + ownMaximum)
        if limit.rlim_cur < needed {
            limit.rlim_cur = min(needed, limit.rlim_max)
            // Unsafe because setrlimit() reads the one structure, getrlimit() fills it.
            _ = unsafe setrlimit(resource, &limit)
            _ = unsafe getrlimit(resource, &limit)
        }
        return connections(wanted: wanted, descriptors: Int(clamping: limit.rlim_cur))
    }

    /// How many connections fit beside the service's own descriptors; always some.
    static func connections(wanted: Int, descriptors: Int) -> Int {
        min(wanted, max(connectionsMinimum, descriptors - ownMaximum))
    }
}
