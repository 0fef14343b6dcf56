@testable import SurveyAgent

extension TransportReply {
    /// The answer as every transport hands it on: not when it is longer than the request allows.
    func within(_ request: TransportRequest) throws(TransportFault) -> TransportReply {
        guard body.count <= request.replyBytesMaximum else { throw .answerTooLong("memory") }
        return self
    }
}
