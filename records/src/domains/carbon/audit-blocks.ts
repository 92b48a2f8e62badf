import { last, type AuditedVersion, type Found, type Latest, type Versions } from './audit-parts.ts';
import { terminalStates, type BlockBody, type BlockState, type RetirementBody, type ReversalBody } from './block.ts';
import { unitsIn } from './serial-range.ts';

/** Steps a block may take from one version to the next. */
const steps: Readonly<Record<BlockState, readonly BlockState[]>> = {
  active: ['active', 'pending-transfer', 'blocked', 'pending-export', 'retired', 'cancelled', 'superseded'],
  'pending-transfer': ['active', 'pending-transfer', 'blocked', 'cancelled'],
  blocked: ['active', 'blocked', 'cancelled'],
  buffer: ['buffer', 'active', 'cancelled', 'superseded'],
  'pending-export': ['active', 'pending-export', 'exported'],
  retired: ['retired'],
  cancelled: ['cancelled'],
  exported: ['exported'],
  superseded: ['superseded'],
};
/** What no version of a block changes. */
const fixed = ['project', 'projectCode', 'vintage', 'start', 'end', 'quantity', 'issuance', 'issuanceTime'] as const;

/** One block through all of its versions: its range, its steps, its certificate, its way abroad. */
export const auditBlock = (
  id: string,
  versions: readonly AuditedVersion<BlockBody>[],
  latest: Latest,
  retirements: Versions<RetirementBody>,
  reversals: Versions<ReversalBody>,
  found: Found,
): void => {
  const { body } = last(versions);
  const units = unitsIn(body);
  if (units < 1n || String(units) !== body.quantity)
    found('ranges', id, `${body.start}–${body.end} ≠ ${body.quantity}`);
  versions.forEach((state, index) => {
    const before = versions[index - 1]?.body;
    if (before === undefined) return;
    if (state.version !== index + 1) found('states', id, `version ${state.version} after ${index}`);
    if (!steps[before.state].includes(state.body.state)) found('states', id, `${before.state} → ${state.body.state}`);
    const changed = fixed.find((field) => before[field] !== state.body[field]);
    if (changed !== undefined) found('states', id, `${changed} changed`);
    if (terminalStates.includes(before.state) && state.owner !== versions[index - 1]?.owner)
      found('states', id, 'owner changed');
    if (before.firstTransferAt !== undefined && before.firstTransferAt !== state.body.firstTransferAt) {
      found('adjustment', id, 'first transfer changed');
    }
  });
  if (body.state === 'superseded') auditSplit(id, body, latest, found);
  if (body.state === 'retired') {
    const certificate = retirements.get(body.retirement ?? '');
    if (certificate?.[0]?.body.block !== id) found('retirement', id, 'retired without its certificate');
    else if (certificate[0].body.purpose !== 'voluntary' && body.adjustment?.declaration === 'committed') {
      found('adjustment', id, 'counted at home and committed to another country');
    }
  }
  const fromPool = versions.at(-2)?.body.state === 'buffer' && body.state === 'cancelled';
  if (fromPool && !reversals.has(body.cancellation?.reversal ?? ''))
    found('buffer', id, 'left the pool without a reversal');
  if (body.state === 'exported') {
    const { approval } = body.export ?? {};
    if (approval === undefined || approval.date < body.issuanceTime.slice(0, 10))
      found('adjustment', id, 'no approval after issuance');
    if (body.firstTransferAt === undefined || body.adjustment?.declaration !== 'committed') {
      found('adjustment', id, 'exported without commitment or first transfer');
    }
  }
};

const inherited = ['project', 'vintage', 'issuance', 'issuanceTime'] as const;

const auditSplit = (
  id: string,
  { parts = ['', ''], ...parent }: Partial<BlockBody>,
  latest: Latest,
  found: Found,
): void => {
  const [one, two] = [latest.get(parts[0])?.body, latest.get(parts[1])?.body];
  if (one === undefined || two === undefined) return found('split', id, 'a part is missing');
  const exact = one.start === parent.start && two.end === parent.end && BigInt(one.end) + 1n === BigInt(two.start);
  if (!exact) found('split', id, `${one.start}–${one.end}, ${two.start}–${two.end}`);
  for (const part of [one, two]) {
    if (part.parent !== id || inherited.some((field) => part[field] !== parent[field]))
      found('split', id, 'a part is not of it');
  }
};

/** A split block's parts share its domestic code, whoever first had it is who it was given to; a national serial no two blocks share. */
export const auditNational = (latest: Latest, found: Found): void => {
  const given = new Map<string, string>();
  const once = (said: string, holder: string, id: string): void => {
    const other = given.get(said) ?? holder;
    if (other !== holder) found('national', id, `${said} is ${other}’s`);
    given.set(said, other);
  };
  for (const { id, body } of latest.values()) {
    if (body.national === undefined || body.state === 'superseded') continue;
    const { domesticCode, nationalSerial } = body.national;
    once(`code ${domesticCode}`, firstWithCode(id, domesticCode, latest), id);
    if (nationalSerial !== undefined) once(`serial ${nationalSerial}`, id, id);
  }
};

const firstWithCode = (id: string, code: string, latest: Latest): string => {
  const parent = latest.get(id)?.body.parent;
  const inherited = parent !== undefined && latest.get(parent)?.body.national?.domesticCode === code;
  return inherited ? firstWithCode(parent, code, latest) : id;
};
