import Testing

@testable import SurveyAggregator

@Suite("Passwords are kept so that they cannot be read back, and bad ones are not taken")
struct PasswordTests {
    /// Cheap enough for tests; the form is that of the real cost.
    static let cost = Password.Cost(rounds: 16, blockSize: 1, parallelism: 1)

    @Test("what is kept opens with the password and with no other")
    func keeps() throws {
        let password = try Password("a quiet harbor at noon", cost: Self.cost)
        let kept = try #require(Password(kept: password.kept))
        #expect(try kept.isPassword("a quiet harbor at noon"))
        #expect(try !kept.isPassword("a quiet harbor at noon "))
        #expect(!password.kept.contains("harbor"))
        #expect(kept.isOutdated() && !kept.isOutdated(against: Self.cost))
    }

    @Test("the same password is kept differently each time")
    func salts() throws {
        let first = try Password("a quiet harbor at noon", cost: Self.cost)
        let second = try Password("a quiet harbor at noon", cost: Self.cost)
        #expect(first.kept != second.kept)
    }

    @Test("the same characters in other code points are the same password")
    func normalizes() throws {
        let password = try Password("sm\u{F6}rg\u{E5}sbord p\u{E5} kajen", cost: Self.cost)
        #expect(try password.isPassword("smo\u{308}rga\u{30A}sbord pa\u{30A} kajen"))
    }

    @Test("the standard cost is the one that the documentation names")
    func standard() {
        #expect(Password.Cost.standard == .init(rounds: 32_768, blockSize: 8, parallelism: 3))
    }

    @Test(
        "something that is not a kept password is not read, nor one that would exhaust memory",
        arguments: [
            "", "scrypt", "scrypt$16$1$1$c2FsdA==$a2V5", "bcrypt$16$1$1$c2FsdA==$a2V5",
            "scrypt$15$1$1$c2FsdA==$" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "scrypt$1073741824$8$1$c2FsdA==$" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        ])
    func damaged(_ text: String) {
        #expect(Password(kept: text) == nil)
    }

    @Test(
        "passwords that are tried first are refused",
        arguments: [
            "short", "elevenchars", "password1234", "P@ssw0rd2024!", "Sommaren2026!",
            "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop12", "123456789012", "abcdefghijkl",
            "administrator", "Losenord123456", "welcome12345", "maturitysurvey", "anna.berg2026",
            "digitalkommun", "iloveyou1234", "qwerty123456", "stockholm2026",
        ])
    func refused(_ password: String) {
        #expect(PasswordRules.objection(to: password, context: ["anna.berg"]) != nil)
    }

    @Test(
        "a password of the names around it is refused, whatever digits and signs it has",
        arguments: [
            "modelcity123", "M0del-City-2026", "Model_City!!!", "citymodel2026", "ModelModelCity",
            "orebrobostader", "ÖrebroBostäder1", "bostader.orebro", "modelcitysurvey",
            "enkatmodelcity", "anna.modelcity",
        ])
    func surroundings(_ password: String) {
        let context = ["anna.berg", "Model City", "enkat.example.org", "Örebro Bostäder AB"]
        let reason = PasswordRules.objection(to: password, context: context)
        #expect(reason?.contains("a name that others know") == true)
        #expect(PasswordRules.objection(to: password, context: []) == nil)
        for good in ["model violin orbit", "a quiet city harbor at noon", "xk7#Qm2vRt9pLw"] {
            #expect(PasswordRules.objection(to: good, context: context) == nil)
        }
    }

    @Test(
        "long passwords are taken, with or without signs, in any alphabet",
        arguments: [
            "violin kettle orbit", "tussilago vid motorvägen",
            "xk7#Qm2vRt9pLw",
            "j3f8a9c2d7e1b6k4", "Жёлтый слон идёт", "purjolökssoppa", "myveryownfjord88",
        ])
    func taken(_ password: String) {
        #expect(PasswordRules.objection(to: password, context: ["anna.berg"]) == nil)
    }

    @Test("a password has at most 1024 bytes")
    func long() {
        let words = (0..<300).map { "w\($0 * 7919)" }.joined()
        #expect(PasswordRules.objection(to: String(words.prefix(1_024)), context: []) == nil)
        #expect(PasswordRules.objection(to: String(words.prefix(1_025)), context: []) != nil)
    }
}
