import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  claimsKey,
  cosign,
  formatNote,
  NoteError,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  toBase64,
  verifyConsistency,
  type Checkpoint,
  type Note,
  type NoteSigner,
  type Vkey,
} from '@daunguon/proof';
import { replaceFile } from '../durable-file.ts';
import { verifyEd25519Natively } from '../log/native-ed25519.ts';
import type { Alarms } from './alarms.ts';

/** What an organisation derived from its own peer. */
export interface OwnDerivation {
  size(): number;
  rootAt(size: number): Uint8Array;
  /** Whether the leaf before this size is a state leaf. */
  endsWithState(size: number): boolean;
  /** Monotonic milliseconds at which the first leaf from `size` on was derived; undefined when there is none. May forget what came before. */
  uncoveredSince(size: number): number | undefined;
  leafText(index: number): string;
}
export interface CosignerOptions {
  /** Folder of the newest cosigned checkpoints, one file a log. */
  readonly stateDir: string;
  readonly signer: NoteSigner;
  /** Keys of the logs that are cosigned; a key's name is its log's origin. */
  logKeys(): readonly Vkey[];
  readonly alarms: Alarms;
  /** Absent: a witness, which checks consistency only. Undefined for a log that is not this organisation's. */
  derivation?(origin: string): OwnDerivation | undefined;
  /** Milliseconds since 1970, and of a clock that never jumps. */
  now(): number;
  monotonic(): number;
}
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** How long a derived leaf may wait for a checkpoint that covers it. */
export const coverWithinMs = 60_000;

const say = (status: number, body: string, type = 'text/plain; charset=utf-8'): Answer => ({ status, type, body });
export const originHash = (origin: string): string => createHash('sha256').update(origin).digest('hex');
const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

/**
 * The decision to cosign (C2SP tlog-witness, trust.md §2). A witness demands that a log only ever grows. An organisation demands besides
 * that its own derivation has the same root, and that nothing it derived has waited more than a minute to be covered: else an old
 * head, signed again, would hide a revocation. The new state is on disk before the signature leaves.
 */
export class Cosigner {
  readonly #options: CosignerOptions;

  constructor(options: CosignerOptions) {
    this.#options = options;
    mkdirSync(options.stateDir, { recursive: true });
  }

  /** The newest checkpoint that was cosigned for this log, with both signatures. */
  newest(hash: string): string | undefined {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
    const file = join(this.#options.stateDir, hash);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  /** Answers one add-checkpoint request. Runs to its end before the next begins: nothing in it waits. */
  addCheckpoint(body: string): Answer {
    try {
      const { oldSize, proof, checkpoint: note } = parseAddCheckpoint(body);
      const { text, signatures } = parseNote(note);
      const checkpoint = parseCheckpoint(text);
      const keys = this.#options.logKeys().filter(({ name }) => name === checkpoint.origin);
      if (keys.length === 0) return say(404, 'this log is not known here\n');
      const line = signatures.find((signature) => keys.some((key) => claimsKey(signature, key)));
      const key = line && keys.find((candidate) => claimsKey(line, candidate));
      if (!line || !key || !verifyEd25519Natively(line.signature, Buffer.from(text), key.publicKey)) {
        return say(403, 'no valid signature of this log\n');
      }
      if (oldSize > checkpoint.size) return say(400, 'the old size is larger than the checkpoint\n');
      // Only the line that was verified is kept, as state or as evidence: the others could be anything, up to 128 kB of it.
      const signed: Note = { text, signatures: [line] };
      return this.#check(checkpoint, oldSize, proof, formatNote(signed)) ?? this.#sign(checkpoint, signed);
    } catch (error) {
      if (error instanceof NoteError) return say(400, `${error.message}\n`);
      throw error;
    }
  }

  /** The refusal, if any. */
  #check(checkpoint: Checkpoint, oldSize: bigint, proof: readonly Uint8Array[], note: string): Answer | undefined {
    const { origin, size, root } = checkpoint;
    const known = this.newest(originHash(origin));
    const last = known === undefined ? undefined : parseCheckpoint(parseNote(known).text);
    const lastSize = last?.size ?? 0n;
    if (oldSize !== lastSize) return say(409, `${lastSize}\n`, 'text/x.tlog.size');
    if (last !== undefined && size === lastSize && !equal(root, last.root)) {
      this.#alarm('fork', checkpoint, 'two heads of one size, both signed by the log', { first: known, second: note });
      return say(422, 'another root for the size that was cosigned\n');
    }
    const own = this.#options.derivation?.(origin);
    if (own === undefined && this.#options.derivation !== undefined) return say(404, 'this log is not derived here\n');
    // Before the proof, which its bringer may have spoilt: a head that the log signed over another root is worth its alarm anyway.
    const difference = own && this.#compare(own, checkpoint, note);
    if (difference !== undefined) return difference;
    if (oldSize === 0n || last === undefined) {
      if (proof.length > 0) return say(422, 'a proof from size 0 is empty\n');
    } else if (!verifyConsistency({ size1: lastSize, size2: size, root1: last.root, root2: root, proof })) {
      return say(422, 'the consistency proof does not verify\n');
    }
    // Last of all: whoever asks how long leaves beyond a head have waited gives up how long those before it have.
    return own && this.#uncovered(own, checkpoint, note);
  }

  #compare(own: OwnDerivation, checkpoint: Checkpoint, note: string): Answer | undefined {
    const size = Number(checkpoint.size);
    if (size > own.size()) return say(503, `derived ${own.size()} leaves so far\n`);
    const derived = own.rootAt(size);
    if (!equal(derived, checkpoint.root)) {
      const text = `another root for ${size} leaves than this organisation derived`;
      this.#alarm('root', checkpoint, text, {
        checkpoint: note,
        derivedRoot: toBase64(derived),
        derivedSize: own.size(),
      });
      return say(422, `${text}\n`);
    }
    if (size > 0 && !own.endsWithState(size)) {
      this.#alarm('no-state', checkpoint, `a checkpoint that does not end with a state leaf`, { checkpoint: note });
      return say(422, 'the last leaf is not a state\n');
    }
    return undefined;
  }

  #uncovered(own: OwnDerivation, checkpoint: Checkpoint, note: string): Answer | undefined {
    const size = Number(checkpoint.size);
    const since = own.uncoveredSince(size);
    if (since !== undefined && this.#options.monotonic() - since > coverWithinMs) {
      const text = `leaf ${size} has waited more than a minute to be covered`;
      this.#alarm('uncovered', checkpoint, text, {
        checkpoint: note,
        leaf: own.leafText(size),
        derivedSize: own.size(),
      });
      return say(422, `${text}\n`);
    }
    return undefined;
  }

  /** Raises the alarm also when nobody asks: leaves that no cosigned checkpoint covers after a minute. */
  watch(origin: string): void {
    const own = this.#options.derivation?.(origin);
    if (own === undefined) return;
    const known = this.newest(originHash(origin));
    const size = known === undefined ? 0 : Number(parseCheckpoint(parseNote(known).text).size);
    const since = own.uncoveredSince(size);
    if (since === undefined || this.#options.monotonic() - since <= coverWithinMs) return;
    const alarm = { origin, size, text: `leaf ${size} has waited more than a minute for a checkpoint` };
    const evidence = { checkpoint: known ?? null, leaf: own.leafText(size), derivedSize: own.size() };
    this.#options.alarms.raise({ kind: 'uncovered', ...alarm, evidence });
  }

  #alarm(
    kind: 'fork' | 'root' | 'no-state' | 'uncovered',
    checkpoint: Checkpoint,
    text: string,
    evidence: object,
  ): void {
    const { origin, size, root } = checkpoint;
    const about = kind === 'uncovered' ? String(size) : `${size}-${Buffer.from(root).toString('hex').slice(0, 16)}`;
    this.#options.alarms.raise({ kind, origin, size: Number(size), text, evidence: { ...evidence } }, about);
  }

  #sign({ origin }: Checkpoint, signed: Note): Answer {
    const { signer, stateDir, now } = this.#options;
    const line = cosign(signed.text, signer, Math.floor(now() / 1000));
    replaceFile(join(stateDir, originHash(origin)), formatNote(signed) + line);
    return say(200, line);
  }
}
