import ArgumentParser
import Foundation
import SurveyProtocol

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Recompute what is stored and compare it with its digests.",
        discussion: """
            With a round and a snapshot: recomputes the snapshot from the stored responses and \
            compares bytes. Without: the digests of every questionnaire, roster, response and \
            snapshot, and the chain of the audit log.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String?
    @Argument(help: "The number of the snapshot.") var snapshot: Int?
    @Flag(help: "Print JSON.") var json = false

    func validate() throws {
        guard (round == nil) == (snapshot == nil) else {
            throw ValidationError("name a round and the number of one of its snapshots, or neither")
        }
    }

    func run() async throws {
        let reader = try data.reader()
        let (round, number) = (round, snapshot)
        let reports = try await OnQueue.run {
            let verification = Verification(
                reader: reader, lanes: ProcessInfo.processInfo.activeProcessorCount)
            if let round, let number {
                let stored = try reader.round(round)
                return [
                    try verification.snapshot(
                        stored, reader.snapshot(round: stored, number: number))
                ]
            }
            return try reader.rounds().map { try verification.round($0) }
        }
        let chain = round == nil ? try reader.auditChain() : nil
        if json {
            try Output.json(Listing(rounds: reports, audit: chain.map(Listing.Audit.init)))
        } else {
            reports.forEach(Self.show)
            if let chain, chain.broken == nil {
                Output.line("audit log: \(chain.count) entries in a chain, head \(chain.head)")
            }
        }
        if let broken = chain?.broken { throw AggregatorError.auditBroken(at: broken) }
        let faults = reports.reduce(0) { $0 + $1.faults.count }
        guard faults == 0 else {
            throw AggregatorError(
                .verificationFailed,
                "\(faults) \(faults == 1 ? "thing does" : "things do") not agree",
                hint: "keep the data folder as it is and compare with the last backup")
        }
    }

    private struct Listing: Encodable {
        struct Audit: Encodable {
            let entries: Int64
            let head: String
            let broken: Int64?

            init(_ chain: SQLiteReader.AuditChain) {
                (entries, head, broken) = (chain.count, chain.head.description, chain.broken)
            }
        }
        let rounds: [Verification.Report]
        let audit: Audit?
    }

    private static func show(_ report: Verification.Report) {
        let name =
            report.snapshot.map { "snapshot \($0) of round \(report.round)" }
            ?? "round \(report.round)"
        for fault in report.faults { Output.line("\(name): \(fault)") }
        guard report.faults.isEmpty else { return }
        let responses = Output.count(report.responses, "response")
        let revisions = Output.count(report.revisions, "stored revision")
        if let digest = report.digest {
            Output.line("\(name): \(revisions) of \(responses) give the same bytes, \(digest)")
        } else {
            Output.line("\(name): \(revisions) of \(responses), and all digests agree")
        }
    }
}
