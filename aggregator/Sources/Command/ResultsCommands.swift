import ArgumentParser
import Dispatch
import Foundation
import MaturityModel
import Pages
import SurveyProtocol

struct AggregateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "aggregate", abstract: "Compute a snapshot of a round on all cores.")

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Option(help: "How many cores to use; the snapshot is the same for any number.")
    var lanes: Int?

    func validate() throws {
        guard lanes.map({ (1...1_024).contains($0) }) ?? true else {
            throw ValidationError("--lanes is a number from 1 to 1024")
        }
    }

    func run() async throws {
        let reader = try data.reader()
        let stored = try reader.round(round)
        let lanes = lanes ?? ProcessInfo.processInfo.activeProcessorCount
        let (snapshot, count) = try await OnQueue.run {
            let inputs = try RoundInputs(reader: reader, round: stored)
            return try Snapshot.make(of: inputs, round: stored, lanes: lanes, reader)
        }
        guard case .snapshot(let number) = try data.perform(.keepSnapshot(snapshot)) else { return }
        Output.isDone(
            .init(
                what: "snapshot \(number) of \(round) is made",
                hint: "see it with `survey-aggregator results \(round) --snapshot \(number)"
                    + " --format text`"))
        Output.line("snapshot \(number) \(snapshot.digest)")
        Output.note("\(Output.count(count, "response")) aggregated")
    }
}

struct ResultsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "results", abstract: "Print a snapshot, through disclosure control.")

    /// The forms in which results can be printed.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json, csv, xlsx, html, pdf
    }

    /// The languages of reports.
    enum LanguageArgument: String, CaseIterable, ExpressibleByArgument {
        case sv, en
    }

    /// Whom results are for.
    enum AudienceArgument: String, CaseIterable, ExpressibleByArgument {
        case `public`, `internal`
    }

    @OptionGroup var data: DataOptions
    @Argument(help: "The round's id.") var round: String
    @Option(help: "The number of the snapshot; the latest when absent.") var snapshot: Int?
    @Option(
        help: """
            text (a summary), json, csv, xlsx (a workbook), html (a report in one file) or pdf \
            (the same, printed by Chromium).
            """)
    var format: Format
    @Option(help: "The report's language; the questionnaire's first when absent.")
    var language: LanguageArgument?
    @Option(help: "public is protected and rounded, internal protected at full precision.")
    var audience: AudienceArgument = .internal
    @Flag(help: "Show everything, unhidden; written to the audit log.") var unprotected = false
    @Option(
        help: """
            The earlier round that the trend begins at; without it the latest earlier one with the \
            same questionnaire id.
            """)
    var since: String?
    @Flag(help: "Leave out the trend.") var noTrend = false
    @Option(help: "The file to write; standard output when absent.") var output: String?

    func validate() throws {
        guard since == nil || !noTrend else {
            throw ValidationError("--since and --no-trend contradict each other")
        }
        guard !unprotected || audience != .public else {
            throw ValidationError("--audience public and --unprotected contradict each other")
        }
    }

    func run() async throws {
        try OutputFile.check(output)
        let reader = try data.reader()
        let stored = try reader.round(round)
        let kept = try reader.snapshot(round: stored, number: snapshot)
        if unprotected {
            // Recorded before anything is shown.
            try data.perform(
                .audit(action: "results shown unprotected", object: "\(round)/\(kept.number)"))
        }
        let (audience, format, since) = (chosenAudience, format, chosenSince)
        let language = language.flatMap { Language(rawValue: $0.rawValue) }
        let group = try Aggregator.settings(of: data.folder()).group
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let (bytes, isHeldBack) = try await OnQueue.run {
            let release = SnapshotRelease(
                reader: reader, audience: audience,
                lanes: ProcessInfo.processInfo.activeProcessorCount)
            let source = try release.source(
                stored, kept, since: since, besideLast: format == .html || format == .pdf)
            let bytes = try Self.bytes(source, format, (language, group), path: path)
            return (bytes, source.isPublished ? nil : source.isHeldBack)
        }
        if let isHeldBack {
            Output.note(
                isHeldBack
                    ? "snapshot \(kept.number) of round \(round) is published, but the round is"
                        + " \(stored.state.rawValue): nobody else sees it yet, keep it to"
                        + " yourselves"
                    : "snapshot \(kept.number) of round \(round) is not published: keep it to"
                        + " yourselves")
        }
        if let output {
            try OutputFile.write(bytes, to: output)
        } else {
            Output.bytes(bytes)
        }
    }

    private static func bytes(
        _ source: ReportSource, _ format: Format, _ words: (language: Language?, group: String),
        path: String
    ) throws -> [UInt8] {
        guard format != .text else {
            return Array(
                (ResultsSummary(source.released, header: source.header).text + "\n").utf8)
        }
        let language = ResultsFile.language(words.language, of: source.released.questionnaire)
        let form = ResultsFile(rawValue: format.rawValue) ?? .html
        let bytes = try form.bytes(source, in: language, group: words.group)
        return format == .pdf ? try ReportPDF.bytes(of: bytes, path: path) : bytes
    }

    /// Text and CSV have no trend, so they do not work one out.
    private var chosenSince: SnapshotRelease.Since {
        if noTrend || format == .text || format == .csv { return .none }
        return since.map { .round($0) } ?? .latest
    }

    private var chosenAudience: Audience {
        if unprotected { return .unprotected }
        return audience == .public ? .public : .internal
    }
}

/// Work that blocks or computes for long, away from the cooperative threads.
enum OnQueue {
    /// Runs the body on a queue of its own and returns what it returns.
    static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { finished in
            DispatchQueue(label: "survey.work").async {
                finished.resume(with: Result(catching: body))
            }
        }
    }
}
