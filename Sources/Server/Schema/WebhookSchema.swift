import Domain

extension Schema {
    static let webhooks = [
        // Of a mini program, or later of a person. `read_to` is the journal sequence up to which it was told, so that a
        // projection made anew sends nothing twice. A lease keeps two nodes from sending to one webhook at once.
        """
        CREATE TABLE webhook (
            id TEXT PRIMARY KEY,
            owner_kind TEXT NOT NULL CHECK (owner_kind IN ('app', 'person')),
            owner_id TEXT NOT NULL,
            form TEXT NOT NULL CHECK (form IN (\(words(WebhookForm.self)))),
            address TEXT NOT NULL,
            secret TEXT NOT NULL,
            events TEXT NOT NULL,
            description TEXT NOT NULL,
            language TEXT NOT NULL CHECK (language IN (\(words(Language.self)))),
            paused_by TEXT CHECK (paused_by IN (\(words(WebhookPause.self)))),
            made_at BIGINT NOT NULL,
            read_to BIGINT NOT NULL,
            last_at BIGINT,
            last_status BIGINT,
            last_failure TEXT,
            failing_since BIGINT,
            gave_up_at BIGINT,
            lease TEXT,
            leased_until BIGINT
        )
        """,
        "CREATE INDEX webhook_by_owner ON webhook (owner_kind, owner_id, made_at, id)",
        // What is sent, with what came of it. `sequence` is empty for a test.
        """
        CREATE TABLE webhook_delivery (
            id TEXT PRIMARY KEY,
            webhook_id TEXT NOT NULL REFERENCES webhook (id),
            sequence BIGINT,
            word TEXT NOT NULL,
            at BIGINT NOT NULL,
            actor TEXT,
            payload TEXT,
            state TEXT NOT NULL CHECK (state IN (\(words(DeliveryState.self)))),
            made_at BIGINT NOT NULL,
            first_due_at BIGINT NOT NULL,
            due_at BIGINT,
            attempts BIGINT NOT NULL DEFAULT 0,
            round_attempts BIGINT NOT NULL DEFAULT 0,
            attempted_at BIGINT,
            status BIGINT,
            failure TEXT,
            duration BIGINT,
            body TEXT,
            answer TEXT
        )
        """,
        "CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (webhook_id, sequence)",
        "CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, made_at, id)",
        "CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at, webhook_id) WHERE state = 'waiting'",
        "CREATE INDEX webhook_delivery_waiting ON webhook_delivery (webhook_id, due_at, id) WHERE state = 'waiting'",
        "CREATE INDEX webhook_delivery_by_age ON webhook_delivery (made_at)",
    ]
}
