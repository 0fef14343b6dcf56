import SurveyTesting
import Testing

/// Commands as scripts run them.
@Suite("Commands end with a code that scripts can rely on")
struct CommandTests {
    private func fails(_ name: String, _ arguments: [String], _ city: City) throws {
        let outcome = try BuiltProgram.run(
            name, arguments, environment: ["SURVEY_AGGREGATOR_DATA": city.data],
            output: "/dev/full")
        #expect(outcome.code == 1, "\(arguments)")
        #expect(outcome.error.contains("No space left"), "\(arguments): \(outcome.error)")
        #expect(outcome.error.contains("\(name): hint: "), "\(arguments): \(outcome.error)")
    }

    @Test("what cannot be shown because a disk is full was not shown")
    func fullOutput() throws {
        let city = try City(port: 1, organizations: ["alpha"])
        for arguments in [
            ["round", "list"], ["status", City.round, "--json"], ["audit"], ["enroll", "alpha"],
            ["export", City.round],
        ] {
            try fails("survey-aggregator", arguments, city)
        }
        try fails("survey-agent", ["--home", city.home("alpha"), "status"], city)
        try fails("survey-agent", ["--help"], city)
    }

    @Test("closing does not withdraw results, and withdrawing does not close a round")
    func stepsOfTheirOwn() throws {
        let city = try City(port: 1, organizations: ["alpha"])
        func run(_ arguments: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.run(
                "survey-aggregator", arguments, environment: ["SURVEY_AGGREGATOR_DATA": city.data])
        }
        let withdrawing = try run("round", "withdraw", City.round)
        #expect(withdrawing.code == 1)
        #expect(withdrawing.error.contains("is open"), "\(withdrawing.error)")
        #expect(try run("round", "close", City.round).code == 0)
        #expect(try run("round", "close", City.round).code == 0, "it is closed already")
        try city.aggregator("aggregate", City.round)
        try city.aggregator("publish", City.round, "1")
        let closing = try run("round", "close", City.round)
        #expect(closing.code == 1)
        #expect(closing.error.contains("round withdraw"), "\(closing.error)")
        #expect(try run("round", "withdraw", City.round).code == 0)
        #expect(try run("results", City.round, "--format", "yaml").error.contains("csv"))
        let both = try run(
            "results", City.round, "--format", "json", "--audience", "public", "--unprotected")
        #expect(both.code == 2)
    }
}
