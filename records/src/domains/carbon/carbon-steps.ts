/** Random commands on a ledger that holds carbon: the same for the rules in memory and for clients of a network. */
import fc from 'fast-check';
import type { RecordState, RecordType } from '../../record-state.ts';
import type { BlockState } from './block.ts';
import type { CarbonBlock } from './block-rules.ts';
import { decision, digest, people, retirement, type PersonName } from './carbon-fixtures.ts';
import type { CarbonCommand, CarbonCommandName } from './carbon-rules.ts';
import type { MonitoringState } from './monitoring-rules.ts';

/** A random step: what, by whom, on which of the blocks or periods that there are, how much. */
export interface Step {
  readonly what: number;
  readonly who: PersonName;
  readonly pick: number;
  readonly amount: number;
}
const names = Object.keys(people) as PersonName[];
export const stepOf = fc.record({
  what: fc.nat(26),
  who: fc.constantFrom(...names),
  pick: fc.nat(1_000),
  amount: fc.integer({ min: 0, max: 12 }),
});
/** Whose step it is: mostly the right person's, so that many steps are accepted; in a third of them anybody's. */
export const senderOf = ({ pick, who }: Step, right: PersonName): PersonName => (pick % 3 === 0 ? who : right);
export type Send = <Name extends CarbonCommandName>(
  name: Name,
  right: PersonName,
  command: Omit<CarbonCommand<Name>, 'requestId'>,
) => Promise<unknown>;

/** Where the steps are taken: the ledger in memory, or what a client has seen of a network's. */
export interface Scene {
  readonly project: string;
  readonly units: Readonly<Record<PersonName, string>>;
  /** Newest version of each record of a type, at least one block. */
  records<State extends RecordState>(type: RecordType): State[];
  fresh(): string;
  /** ISO 8601 date of the ledger's clock. */
  readonly today: string;
  /** A monitoring period by a number below 1,000: two may overlap. */
  period(pick: number): Pick<CarbonCommand<'SubmitMonitoring'>, 'from' | 'until' | 'vintage'>;
}

const beginsWith: Readonly<Record<number, BlockState>> = {
  ...{ 3: 'active', 5: 'pending-transfer', 6: 'pending-transfer', 7: 'pending-transfer', 8: 'active', 9: 'blocked' },
  ...{ 14: 'active', 15: 'active', 16: 'active', 17: 'pending-export', 18: 'pending-export', 19: 'exported' },
  ...{ 20: 'buffer', 21: 'buffer' },
};

/** The step as a command on what the ledger has. */
export const take = (scene: Scene, { what, pick, amount }: Step, send: Send): Promise<unknown> => {
  const { fresh, today, units } = scene;
  const all = scene.records<CarbonBlock>('carbon/block');
  // Mostly a block that is where the step begins; else any, also one that is retired.
  const begins = all.filter(({ body }) => body.state === beginsWith[what]);
  const blocks = pick % 4 === 0 || begins.length === 0 ? all : begins;
  const block = blocks[pick % blocks.length] as CarbonBlock;
  const id = block.id;
  const holder: PersonName = block.owner === units.buyer ? 'buyer' : 'owner';
  const recipient: PersonName = block.body.transfer?.to === units.buyer ? 'buyer' : 'owner';
  const stage = ['submitted', 'verified', 'approved'][what - 23];
  const periods = scene.records<MonitoringState>('carbon/monitoring');
  const there = periods.filter(({ body }) => body.stage === stage);
  const choice = there.length === 0 ? periods : there;
  const { id: period = '', body } = choice[pick % choice.length] ?? {};
  switch (what) {
    case 0:
    case 1:
    case 2:
      return send('SplitBlock', block.body.state === 'buffer' ? 'authority' : holder, {
        ...{ id, first: String(amount), parts: [fresh(), fresh()] },
      });
    case 3:
    case 4:
      return send('TransferBlock', holder, { id, to: units[names[amount % names.length] ?? 'buyer'] });
    case 5:
    case 6:
      return send('AcceptTransfer', recipient, { id });
    case 7:
      return send('ReturnTransfer', amount > 6 ? recipient : holder, { id });
    case 8:
      return send('BlockUnits', 'authority', { id, reason: 'Tranh chấp' });
    case 9:
      return send('UnblockUnits', 'authority', { id, reason: 'Đã xử lý' });
    case 10:
    case 11:
      return send('RetireBlock', holder, {
        ...retirement('X', id),
        ...{ id: fresh(), purpose: amount > 6 ? 'voluntary' : 'domestic-offset' },
      });
    case 12:
      return send('CancelBlock', holder, { id, kind: 'voluntary', reason: 'Tự nguyện' });
    case 13:
      return send('CancelBlock', 'authority', { id, kind: 'issued-in-error', reason: 'Cấp sai' });
    case 14:
    case 15:
      return send('DeclareAdjustment', 'authority', { id, declaration: amount > 2 ? 'committed' : 'not-required' });
    case 16:
      return send('RequestExport', holder, { id, country: 'SG', acquirer: 'Bên mua' });
    case 17:
    case 18:
      return send('DecideExport', 'authority', {
        ...{ id, ...(amount > 3 ? { approval: { ...decision, date: today, digest } } : { refusal: 'Thiếu' }) },
      });
    case 19:
      return send('CompleteAdjustment', 'authority', { id, evidenceDigest: digest });
    case 20:
      return send('ReverseUnits', 'authority', {
        ...{ id: fresh(), project: block.body.project, quantity: block.body.quantity, blocks: [id] },
        ...{ reason: 'Cháy rừng', occurredOn: '2026-11-01', evidenceDigest: digest },
      });
    case 21:
      return send('ReleaseBuffer', 'authority', { id, reason: 'Hết thời gian' });
    case 22:
      return send('SubmitMonitoring', 'owner', {
        ...{ id: fresh(), project: scene.project, ...scene.period(pick), tonnes: String(amount + 1) },
        ...{ reportDigest: digest, verifier: units.verifier },
      });
    case 23:
      return amount > 2
        ? send('VerifyMonitoring', 'verifier', { id: period, tonnes: body?.tonnes ?? '7', reportDigest: digest })
        : send('RejectMonitoring', amount === 0 ? 'authority' : 'verifier', { id: period, reason: 'Sai số liệu' });
    case 24:
      return send('ApproveMonitoring', 'authority', { id: period, decision });
    case 25: {
      const nationalSerial = amount % 2 === 0 ? {} : { nationalSerial: `S-${pick % 9}` };
      const code = { block: id, domesticCode: block.body.national?.domesticCode ?? `VN-${amount}`, ...nationalSerial };
      return send('ImportNationalCodes', 'authority', { codes: [code] });
    }
    default:
      return send('IssueUnits', 'authority', { id: fresh(), monitoring: period, block: fresh(), buffer: fresh() });
  }
};
