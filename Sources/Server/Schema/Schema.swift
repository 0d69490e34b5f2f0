package import Storage

/// Every change of the database's shape, in order. Append-only: what was released is never edited.
///
/// Types are the three that both engines read alike: TEXT, BIGINT (whole numbers, times in milliseconds UTC, 0/1 for no and
/// yes) and DOUBLE PRECISION. Closed lists of words are repeated in CHECKs: the database is the last one to ask.
package enum Schema {
    package static let migrations: [Migration] = [
        Migration(number: journalNumber, name: "journal", statements: journal),
        Migration(number: 2, name: "accounts", statements: accounts),
        Migration(number: 3, name: "mini_programs", statements: miniPrograms),
        Migration(number: 4, name: "versions", statements: versions),
        Migration(number: 5, name: "activity", statements: activity),
        Migration(number: 6, name: "releases", statements: releases),
        Migration(number: 7, name: "reviews", statements: reviews),
        Migration(number: 8, name: "console", statements: console),
        Migration(number: 9, name: "review_figures", statements: reviewFigures),
        Migration(number: 10, name: "runtime", statements: runtime),
        Migration(number: 11, name: "patches", statements: patches),
        Migration(number: 12, name: "events", statements: events),
        Migration(number: 13, name: "members", statements: members),
        Migration(number: 14, name: "messages", statements: messages),
        Migration(number: 15, name: "push", statements: push),
        Migration(number: 16, name: "webhooks", statements: webhooks),
        Migration(number: 17, name: "notices", statements: notices),
        Migration(number: 18, name: "installation_settings", statements: installationSettings),
        Migration(number: 19, name: "registration", statements: registration),
        Migration(number: 20, name: "factors", statements: factors),
        Migration(number: 21, name: "read_lines", statements: readLines),
        Migration(number: 22, name: "code_sign_ins", statements: codeSignIns),
        Migration(number: 23, name: "people", statements: people),
        Migration(number: 24, name: "feedback", statements: feedback),
        Migration(number: 25, name: "insights", statements: insights),
        Migration(number: 26, name: "guard", statements: guarding),
        Migration(number: 27, name: "errors", statements: errors),
    ]

    /// The migration that makes the journal; what is older than it has nothing to verify.
    package static let journalNumber = 1

    /// `'a', 'b'` for a CHECK over the raw values of a closed list.
    static func words<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> String where Word.RawValue == String {
        Word.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
