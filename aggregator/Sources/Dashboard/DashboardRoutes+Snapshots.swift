import HTTPTypes
import Hummingbird
import MaturityModel
import Pages
import SurveyProtocol

/// Making snapshots and publishing them.
extension DashboardRoutes {
    static let snapshots: [DashboardRoute] = [
        DashboardRoute(.get, "/rounds/{round}/snapshots", .act(.readSnapshots)) { call in
            try await call.snapshotsPage()
        },
        DashboardRoute(.post, "/rounds/{round}/snapshots", .act(.aggregate)) { call in
            let round = call.parameter("round")
            _ = try call.desk().beginAggregation(round: round)
            return call.goTo(RoundPlace.snapshots.path(in: round))
        },
        DashboardRoute(
            .get, "/rounds/{round}/snapshots/{snapshot}/publication", .act(.publish)
        ) { call in
            try await call.publicationPage(fault: nil)
        },
        DashboardRoute(
            .post, "/rounds/{round}/snapshots/{snapshot}/publication", .act(.publish)
        ) { call in
            do {
                try await call.desk().publish(
                    round: call.parameter("round"), snapshot: try call.snapshotNumber(),
                    acknowledged: call.filled("reason"))
                return call.goTo(
                    RoundPlace.snapshots.path(in: call.parameter("round")),
                    saying: .snapshotPublished)
            } catch let error as AggregatorError where error.isCorrectable {
                return try await call.publicationPage(fault: error)
            }
        },
    ]
}

extension DashboardCall {
    fileprivate func snapshotNumber() throws -> Int {
        guard let number = Int(parameter("snapshot")) else {
            throw AggregatorError.snapshotUnknown(0, parameter("round"))
        }
        return number
    }

    fileprivate func snapshotsPage() async throws -> Response {
        let desk = try desk()
        let round = try desk.round(parameter("round"))
        // The job first: what it made is then in the list.
        let job = try desk.aggregation(round: round.id)
        let snapshots = try desk.snapshots(round: round.id)
        let standings = try await desk.standings(round: round.id)
        return roundPage(round, .snapshots) {
            tag("h1") { RoundPlace.snapshots.title(language) }
            tag("p") {
                say(
                    "En sammanställning fryser svaren som finns och räknar ut resultatet. Den"
                        + " ändras"
                        + " aldrig; kommer fler svar gör du en ny.",
                    "A snapshot freezes the responses that are there and computes the results. It"
                        + " never changes; when more responses come in, make another.")
            }
            jobBox(job, round) {
                if let last = snapshots.last?.snapshot, round.state != .archived {
                    staleness(standings[last], of: last)
                }
                if mayAll(.aggregate), ![.draft, .archived].contains(round.state) {
                    tag("div", .class("actions")) {
                        button(
                            say("Gör en sammanställning", "Make a snapshot"),
                            to: roundPath("/snapshots"),
                            weight: snapshots.isEmpty ? .primary : .secondary)
                    }
                }
                if !snapshots.isEmpty { table(snapshots, standings, round) }
            }
        }
    }

    /// What changes when a snapshot is made: how it stands with it, and what is there.
    private func jobBox(
        _ job: AggregationJobs.State?, _ round: RoundOverview, @HTMLBuilder content: () -> HTML
    ) -> HTML {
        var isRunning = false
        if case .running = job { isRunning = true }
        return tag("div", .id("job"), .optional("data-poll", isRunning ? "1" : nil)) {
            tag("div", Attribute("role", "status")) {
                if let job { jobNotice(job, round) }
            }
            content()
        }
    }

    private func jobNotice(_ job: AggregationJobs.State, _ round: RoundOverview) -> Notice {
        switch job {
        case .running(let phase, let since, let name):
            return Notice(.information, title: title(of: phase), language: language) {
                tag("p") {
                    say("Började ", "Begun ")
                    time.html(since.text)
                    say(" av \(name). ", " by \(name). ")
                    Link(
                        say("Läs in igen för att se hur det går.", "Reload to see how it goes."),
                        to: RoundPlace.snapshots.path(in: round.id))
                }
            }
        case .finished(let made, let seconds):
            let time = language.number(seconds, decimals: 1)
            return Notice(
                .success,
                title: say(
                    "Sammanställning \(made.snapshot) är klar. Den tog \(time) s.",
                    "Snapshot \(made.snapshot) is made. It took \(time) s."), language: language)
        case .failed(let error):
            return Notice(
                .error, title: say("Sammanställningen misslyckades.", "The snapshot was not made."),
                language: language
            ) { tag("p", Attribute("lang", "en")) { "\(error.reason). \(error.hint)" } }
        }
    }

    private func title(of phase: AggregationJobs.Phase) -> String {
        switch phase {
        case .reading:
            say("Steg 1 av 3: underlaget läses.", "Step 1 of 3: the round's inputs are read.")
        case .computing:
            say("Steg 2 av 3: svaren räknas ihop.", "Step 2 of 3: the responses are computed.")
        case .keeping:
            say("Steg 3 av 3: sammanställningen sparas.", "Step 3 of 3: the snapshot is stored.")
        }
    }

    private func table(
        _ snapshots: [SnapshotOverview], _ standings: [Int: SnapshotStanding],
        _ round: RoundOverview
    ) -> DataTable {
        let publishes = mayAll(.publish) && round.state != .archived
        let path = RoundPlace.results.path(in: round.id)
        return DataTable(
            RoundPlace.snapshots.title(language),
            columns: [
                .init(say("Nummer", "Number")), .init(say("Gjord", "Made")),
                .init(say("Svar", "Responses"), isNumeric: true), .init(say("Läge", "State")),
                .init(say("Kontrollsumma", "Digest")), .init(say("Göra", "To do")),
            ],
            rows: snapshots.reversed().map { snapshot in
                let number = snapshot.snapshot
                return [
                    mayAll(.readInternalResults)
                        ? Link(String(number), to: "\(path)?snapshot=\(number)").html
                        : HTML(String(number)),
                    time.html(standings[number]?.made.text),
                    HTML(standings[number]?.responses.map(String.init) ?? "–"),
                    state(snapshot, round).html,
                    tag("span", .class("code digest")) { snapshot.digest },
                    todo(snapshot, round, publishes: publishes),
                ]
            }
        ).withoutVisibleCaption()
    }

    private func state(_ snapshot: SnapshotOverview, _ round: RoundOverview) -> StatusTag {
        guard snapshot.isPublished else {
            return StatusTag(say("Intern", "Internal"), .neutral)
        }
        return round.state == .closed
            ? StatusTag(say("Tillbakadragen", "Withdrawn"), .attention)
            : StatusTag(say("Publicerad", "Published"), .good)
    }

    private func todo(
        _ snapshot: SnapshotOverview, _ round: RoundOverview, publishes: Bool
    ) -> HTML {
        guard publishes, !snapshot.isPublished || round.state == .closed else { return HTML("–") }
        let path = RoundPlace.snapshots.path(in: round.id)
        return tag("a", .href("\(path)/\(snapshot.snapshot)/publication")) {
            say("Publicera", "Publish")
            tag("span", .class("unseen")) {
                say(" sammanställning \(snapshot.snapshot)", " snapshot \(snapshot.snapshot)")
            }
        }
    }
}
