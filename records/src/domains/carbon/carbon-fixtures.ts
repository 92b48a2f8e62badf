import { recordKey, type Actor, type RecordDraft, type RecordState } from '../../record-state.ts';
import type { Outcome } from '../../outcome.ts';
import type { Capability } from '../registry/registry.ts';
import { standingKey, type UnitStanding } from '../registry/unit-standing.ts';
import { carbonRules, type CarbonCommand, type CarbonCommandName } from './carbon-rules.ts';
import type { Reads } from './reads.ts';

/** A readable id for tests: 26 characters that end in the label. */
export const idOf = (label: string): string => label.padStart(26, '0');
export const txTime = '2026-11-25T08:00:00.000Z';
export const digest = 'd'.repeat(64);
export const decision = { number: '12/QĐ', date: '2026-11-20', authority: 'Sở Nông nghiệp và Môi trường' };

const actorOf = (role: string, unit: string, msp = 'AgriMSP'): Actor => ({
  msp,
  role,
  unit: idOf(unit),
  signing: 'own',
});
/** Two owners and a third whose account is closed, two verifiers and one of the first owner's legal entity, the authority. */
export const people = {
  owner: actorOf('project-owner', '0WNER'),
  buyer: actorOf('project-owner', 'BVYER', 'TechMSP'),
  closed: actorOf('project-owner', 'C105ED'),
  verifier: actorOf('verifier', 'VER', 'TechMSP'),
  other: actorOf('verifier', '0THER'),
  kin: actorOf('verifier', 'K1N'),
  authority: actorOf('authority', 'AVTH'),
} as const;
export type PersonName = keyof typeof people;

const accounts: Record<PersonName, { may: Capability; taxCode: string; until?: string }> = {
  owner: { may: 'carbon:own', taxCode: '3600000001' },
  buyer: { may: 'carbon:own', taxCode: '3600000002' },
  closed: { may: 'carbon:own', taxCode: '3600000003', until: '2026-06-01T00:00:00Z' },
  verifier: { may: 'carbon:verify', taxCode: '3600000004' },
  other: { may: 'carbon:verify', taxCode: '3600000005' },
  kin: { may: 'carbon:verify', taxCode: '3600000001-001' },
  authority: { may: 'carbon:authority', taxCode: '3600000006' },
};

interface Versioned {
  readonly value: unknown;
  readonly version: number;
}
/** What a transaction read, by version, and what it wants to write. */
export interface Proposal {
  readonly reads: ReadonlyMap<string, number>;
  readonly outcome: Outcome;
}

/** The ledger's state with Fabric's rule: a transaction whose reads have changed meanwhile is not committed. */
export class MemoryLedger {
  readonly #state: Map<string, Versioned>;
  /** Every version of every record, in the order of their commits. */
  readonly history: RecordState[];

  constructor(from?: MemoryLedger) {
    this.#state = new Map(from === undefined ? [] : from.#state);
    this.history = from === undefined ? [] : [...from.history];
  }

  /** The rule's decision on the present state; nothing is written. */
  async propose<Name extends CarbonCommandName>(
    name: Name,
    actor: Actor,
    command: Omit<CarbonCommand<Name>, 'requestId'>,
    time = txTime,
  ): Promise<Proposal> {
    const reads = new Map<string, number>();
    const entry = async <Value>(key: string): Promise<Value | undefined> => {
      const found = this.#state.get(key);
      reads.set(key, found?.version ?? 0);
      return found?.value as Value | undefined;
    };
    const ledger: Reads = {
      ...{ actor, txTime: time, entry },
      record: async (id) => (id === undefined ? undefined : entry<RecordState>(recordKey(id))),
    };
    const sent = { requestId: idOf('Q'), ...command } as unknown as CarbonCommand<Name>;
    return { reads, outcome: await carbonRules[name](sent, ledger) };
  }

  /** False where another transaction wrote first what this one read. */
  commit({ reads, outcome }: Proposal, actor: Actor, time = txTime): boolean {
    for (const [key, version] of reads) if ((this.#state.get(key)?.version ?? 0) !== version) return false;
    for (const { key, value } of outcome.entries) this.put(key, value);
    for (const draft of outcome.next) this.save(draft, actor, time);
    return true;
  }

  async run<Name extends CarbonCommandName>(
    name: Name,
    who: PersonName,
    command: Omit<CarbonCommand<Name>, 'requestId'>,
    time = txTime,
  ): Promise<Outcome> {
    const proposal = await this.propose(name, people[who], command, time);
    this.commit(proposal, people[who], time);
    return proposal.outcome;
  }

  put(key: string, value: unknown): void {
    this.#state.set(key, { value, version: (this.#state.get(key)?.version ?? 0) + 1 });
  }

  save(draft: RecordDraft, by: Actor, ts: string): void {
    const state = { ...draft, salt: '0'.repeat(32), commitment: '0'.repeat(64), ts, by };
    this.put(recordKey(draft.id), state);
    this.history.push(state);
  }

  record<State extends RecordState = RecordState>(label: string): State {
    return this.#state.get(recordKey(idOf(label)))?.value as State;
  }

  records<State extends RecordState>(type: string): State[] {
    const found: State[] = [];
    for (const { value } of this.#state.values()) {
      if ((value as RecordState | undefined)?.type === type) found.push(value as State);
    }
    return found;
  }
}

/** Units with their accounts and a growing area; nothing of the domain yet. */
export const emptyLedger = (): MemoryLedger => {
  const ledger = new MemoryLedger();
  for (const [name, { may, taxCode, until = '2030-01-01T00:00:00Z' }] of Object.entries(accounts)) {
    const actor = people[name as PersonName];
    const grants = [{ accreditation: idOf('ACC'), may: [may], from: '2026-01-01T00:00:00Z', until }];
    ledger.put(standingKey(actor.unit), { msp: actor.msp, commune: '26425', grants } satisfies UnitStanding);
    const body = { name, kind: 'project-owner', commune: '26425', taxCode, organisation: actor.msp };
    ledger.save(
      { id: actor.unit, type: 'registry/unit', version: 1, status: 'active', owner: actor.unit, body },
      actor,
      txTime,
    );
  }
  const area = { type: 'origin/growing-area', version: 1, status: 'active', owner: idOf('0WNER'), body: {} } as const;
  ledger.save({ id: idOf('AREA'), ...area }, people.owner, txTime);
  return ledger;
};

export const project = (label: string, code: string, bufferBps = 1000) =>
  ({
    ...{ id: idOf(label), code, name: 'Nông lâm kết hợp', methodology: 'VM0047', sector: 'AFOLU', bufferBps },
    ...{ kind: 'removal-nature', commune: '26425', creditingFrom: '2020-01-01', creditingUntil: '2040-12-31' },
    coveredByNdc: 'inside' as const,
  }) as CarbonCommand<'SubmitProject'>;

/** A registered project of `who`. */
export const registered = async (ledger: MemoryLedger, label: string, bufferBps = 1000, who: PersonName = 'owner') => {
  await ledger.run('SubmitProject', who, project(label, `DN-${label}`, bufferBps));
  await ledger.run('MoveProject', 'verifier', { id: idOf(label), to: 'validated', reportDigest: digest });
  await ledger.run('MoveProject', 'authority', { id: idOf(label), to: 'registered', decision });
};

export const monitoring = (label: string, of: string, year: number, tonnes: string) => ({
  ...{ id: idOf(label), project: idOf(of), from: `${year}-01-01`, until: `${year}-12-31`, vintage: year, tonnes },
  ...{ reportDigest: digest, verifier: people.verifier.unit },
});

/** An approved monitoring period. */
export const approved = async (ledger: MemoryLedger, label: string, of: string, year: number, tonnes: string) => {
  await ledger.run('SubmitMonitoring', 'owner', monitoring(label, of, year, tonnes));
  await ledger.run('VerifyMonitoring', 'verifier', { id: idOf(label), tonnes, reportDigest: digest });
  await ledger.run('ApproveMonitoring', 'authority', { id: idOf(label), decision });
};

/** `tonnes` issued: block `B…`, of which the tenth is in the pool as `P…`. */
export const issued = async (ledger: MemoryLedger, label: string, of: string, year: number, tonnes: string) => {
  await approved(ledger, `M${label}`, of, year, tonnes);
  await ledger.run('IssueUnits', 'authority', {
    ...{ id: idOf(`S${label}`), monitoring: idOf(`M${label}`), block: idOf(`B${label}`), buffer: idOf(`P${label}`) },
  });
};

export const retirement = (label: string, block: string): Omit<CarbonCommand<'RetireBlock'>, 'requestId'> => ({
  ...{ id: idOf(label), block, purpose: 'voluntary', periodFrom: '2026-01-01', periodUntil: '2026-06-30' },
  beneficiary: { name: 'Công ty Xanh', type: 'company', idHash: digest, country: 'VN' },
});

/** Two batches, a part of one with the buyer, and an approved period to issue. */
export const tradingLedger = async (): Promise<MemoryLedger> => {
  const ledger = emptyLedger();
  await registered(ledger, 'P');
  await issued(ledger, '1', 'P', 2024, '30');
  await issued(ledger, '2', 'P', 2025, '20');
  await approved(ledger, 'M3', 'P', 2023, '9');
  await ledger.run('TransferBlock', 'owner', { id: idOf('B2'), to: people.buyer.unit });
  await ledger.run('AcceptTransfer', 'buyer', { id: idOf('B2') });
  await ledger.run('SplitBlock', 'owner', { id: idOf('B1'), first: '6', parts: [idOf('B1A'), idOf('B1B')] });
  await ledger.run('DeclareAdjustment', 'authority', { id: idOf('B1A'), declaration: 'committed' });
  await ledger.run('RequestExport', 'owner', { id: idOf('B1A'), country: 'SG', acquirer: 'Bên mua' });
  return ledger;
};

/** The code of the DomainError with which `work` is refused. */
export const refusalOf = async (work: Promise<unknown> | (() => unknown)): Promise<string> => {
  try {
    await (typeof work === 'function' ? work() : work);
    return 'accepted';
  } catch (error) {
    return String((error as { code?: unknown }).code ?? error);
  }
};
