import SurveyProtocol
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("A file that its name describes")
struct SealedEntryTests {
    /// A file with the digest of its bytes in its name.
    private func alteration(_ text: String, id: ResponseID, revision: Int = 1) -> String? {
        let bytes = Array(text.utf8)
        let entry = SpoolEntry(
            round: "2026", state: .waiting, id: id, revision: revision,
            digest: Digest.of(bytes))
        return Spool.alteration(of: entry, bytes[...])
    }

    private func sealed() throws -> (id: ResponseID, text: String) {
        let response = try Fixture.responses(1, device: Fixture.device())[0]
        return (response.id, String(decoding: response.bytes, as: UTF8.self))
    }

    @Test("What the agent sealed is plainly what its name says")
    func sealedByAgent() throws {
        for response in try Fixture.responses(20, device: Fixture.device()) {
            let entry = SpoolEntry(
                round: "2026", state: .waiting, id: response.id, revision: response.revision,
                digest: Digest.of(response.bytes))
            #expect(entry.isPlainly(response.bytes[...]))
            #expect(Spool.alteration(of: entry, response.bytes[...]) == nil)
        }
    }

    @Test("The same with its members in another order is read by the parser")
    func otherOrder() throws {
        let (id, text) = try sealed()
        let format = "\"format\":\"\(Response.format)\","
        let moved =
            "{" + text.dropFirst(1 + format.utf8.count).dropLast() + "," + format.dropLast() + "}"
        #expect(alteration(moved, id: id) == nil)
    }

    @Test("Another id or revision, two lines, or no response at all is not what the name says")
    func others() throws {
        let (id, text) = try sealed()
        #expect(alteration(text, id: Fixture.device(seed: 99).mintID()) != nil)
        for revision in [2, 10, 11] { #expect(alteration(text, id: id, revision: revision) != nil) }
        for other in ["", "[]", "{}", text + "\n" + text] {
            #expect(alteration(other, id: id) != nil, "\(other.count) bytes")
        }
        let broken = text.replacing("\"round\":", with: "\n\"round\"")
        #expect(alteration(broken, id: id) != nil)
    }
}
