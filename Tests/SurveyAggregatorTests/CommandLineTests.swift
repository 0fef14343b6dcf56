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
