extension ProblemCode {
    var refusalEntry: Entry? {
        guard let (title, hint) = refusalText else { return nil }
        return Entry(status: 422, disposition: .refuse, title: title, hint: hint)
    }

    var quarantineEntry: Entry? {
        guard let (title, hint) = quarantineText else { return nil }
        return Entry(status: 409, disposition: .quarantine, title: title, hint: hint)
    }

    private var refusalText: (String, String)? {
        switch self {
        case .responseMalformed:
            (
                "The response is not valid JSON of the expected shape.",
                "The file is set aside; fill the survey again and report the fault."
            )
        case .responseTooLong:
            ("The response is longer than the limit.", "Shorten it or split what it holds.")
        case .responseFormatUnknown:
            ("The response's format is not known.", "Update the aggregator or the agent.")
        case .memberUnknown:
            ("The response has a member that the format does not have.", "Update the agent.")
        case .memberMissing:
            ("The response lacks a member.", "Update the agent.")
        case .memberRepeated:
            ("The response has a member or an answer twice.", "Update the agent.")
        case .memberInvalid:
            ("A member of the response has an invalid value.", "Update the agent.")
        case .itemUnknown:
            (
                "The questionnaire has no such item.",
                "Fetch the round again and correct the response."
            )
        case .optionUnknown:
            ("The item has no such option.", "Fetch the round again and correct the response.")
        case .backgroundUnknown:
            (
                "The questionnaire has no such background question or option.",
                "Fetch the round again and correct the response."
            )
        case .roundMismatch:
            ("The response belongs to another round.", "Send it to the round that it names.")
        case .organizationNotYours:
            (
                "The response belongs to another organization.",
                "Send it from an agent that is enrolled for that organization."
            )
        case .responseRejected:
            (
                "The central team decided that the response does not count.",
                "Both sides keep it; fill the survey again if the reason can be mended."
            )
        default: nil
        }
    }

    private var quarantineText: (String, String)? {
        switch self {
        case .bytesConflict:
            (
                "Other bytes are stored under the same id and revision.",
                "Both are kept; the central team compares them and decides."
            )
        case .revisionConflict:
            (
                "The revision replaces bytes that are not the stored ones.",
                "Both are kept; the central team compares them and decides."
            )
        case .questionnaireUnknown:
            (
                "The response answers another version of the questionnaire.",
                "It is kept; the central team decides whether it counts."
            )
        case .organizationNotOnRoster:
            (
                "The organization is not on the round's roster.",
                "It is kept; the central team decides whether it counts."
            )
        case .arrivedAfterClosing:
            (
                "The response arrived after the round was closed.",
                "It is kept; the central team decides whether it counts."
            )
        case .respondentRepeated:
            (
                "The same respondent has already sent another response.",
                "Both are kept; the central team decides which one counts."
            )
        case .responseReturned:
            (
                "The central team gave the response back to be corrected.",
                "Correct it; the correction is sent as a new revision."
            )
        default: nil
        }
    }
}
