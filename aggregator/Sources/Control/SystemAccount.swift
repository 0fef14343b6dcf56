import Foundation

/// Accounts of the operating system.
enum SystemAccount {
    /// The name of the account that runs this process.
    static var current: String { name(of: geteuid()) }

    /// The name of an account, or its number when it has no name.
    static func name(of number: uid_t) -> String {
        // Unsafe because the C library owns what it returns; it is copied at once.
        guard let entry = unsafe getpwuid(number), let name = unsafe entry.pointee.pw_name else {
            return "\(number)"
        }
        return unsafe String(cString: name)
    }
}
