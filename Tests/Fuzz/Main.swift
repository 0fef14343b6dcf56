import Foundation

// Compiled together with the sources of SurveyProtocol, so that the fuzzer sees every branch.

/// One input: the parser must neither crash nor accept what another reader refuses or reads
/// differently. libFuzzer calls it with inputs that it makes from those that found new branches.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // Because libFuzzer owns the bytes, they are copied at once.
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    checkResponse(bytes)
    checkCode(String(decoding: bytes, as: UTF8.self))
    return 0
}

/// A parser that has read another line before; nothing of that may be left.
nonisolated(unsafe) private var used = ResponseParser()

private func checkResponse(_ bytes: [UInt8]) {
    var fresh = ResponseParser()
    let refused = refusal(&fresh, bytes)
    // Because libFuzzer calls from one thread only.
    let again = unsafe refusal(&used, bytes)
    require(refused == again, "what was parsed before makes a difference")
    guard refused == nil else { return }
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)),
        let members = object as? [String: Any]
    else { return require(false, "accepted what is no JSON object") }
    let fields = fresh.fields
    require(members.count == 14, "accepted \(members.count) members")
    require(members["id"] as? String == fields.id.description, "another id")
    require(members["revision"] as? Int == fields.revision, "another revision")
    require(members["replaces"] as? String == fields.replaces?.description, "another digest")
    require(
        members["organization"] as? String == fields.organization.text(in: bytes.span),
        "another organization")
    require(members["unit"] as? String == fields.unit?.text(in: bytes.span), "another unit")
    require(
        members["answers"] as? [String: String] == pairs(fields.answers, bytes),
        "other answers")
    require(
        members["background"] as? [String: String] == pairs(fields.background, bytes),
        "another background")
}

/// The code of the refusal, or nil.
private func refusal(_ parser: inout ResponseParser, _ bytes: [UInt8]) -> String? {
    do throws(Problem) {
        try parser.parse(bytes.span)
        return nil
    } catch {
        return "\(error.code) \(error.detail)"
    }
}

/// The last code of each item, as readers of JSON keep it.
private func pairs(_ answers: [ResponseFields.Answer], _ bytes: [UInt8]) -> [String: String] {
    Dictionary(
        answers.map { ($0.item.text(in: bytes.span), $0.code.text(in: bytes.span)) }
    ) { $1 }
}

private func checkCode(_ text: String) {
    guard let code = EnrollmentCode(text) else { return }
    require(EnrollmentCode(code.text) == code, "a code that does not read back")
}

private func require(_ holds: Bool, _ what: String) {
    guard holds else { fatalError(what) }
}
