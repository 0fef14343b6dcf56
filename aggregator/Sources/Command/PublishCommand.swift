import ArgumentParser
import Foundation
import MaturityModel
import SurveyProtocol

struct PublishCommand: AsyncParsableCommand {
    /// Bytes of a reason at most.
    private static let reasonBytesMaximum = 1_000

    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Release a snapshot to organizations and the open-data feed.",
        discussion: """
            A snapshot is compared with all that were published before. If their difference would \
            tell what a few respondents answered, it is refused; --acknowledge publishes it all \
            the same, and the reason goes to the audit log. A closed round becomes a published one \
            by it; as long as responses in quarantine wait for a decision nothing is published.
            """)

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Argument(help: "The number of the snapshot.") var snapshot: Int
    @Option(help: "Why it is published in spite of objections.") var acknowledge: String?

    func validate() throws {
        guard let acknowledge else { return }
        let text = acknowledge.utf8
        guard text.contains(where: { $0 > 0x20 }), text.count <= Self.reasonBytesMaximum,
            HiddenCharacter.first(in: acknowledge, isOneLine: true) == nil
        else {
            throw ValidationError(
                "--acknowledge is a reason in one line of at most \(Self.reasonBytesMaximum) bytes")
        }
    }

    func run() async throws {
        let reader = try data.reader()
        let stored = try reader.round(round)
        let (number, reason) = (snapshot, acknowledge)
        let request = try await OnQueue.run {
            try Publication(reader: reader, lanes: ProcessInfo.processInfo.activeProcessorCount)
                .request(stored, snapshot: number, acknowledged: reason)
        }
        try data.perform(.publish(request))
        Output.line("snapshot \(snapshot) of round \(round) is published")
        let state = try reader.round(round).state
        if state == .draft || state == .open {
            Output.note(
                "survey-aggregator: note: the round is \(state.rawValue): responses that come in "
                    + "from now on are not in this snapshot, and nobody sees its results yet; "
                    + "close the round, then aggregate and publish again. What is published cannot "
                    + "be withdrawn by itself: the snapshot published last is the results, and "
                    + "this one stays beside it")
        }
        if !request.acknowledged.isEmpty {
            Output.note("objections were overridden; the reason is in the audit log")
        }
    }
}
