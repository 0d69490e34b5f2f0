/// A text identifier that cannot be mixed up with another entity's. Sorted as text, it follows the order of creation.
package struct ID<Entity>: Hashable, Sendable, RawRepresentable, CustomStringConvertible, Codable {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { rawValue }
}

/// What identifiers name. These have no values; a type parameter is all they are for.
package enum Person {}
/// A mini program; its identifier is the `app_id`: 16 digits, starting with 2021.
package enum MiniProgram {}
package enum Version {}
package enum Session {}
package enum APIToken {}
/// A picture that belongs to a submission.
package enum Picture {}
/// An invitation to become a member, answered once.
package enum Invitation {}
/// A link, shown as a QR code too, by which several people become members.
package enum InvitationLink {}
/// An operator's link, shown as a QR code too, by which several people make themselves an account.
package enum AccountLink {}
/// A link by which one person sets a new password, once.
package enum ResetLink {}
/// Somebody's wish to become a member.
package enum JoinRequest {}
/// The offer of a mini program to a new owner.
package enum HandOver {}
/// A report of an end user.
package enum Feedback {}
/// A problem: what the confirmed reports that say the same say together.
package enum FeedbackIssue {}
/// Reports that are alike, for assessors.
package enum FeedbackGroup {}
/// What members wrote to all reporters of a problem.
package enum FeedbackReply {}
/// A product notice of the operators.
package enum Notice {}
/// An address outside that is told what happens.
package enum Webhook {}
