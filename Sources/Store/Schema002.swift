/// The second migration's SQL; frozen: what a shadow bundle said, and which bundles were accepted.
enum Schema002 {
  /// Tables and indexes.
  static let tables = #"""
    CREATE TABLE shadow (
      id INTEGER PRIMARY KEY,
      result_id INTEGER NOT NULL REFERENCES result(id),
      promised_at TEXT NOT NULL CHECK (promised_at GLOB '????-??-??T??:??:??.???Z'),
      bundle_hash TEXT NOT NULL
        CHECK (length(bundle_hash) = 64 AND bundle_hash NOT GLOB '*[^0-9a-f]*'),
      model TEXT NOT NULL CHECK (model <> ''),
      model_version TEXT NOT NULL CHECK (model_version <> ''),
      status TEXT NOT NULL CHECK (status IN
        ('promised', 'classified', 'abstained', 'skipped', 'failed')),
      recorded_at TEXT CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
      reason TEXT CHECK (reason <> '' AND reason NOT GLOB '*[^a-z0-9-]*'),
      detail TEXT, finding TEXT,
      probability REAL CHECK (probability BETWEEN 0 AND 1),
      probabilities TEXT CHECK (json_type(probabilities) = 'array'),
      segmentation_confidence REAL CHECK (segmentation_confidence BETWEEN 0 AND 1),
      flags TEXT CHECK (json_type(flags) = 'array'),
      milliseconds REAL CHECK (milliseconds >= 0),
      provenance TEXT CHECK (json_type(provenance) = 'object'),
      UNIQUE (result_id, bundle_hash),
      CHECK (status = 'promised' OR (recorded_at IS NOT NULL AND probabilities IS NOT NULL
        AND flags IS NOT NULL)),
      CHECK (status <> 'promised' OR (recorded_at IS NULL AND reason IS NULL AND detail IS NULL
        AND finding IS NULL AND probability IS NULL AND probabilities IS NULL
        AND segmentation_confidence IS NULL AND flags IS NULL AND milliseconds IS NULL
        AND provenance IS NULL)),
      CHECK (status NOT IN ('classified', 'abstained')
        OR (finding IS NOT NULL AND probability IS NOT NULL AND provenance IS NOT NULL)),
      CHECK (status NOT IN ('skipped', 'failed') OR (reason IS NOT NULL AND finding IS NULL))
    ) STRICT;
    CREATE INDEX shadow_open ON shadow(id) WHERE status = 'promised';

    CREATE TABLE acceptance (
      id INTEGER PRIMARY KEY,
      accepted_at TEXT NOT NULL CHECK (accepted_at GLOB '????-??-??T??:??:??.???Z'),
      signed_by TEXT NOT NULL CHECK (trim(signed_by) <> ''),
      model TEXT NOT NULL CHECK (model <> ''),
      model_version TEXT NOT NULL CHECK (model_version <> ''),
      bundle_seal TEXT NOT NULL
        CHECK (length(bundle_seal) = 64 AND bundle_seal NOT GLOB '*[^0-9a-f]*'),
      file_hashes TEXT NOT NULL CHECK (json_type(file_hashes) = 'object'),
      labels_hash TEXT NOT NULL
        CHECK (length(labels_hash) = 64 AND labels_hash NOT GLOB '*[^0-9a-f]*'),
      films INTEGER NOT NULL CHECK (films > 0),
      figures TEXT NOT NULL CHECK (json_type(figures) = 'object'),
      demands TEXT NOT NULL CHECK (json_type(demands) = 'array'),
      program_version TEXT NOT NULL CHECK (program_version <> ''),
      engine TEXT NOT NULL CHECK (engine <> ''),
      engine_version TEXT NOT NULL CHECK (engine_version <> ''),
      precision TEXT NOT NULL CHECK (precision <> ''),
      machine_class TEXT NOT NULL CHECK (machine_class <> '')
    ) STRICT;
    CREATE INDEX acceptance_seal ON acceptance(bundle_seal, id);
    """#

  /// Triggers that keep history from being rewritten by mistake.
  static let guards = #"""
    CREATE TRIGGER shadow_begins_as_a_promise BEFORE INSERT ON shadow
      WHEN NEW.status <> 'promised'
      BEGIN SELECT RAISE(ABORT, 'a shadow''s reading is promised with its result'); END;
    CREATE TRIGGER shadow_is_recorded_once BEFORE UPDATE ON shadow
      WHEN OLD.status <> 'promised' OR NEW.status = 'promised'
      BEGIN SELECT RAISE(ABORT, 'a shadow''s reading is recorded once and never changed'); END;
    CREATE TRIGGER shadow_promise_is_never_changed BEFORE UPDATE OF
        id, result_id, promised_at, bundle_hash, model, model_version ON shadow
      BEGIN SELECT RAISE(ABORT, 'what a shadow was promised for never changes'); END;
    CREATE TRIGGER shadow_is_never_deleted BEFORE DELETE ON shadow
      BEGIN SELECT RAISE(ABORT, 'a shadow''s reading is never deleted'); END;
    CREATE TRIGGER acceptance_is_never_changed BEFORE UPDATE ON acceptance
      BEGIN SELECT RAISE(ABORT, 'an acceptance is never changed'); END;
    CREATE TRIGGER acceptance_is_never_deleted BEFORE DELETE ON acceptance
      BEGIN SELECT RAISE(ABORT, 'an acceptance is never deleted'); END;
    """#
}
