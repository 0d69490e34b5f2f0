import Domain
import Storage

/// What this installation made for itself once, by name.
struct SettingQueries {
    let db: any Reading

    init(_ db: any Reading) { self.db = db }

    func value(_ name: String) throws -> String? {
        try db.first("SELECT value FROM setting WHERE name = \(name)")?.text("value")
    }
}

struct SettingWrites {
    let db: any Writing

    /// The value kept under a name; `fresh` where there is none yet, which is kept from then on.
    func value(_ name: String, orKeep fresh: String) throws -> String {
        try db.execute("INSERT INTO setting (name, value) VALUES (\(name), \(fresh)) ON CONFLICT (name) DO NOTHING")
        return try SettingQueries(db).value(name) ?? fresh
    }
}
