import Foundation
import SurveyProtocol

@testable import SurveyAggregator

/// Taking responses by file, and storing with the defects that are planted.
extension SimulatedCentre {
    /// Stores a batch; durable when it returns, but for the planted defects.
    func file(_ batch: Batch) throws -> [StoredOutcome] {
        let now = Timestamp(milliseconds: milliseconds)
        if defect == .forgetsDuplicates, wasRestored {
            return try store.storeUnseen(batch, at: now)
        }
        let before = store
        let outcomes = try store.store(batch, at: now)
        let isLost =
            switch defect {
            case .answersBeforeDurable: milliseconds % 80 == 0
            case .discardsQuarantine: outcomes.contains { $0.verdict == .quarantined }
            default: false
            }
        if isLost { store = before }
        return outcomes
    }

    /// Imports a file as the command does, and answers with a file; nil when it is refused.
    func importHandOver(_ bytes: [UInt8]) -> [UInt8]? {
        milliseconds += 20
        guard let authority = SimulatedIdentity.authority,
            let file = try? HandOverFile(bytes, authority: authority, server: "server-1"),
            let agent = agent(serial: file.serial), agent == file.head.agent, !isRevoked(agent),
            let organization = agents[agent]
        else { return nil }
        var reader = BatchReader(sender: sender(organization, isLate: isClosed))
        let before = store
        guard let batch = try? reader.read(file.body), let outcomes = try? self.file(batch) else {
            return nil
        }
        if defect == .importsNothing { store = before }
        let receipts = try? HandOverReceipts(
            answering: file, with: lines(batch, outcomes), epoch: store.epoch, by: authority,
            at: Timestamp(milliseconds: milliseconds))
        return receipts.map { Array($0.file) }
    }

    /// The agent whose certificate has a serial number.
    private func agent(serial: String) -> String? {
        agents.first { agent, organization in
            (try? SimulatedIdentity.of(agent, organization))?.serial == serial
        }?.key
    }
}
