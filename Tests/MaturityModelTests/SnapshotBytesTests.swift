import MaturityModel
import Testing

/// Snapshots are recomputed and compared byte by byte for as long as they are kept, so a faster way
/// to the same figures must not move the last bit of a mean.
@Suite("The bytes of snapshots")
struct SnapshotBytesTests {
    /// What earlier versions gave for the rounds below. Another value is another rules version,
    /// unless the rounds themselves were changed.
    private static let checksum: UInt64 = 5_193_116_582_458_781_781

    @Test("are those of earlier versions, to the last bit of every figure")
    func kept() throws {
        var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
        for seed in UInt64(1)...240 {
            let plain = RandomCase.make(seed: seed)
            let repetitions = seed % 40 == 0 ? 900 : seed % 4 == 0 ? 41 : 2
            let results = try Aggregation.results(
                questionnaire: plain.questionnaire(), roster: plain.roster(),
                answers: Self.more(plain, repetitions),
                settings: #require(RoundSettings()), lanes: 2)
            // FNV-1a (Fowler, Noll and Vo), because nobody attacks this test.
            for byte in results.snapshotBytes() {
                checksum = (checksum ^ UInt64(byte)) &* 0x100_0000_01b3
            }
        }
        #expect(checksum == Self.checksum)
    }

    /// Many respondents, each of whom answers every item as some other one did.
    private static func more(
        _ plain: PlainCase, _ repetitions: Int
    ) -> [String: OrganizationAnswers] {
        var answers: [String: OrganizationAnswers] = [:]
        for organization in plain.organizations where !organization.rows.isEmpty {
            var columns = OrganizationAnswers(itemCount: plain.items.count)
            let rows = organization.rows
            for row in 0..<(rows.count * repetitions) {
                let codes = plain.items.indices.map { item in
                    let other = rows[(row * 7 + item * 3 + row / rows.count) % rows.count]
                    return other.answers[item].map { UInt8($0) } ?? AnswerCode.notAnswered
                }
                columns.append(row: codes, unit: rows[row % rows.count].unit)
            }
            answers[organization.id] = columns
        }
        return answers
    }
}
