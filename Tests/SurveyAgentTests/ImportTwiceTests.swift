import MaturityModel
import SurveyTesting
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("Rows without a label that may have been imported before")
struct ImportTwiceTests {
    private let disk = MemoryDisk()

    private func take(
        _ text: String, name: String = "answers.csv", dryRun: Bool = false
    ) throws -> ImportReport {
        let sealer = try Fixture.sealer(
            Fixture.device(seed: UInt64(disk.steps + 1)), round: Fixture.round())
        var task = Import(
            sealer: sealer, key: try Fixture.key(), spool: Fixture.spool(disk), fileName: name)
        task.isDryRun = dryRun
        return try task.run(Array(text.utf8))
    }

    private let head = "respondent,unit,one.a,one.b\n"

    private var table: String {
        head + "anna,north,low,mid\n,south,mid,dont-know\n,south,mid,low\n"
    }

    @Test("A changed row without a label is said to be a new person who may count twice")
    func changedRow() throws {
        let first = try take(table)
        #expect(first.new == 3 && first.maybeTwice == 0, "nothing was there before")
        #expect(try take(table).maybeTwice == 0)
        let longer = table + ",west,low,low\n"
        #expect(try take(longer, dryRun: true).maybeTwice == 0, "all earlier rows are in it")
        let edited = head + "anna,north,low,mid\n,south,high,dont-know\n,south,mid,low\n"
        let dry = try take(edited, dryRun: true)
        #expect(dry.new == 1 && dry.maybeTwice == 1)
        #expect(ImportText.maybeTwice(dry).contains("1 new row has no label"))
        #expect(ImportText.maybeTwice(dry).contains("would count twice"))
        #expect(try take(edited).maybeTwice == 1)
        let json = String(decoding: try JSONFile.bytes(dry), as: UTF8.self)
        #expect(json.contains(#""maybeTwice":1"#))
    }

    @Test("A label that is added to a row later is said to make a new person")
    func labelAdded() throws {
        _ = try take(table)
        let labeled = head + "anna,north,low,mid\nbea,south,mid,dont-know\ncia,south,mid,low\n"
        for name in ["answers.csv", "renamed.csv"] {
            let dry = try take(labeled, name: name, dryRun: true)
            #expect((dry.unchanged, dry.new, dry.maybeTwice) == (1, 2, 2))
            #expect(ImportText.maybeTwice(dry).contains("a new label with the very answers"))
        }
        let others = table + "dan,south,mid,low\n"
        let dry = try take(others, dryRun: true)
        #expect((dry.new, dry.maybeTwice) == (1, 0), "whoever says the same is in the file")
    }

    @Test("A file with a header alone is said to have no rows")
    func headerAlone() throws {
        #expect(try take(head).rows == 0)
        #expect(try take(head + ",,,\n").rows == 0)
        #expect(ImportText.noRows("answers.csv").contains("answers.csv has no rows"))
        #expect(try take(table).rows == 3)
    }

    @Test("Rows without a label of a renamed file may count twice, those of another unit do not")
    func otherFile() throws {
        _ = try take(table)
        let renamed = try take(table, name: "renamed.csv", dryRun: true)
        #expect(renamed.new == 2 && renamed.maybeTwice == 2)
        let west = try take("unit,one.a\nwest,low\nwest,high\n", name: "west.csv")
        #expect(west.new == 2 && west.maybeTwice == 0)
        let labeled = try take("respondent,unit,one.a\ncia,south,low\n", name: "new.csv")
        #expect(labeled.new == 1 && labeled.maybeTwice == 0)
    }
}
