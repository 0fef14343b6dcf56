import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: a scrypt key with its parameters and salt, never the password.
struct Password: Equatable, Sendable {
    /// How much work one guess is.
    struct Cost: Equatable, Sendable {
        /// The number of rounds, a power of two.
        var rounds: Int
        /// The block size.
        var blockSize: Int
        /// The parallelism.
        var parallelism: Int

        /// 32 MiB and three passes, which OWASP's password storage recommendation lists.
        static let standard = Cost(rounds: 32_768, blockSize: 8, parallelism: 3)
    }

    private static let name = "scrypt"
    private static let saltByteCount = 16
    private static let keyByteCount = 32
    /// Bytes that a kept password may make the program use; a damaged one must not exhaust it.
    private static let memoryBytesMaximum = 256 * 1_048_576

    private let cost: Cost
    private let salt: [UInt8]
    private let key: [UInt8]

    /// Makes what is kept of a password.
    init(_ password: String, cost: Cost = .standard) throws {
        self.cost = cost
        salt = Secret.randomBytes(Self.saltByteCount)
        key = try Self.derive(password, salt: salt, cost: cost)
    }

    /// What was kept, from its text `scrypt$N$r$p$salt$key`; nil when it is something else.
    init?(kept text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == Self.name, let rounds = Int(parts[1]),
            let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
            let salt = Data(base64Encoded: String(parts[4])),
            let key = Data(base64Encoded: String(parts[5])), key.count == Self.keyByteCount,
            rounds > 1, rounds & (rounds - 1) == 0, (1...64).contains(blockSize),
            (1...64).contains(parallelism),
            rounds <= Self.memoryBytesMaximum / (128 * blockSize)
        else { return nil }
        cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        self.salt = Array(salt)
        self.key = Array(key)
    }

    /// The text to keep.
    var kept: String {
        [
            Self.name, "\(cost.rounds)", "\(cost.blockSize)", "\(cost.parallelism)",
            Data(salt).base64EncodedString(), Data(key).base64EncodedString(),
        ].joined(separator: "$")
    }

    /// Whether it is this password; takes the same time whether it is or not.
    func isPassword(_ password: String) throws -> Bool {
        Secret.areEqual(try Self.derive(password, salt: salt, cost: cost), key)
    }

    /// Whether it should be made anew with what is now the standard cost.
    func isOutdated(against cost: Cost = .standard) -> Bool { self.cost != cost }

    private static func derive(
        _ password: String, salt: [UInt8], cost: Cost
    ) throws -> [UInt8] {
        // The same characters typed on another keyboard may come in other code points.
        let typed = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: typed, salt: salt, outputByteCount: keyByteCount, rounds: cost.rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        // Unsafe because swift-crypto hands out a raw buffer; it is copied at once.
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}
