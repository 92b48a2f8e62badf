import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { LeafError, parseLeaf, type RecordLeaf, type StateLeaf } from '../leaf/leaf.ts';
import { leafHash } from '../log/merkle.ts';
import type { MapProof } from '../map/map-proof.ts';
import { parseMapValue, type MapValue } from '../map/map-value.ts';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { parseNote } from '../note/note.ts';
import { NoteError } from '../note/note-error.ts';
import type { SerialLeaf } from '../serials/serial-proof.ts';
import { JsonReader } from './json-reader.ts';

/** A leaf that stands somewhere in the log, if its proof holds. */
export interface ParsedLeaf<Kind> {
  readonly leaf: Kind;
  /** RFC 6962 leaf hash. */
  readonly hash: Uint8Array;
  readonly index: bigint;
  readonly inclusion: readonly Uint8Array[];
}

export interface ParsedMap {
  readonly proof: MapProof;
  /** If the proof says that the key is in the map. */
  readonly value?: MapValue;
}

export interface ParsedBody {
  readonly body: unknown;
  readonly salt: string;
}

export interface ParsedAlias {
  readonly id: string;
  readonly record: ParsedLeaf<RecordLeaf>;
  readonly map: ParsedMap;
  readonly opening?: ParsedBody;
}

/** What one issue of labels shows of the scanned serial. */
export interface ParsedSerials {
  readonly issue: string;
  readonly leaves: readonly SerialLeaf[];
}

export interface Extension {
  readonly size: bigint;
  readonly proof: readonly Uint8Array[];
}

/** A bundle of the right shape; nothing in it is proven yet. */
export interface ParsedBundle {
  readonly id: string;
  readonly record?: ParsedLeaf<RecordLeaf>;
  readonly state: ParsedLeaf<StateLeaf>;
  readonly map: ParsedMap;
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** From the reader's head to the checkpoint. */
  readonly consistency?: Extension;
  /** From the checkpoint to the last head of a key epoch. */
  readonly epoch?: Extension;
  readonly opening?: ParsedBody;
  readonly sealed?: unknown;
  readonly alias?: ParsedAlias;
  readonly history: readonly (ParsedLeaf<RecordLeaf> & { readonly opening?: ParsedBody })[];
  /** Of the serial that was asked for. */
  readonly serials: readonly ParsedSerials[];
  /** From the anchored head to the checkpoint. */
  readonly anchor?: Extension;
  readonly stated?: unknown;
}

/** An RFC 6962 proof in a tree of fewer than 2^53 leaves is shorter. */
const maxProof = 64;
const maxHistory = 10_000;
const maxIssues = 1000;
/** As `parseNote`: room for post-quantum signatures, which a reader that does not know them must skip. */
const maxNote = 131_072;

const readProof = (reader: JsonReader): Uint8Array[] => reader.list(maxProof, (hash) => hash.hash());

const readLeaf = <Name extends 'record/1' | 'state/1'>(
  reader: JsonReader,
  name: Name,
  index: bigint,
): ParsedLeaf<Name extends 'record/1' ? RecordLeaf : StateLeaf> => {
  const text = reader.member('leaf');
  const bytes = utf8ToBytes(text.text());
  try {
    const leaf = parseLeaf(bytes);
    if (leaf.leaf !== name) return text.refuse(`a leaf ${name}`);
    return {
      leaf: leaf as Name extends 'record/1' ? RecordLeaf : StateLeaf,
      hash: leafHash(bytes),
      index,
      inclusion: readProof(reader.member('inclusion')),
    };
  } catch (error) {
    if (error instanceof LeafError) return text.refuse(`a leaf (${error.message})`);
    throw error;
  }
};

const readRecord = (reader: JsonReader): ParsedLeaf<RecordLeaf> =>
  readLeaf(reader, 'record/1', BigInt(reader.member('index').natural()));

const readStep = (reader: JsonReader): readonly [number, Uint8Array] => {
  const { value } = reader;
  if (!Array.isArray(value) || value.length !== 2) return reader.refuse('[bit, sibling]');
  const [bit, sibling] = value as [unknown, unknown];
  return [new JsonReader(bit, `${reader.pointer}/0`).natural(), new JsonReader(sibling, `${reader.pointer}/1`).hash()];
};

const readMap = (reader: JsonReader): ParsedMap => {
  const path = reader.member('path').list(256, readStep);
  const key = reader.member('key').optional((member) => member.hash());
  if (key === undefined) return { proof: { path } };
  const text = reader.member('value');
  if (text.absent) return { proof: { path, key, valueHash: reader.member('valueHash').hash() } };
  const value = parseMapValue(text.text()) ?? text.refuse('the JCS text of a map value');
  return { proof: { path, key, valueHash: sha256(utf8ToBytes(text.text())) }, value };
};

const readOpening = (reader: JsonReader): ParsedBody | undefined =>
  reader.member('salt').optional((salt) => ({
    body: reader.member('body').value,
    salt: salt.matching(/^[0-9a-f]{32}$/, '32 hexadecimal digits'),
  }));

const readExtension = (reader: JsonReader, size: string): Extension => ({
  size: BigInt(reader.member(size).natural()),
  proof: readProof(reader.member('proof')),
});

const readAlias = (reader: JsonReader): ParsedAlias => ({
  id: reader.member('id').text(),
  record: readRecord(reader.member('record')),
  map: readMap(reader.member('map')),
  opening: readOpening(reader),
});

const readSerials = (reader: JsonReader): ParsedSerials => ({
  issue: reader.member('issue').text(),
  leaves: reader.member('leaves').list(2, (leaf) => ({
    index: leaf.member('index').natural(),
    key: leaf.member('key').hash(),
    inclusion: readProof(leaf.member('inclusion')),
  })),
});

const readCheckpoint = (reader: JsonReader): { note: string; checkpoint: Checkpoint } => {
  const note = reader.text(maxNote);
  try {
    return { note, checkpoint: parseCheckpoint(parseNote(note).text) };
  } catch (error) {
    if (error instanceof NoteError) return reader.refuse(`a signed checkpoint (${error.message})`);
    throw error;
  }
};

/** Throws ShapeError unless the value has the shape of section 6. Unknown members are ignored. */
export const parseBundle = (json: unknown): ParsedBundle => {
  const reader = new JsonReader(json);
  reader.member('bundle').matching(/^daunguon\/1$/, 'daunguon/1');
  const { note, checkpoint } = readCheckpoint(reader.member('checkpoint'));
  const state = reader.member('state');
  return {
    id: reader.member('id').text(),
    record: reader.member('record').optional(readRecord),
    // An empty log has no state; its checkpoint proves nothing about any record.
    state: readLeaf(state, 'state/1', checkpoint.size - 1n),
    map: readMap(reader.member('map')),
    note,
    checkpoint,
    consistency: reader.member('consistency').optional((member) => readExtension(member, 'from')),
    epoch: reader.member('epoch').optional((member) => readExtension(member, 'toSize')),
    opening: readOpening(reader),
    sealed: reader.member('sealed').value,
    alias: reader.member('alias').optional(readAlias),
    history:
      reader
        .member('history')
        .optional((member) =>
          member.list(maxHistory, (version) => ({ ...readRecord(version), opening: readOpening(version) })),
        ) ?? [],
    serials: reader.member('serials').optional((member) => member.list(maxIssues, readSerials)) ?? [],
    anchor: reader.member('anchor').optional((member) => readExtension(member, 'size')),
    stated: reader.member('stated').value,
  };
};
