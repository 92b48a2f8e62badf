import { setTimeout as sleep } from 'node:timers/promises';
import {
  consistencyProof,
  formatCheckpoint,
  formatNote,
  openCheckpoint,
  parseNote,
  rootAt,
  satisfies,
  signCheckpoint,
  type Checkpoint,
  type NoteSigner,
  type TlogPolicy,
} from '@daunguon/proof';
import type { CheckpointStore, PublishedCheckpoint } from './checkpoint-store.ts';
import { CosignClient, CosignRefused, type Proposal } from './cosign-client.ts';
import { sha256, type LogReader } from './log-store.ts';
import { verifyEd25519Natively } from './native-ed25519.ts';

export interface PublisherOptions {
  readonly log: LogReader & { sync(): void };
  readonly checkpoints: CheckpointStore;
  /** The log's key, and while it is changed the one that is to take its place, of the same name: then checkpoints carry both signatures. */
  signers(): readonly [NoteSigner, ...NoteSigner[]];
  /** Quorum and cosigners; undefined until the trust policy exists. */
  policy(): TlogPolicy | undefined;
  /** Called after a checkpoint was published. */
  published(checkpoint: PublishedCheckpoint): void;
  /** How often to look for something new; and how old a published head gets before it is signed again. Milliseconds. */
  readonly everyMs?: number;
  readonly renewMs?: number;
  /** How long one round waits for cosigners, and how long after the quorum for the slower ones. Milliseconds. */
  readonly roundMs?: number;
  readonly graceMs?: number;
}
export type CosignerState = 'signed' | 'late' | 'refused' | 'unreachable';

const signedBy = (signers: readonly NoteSigner[], checkpoint: Checkpoint): string =>
  formatNote({
    text: formatCheckpoint(checkpoint),
    signatures: signers.flatMap((signer) => parseNote(signCheckpoint(checkpoint, signer)).signatures),
  });

/** The published checkpoint no longer is a prefix of this log: nothing more may be signed. */
class ForkError extends Error {
  constructor(size: number) {
    super(`the log's root at ${size} is not the published one`);
    this.name = 'ForkError';
  }
}

/**
 * Publishes checkpoints: everything on disk first, then the log's signature, then cosignatures from all cosigners at once, and
 * only what satisfies the quorum becomes visible. A cosigner that is slow or dead holds up nobody but a missing quorum.
 */
export class Publisher {
  readonly #options: Required<PublisherOptions>;
  readonly #clients = new Map<string, CosignClient>();
  /** Of the last round that has ended: in the middle of one nobody has signed. */
  #states: ReadonlyMap<string, CosignerState> = new Map();
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #publishedAt = -Infinity;
  /** Keys that signed the newest checkpoint of this process. */
  #publishedBy = '';
  #trouble = '';
  /** What was said of each cosigner, so that a state that lasts is written to the log once and not twice a second. */
  readonly #complaints = new Map<string, string>();

  constructor(options: PublisherOptions) {
    this.#options = { everyMs: 500, renewMs: 300_000, roundMs: 10_000, graceMs: 250, ...options };
  }

  /** What each cosigner of the policy did in the last round. */
  cosigners(): ReadonlyMap<string, CosignerState> {
    return this.#states;
  }

  /** Why the last round published nothing though it was due; empty when it did. */
  trouble(): string {
    return this.#trouble;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** One round: publishes a checkpoint when there is something new, a key was changed, or the last one is old. True if it did. */
  async publish(): Promise<boolean> {
    const { log, checkpoints } = this.#options;
    const signers = this.#options.signers();
    const keys = signers.map(({ vkey }) => vkey).join();
    const policy = this.#options.policy();
    const size = log.size();
    const before = checkpoints.newest();
    const isOld = performance.now() - this.#publishedAt >= this.#options.renewMs;
    const isDue = size > (before?.size ?? 0) || isOld || keys !== this.#publishedBy;
    if (policy === undefined || size === 0 || !isDue) return false;
    const root = (leaves: number): Uint8Array => rootAt(BigInt(leaves), log.nodes, sha256);
    if (before !== undefined && (before.size > size || !Buffer.from(root(before.size)).equals(before.root))) {
      throw new ForkError(before.size);
    }
    log.sync();
    const proofs = new Map<number, readonly Uint8Array[]>();
    const proposal: Proposal = {
      size,
      note: signedBy(signers, { origin: signers[0].name, size: BigInt(size), root: root(size) }),
      consistency: (oldSize) => {
        // All cosigners but those that were away ask for the same one.
        const proof = proofs.get(oldSize) ?? consistencyProof(BigInt(oldSize), BigInt(size), log.nodes, sha256);
        proofs.set(oldSize, proof);
        return proof;
      },
    };
    const note = await this.#cosigned(proposal, policy);
    if (note === undefined) return false;
    if (!checkpoints.publish(note)) throw new Error('another process publishes in this folder');
    [this.#publishedAt, this.#publishedBy] = [performance.now(), keys];
    const published = checkpoints.newest();
    if (published !== undefined) this.#options.published(published);
    return true;
  }

  /** The note with enough cosignatures, each verified; undefined when the quorum was not met in time. */
  async #cosigned(proposal: Proposal, policy: TlogPolicy): Promise<string | undefined> {
    const { roundMs, graceMs } = this.#options;
    const lines = new Map<string, string>();
    const states = new Map<string, CosignerState>();
    const round = new AbortController();
    const signal = AbortSignal.any([round.signal, this.#stop.signal, AbortSignal.timeout(roundMs)]);
    const isEnough = (): boolean => satisfies(policy, policy.quorum, (name) => lines.has(name));
    const ask = async (name: string, client: CosignClient): Promise<void> => {
      states.set(name, 'late');
      try {
        const line = await client.cosign(proposal, signal);
        // Only what verifies under the policy's key is kept: a bad line would spoil the whole note.
        if (!openCheckpoint(proposal.note + line, policy, verifyEd25519Natively).cosigned.has(name))
          throw new Error(`${name}: foreign signature`);
        lines.set(name, line);
        states.set(name, 'signed');
        this.#complaints.delete(name);
      } catch (error) {
        if (round.signal.aborted) return;
        states.set(name, error instanceof CosignRefused ? 'refused' : 'unreachable');
        this.#complain(name, error as Error);
      }
    };
    const asked = this.#clientsOf(policy).map(([name, client]) => ask(name, client));
    await new Promise<void>((resolve) => {
      const look = (): unknown => (isEnough() ? setTimeout(resolve, graceMs) : undefined);
      for (const answer of asked) void answer.then(look);
      void Promise.all(asked).then(() => resolve());
    });
    const note = isEnough() ? proposal.note + [...lines.values()].join('') : undefined;
    round.abort();
    this.#states = states;
    if (note === undefined) {
      const missing = [...states].filter(([, state]) => state !== 'signed').map(([name]) => name);
      this.#say(`no quorum for ${proposal.size} leaves; missing: ${missing.join(', ')}`);
    } else this.#trouble = '';
    return note;
  }

  #clientsOf(policy: TlogPolicy): [string, CosignClient][] {
    return [...policy.witnesses].flatMap(([name, { url }]) => {
      if (url === undefined) return [];
      const client = this.#clients.get(name) ?? new CosignClient(name, url);
      this.#clients.set(name, client);
      return [[name, client] as [string, CosignClient]];
    });
  }

  #complain(name: string, error: Error): void {
    const text = `cosigner ${name}: ${error.message}`;
    if (this.#complaints.get(name) !== text && !this.#stop.signal.aborted) console.error(text);
    this.#complaints.set(name, text);
  }

  #say(text: string): void {
    if (this.#trouble === text || this.#stop.signal.aborted) return;
    this.#trouble = text;
    console.error('publisher:', text);
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.publish().catch((error: unknown) => this.#say((error as Error).message));
      await sleep(this.#options.everyMs, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }
}
