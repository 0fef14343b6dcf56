/// What disclosure control says about a cell, in one byte.
enum CellVerdict: UInt8, Sendable {
    case shown, tooFewRespondents, tooFewOrganizations, complementary

    var reason: HiddenReason? {
        switch self {
        case .shown: nil
        case .tooFewRespondents: .tooFewRespondents
        case .tooFewOrganizations: .tooFewOrganizations
        case .complementary: .complementary
        }
    }
}
