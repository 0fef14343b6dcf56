/// The way to the server: one request, one answer or one fault.
///
/// A value that comes back was answered by *something*; whether it was the server is for the
/// reader of the answer to judge (media type, digests). The memory twin is in the tests.
protocol Transport {
    /// Sends a request and waits for the answer.
    /// - Throws: a fault that says whether trying again makes sense.
    func send(_ request: TransportRequest) throws(TransportFault) -> TransportReply
}
