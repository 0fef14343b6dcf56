import Foundation
import SurveyTesting
import Testing

/// Commands as scripts run them.
@Suite("Commands end with a code that scripts can rely on")
struct CommandTests {
    private func fails(
        _ name: String, _ arguments: [String], saying words: String = "", _ city: City
    ) throws {
        let outcome = try BuiltProgram.run(
            name, arguments, environment: ["SURVEY_AGGREGATOR_DATA": city.data],
            output: "/dev/full")
        #expect(outcome.code == 1, "\(arguments)")
        #expect(outcome.error.contains("No space left"), "\(arguments): \(outcome.error)")
        #expect(outcome.error.contains("\(name): hint: "), "\(arguments): \(outcome.error)")
        #expect(words.isEmpty || outcome.error.contains(words), "\(arguments): \(outcome.error)")
    }

    @Test("what cannot be shown because a disk is full was not shown")
    func fullOutput() throws {
        let city = try City(port: 1, organizations: ["alpha"])
        for arguments in [
            ["round", "list"], ["status", City.round, "--json"], ["audit"], ["export", City.round],
        ] {
            try fails("survey-aggregator", arguments, saying: "nothing was changed", city)
        }
        try fails("survey-agent", ["--home", city.home("alpha"), "status"], city)
        try fails("survey-agent", ["--help"], city)
    }

    @Test("what was done is said, and how to get at it, when it cannot be shown")
    func fullOutputOfActs() throws {
        let city = try City(port: 1, organizations: ["alpha"])
        let backup = city.folder.path("backup")
        for (arguments, words) in [
            (["enroll", "alpha"], "but a code for alpha was made"),
            (["user", "add", "eva", "--role", "viewer"], "user password eva --one-time"),
            (["token", "make", "eva", "--label", "x", "--scope", "rounds:read"], "token revoke"),
            (["webhook", "add", "https://example.org/"], "webhook remove"),
            (["aggregate", City.round], "but snapshot 1 of \(City.round) is made"),
            (["round", "close", City.round], "but the command has done its work"),
            (["backup", backup], "it is in \(backup)"),
            (["restore", backup], "is restored from \(backup)"),
        ] {
            try fails("survey-aggregator", arguments, saying: words, city)
        }
    }

    @Test("a secret that nobody read is not passed over, as other output is")
    func closedPipe() throws {
        let city = try City(port: 1, organizations: ["alpha"])
        for (arguments, isShownOnce) in [(["enroll", "alpha"], true), (["round", "list"], false)] {
            let process = Process()
            process.executableURL = BuiltProgram.folder.appending(path: "survey-aggregator")
            process.arguments = arguments + ["--data", city.data]
            let (output, error) = (Pipe(), Pipe())
            try output.fileHandleForReading.close()
            process.standardOutput = output.fileHandleForWriting
            process.standardError = error
            try process.run()
            try error.fileHandleForWriting.close()
            let said = String(
                decoding: try error.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            let isTold = process.terminationReason == .exit && process.terminationStatus == 1
            #expect(isTold == isShownOnce, "\(arguments): \(said)")
            #expect(said.contains("Broken pipe") == isShownOnce, "\(arguments): \(said)")
        }
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
