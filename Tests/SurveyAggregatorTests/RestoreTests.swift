import Foundation
import SurveyProtocol
import SurveyTesting
import Testing

@testable import SurveyAggregator

@Suite("A backup brings everything back, or nothing")
struct RestoreTests {
    private let fixture: Fixture
    private let folder: TemporaryFolder

    init() throws {
        fixture = try Fixture()
        folder = try TemporaryFolder()
    }

    private func backUp() throws -> String {
        let path = folder.path("backup")
        try BackupFile.write(
            fixture.aggregator.reader, files: fixture.folder.keptContent(), to: path)
        return path
    }

    private func restore(_ path: String) throws {
        _ = try fixture.aggregator.perform(.restore(path: path))
    }

    @Test("what came after the backup is gone, the epoch is higher, and the rest goes on")
    func restored() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        let path = try backUp()
        _ = try fixture.store([fixture.response(2).sealed()])
        let epoch = fixture.aggregator.epoch
        try restore(path)
        #expect(fixture.aggregator.epoch > epoch)
        #expect(try fixture.stored().map(\.bytes) == [fixture.response(1).sealed()])
        #expect(try fixture.store([fixture.response(1).sealed()])[0].verdict == .duplicate)
        #expect(try fixture.store([fixture.response(2).sealed()])[0].verdict == .accepted)
        let (journal, synchronous) = try fixture.aggregator.store.durability()
        #expect(journal == "wal" && synchronous == 2)
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(names.filter { $0.hasPrefix("replaced-") }.count == 1)
        #expect(!names.contains("restore.sqlite"))
        let second = fixture.aggregator.epoch
        try restore(path)
        #expect(fixture.aggregator.epoch > second)
    }

    @Test("a backup with any byte changed or cut off is refused, and nothing changes")
    func damaged() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        let path = try backUp()
        let whole = try Data(contentsOf: URL(filePath: path))
        var tries = [Data(), whole.dropLast(), whole + Data([0x0A]), whole.prefix(4_096)]
        for place in stride(from: 0, to: whole.count, by: whole.count / 12) {
            var changed = whole
            changed[place] ^= 1
            tries.append(changed)
        }
        let epoch = fixture.aggregator.epoch
        for content in tries {
            try content.write(to: URL(filePath: folder.path("bad")))
            let error = #expect(throws: AggregatorError.self) { try restore(folder.path("bad")) }
            #expect(error?.code == .backupDamaged)
        }
        #expect(fixture.aggregator.epoch == epoch)
        #expect(try fixture.stored().count == 1)
    }

    @Test("a backup that may not be read is not called damaged, and the user is named")
    func unreadable() throws {
        let epoch = fixture.aggregator.epoch
        // Not even root can open a link that leads to itself.
        let path = folder.path("b")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
        for path in [path, folder.path("missing")] {
            let error = #expect(throws: AggregatorError.self) { try restore(path) }
            #expect(error?.code == .fileUnreadable)
            #expect(error?.reason.contains("user \(SystemAccount.current) cannot read") == true)
            #expect(error?.hint.contains("nothing was changed") == true)
        }
        #expect(fixture.aggregator.epoch == epoch)
    }

    @Test("a backup into a folder that is not there says so")
    func missingFolder() throws {
        let target = folder.path("nowhere")
        let error = #expect(throws: AggregatorError.self) {
            try BackupFile.write(fixture.aggregator.reader, files: [:], to: target + "/b")
        }
        #expect(error?.code == .fileUnwritable)
        #expect(error?.reason.contains("there is no folder \(target)") == true)
    }

    @Test("a restore names the agents and users who were withdrawn and count again")
    func revived() throws {
        let user = NewUser(name: "kim", role: .administrator, secret: nil, secretExpires: nil)
        try fixture.aggregator.store.addUser(user, at: .now())
        let other = NewUser(name: "robin", role: .administrator, secret: nil, secretExpires: nil)
        try fixture.aggregator.store.addUser(other, at: .now())
        let path = try backUp()
        try fixture.aggregator.store.removeUser("kim", at: .now())
        _ = try fixture.aggregator.perform(.revoke(agent: "agent-alpha"))
        let reply = try fixture.aggregator.perform(.restore(path: path))
        guard case .restored(let done) = reply else {
            Issue.record("\(reply)")
            return
        }
        #expect(done.revived == .init(agents: ["agent-alpha of alpha"], users: ["kim"]))
        let notes = RestoreCommand.notes(on: done.revived)
        #expect(notes.count == 3)
        #expect(notes[0].contains("`agents`") && notes[0].contains("`user list`"))
        #expect(notes[1].hasSuffix("permitted again: 1: agent-alpha of alpha"))
        #expect(notes[2].hasSuffix("removed and are back: 1: kim"))
        #expect(RestoreCommand.notes(on: nil) == [notes[0]])
    }

    @Test("what an interrupted restore or backup left is cleared or named")
    func leftovers() throws {
        let path = try backUp()
        try fixture.aggregator.close()
        let left = ["restore.sqlite", "restore.sqlite-wal", "server.pem.new", "server.key.2x.new"]
        for name in left {
            try Data([1]).write(to: URL(filePath: fixture.folder.path + "/" + name))
        }
        try Data([1]).write(to: URL(filePath: fixture.folder.path + "/notes.new"))
        fixture.folder.clearLeftovers()
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
        #expect(!names.contains { $0.hasPrefix("restore.sqlite") || $0.hasPrefix("server.key.") })
        #expect(!names.contains("server.pem.new"))
        #expect(names.contains("notes.new"))
        try FileManager.default.copyItem(atPath: path, toPath: folder.path("other.new"))
        try Data([1]).write(to: URL(filePath: folder.path("letter.new")))
        #expect(BackupFile.leftovers(beside: URL(filePath: path)) == ["other.new"])
        let cut = DataFolder(path: folder.path("cut"))
        try FileManager.default.createDirectory(
            atPath: cut.path, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: cut.authorityKey))
        let error = #expect(throws: AggregatorError.self) { try cut.create() }
        #expect(error?.hint.contains("interrupted") == true)
    }

    @Test("an empty or missing store is named as such, and a backup brings it back")
    func emptyStore() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        let path = try backUp()
        try fixture.aggregator.close()
        let folder = DataFolder(path: self.folder.path("anew"))
        _ = try Aggregator.restoreOffline(path, into: folder, at: .now())
        for content in [Data(), nil] {
            try FileManager.default.removeItem(atPath: folder.store)
            if let content { try content.write(to: URL(filePath: folder.store)) }
            let error = #expect(throws: AggregatorError.self) { try folder.check() }
            #expect(error?.code == .dataDamaged)
            #expect(error?.reason.contains(content == nil ? "missing" : "empty") == true)
            _ = try Aggregator.restoreOffline(path, into: folder, at: .now())
            try folder.check()
        }
    }

    @Test("a backup of another aggregator is refused, and a new folder takes it whole")
    func foreign() throws {
        _ = try fixture.store([fixture.response(1).sealed()])
        let path = try backUp()
        let other = try Fixture()
        let error = #expect(throws: AggregatorError.self) {
            try other.aggregator.perform(.restore(path: path))
        }
        #expect(error?.code == .backupForeign)
        let target = DataFolder(path: folder.path("anew"))
        #expect(
            try Aggregator.restoreOffline(path, into: target, at: .now())
                == .init(replaced: nil, wasConverted: false))
        let anew = try #require(try Aggregator(folder: target))
        #expect(anew.settings == fixture.aggregator.settings)
        #expect(anew.authority.fingerprint == fixture.aggregator.authority.fingerprint)
        #expect(anew.epoch > fixture.aggregator.epoch)
        let round = try anew.reader.round("2026").key
        #expect(try anew.reader.sealedResponses(round: round).count == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        #expect(!FileManager.default.fileExists(atPath: target.serviceSettings))
    }

    @Test("the service's settings come along into a new folder; those of an existing one stay")
    func serviceSettings() throws {
        let written = Data("time: {zone: Europe/Stockholm}\n".utf8)
        try written.write(to: URL(filePath: fixture.folder.serviceSettings))
        let path = try backUp()
        let target = DataFolder(path: folder.path("anew"))
        _ = try Aggregator.restoreOffline(path, into: target, at: .now())
        #expect(try Data(contentsOf: URL(filePath: target.serviceSettings)) == written)
        let mode = try FileManager.default.attributesOfItem(atPath: target.serviceSettings)[
            .posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        let changed = Data("time: {zone: UTC}\n".utf8)
        try changed.write(to: URL(filePath: target.serviceSettings))
        _ = try Aggregator.restoreOffline(path, into: target, at: .now())
        #expect(try Data(contentsOf: URL(filePath: target.serviceSettings)) == changed)
    }

    @Test("settings that somebody wrote first are not taken for an interrupted restore")
    func settingsFirst() throws {
        let target = DataFolder(path: folder.path("first"))
        try FileManager.default.createDirectory(
            atPath: target.path, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: target.serviceSettings))
        let alone = #expect(throws: AggregatorError.self) { try target.create() }
        #expect(alone?.hint.contains("interrupted") == false)
        try Data([1]).write(to: URL(filePath: target.store))
        let cut = #expect(throws: AggregatorError.self) { try target.create() }
        #expect(cut?.hint.contains("interrupted") == true)
    }
}
