import FoundationEssentials

@testable import AgentTesting
@testable import SurveyAgent

/// The implementations that the contract suites run against.
enum DiskKind: String, CaseIterable, Sendable {
    case memory
    case real

    /// Does something with an empty disk, and clears it away afterwards.
    func withDisk(_ body: (any Disk) throws -> Void) throws {
        switch self {
        case .memory: try body(MemoryDisk())
        case .real: try withTemporaryFolder { try body(FileDisk(home: $0)) }
        }
    }
}

/// Does something with a new folder of its own, which is removed afterwards.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "survey-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/home")
}
