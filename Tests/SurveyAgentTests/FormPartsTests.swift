import Pages
import SurveyProtocol
import SurveyTesting
import Testing

@testable import AgentTesting
@testable import SurveyAgent

@Suite("The form's parts")
struct FormPartsTests {
    @Test("every question is on exactly one page, in the order of the questionnaire")
    func parts() throws {
        let questionnaire = try Fixture.questionnaire
        let parts = FormPart.parts(of: questionnaire, asksUnit: true)
        #expect(parts.map(\.id) == ["background", "one", "two"])
        #expect(parts.flatMap(\.questions) == [.background(0), .item(0), .item(1), .item(2)])
    }

    @Test("percent signs, plus signs and text beyond ASCII are read as they were meant")
    func encoded() {
        let fields = FormFields(encoded: Array("a=1+2%2B3&b=%C3%A5%26&c&a=x&d=%zz&e=%ff".utf8))
        #expect(fields["a"] == "1 2+3")
        #expect(fields["b"] == "å&")
        #expect(fields["c"] == "")
        #expect(fields["d"] == nil && fields["e"] == nil)
        #expect(FormFields.encoded("å &") == "%C3%A5%20%26")
    }

    @Test("random fields survive encoding and reading", arguments: 0..<50)
    func roundTrip(seed: Int) {
        let random = SeededRandom(seed: UInt64(seed))
        let text = String(
            String.UnicodeScalarView(
                (0..<40).compactMap { _ in Unicode.Scalar(UInt32(random.next() % 0x3000) + 1) }))
        let fields = FormFields(encoded: Array("x=\(FormFields.encoded(text))".utf8))
        #expect(fields["x"] == text)
    }

    @Test("a file in a form is its text, with its name beside it")
    func multipart() {
        let body = """
            --XX\r\nContent-Disposition: form-data; name="do"\r\n\r\ncheck\r\n--XX\r\n\
            Content-Disposition: form-data; name="file"; filename="a.csv"\r\n\
            Content-Type: text/csv\r\n\r\nrespondent,a\r\nx,1\r\n\r\n--XX--\r\n
            """
        let fields = FormFields(
            multipart: Array(body.utf8), type: "multipart/form-data; boundary=XX")
        #expect(fields["do"] == "check")
        #expect(fields["file"] == "respondent,a\r\nx,1\r\n")
        #expect(fields["file.filename"] == "a.csv")
        let broken = FormFields(multipart: Array("--XX\r\nfoo".utf8), type: "boundary=XX")
        #expect(broken.pairs.isEmpty)
    }

    @Test(
        "a code is read however it was typed",
        arguments: [
            ("7k3m-9qfx-2pra", "7K3M9QFX2PRA"), (" 7K3M 9QFX 2PRA ", "7K3M9QFX2PRA"),
            ("OIL0-0000-0000", "011000000000"), ("7K3M-9QFX-2PR", nil), ("U", nil), ("", nil),
        ] as [(String, String?)])
    func codes(typed: String, expected: String?) {
        #expect(InvitationCode.read(typed) == expected)
    }

    @Test("a form of many megabytes with a file of dashes is taken apart, each field once")
    func large() {
        let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
        let file = String(repeating: "-----WebKitForm\r\n", count: 200_000)
        let body =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nsecret\r\n"
            + "--\(boundary)\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\""
            + "\r\n\r\n\(file)\r\n--\(boundary)--\r\n"
        let fields = FormFields(
            multipart: Array(body.utf8), type: "multipart/form-data; boundary=\(boundary)")
        #expect(
            fields["token"] == "secret" && fields["f"] == file && fields["f.filename"] == "a.csv")
        let parts = String(repeating: "--X\r\n", count: 3 * FormFields.countMaximum)
        let many = FormFields(multipart: Array(parts.utf8), type: "multipart/form-data; boundary=X")
        #expect(many.pairs.isEmpty)
    }

    @Test("codes are whole and differ")
    func minted() {
        let device = Device(clock: SimulatedClock(), random: SystemRandom())
        let codes = (0..<500).map { _ in InvitationCode.mint(device) }
        #expect(Set(codes).count == 500)
        #expect(codes.allSatisfy { InvitationCode.read(InvitationCode.shown($0)) == $0 })
    }

    @Test("own results stand still until enough respondents are new or changed")
    func frozen() throws {
        let device = Fixture.device()
        let disk = MemoryDisk()
        let spool = Fixture.spool(disk)
        let entries = try spool.seal(try Fixture.responses(12, device: device), round: "2026")
        var selection = FrozenSelection()
        var moved: [Bool] = []
        for part in [entries[..<4], entries[..<6], entries[..<10], entries[1..<11]] {
            moved.append(selection.update(to: Array(part), minimum: 5))
        }
        #expect(moved == [false, true, false, true])
        #expect(selection.names.count == 10)
        #expect(selection.pending(Array(entries[1..<12])) == 1)
    }

    @Test("own results are hidden below five respondents and shown from five on")
    func ownResults() throws {
        for (count, isShown) in [(4, false), (5, true), (9, true)] {
            let disk = MemoryDisk()
            let site = try FormVisit.site(disk)
            let responses = try Fixture.responses(count, device: Fixture.device())
            _ = try site.agent.spool.seal(responses, round: "2026")
            let visit = FormVisit.coordinator(site)
            visit.get("/rounds/2026/results")
            #expect(visit.page.contains("class=\"chart\"") == isShown)
        }
    }

    @Test("the paper form names every question and option as import reads them")
    func paper() throws {
        let paper = PaperForm(
            questionnaire: try Fixture.questionnaire, round: "2026", language: .english,
            asksUnit: true)
        let codes = PaperForm.codes(2, Fixture.device())
        let source = paper.document(codes).html.source
        #expect(codes.count == 2 && codes.allSatisfy { source.contains($0) })
        for word in ["one.a", "one.b", "two.a", "role", "dont-know", "manager", "<style>"] {
            #expect(source.contains(word))
        }
    }

    @Test("a workbook is checked, shown as lines to be sent again, and imported")
    func workbook() throws {
        let site = try FormVisit.site()
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/import")
        let book = WorkbookWriter.workbook([
            ("Svar", [["respondent", "one.a"], ["x", "low"], ["y", "hig"]])
        ])
        visit.upload("/rounds/2026/import", file: book, named: "svar.xlsx", [("do", "check")])
        #expect(visit.page.contains("1 new, 0 changed, 0 unchanged, 1 line with errors"))
        #expect(visit.page.contains("<td>high</td>") && visit.page.contains("x,low"))
        #expect(try site.sealed("2026").isEmpty)
        visit.upload("/rounds/2026/import", file: book, named: "svar.xlsx", [("do", "import")])
        #expect(try site.sealed("2026").count == 1)
        let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1] as [UInt8]
        visit.upload("/rounds/2026/import", file: old, named: "svar.xls", [("do", "check")])
        #expect(visit.page.contains("svar.xls: it is a workbook of the old kind"))
    }

    @Test("a cell that is no code comes back with what was probably meant")
    func suggestion() throws {
        let site = try FormVisit.site()
        let visit = FormVisit.coordinator(site)
        visit.get("/rounds/2026/import")
        let csv = "respondent,role,one.a\nx,Mannager,low\ny,staff,much\nz,staff,high\n"
        visit.post("/rounds/2026/import", [("text", csv), ("do", "check")])
        #expect(visit.page.contains("1 new, 0 changed, 0 unchanged, 2 lines with errors"))
        #expect(visit.page.contains("<td>manager</td>") && visit.page.contains("<td>high</td>"))
        #expect(try site.sealed("2026").isEmpty)
        visit.post("/rounds/2026/import", [("text", csv), ("do", "import")])
        #expect(try site.sealed("2026").count == 1)
    }
}
