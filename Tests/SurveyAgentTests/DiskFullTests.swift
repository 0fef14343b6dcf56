import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("A disk that runs full")
struct DiskFullTests {
    @Test("Before, during and after a write: what was there is intact, and the need is named")
    func sealing() throws {
        let device = Fixture.device()
        let responses = try Fixture.responses(3, device: device)
        let size = responses[1].bytes.count
        for room in stride(from: 0, through: size + 200, by: 90) {
            let disk = MemoryDisk()
            let spool = Fixture.spool(disk)
            let first = try spool.seal([responses[0]], round: "2026")
            disk.bytesMaximum = disk.bytesUsed + room
            do throws(DiskFault) {
                _ = try spool.seal([responses[1]], round: "2026")
            } catch {
                #expect(error.kind == .full)
                #expect(error.reason.contains("bytes are needed"))
                #expect(try spool.entries("2026", .waiting) == first)
            }
            disk.bytesMaximum = nil
            try spool.recover()
            #expect(try spool.read(first[0]) == .intact(responses[0].bytes))
            #expect(disk.files.keys.allSatisfy { !$0.contains(FileDisk.temporaryPrefix) })
            _ = try spool.seal([responses[1]], round: "2026")
            #expect(try spool.entries("2026", .waiting).count == 2)
        }
    }

    @Test("A verdict that does not fit leaves the response waiting; it is received again")
    func settling() throws {
        for room in stride(from: 0, through: 900, by: 60) {
            let setting = try SyncSetting(waiting: 2)
            setting.server.verdicts[setting.entries[0].id] = (.refused, .optionUnknown)
            setting.disk.bytesMaximum = setting.disk.bytesUsed + room
            _ = try? setting.run()
            setting.disk.bytesMaximum = nil
            _ = try setting.run()
            #expect(try setting.count(.acknowledged) == 1, "with room for \(room)")
            #expect(try setting.count(.refused) == 1, "with room for \(room)")
            #expect(setting.server.stored.count == 1)
        }
    }

    @Test("What the disk refused is the last failure that `status` shows, until a sync is done")
    func remembered() throws {
        let setting = try SyncSetting(waiting: 2)
        var lock = try setting.disk.lock("spool/lock")
        #expect(lock != nil)
        let fault = #expect(throws: DiskFault.self) { try setting.run() }
        let record = setting.home.syncRecord()
        #expect(record.reason == fault?.reason && record.reason?.contains("spool/lock") == true)
        #expect(record.lastFailure != nil && record.nextTry == nil)
        lock = nil
        _ = try setting.run()
        #expect(setting.home.syncRecord().lastFailure == nil)
    }
}
