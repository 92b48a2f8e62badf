import { join } from 'node:path';
import type { Narrative } from '@daunguon/records';
import { KeptContents, type KeptContent } from '../log/kept-contents.ts';
import { NumberedEntries } from '../log/numbered-entries.ts';
import type { ReportContent } from './report-content.ts';

export const reportFormats = ['pdf', 'docx', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];
export const reportTypes: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
};

/** What somebody wrote, one entry a saving; `writer` is their blinded account. */
export interface Draft {
  readonly version: number;
  readonly narrative: Narrative;
  readonly savedAt: string;
  readonly writer: string;
}

/** A report that was handed in, never changed; a later version replaces it and says why. */
export interface Final {
  readonly version: number;
  readonly content: ReportContent;
  readonly files: Readonly<Record<ReportFormat, KeptContent>>;
}

/** The PDF of a final report with a legal signature, one entry a signature. */
export interface SignedFile {
  readonly version: number;
  /** Version of the final report that was signed. */
  readonly of: number;
  readonly file: KeptContent;
  readonly signedAt: string;
}

/** So long an earlier draft can be looked up after it was saved; the newest of a report stays. */
const draftsKeptMs = 90 * 86_400_000;

const nameOf = (task: string, period: string): string => `${task}-${period}`;

/** Drafts, final reports and signed PDFs below one folder: entries by number, contents by their SHA-256. */
export class ReportStore {
  readonly #drafts: NumberedEntries<Draft>;
  readonly #finals: NumberedEntries<Final>;
  readonly #signed: NumberedEntries<SignedFile>;
  readonly #files: KeptContents;

  constructor(dir: string) {
    this.#drafts = new NumberedEntries(join(dir, 'drafts'));
    this.#finals = new NumberedEntries(join(dir, 'finals'));
    this.#signed = new NumberedEntries(join(dir, 'signed'));
    this.#files = new KeptContents(join(dir, 'files'));
    const finals = this.#finals.every().flatMap(({ files }) => reportFormats.map((format) => files[format].sha256));
    this.#files.sweep(new Set([...finals, ...this.#signed.every().map(({ file }) => file.sha256)]));
  }

  draftsOf(task: string, period: string): readonly Draft[] {
    return this.#drafts.versions(nameOf(task, period));
  }
  /** Undefined when somebody saved in between. */
  saveDraft(task: string, period: string, draft: Omit<Draft, 'version'>): Draft | undefined {
    return this.#drafts.add(nameOf(task, period), draft);
  }
  /** Deletes drafts that later ones have replaced, ninety days after they were saved: they are somebody’s words. */
  sweepDrafts(now: number): number {
    return this.#drafts.sweep(({ savedAt }) => Date.parse(savedAt) < now - draftsKeptMs);
  }
  /** Drafts of an earlier version had the account itself. */
  blindDrafts(tagOf: (subject: string) => string): void {
    this.#drafts.amend((draft) => {
      const { by, ...rest } = draft as Draft & { readonly by?: string };
      return by === undefined ? undefined : { ...rest, writer: tagOf(by) };
    });
  }
  finalsOf(task: string, period: string): readonly Final[] {
    return this.#finals.versions(nameOf(task, period));
  }
  /** Contents first, then the entry that names them. Undefined when somebody finished the same version in between. */
  finalise(content: ReportContent, contents: Readonly<Record<ReportFormat, Uint8Array>>): Final | undefined {
    const files = Object.fromEntries(reportFormats.map((format) => [format, this.#files.keep(contents[format])]));
    const final = { content, files: files as Final['files'] };
    return this.#finals.add(nameOf(content.task, content.period.id), final);
  }
  signedOf(task: string, period: string): readonly SignedFile[] {
    return this.#signed.versions(nameOf(task, period));
  }
  addSigned(task: string, period: string, of: number, pdf: Uint8Array, signedAt: string): SignedFile | undefined {
    return this.#signed.add(nameOf(task, period), { of, file: this.#files.keep(pdf), signedAt });
  }
  content({ sha256 }: KeptContent): Buffer {
    return this.#files.get(sha256);
  }
}
