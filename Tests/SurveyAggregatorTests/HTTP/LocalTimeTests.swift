import SurveyProtocol
import Testing

@testable import SurveyAggregator

@Suite("Times in one time zone")
struct LocalTimeTests {
    @Test("a moment is shown and read in the zone, on both sides of summer time")
    func zones() throws {
        let time = try #require(LocalTime(zone: "Europe/Stockholm"))
        for (moment, text) in [
            ("2026-01-15T09:00:00Z", "2026-01-15 10:00"),
            ("2026-07-15T09:00:00Z", "2026-07-15 11:00"),
            ("2026-12-31T23:30:00Z", "2027-01-01 00:30"),
        ] {
            #expect(time.text(moment) == text)
            #expect(time.moment(text).flatMap { Timestamp($0) } == Timestamp(moment))
        }
        #expect(LocalTime().text("2026-07-15T09:00:00Z") == "2026-07-15 09:00")
        #expect(LocalTime().zone == "UTC")
        for name in ["Europe/Nowhere", "", "+25", "stockholm"] {
            #expect(LocalTime(zone: name) == nil, "\(name)")
        }
    }

    @Test("the zone is a setting, and pages name it")
    func setting() async throws {
        #expect(ServiceSetting.timeZone.takes("Europe/Stockholm"))
        #expect(!ServiceSetting.timeZone.takes("Europe/Nowhere"))
        let page = try await DashboardFixture().get("/rounds/2026")
        #expect(page.text.contains("time zone UTC"))
    }
}
