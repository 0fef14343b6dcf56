import ArgumentParser
import MaturityModel
import SurveyProtocol

extension RoundCommand {
    /// The part of every command that takes a step of a round's life.
    struct Step: ParsableArguments {
        @OptionGroup var data: DataOptions
        @Argument(help: "The round's id.") var id: String

        /// Takes the step and says what the round is now.
        /// - Parameter from: where the command begins, when other commands lead to the same state
        ///   from elsewhere: closing must not withdraw, nor withdrawing close.
        /// - Throws: `round-state-wrong`.
        func take(from: RoundState? = nil, to state: RoundState) throws {
            if let from {
                let present = try data.reader().round(id).state
                guard present == from || present == state && from == .open else {
                    throw Self.wrong(id, present, needs: from)
                }
            }
            try data.perform(.moveRound(id, to: state))
            Output.line("round \(id) is \(Self.name(state))")
        }

        private static func name(_ state: RoundState) -> String {
            state == .draft ? "a draft" : state.rawValue
        }

        private static func wrong(
            _ id: String, _ present: RoundState, needs from: RoundState
        ) -> AggregatorError {
            let hint =
                switch present {
                case .published: "its results go with `survey-aggregator round withdraw \(id)`"
                case .open: "it is closed with `survey-aggregator round close \(id)`"
                default: "see `survey-aggregator round list`"
                }
            return AggregatorError(
                .roundStateWrong,
                "round \(id) is \(name(present)), and this is a step from \(name(from))",
                hint: hint)
        }
    }

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "Open a round, or open it again: responses are taken.")

        @OptionGroup var step: Step

        func run() throws { try step.take(to: .open) }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Close a round: responses that arrive later are quarantined.")

        @OptionGroup var step: Step

        func run() throws { try step.take(from: .open, to: .closed) }
    }

    struct Publish: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "publish",
            abstract: "Make a closed round a published one, its snapshots being published.",
            discussion: "`survey-aggregator publish` does so by itself.")

        @OptionGroup var step: Step

        func run() throws { try step.take(to: .published) }
    }

    struct Withdraw: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "withdraw",
            abstract: "Withdraw published results: the round is closed again.")

        @OptionGroup var step: Step

        func run() throws { try step.take(from: .published, to: .closed) }
    }

    struct Archive: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "archive",
            abstract: "End a published round for good: agents may remove what they sent.")

        @OptionGroup var step: Step

        func run() throws { try step.take(to: .archived) }
    }

    struct Redraft: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "draft",
            abstract: "Make an open round a draft again, while nothing has come in.")

        @OptionGroup var step: Step

        func run() throws { try step.take(to: .draft) }
    }

    /// The moment that an option names.
    ///
    /// - Parameter clearing: a word that stands for no moment.
    static func moment(
        _ text: String?, _ name: String, clearing: String? = nil
    ) throws -> Timestamp? {
        guard let text, text != clearing else { return nil }
        guard let moment = Timestamp(text) else {
            throw ValidationError(
                "--\(name) is a time such as 2026-03-01T08:00:00Z, of the years 1970 to 9999")
        }
        return moment
    }

    struct Dates: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "dates",
            abstract: "Show or set when a round opens and closes, for all or one organization.",
            discussion: """
                Without a date it shows those that are planned. With one, what is not named \
                becomes unplanned; for an organization, the round's. `none` names no date.
                """)
        private static let none = "none"

        @OptionGroup var data: DataOptions
        @Argument(help: "The round's id.") var id: String
        @Option(help: "The organization whose dates these are.") var organization: String?
        @Option(help: "When it opens, such as 2026-03-01T08:00:00Z.") var opens: String?
        @Option(help: "When it closes.") var closes: String?

        /// The dates that the options name; looked at before anything runs, so that a fault of
        /// theirs shows this command's help.
        private var dates: RoundDates {
            get throws {
                RoundDates(
                    opens: try RoundCommand.moment(opens, "opens", clearing: Self.none),
                    closes: try RoundCommand.moment(closes, "closes", clearing: Self.none))
            }
        }

        func validate() throws { _ = try dates }

        func run() throws {
            guard opens != nil || closes != nil else { return try show() }
            let dates = try dates
            try data.perform(.setDates(dates, round: id, organization: organization))
            Output.line(Self.line(dates, of: organization, in: id))
            let round = try data.reader().round(id)
            if let remark = Self.remark(dates, of: organization, in: round, at: .now()) {
                Output.note("survey-aggregator: note: \(remark)")
            }
        }

        /// Says which dates are planned: of the round, and of organizations that have their own.
        private func show() throws {
            let reader = try data.reader()
            let round = try reader.round(id)
            let planned = RoundDates(opens: round.opens, closes: round.closes)
            Output.line(Self.line(planned, of: nil, in: id))
            let own = try reader.dates(round: round.key)
            for (name, dates) in own.sorted(by: { $0.key < $1.key })
            where organization == nil || name == organization {
                Output.line(Self.line(dates, of: name, in: id))
            }
        }

        static func line(_ dates: RoundDates, of organization: String?, in id: String) -> String {
            let whose = organization.map { " for \($0)" } ?? ""
            return "round \(id)\(whose) opens \(dates.opens?.text ?? "-"), "
                + "closes \(dates.closes?.text ?? "-")"
        }

        /// What to say when the round stays open though the closing time has passed.
        static func remark(
            _ dates: RoundDates, of organization: String?, in round: StoredRound, at now: Timestamp
        ) -> String? {
            let own = organization == nil ? RoundDates() : dates
            guard round.isPastClosing(at: now, own: own) else { return nil }
            let whose = organization.map { "of \($0) " } ?? ""
            let arrivals =
                round.late == .accept
                ? "responses that arrive from now on still count, as the round's rule is"
                : "responses that arrive from now on are held for a decision"
            let advice = "close the round with `survey-aggregator round close \(round.id)`"
            return "the closing time \(whose)has passed: \(arrivals)"
                + (organization == nil ? "; \(advice)" : "")
        }
    }

    struct Roster: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "roster",
            abstract: "Show what a corrected roster would change in the results, or apply it.")

        @OptionGroup var data: DataOptions
        @Argument(help: "The round's id.") var id: String
        @Argument(help: "The corrected roster, CSV or .xlsx, whole.") var file: String
        @Flag(help: "Apply it as a new version of the round's roster.") var apply = false
        @Flag(help: "Print JSON.") var json = false

        func run() async throws {
            let reader = try data.reader()
            let stored = try reader.round(id)
            let roster = try RosterFile.read(path: file)
            let emails = try RosterFile.emails(path: file)
            var preview = try await OnQueue.run {
                try RosterPreview.make(
                    reader: reader, round: stored, correction: roster, emails: emails)
            }
            if apply {
                let correction = RosterCorrection(
                    round: id, before: preview.before, organizations: roster.organizations,
                    digest: preview.after, emails: emails)
                try data.perform(.correctRoster(correction))
                preview.isApplied = true
            }
            if json { return try Output.json(preview) }
            Output.line(preview.text(in: stored.state))
        }
    }
}

extension RosterPreview {
    /// The preview for people, of a round in a state.
    func text(in state: RoundState) -> String {
        if change.isEmpty { return "the roster of round \(round) is the same already" }
        var lines = change.added.map { "added    \($0)" }
        lines += change.removed.map { id in
            guard let count = lost[id] else { return "removed  \(id)" }
            return "removed  \(id), with \(Output.count(count, "response")) that no longer "
                + (count == 1 ? "counts" : "count")
        }
        lines += change.changed.map {
            "changed  \($0.organization) \($0.column): "
                + "\($0.before.isEmpty ? "-" : $0.before) → \($0.after.isEmpty ? "-" : $0.after)"
        }
        lines.append("")
        if effects.isEmpty {
            lines.append("No mean of the group, a kind or a sector changes.")
        } else {
            var table = Table(
                ["set", "node", "mean", "then", "respondents", "then"],
                rightAligned: [2, 3, 4, 5])
            for effect in effects {
                table.add([
                    effect.set, effect.node, Self.mean(effect.before), Self.mean(effect.after),
                    effect.respondentsBefore.map(String.init) ?? "-",
                    effect.respondentsAfter.map(String.init) ?? "-",
                ])
            }
            lines.append(table.text)
        }
        if change.isOfSizes {
            lines.append("Response rates and means weighted by invited or employees may change.")
        }
        lines += ["", standing(in: state)]
        return lines.joined(separator: "\n")
    }

    /// Whether it was applied, and otherwise how it can be.
    private func standing(in state: RoundState) -> String {
        if isApplied { return "applied" }
        if state.takesCorrections { return "not applied; give --apply to apply it" }
        guard state == .published else {
            return "not applied, and it cannot be: the round is \(state.rawValue)"
        }
        return "not applied: the results are published; withdraw them first with "
            + "`survey-aggregator round withdraw \(round)`"
    }

    private static func mean(_ value: Double?) -> String {
        value.map { "\(($0 * 10).rounded() / 10) %" } ?? "-"
    }
}
