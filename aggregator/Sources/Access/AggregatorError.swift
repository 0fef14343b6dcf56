/// Why the aggregator could not do what it was asked, with what to do about it.
struct AggregatorError: Error, Equatable, Codable, Sendable {
    /// A stable word for scripts.
    enum Code: String, CaseIterable, Codable, Sendable {
        case dataMissing = "data-missing"
        case dataExists = "data-exists"
        case dataUnsafe = "data-unsafe"
        case dataBusy = "data-busy"
        case dataDamaged = "data-damaged"
        case storeUnsafe = "store-unsafe"
        case storeFailed = "store-failed"
        case fileUnreadable = "file-unreadable"
        case fileUnwritable = "file-unwritable"
        case questionnaireInvalid = "questionnaire-invalid"
        case rosterInvalid = "roster-invalid"
        case settingInvalid = "setting-invalid"
        case rosterChanged = "roster-changed"
        case roundUnknown = "round-unknown"
        case roundExists = "round-exists"
        case roundStateWrong = "round-state-wrong"
        case organizationUnknown = "organization-unknown"
        case agentUnknown = "agent-unknown"
        case snapshotUnknown = "snapshot-unknown"
        case quarantineUnknown = "quarantine-unknown"
        case quarantineDecided = "quarantine-decided"
        case responseUnknown = "response-unknown"
        case responseUnfit = "response-unfit"
        case handOverDamaged = "hand-over-damaged"
        case handOverForeign = "hand-over-foreign"
        case handOverRefused = "hand-over-refused"
        case backupDamaged = "backup-damaged"
        case backupForeign = "backup-foreign"
        case backupNewer = "backup-newer"
        case snapshotDamaged = "snapshot-damaged"
        case catalogUnset = "catalog-unset"
        case publicationRefused = "publication-refused"
        case publicationChanged = "publication-changed"
        case verificationFailed = "verification-failed"
        case exportFailed = "export-failed"
        case benchmarkInvalid = "benchmark-invalid"
        case benchmarkUnknown = "benchmark-unknown"
        case formInvalid = "form-invalid"
        case certificateFailed = "certificate-failed"
        case storeNewer = "store-newer"
        case storeOlder = "store-older"
        case auditBroken = "audit-broken"
        case requestInvalid = "request-invalid"
        case requestForged = "request-forged"
        case nameInvalid = "name-invalid"
        case userUnknown = "user-unknown"
        case userExists = "user-exists"
        case userNeeded = "user-needed"
        case passwordWeak = "password-weak"
        case passwordChangeRequired = "password-change-required"
        case signInFailed = "sign-in-failed"
        case signInLocked = "sign-in-locked"
        case signInBusy = "sign-in-busy"
        case sessionRequired = "session-required"
        case scopeMissing = "scope-missing"
        case notPermitted = "not-permitted"
        case tokenUnknown = "token-unknown"
        case tokenTooMany = "token-too-many"
        case webhookUnknown = "webhook-unknown"
        case webhookTooMany = "webhook-too-many"
        case listenFailed = "listen-failed"
        case controlFailed = "control-failed"
    }

    /// A stable word for scripts.
    let code: Code
    /// What happened, to which thing.
    let reason: String
    /// What to do.
    let hint: String

    /// An error that names the thing and what to do.
    init(_ code: Code, _ reason: String, hint: String) {
        self.code = code
        self.reason = reason
        self.hint = hint
    }
}
