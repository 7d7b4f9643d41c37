/// The first migration's SQL; frozen.
enum Schema001 {
  /// Tables and indexes.
  static let tables = #"""
    CREATE TABLE file (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      content_hash TEXT NOT NULL UNIQUE
        CHECK (length(content_hash) = 64 AND content_hash NOT GLOB '*[^0-9a-f]*'),
      size INTEGER NOT NULL CHECK (size >= 0),
      state TEXT NOT NULL CHECK (state IN ('spooled', 'processing', 'done', 'quarantined')),
      place TEXT NOT NULL CHECK (place IN ('spool', 'archive', 'quarantine', 'gone')),
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      retry_after TEXT,
      received_at TEXT NOT NULL CHECK (received_at GLOB '????-??-??T??:??:??.???Z')
    ) STRICT;
    CREATE INDEX file_unfinished ON file(id) WHERE state IN ('spooled', 'processing');
    CREATE INDEX file_unsettled ON file(id)
      WHERE state IN ('done', 'quarantined') AND place = 'spool';
    CREATE INDEX file_received ON file(received_at);

    CREATE TABLE arrival (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      file_id INTEGER NOT NULL REFERENCES file(id),
      source_path TEXT NOT NULL CHECK (source_path <> ''),
      size INTEGER NOT NULL CHECK (size >= 0),
      mtime_ns INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      device INTEGER NOT NULL,
      is_duplicate INTEGER NOT NULL CHECK (is_duplicate IN (0, 1)),
      arrived_at TEXT NOT NULL CHECK (arrived_at GLOB '????-??-??T??:??:??.???Z'),
      UNIQUE (file_id, source_path)
    ) STRICT;
    CREATE UNIQUE INDEX arrival_original ON arrival(file_id) WHERE is_duplicate = 0;
    CREATE INDEX arrival_duplicates ON arrival(arrived_at, id) WHERE is_duplicate = 1;

    CREATE TABLE result (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      file_id INTEGER NOT NULL REFERENCES file(id),
      version INTEGER NOT NULL CHECK (version >= 1),
      processed_at TEXT NOT NULL CHECK (processed_at GLOB '????-??-??T??:??:??.???Z'),
      superseded_by INTEGER REFERENCES result(id) DEFERRABLE INITIALLY DEFERRED
        CHECK (superseded_by <> id),
      study_uid TEXT CHECK (study_uid <> ''),
      series_uid TEXT CHECK (series_uid <> ''),
      sop_instance_uid TEXT CHECK (sop_instance_uid <> ''),
      sop_class_uid TEXT, modality TEXT, accession_number TEXT,
      patient_id TEXT, patient_name TEXT, study_date TEXT, patient_sex TEXT, patient_age TEXT,
      pixel_hash TEXT CHECK (length(pixel_hash) = 64 AND pixel_hash NOT GLOB '*[^0-9a-f]*'),
      view TEXT, view_evidence TEXT,
      status TEXT NOT NULL CHECK (status IN
        ('classified', 'abstained', 'skipped', 'undecided-view', 'conflict', 'quarantined')),
      reason TEXT CHECK (reason <> '' AND reason NOT GLOB '*[^a-z0-9-]*'),
      outcome_status TEXT NOT NULL CHECK (outcome_status IN
        ('classified', 'abstained', 'skipped', 'undecided-view', 'quarantined')),
      outcome_reason TEXT CHECK (outcome_reason <> '' AND outcome_reason NOT GLOB '*[^a-z0-9-]*'),
      detail TEXT, finding TEXT,
      probability REAL CHECK (probability BETWEEN 0 AND 1),
      probabilities TEXT NOT NULL CHECK (json_type(probabilities) = 'array'),
      segmentation_confidence REAL CHECK (segmentation_confidence BETWEEN 0 AND 1),
      heatmap_in_lungs REAL CHECK (heatmap_in_lungs BETWEEN 0 AND 1),
      flags TEXT NOT NULL CHECK (json_type(flags) = 'array'),
      model TEXT, model_version TEXT,
      image_file TEXT CHECK (image_file NOT LIKE '/%'),
      heatmap_file TEXT CHECK (heatmap_file NOT LIKE '/%'),
      image_sha256 TEXT
        CHECK (length(image_sha256) = 64 AND image_sha256 NOT GLOB '*[^0-9a-f]*'),
      heatmap_sha256 TEXT
        CHECK (length(heatmap_sha256) = 64 AND heatmap_sha256 NOT GLOB '*[^0-9a-f]*'),
      provenance TEXT NOT NULL CHECK (json_type(provenance) = 'object'),
      rank INTEGER NOT NULL GENERATED ALWAYS AS (
        3 * CASE status WHEN 'classified' THEN 0 WHEN 'abstained' THEN 1
          WHEN 'undecided-view' THEN 2 WHEN 'conflict' THEN 3 WHEN 'quarantined' THEN 4 ELSE 5 END
        + CASE WHEN view = 'PA' THEN 0 WHEN view = 'AP' THEN 1 ELSE 2 END) STORED,
      UNIQUE (file_id, version),
      CHECK (outcome_status NOT IN ('skipped', 'quarantined') OR outcome_reason IS NOT NULL),
      CHECK (status = outcome_status OR (status = 'conflict' AND reason IS NOT NULL)),
      CHECK (outcome_status <> 'classified' OR (finding IS NOT NULL AND probability IS NOT NULL))
    ) STRICT;
    CREATE UNIQUE INDEX result_current ON result(file_id) WHERE superseded_by IS NULL;
    CREATE INDEX result_superseding ON result(superseded_by) WHERE superseded_by IS NOT NULL;
    CREATE INDEX result_time ON result(processed_at, id);
    CREATE INDEX result_current_time ON result(processed_at, id) WHERE superseded_by IS NULL;
    CREATE INDEX result_current_study ON result(study_uid, rank, file_id)
      WHERE superseded_by IS NULL;
    CREATE INDEX result_study ON result(study_uid);
    CREATE INDEX result_instance ON result(sop_instance_uid);
    CREATE INDEX result_conflict ON result(sop_instance_uid)
      WHERE superseded_by IS NULL AND status = 'conflict';

    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
      recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
      actor TEXT NOT NULL CHECK (actor <> ''),
      event TEXT NOT NULL CHECK (event <> '' AND event NOT GLOB '*[^a-z0-9-]*'),
      subject TEXT,
      study_uid TEXT,
      details TEXT NOT NULL CHECK (json_type(details) = 'object'),
      previous_hash TEXT NOT NULL
        CHECK (length(previous_hash) = 64 AND previous_hash NOT GLOB '*[^0-9a-f]*'),
      hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
    ) STRICT;
    CREATE INDEX audit_subject ON audit(subject) WHERE subject IS NOT NULL;
    CREATE INDEX audit_study ON audit(study_uid) WHERE study_uid IS NOT NULL;

    CREATE TABLE audit_head (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      sequence INTEGER NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    -- SHA-256 of 'pacs-watch audit 1'.
    INSERT INTO audit_head VALUES
      (1, 0, 'cd1ef7c1c27666962ba7be4e37f787bce976c05ddbdd7cec1a0b242e0d38edab');
    """#

  /// Triggers that keep history from being rewritten by mistake.
  static let guards = #"""
    CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
    CREATE TRIGGER audit_continues_the_chain BEFORE INSERT ON audit
      WHEN NOT EXISTS (SELECT 1 FROM audit_head
        WHERE sequence = NEW.sequence - 1 AND hash = NEW.previous_hash)
      BEGIN SELECT RAISE(ABORT, 'the entry does not continue the chain'); END;
    CREATE TRIGGER audit_moves_the_head AFTER INSERT ON audit
      BEGIN UPDATE audit_head SET sequence = NEW.sequence, hash = NEW.hash; END;
    CREATE TRIGGER audit_head_follows_the_chain BEFORE UPDATE ON audit_head
      WHEN NEW.id <> 1 OR NEW.sequence <> OLD.sequence + 1 OR NOT EXISTS
        (SELECT 1 FROM audit WHERE sequence = NEW.sequence AND hash = NEW.hash)
      BEGIN SELECT RAISE(ABORT, 'the head follows the chain'); END;
    CREATE TRIGGER audit_head_is_never_deleted BEFORE DELETE ON audit_head
      BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

    CREATE TRIGGER result_is_only_superseded BEFORE UPDATE ON result
      WHEN OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL
      BEGIN SELECT RAISE(ABORT, 'a result is superseded once and never changed'); END;
    CREATE TRIGGER result_columns_are_never_changed BEFORE UPDATE OF
        id, file_id, version, processed_at, study_uid, series_uid, sop_instance_uid, sop_class_uid,
        modality, accession_number, patient_id, patient_name, study_date, patient_sex, patient_age,
        pixel_hash, view, view_evidence, status, reason, outcome_status, outcome_reason, detail,
        finding, probability, probabilities, segmentation_confidence, heatmap_in_lungs, flags,
        model, model_version, image_file, heatmap_file, image_sha256, heatmap_sha256, provenance
      ON result
      BEGIN SELECT RAISE(ABORT, 'a result is superseded once and never changed'); END;
    CREATE TRIGGER result_is_never_deleted BEFORE DELETE ON result
      BEGIN SELECT RAISE(ABORT, 'a result is superseded once and never deleted'); END;
    CREATE TRIGGER file_is_never_deleted BEFORE DELETE ON file
      BEGIN SELECT RAISE(ABORT, 'a file is never deleted'); END;
    CREATE TRIGGER file_content_is_never_changed BEFORE UPDATE OF id, content_hash, size, received_at
      ON file
      BEGIN SELECT RAISE(ABORT, 'the content of a file never changes'); END;
    CREATE TRIGGER arrival_is_never_deleted BEFORE DELETE ON arrival
      BEGIN SELECT RAISE(ABORT, 'an arrival is never deleted'); END;
    """#
}
