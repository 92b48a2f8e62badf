import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'; // prettier-ignore
import { join } from 'node:path';
import { moveFile, replaceFile } from '../../../durable-file.ts';
import { HttpProblem } from '../../../http/http-problem.ts';
import {
  isSealedFile,
  openSealed,
  writeSealed,
  type FileSubject,
  type OpenedFile,
} from '../../../vault/sealed-file.ts';
import { openSubjectKeys, type SubjectKeys } from '../../../vault/subject-keys.ts';
import { sniff, type FileType } from './sniff.ts';

export interface Received extends FileType {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it lies until it is kept or dropped, sealed under a key that this process alone has, in its memory. */
  readonly file: string;
  /** What is in it, to be closed. */
  open(): Promise<OpenedFile>;
}

/** Most bytes of a file, by its kind. */
export const mostBytes = { image: 80_000_000, video: 600_000_000, model: 150_000_000 } as const;

export interface StoredFile {
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** A key of its own for each file: where it is removed, no copy or backup of it opens any more. */
const whoseIs = (digest: string): FileSubject => ({
  subject: `media:${digest}`,
  about: `daunguon/heritage-file/v1 ${digest}`,
});

/** Bytes of media by their SHA-256, each sealed under a key of its own. A file is whole and on disk before it has its name. */
export interface MediaStore {
  /** Takes in a stream of unknown contents. @throws HttpProblem for a type that is not taken, for too many bytes, for nothing */
  receive(chunks: AsyncIterable<Uint8Array>): Promise<Received>;
  keep(received: Received): Promise<void>;
  drop(received: Received): void;
  /** Keeps what was made here; answers its digest. */
  put(bytes: Buffer): Promise<string>;
  /** Path of the sealed file, undefined where there is none. */
  path(digest: string): string | undefined;
  /** What is in it, to be closed; undefined where there is none. */
  open(digest: string): Promise<OpenedFile | undefined>;
  facts<Facts>(digest: string): Facts | undefined;
  putFacts(digest: string, facts: object): void;
  /** It came just now: an upload that is sent again has its whole day before nobody claims it. */
  touch(digest: string): void;
  /** Its key first: an interrupted removal leaves nothing that opens. */
  remove(digest: string): void;
  /** Puts a file aside: it is shown to nobody, and comes back by `restore` until it is dropped. */
  quarantine(digest: string, at: number): void;
  /** Whether there was one to bring back. */
  restore(digest: string): boolean;
  /** Everything that is kept, with the time it came. */
  all(): Iterable<StoredFile>;
  /** Everything that was put aside, with the time of that. */
  aside(): Iterable<StoredFile>;
  /** Seals what an earlier version left in clear; answers how many files. */
  sealEarlier(): Promise<number>;
}

export function openMediaStore(root: string, keys: Pick<SubjectKeys, 'seal' | 'open' | 'destroy'>): MediaStore {
  const incoming = join(root, 'incoming');
  // Of what lies there after a crash nobody has the key.
  const passing = openSubjectKeys(':memory:', randomBytes(32));
  // What a crash left half received belongs to nobody.
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true });
  const fileOf = (digest: string): string => join(root, digest.slice(0, 2), digest);
  const folderOf = (digest: string): void => void mkdirSync(join(root, digest.slice(0, 2)), { recursive: true });
  const aside = join(root, 'quarantine');
  mkdirSync(aside, { recursive: true });
  const asideOf = (digest: string): string => join(aside, digest);
  const move = (from: string, to: string): void => {
    if (exists(from)) renameSync(from, to);
  };
  function* filesIn(folder: string): Generator<StoredFile> {
    for (const digest of readdirSync(folder).filter(isDigest)) {
      const since = statSync(join(folder, digest), { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined) yield { digest, since };
    }
  }
  const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

  const receive = async (chunks: AsyncIterable<Uint8Array>): Promise<Received> => {
    const name = randomUUID();
    const file = join(incoming, name);
    const whose = { subject: 'incoming', about: name };
    const hash = createHash('sha256');
    let [bytes, head, type] = [0, Buffer.alloc(0), undefined as FileType | undefined];
    const looked = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        if (type === undefined) {
          head = Buffer.concat([head, chunk.subarray(0, 16)]);
          // A line may bring the first bytes one by one.
          if (head.length >= 16) {
            type = sniff(head);
            if (type === undefined) throw new HttpProblem('heritage/file-type');
          }
        }
        if (type !== undefined && bytes > mostBytes[type.kind])
          throw new HttpProblem('heritage/file-too-large', String(mostBytes[type.kind]));
        yield chunk;
      }
    };
    try {
      await writeSealed(file, looked(), passing, whose);
      if (type === undefined) throw new HttpProblem(bytes === 0 ? 'heritage/file-broken' : 'heritage/file-type');
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    const opened = async (): Promise<OpenedFile> => (await openSealed(file, passing, whose))!;
    return { ...(type as FileType), sha256: hash.digest('hex'), bytes, file, open: opened };
  };

  /** Seals `plain` in a draft, then gives it its name in one step. */
  const sealInto = async (digest: string, plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> => {
    const draft = join(incoming, randomUUID());
    try {
      await writeSealed(draft, plain, keys, whoseIs(digest));
      folderOf(digest);
      moveFile(draft, fileOf(digest));
    } finally {
      rmSync(draft, { force: true });
    }
  };

  const sealInPlace = async (file: string, digest: string): Promise<void> => {
    const draft = join(incoming, randomUUID());
    const since = statSync(file).mtime;
    try {
      await writeSealed(draft, createReadStream(file), keys, whoseIs(digest));
      // Removed, put aside or sent again meanwhile: what lies there then is left to the next start.
      if (statSync(file, { throwIfNoEntry: false })?.mtimeMs !== since.getTime()) return;
      utimesSync(draft, since, since);
      moveFile(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  };

  return {
    receive,
    keep: async ({ sha256, file, open }) => {
      const received = await open();
      try {
        await sealInto(sha256, received.parts());
      } finally {
        await received.close();
      }
      rmSync(file, { force: true });
    },
    drop: ({ file }) => rmSync(file, { force: true }),
    put: async (bytes) => {
      const digest = createHash('sha256').update(bytes).digest('hex');
      await sealInto(digest, [bytes]);
      return digest;
    },
    path: (digest) => (isDigest(digest) && exists(fileOf(digest)) ? fileOf(digest) : undefined),
    open: async (digest) =>
      isDigest(digest) && exists(fileOf(digest)) ? openSealed(fileOf(digest), keys, whoseIs(digest)) : undefined,
    facts: <Facts>(digest: string): Facts | undefined => {
      const file = `${fileOf(digest)}.json`;
      return isDigest(digest) && exists(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Facts) : undefined;
    },
    putFacts: (digest, facts) => replaceFile(`${fileOf(digest)}.json`, JSON.stringify(facts)),
    touch: (digest) => utimesSync(fileOf(digest), new Date(), new Date()),
    remove: (digest) => {
      keys.destroy(whoseIs(digest).subject);
      for (const file of [fileOf(digest), asideOf(digest)]) {
        rmSync(file, { force: true });
        rmSync(`${file}.json`, { force: true });
      }
    },
    quarantine: (digest, at) => {
      // The facts first: a file never lies anywhere without knowing what it is.
      move(`${fileOf(digest)}.json`, `${asideOf(digest)}.json`);
      move(fileOf(digest), asideOf(digest));
      utimesSync(asideOf(digest), new Date(at), new Date(at));
    },
    restore: (digest) => {
      if (!exists(asideOf(digest))) return false;
      folderOf(digest);
      if (!exists(`${fileOf(digest)}.json`)) move(`${asideOf(digest)}.json`, `${fileOf(digest)}.json`);
      move(asideOf(digest), fileOf(digest));
      return true;
    },
    *all() {
      for (const folder of readdirSync(root)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        yield* filesIn(join(root, folder));
      }
    },
    aside: () => filesIn(aside),
    async sealEarlier() {
      let sealed = 0;
      for (const [files, at] of [
        [this.all(), fileOf],
        [this.aside(), asideOf],
      ] as const)
        for (const { digest } of files)
          if (!(await isSealedFile(at(digest)))) {
            await sealInPlace(at(digest), digest);
            sealed += 1;
          }
      return sealed;
    },
  };
}
