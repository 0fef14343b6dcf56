import Foundation
import NIOCore
import Testing

@testable import SurveyAggregator

@Suite("The command line")
struct CommandLineTests {
    @Test("the data folder may be named before the command")
    func order() {
        #expect(
            Program.ordered(["--data", "D", "round", "list"]) == ["round", "list", "--data", "D"])
        #expect(Program.ordered(["--data=D", "agents"]) == ["agents", "--data=D"])
        for rest in [
            ["--data", "D"], ["--data"], ["round", "--data", "D", "list"], ["--help"], [],
        ] {
            #expect(Program.ordered(rest) == rest)
        }
        #expect(Program.ordered(["--data", "D", "--help"]) == ["--data", "D", "--help"])
    }

    @Test(
        "a port that cannot be listened on is named, with what to do",
        arguments: [
            (EADDRINUSE, "another program uses port 8443", "--listen"),
            (EACCES, "this user may not use port 8443", "above 1023"),
            (EADDRNOTAVAIL, "this computer has no address ::1", "its own addresses"),
        ])
    func listening(number: CInt, reason: String, hint: String) {
        let error = AggregatorError.listenFailed(
            "::1", 8443, IOError(errnoCode: number, reason: "bind"), option: "--listen")
        #expect(error.code == .listenFailed)
        #expect(error.reason == "cannot serve on [::1]:8443: \(reason)")
        #expect(error.hint.contains(hint))
    }

    @Test("one is one, and others are many")
    func grammar() {
        #expect(
            [0, 1, 2].map { Output.count($0, "response") }
                == ["0 responses", "1 response", "2 responses"])
    }

    @Test(
        "days and hours that do not exist are no times",
        arguments: [
            "2026-02-30", "2026-02-29T08:00:00Z", "2026-04-31", "2026-12-01T24:00:00Z",
            "2026-13-01", "2026-00-10", "2026-03-01T08:60:00Z",
        ])
    func existence(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(Timestamp("2028-02-29") != nil)
        #expect(Timestamp("2026-03-01T23:59:59Z") != nil)
        #expect(Timestamp("2026-03-01T08:00:00.250Z") != nil)
    }

    @Test(
        "times are those of four-digit years",
        arguments: [
            "10000-01-01T00:00:00Z", "99999-12-31", "1969-12-31T23:59:59Z",
            "+12026-03-01T08:00:00Z",
        ])
    func years(text: String) {
        #expect(Timestamp(text) == nil)
        #expect(Timestamp("9999-12-31T23:59:59Z") != nil)
        #expect(Timestamp("1970-01-01T00:00:00Z") != nil)
    }
}
