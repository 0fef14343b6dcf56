import Foundation
import MaturityModel
import SurveyProtocol

/// Something that only the process that writes the store can do.
enum AdministrationRequest: Codable, Sendable {
    /// Create a round.
    case createRound(NewRound, roster: Digest)
    /// Put a corrected roster in the place of a round's roster.
    case correctRoster(RosterCorrection)
    /// Set the dates of a round, or of one organization in it.
    case setDates(RoundDates, round: String, organization: String?)
    /// Move a round through its life.
    case moveRound(String, to: RoundState)
    /// Make an enrollment code for an organization.
    case makeCode(organization: String, seconds: Int64)
    /// Withdraw an agent's permission.
    case revoke(agent: String)
    /// Carry out what a person decided about a quarantined response.
    case decide(QuarantineDecision)
    /// Give a response back to be corrected.
    case giveBack(response: String, reason: String)
    /// Store what a hand-over file holds.
    case importHandOver(Data)
    /// Put a backup in the place of the store.
    case restore(path: String)
    /// Keep a snapshot.
    case keepSnapshot(NewSnapshot)
    /// Publish a snapshot.
    case publish(NewPublication)
    /// Keep benchmarks, each in place of the one with the same source, year, population and method.
    case addBenchmarks([Benchmark])
    /// Forget a benchmark.
    case removeBenchmark(Int)
    /// Change accounts and tokens.
    case access(AccessRequest)
    /// Have an address told of round events.
    case addWebhook(NewWebhook)
    /// Tell an address no more.
    case removeWebhook(String)
    /// Record an administrative act.
    case audit(action: String, object: String)
}

/// The answer to an administration request.
enum AdministrationReply: Codable, Sendable {
    /// It was done.
    case done
    /// An enrollment code, to be shown once.
    case code(String)
    /// The number of the snapshot.
    case snapshot(Int)
    /// The verdicts on what a hand-over file held.
    case receipts(HandOverReceipts)
    /// A response was given back; with the reason of before, when it had been already.
    case returned(replacing: String?)
    /// A backup was put in the place of the store.
    case restored(Aggregator.Restoration)
    /// It was not done.
    case failed(AggregatorError)
}
