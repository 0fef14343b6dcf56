import Foundation
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A data folder stays its owner's")
struct FolderOwnerTests {
    private static let owner: uid_t = 12_345

    private func owner(of path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.ownerAccountID] as? NSNumber)?.intValue
    }

    private func give(_ path: String) throws {
        try FileManager.default.setAttributes(
            [.ownerAccountID: NSNumber(value: Self.owner)], ofItemAtPath: path)
    }

    @Test("init makes the lock, so that no later command of another user makes it")
    func lockIsMade() throws {
        let temporary = try TemporaryFolder()
        let folder = DataFolder(path: temporary.path("data"))
        try Aggregator.initialize(
            folder, group: "Test", addresses: ["localhost:8443"], now: Date())
        let mode = try FileManager.default.attributesOfItem(atPath: folder.lock)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
    }

    @Test("what root makes in it belongs to the folder's owner", .enabled(if: geteuid() == 0))
    func rootGivesFiles() throws {
        let temporary = try TemporaryFolder()
        let folder = DataFolder(path: temporary.path("data"))
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true)
        try give(folder.path)
        try Aggregator.initialize(
            folder, group: "Test", addresses: ["localhost:8443"], now: Date())
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            #expect(try owner(of: folder.path + "/" + name) == Int(Self.owner), "\(name)")
        }
        try FileManager.default.removeItem(atPath: folder.lock)
        let backup = temporary.path("backup")
        try restoreWhileOpen(folder, from: backup)
        _ = try Aggregator.restoreOffline(backup, into: folder, at: .now())
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            #expect(try owner(of: folder.path + "/" + name) == Int(Self.owner), "\(name)")
        }
    }

    private func restoreWhileOpen(_ folder: DataFolder, from backup: String) throws {
        let aggregator = try #require(try Aggregator(folder: folder))
        #expect(try owner(of: folder.lock) == Int(Self.owner))
        try BackupFile.write(aggregator.reader, files: folder.keptContent(), to: backup)
        _ = try aggregator.perform(.restore(path: backup))
        try aggregator.close()
    }

    @Test(
        "a file that is not ours, and what a link leads to, keep their owner",
        .enabled(if: geteuid() == 0))
    func foreignFiles() throws {
        let temporary = try TemporaryFolder()
        let folder = DataFolder(path: temporary.path("data"))
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true)
        let outside = try temporary.write("secret", to: "outside")
        let second = try temporary.write("secret", to: "second")
        try FileManager.default.createSymbolicLink(
            atPath: folder.lock, withDestinationPath: outside)
        try FileManager.default.linkItem(atPath: second, toPath: folder.store)
        let notes = try temporary.write("mine", to: "data/notes")
        try give(folder.path)
        folder.giveToOwner()
        for path in [outside, second, notes] { #expect(try owner(of: path) == 0, "\(path)") }
    }

    @Test("a lock that cannot be opened is named with whose it is")
    func unopenedLock() throws {
        let temporary = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: temporary.path("lock"), withIntermediateDirectories: true)
        let error = #expect(throws: AggregatorError.self) {
            try FolderLock(path: temporary.path("lock"))
        }
        let me = SystemAccount.current
        #expect(error?.code == .fileUnwritable)
        #expect(error?.reason.contains("lock, which belongs to \(me): ") == true)
        #expect(error?.hint.contains("the user \(me)") == true)
    }
}
