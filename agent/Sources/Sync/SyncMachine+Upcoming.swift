/// Looking ahead.
extension SyncMachine {
    /// The responses of the request after one with the given ones, if that goes well.
    ///
    /// A guess, made by a copy that is told so: nothing is decided by it.
    func upcoming(after sent: [SpoolEntry], bytes: Int) -> [SpoolEntry] {
        var guess = self
        // One that is done stands for all verdicts.
        let answer = BatchAnswer(
            sent: sent, dropped: sent.suffix(1), rulings: [], bytes: bytes, seconds: 0)
        guess.handle(.answered(answer), random: 0)
        if case .send(_, let entries) = guess.next() { return entries }
        return []
    }
}
