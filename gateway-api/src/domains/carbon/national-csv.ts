import { DomainError, nationalSchema, parseCommand, type BlockBody, type ImportNationalCodes } from '@daunguon/records';
import { csvLines, explained, type WrongLine } from './csv-lines.ts';

type Code = ImportNationalCodes['codes'][number];
/** A block as the file may name it: by its record id or by its serials. */
export interface KnownBlock {
  readonly id: string;
  readonly serial: string;
  readonly state: BlockBody['state'];
  readonly national?: BlockBody['national'];
}
export interface NationalFile {
  readonly rows: number;
  /** Right lines that the ledger has already. */
  readonly known: number;
  readonly errorCount: number;
  /** The first hundred. */
  readonly errors: readonly WrongLine[];
  /** What `Carbon:ImportNationalCodes` has to be told; empty while any line is wrong. */
  readonly codes: readonly Code[];
}

const columns = {
  block: ['block', 'lô', 'serial', 'sê-ri'],
  domesticCode: ['domesticCode', 'mã trong nước'],
  nationalSerial: ['nationalSerial', 'số sê-ri quốc gia'],
  nationalRegistryStatus: ['nationalRegistryStatus', 'trạng thái quốc gia'],
  vsdcStatus: ['vsdcStatus', 'trạng thái vsdc'],
} as const;

/** What is given out already, and what the lines before gave. */
class Given {
  readonly #holders = new Map<string, Set<string>>();
  add(said: string, block: string): void {
    this.#holders.set(said, (this.#holders.get(said) ?? new Set()).add(block));
  }
  toOthersThan(said: string, block: string): boolean {
    return [...(this.#holders.get(said) ?? [])].some((holder) => holder !== block);
  }
}

/**
 * Reads the ministry's codes against the blocks there are; every line is read, whatever is wrong with others. The ledger decides again: this is to
 * know before anything is signed. Lines that the ledger has already are left out, so that the rest of a broken-off import goes on with the same file.
 */
export function readNationalCsv(bytes: Uint8Array, blocks: Iterable<KnownBlock>): NationalFile {
  const { lines, wrong, rows } = csvLines(bytes, columns);
  const byName = new Map<string, KnownBlock>();
  const given = new Given();
  for (const block of blocks) {
    byName.set(block.id, block);
    // A split block's serials are never those of a part.
    byName.set(block.serial, block);
    if (block.national === undefined || block.state === 'superseded') continue;
    given.add(`code ${block.national.domesticCode}`, block.id);
    if (block.national.nationalSerial !== undefined) given.add(`serial ${block.national.nationalSerial}`, block.id);
  }
  const seen = new Set<string>();
  const errors: WrongLine[] = [...wrong];
  const codes: Code[] = [];
  let known = 0;
  const codeOf = ({ block: named, ...cells }: Readonly<Record<keyof typeof columns, string>>): Code | undefined => {
    const block = byName.get(named.toUpperCase()) ?? byName.get(named);
    if (block === undefined) throw new DomainError('carbon/not-found', named);
    if (block.state === 'superseded') throw new DomainError('carbon/block-state', `${named}: superseded`);
    if (seen.has(block.id)) throw new DomainError('carbon/block-twice', named);
    seen.add(block.id);
    const filled = Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ''));
    const national = parseCommand(nationalSchema, filled);
    const { domesticCode, nationalSerial } = national;
    const before = block.national;
    if (before !== undefined && before.domesticCode !== domesticCode) {
      throw new DomainError('carbon/national-code-fixed', before.domesticCode);
    }
    const codeTaken = before === undefined && given.toOthersThan(`code ${domesticCode}`, block.id);
    if (codeTaken) throw new DomainError('carbon/national-code-used', domesticCode);
    if (nationalSerial !== undefined && given.toOthersThan(`serial ${nationalSerial}`, block.id)) {
      throw new DomainError('carbon/national-code-used', nationalSerial);
    }
    given.add(`code ${domesticCode}`, block.id);
    if (nationalSerial !== undefined) given.add(`serial ${nationalSerial}`, block.id);
    const same = Object.entries(national).every(([name, value]) => before?.[name as keyof typeof before] === value);
    return same ? undefined : { block: block.id, ...national };
  };
  for (const { line, cells } of lines) {
    try {
      const code = codeOf(cells);
      if (code === undefined) known += 1;
      else codes.push(code);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [field] = error.errors;
      const told = field === undefined ? ([error.code, error.subject] as const) : ([field.detail, field.pointer.slice(1)] as const); // prettier-ignore
      errors.push({ line, ...explained(...told) });
    }
  }
  errors.sort((a, b) => a.line - b.line);
  const right = errors.length === 0;
  return {
    rows,
    known,
    errorCount: errors.length,
    errors: errors.slice(0, 100),
    codes: right ? codes : [],
  };
}
