import MaturityModel
import Testing

@Suite("Rosters and settings")
struct RosterTests {
    private func organization(
        _ id: String, parent: String? = nil, invited: Int? = nil, name: String = "N"
    ) -> RosterOrganization {
        RosterOrganization(
            id, name: name, kind: "company", in: RosterPlace(parent: parent),
            size: RosterSize(invited: invited))
    }

    private func codes(_ organizations: [RosterOrganization]) -> [RosterFault.Code] {
        do throws(RosterFaults) {
            _ = try Roster(organizations)
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    @Test("report every fault of every row")
    func faults() {
        #expect(codes([organization("a"), organization("a")]) == [.duplicateOrganization])
        #expect(codes([organization("a b")]) == [.malformedIdentifier])
        #expect(codes([organization("a", parent: "b")]) == [.unknownParent])
        #expect(codes([organization("a", parent: "a")]) == [.parentCycle])
        #expect(
            codes([organization("a", parent: "b"), organization("b", parent: "a")])
                == [.parentCycle, .parentCycle])
        #expect(codes([organization("a", invited: -1)]) == [.outOfRange])
        #expect(codes([organization("a", name: " ")]) == [.emptyName])
        #expect(codes([organization("a", name: "A\u{0}B")]) == [.controlCharacter])
        let chain = (0..<13).map { organization("o\($0)", parent: $0 > 0 ? "o\($0 - 1)" : nil) }
        #expect(codes(Array(chain.prefix(11))).isEmpty)
        #expect(codes(chain) == [.limitExceeded, .limitExceeded])
    }

    @Test("say that an identifier is empty, rather than how one is written")
    func empty() {
        let error = #expect(throws: RosterFaults.self) {
            _ = try Roster([RosterOrganization("a", name: "A", kind: "")])
        }
        #expect(error?.faults.map(\.message) == ["the kind is empty"])
    }

    @Test("keep organizations in the order of their ids")
    func order() throws {
        let roster = try Roster([organization("b"), organization("a10"), organization("a2")])
        #expect(roster.organizations.map(\.id) == ["a10", "a2", "b"])
        #expect(roster.index(of: "b") == 2)
        #expect(roster.index(of: "c") == nil)
    }

    @Test("have settings with minimums of at least three, and of one in joint mode")
    func settings() throws {
        #expect(RoundSettings(minimumRespondents: 2) == nil)
        #expect(RoundSettings(minimumOrganizations: 2) == nil)
        #expect(RoundSettings()?.minimumRespondents == 5)
        let joint = try #require(RoundSettings(mode: .joint))
        #expect(joint.minimumRespondents == 1)
        #expect(joint.minimumOrganizations == 1)
    }
}
