extension Schema {
    /// The order in which 消息 reads what happened. Within one mini program the sequence is that order too; across several
    /// only the time is, since entries of another past (demonstration data, a restored mini program) are written later.
    static let activity = ["CREATE INDEX activity_by_time ON activity (app_id, at, sequence)"]
}
