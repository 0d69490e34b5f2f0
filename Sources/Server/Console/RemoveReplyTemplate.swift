package import Domain
import Storage

/// Removes a sentence that reviewers kept. Decisions that used it keep their words.
package struct RemoveReplyTemplate: Sendable {
    let platform: Platform

    package init(platform: Platform) { self.platform = platform }

    package func callAsFunction(_ id: ID<ReplyTemplate>, by caller: Caller) async throws {
        try caller.require(.reviewTemplates)
        guard let person = caller.person else { throw Refusal.signInRequired }
        try await platform.change(by: person) { change in
            guard try ReplyTemplateWrites(db: change.db).remove(id) else { throw Refusal.templateGone }
            try change.record(.reviewTemplateRemoved(template: id))
        }
    }
}
