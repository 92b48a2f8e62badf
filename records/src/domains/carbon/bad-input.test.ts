import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand } from '../../parse-command.ts';
import { carbonCommands } from './carbon.ts';
import { auditCarbon } from './carbon-audit.ts';
import type { CarbonCommand, CarbonCommandName } from './carbon-rules.ts';
import {
  approved,
  decision,
  digest,
  emptyLedger,
  idOf,
  issued,
  monitoring,
  people,
  project,
  refusalOf,
  registered,
  retirement,
  type MemoryLedger,
  type PersonName,
} from './carbon-fixtures.ts';
import type { CarbonBlock } from './block-rules.ts';
import type { PlotState } from './plot-rules.ts';
import { checkRange, cutRange, takeRange } from './serial-range.ts';

let ledger: MemoryLedger;
beforeEach(async () => {
  ledger = emptyLedger();
  await registered(ledger, 'P');
  await issued(ledger, '1', 'P', 2024, '30');
});
const refused = <Name extends CarbonCommandName>(
  name: Name,
  who: PersonName,
  command: Omit<CarbonCommand<Name>, 'requestId'>,
) => refusalOf(ledger.run(name, who, command));
const block = (label: string) => ledger.record<CarbonBlock>(label).body;
const B1 = idOf('B1');

describe('ranges', () => {
  test.each([
    ['reversed', ['10', '9'], 'carbon/range-reversed'],
    ['negative', ['-5', '9'], 'carbon/range-malformed'],
    ['zero', ['0', '9'], 'carbon/range-malformed'],
    ['with a fraction', ['1.5', '9'], 'carbon/range-malformed'],
    ['with an exponent', ['1e3', '9000'], 'carbon/range-malformed'],
    ['of 19 digits', ['1', '1000000000000000000'], 'carbon/range-malformed'],
    ['counted with one end only', ['1', '29251', '29250'], 'carbon/range-miscounted'],
  ])('%s are refused', async (_name, [start = '', end = '', count], code) => {
    expect(await refusalOf(() => checkRange(start, end, count))).toBe(code);
  });

  test('beyond 2^53 stay exact to the unit', () => {
    const [first, rest] = cutRange({ start: '9007199254740993', end: '9007199254740999' }, 3n);
    expect([first, rest]).toEqual([
      { start: '9007199254740993', end: '9007199254740995' },
      { start: '9007199254740996', end: '9007199254740999' },
    ]);
    expect(checkRange('9007199254740993', '9007199254740999', '7')).toBeDefined();
  });

  test('beyond 18 digits end the series', async () => {
    expect(await refusalOf(() => takeRange(10n ** 18n - 1n, 2n))).toBe('carbon/serials-exhausted');
  });

  test('a number of JSON is no quantity: it may have been rounded before anybody sees it', async () => {
    const split = { requestId: idOf('Q'), id: B1, first: 2 ** 53 + 2, parts: [idOf('X'), idOf('Y')] };
    expect(await refusalOf(() => parseCommand(carbonCommands.SplitBlock, split))).toBe('registry/invalid-command');
  });

  test.each(['0', '27', '28'])(
    'a split that leaves an empty part or takes more is refused: %s of 27',
    async (first) => {
      expect(await refused('SplitBlock', 'owner', { id: B1, first, parts: [idOf('X'), idOf('Y')] })).toBe(
        'carbon/split-quantity',
      );
    },
  );

  test('overlapping ones cannot be asked for: the counter gives the next, also in the next issuance of the same year', async () => {
    const half = { from: '2023-07-01', until: '2023-12-31' };
    await ledger.run('SubmitMonitoring', 'owner', { ...monitoring('M2', 'P', 2023, '5'), until: '2023-06-30' });
    await ledger.run('SubmitMonitoring', 'owner', { ...monitoring('M3', 'P', 2023, '5'), ...half });
    for (const label of ['M2', 'M3']) {
      await ledger.run('VerifyMonitoring', 'verifier', { id: idOf(label), tonnes: '5', reportDigest: digest });
      await ledger.run('ApproveMonitoring', 'authority', { id: idOf(label), decision });
      await ledger.run('IssueUnits', 'authority', {
        ...{ id: idOf(`S${label}`), monitoring: idOf(label), block: idOf(`B${label}`), buffer: idOf(`P${label}`) },
      });
    }
    expect([block('BM2'), block('PM2'), block('BM3'), block('PM3')].map(({ start, end }) => `${start}-${end}`)).toEqual(
      [...['1-4', '5-5', '6-9', '10-10']],
    );
  });
});

describe('monitoring', () => {
  test.each([
    ['the same period', '2024-01-01', '2024-12-31'],
    ['one day in common', '2024-12-31', '2025-02-01'],
    ['a period inside', '2024-05-01', '2024-05-02'],
  ])('overlapping periods are refused: %s', async (_name, from, until) => {
    const asked = { ...monitoring('M9', 'P', 2024, '5'), from, until };
    expect(await refused('SubmitMonitoring', 'owner', asked)).toBe('carbon/period-overlaps');
  });

  test('a rejected period is free again, the same verification of another registry is not', async () => {
    const origin = { registry: 'VCS', id: '1001-2023' };
    await ledger.run('SubmitMonitoring', 'owner', { ...monitoring('M2', 'P', 2023, '5'), origin });
    await ledger.run('RejectMonitoring', 'verifier', { id: idOf('M2'), reason: 'Thiếu số liệu' });
    expect(await refused('SubmitMonitoring', 'owner', monitoring('M3', 'P', 2023, '5'))).toBe('accepted');
    expect(await refused('SubmitMonitoring', 'owner', { ...monitoring('M4', 'P', 2022, '5'), origin })).toBe(
      'carbon/origin-known',
    );
  });

  test('a vintage outside its period, a period in the future and one outside the crediting period are refused', async () => {
    const asked = (change: object) =>
      refused('SubmitMonitoring', 'owner', { ...monitoring('M9', 'P', 2023, '5'), ...change });
    expect(await asked({ vintage: 2024 })).toBe('carbon/vintage-outside');
    expect(await asked({ until: '2027-01-01' })).toBe('registry/period-invalid');
    expect(await asked({ from: '2019-01-01', vintage: 2019 })).toBe('carbon/outside-crediting');
  });

  test('a verifier who owns, by a branch’s tax code or a declared parent, is refused; so is an authority that verified', async () => {
    await ledger.run('SubmitMonitoring', 'owner', monitoring('M2', 'P', 2023, '5'));
    const verify = { id: idOf('M2'), tonnes: '5', reportDigest: digest };
    const kins = { ...monitoring('M3', 'P', 2022, '5'), verifier: people.kin.unit };
    await ledger.run('SubmitMonitoring', 'owner', kins);
    expect(await refused('VerifyMonitoring', 'kin', { ...verify, id: idOf('M3') })).toBe('carbon/same-legal-entity');
    expect(await refused('VerifyMonitoring', 'owner', verify)).toBe('registry/role-not-allowed');
    const parent = ['3600000001'];
    expect(await refused('VerifyMonitoring', 'verifier', { ...verify, parents: parent })).toBe(
      'carbon/same-legal-entity',
    );
    await ledger.run('VerifyMonitoring', 'verifier', { ...verify, parents: ['0300000009'] });
    const approve = { id: idOf('M2'), decision, parents: ['0300000009-001'] };
    expect(await refused('ApproveMonitoring', 'authority', approve)).toBe('carbon/same-legal-entity');
    expect(await refused('VerifyMonitoring', 'verifier', verify)).toBe('carbon/monitoring-stage');
  });

  test('only the appointed verifier verifies or rejects; the authority rejects at any step before the issuance', async () => {
    const asked = (verifier: string) =>
      refused('SubmitMonitoring', 'owner', { ...monitoring('M2', 'P', 2023, '5'), verifier });
    expect([await asked(people.buyer.unit), await asked(idOf('N0B0DY'))]).toEqual([
      ...['carbon/verifier-unknown', 'carbon/verifier-unknown'],
    ]);
    expect(await asked(people.verifier.unit)).toBe('accepted');
    const verify = { id: idOf('M2'), tonnes: '5', reportDigest: digest };
    const reject = (who: PersonName) => refused('RejectMonitoring', who, { id: idOf('M2'), reason: 'Thiếu số liệu' });
    expect([await refused('VerifyMonitoring', 'other', verify), await reject('other')]).toEqual([
      ...['carbon/not-appointed', 'carbon/not-appointed'],
    ]);
    await ledger.run('VerifyMonitoring', 'verifier', verify);
    expect(await reject('other')).toBe('carbon/not-appointed');
    await ledger.run('ApproveMonitoring', 'authority', { id: idOf('M2'), decision });
    expect([await reject('verifier'), await reject('other')]).toEqual([
      ...['carbon/monitoring-stage', 'carbon/not-appointed'],
    ]);
    expect(await reject('authority')).toBe('accepted');
    expect(await reject('authority')).toBe('carbon/monitoring-stage');
  });

  test('more than the owner claims, and an issuance before approval or twice, are refused', async () => {
    await ledger.run('SubmitMonitoring', 'owner', monitoring('M2', 'P', 2023, '5'));
    const verify = { id: idOf('M2'), tonnes: '6', reportDigest: digest };
    expect(await refused('VerifyMonitoring', 'verifier', verify)).toBe('carbon/more-than-claimed');
    const issue = (period: string) => ({
      ...{ id: idOf('S9'), monitoring: idOf(period), block: idOf('B9'), buffer: idOf('P9') },
    });
    expect(await refused('IssueUnits', 'authority', issue('M2'))).toBe('carbon/monitoring-stage');
    expect(await refused('IssueUnits', 'authority', issue('M1'))).toBe('carbon/monitoring-stage');
  });
});

describe('blocks', () => {
  const everyStep: readonly [CarbonCommandName, PersonName, (id: string) => object][] = [
    ['SplitBlock', 'owner', (id) => ({ id, first: '1', parts: [idOf('X'), idOf('Y')] })],
    ['TransferBlock', 'owner', (id) => ({ id, to: people.buyer.unit })],
    ['AcceptTransfer', 'buyer', (id) => ({ id })],
    ['BlockUnits', 'authority', (id) => ({ id, reason: 'Tranh chấp' })],
    ['UnblockUnits', 'authority', (id) => ({ id, reason: 'Xong' })],
    ['RetireBlock', 'owner', (id) => retirement('RX', id)],
    ['CancelBlock', 'owner', (id) => ({ id, kind: 'voluntary', reason: 'Thôi' })],
    ['CancelBlock', 'authority', (id) => ({ id, kind: 'issued-in-error', reason: 'Cấp sai' })],
    ['RequestExport', 'owner', (id) => ({ id, country: 'SG', acquirer: 'Bên mua' })],
    ['ReleaseBuffer', 'authority', (id) => ({ id, reason: 'Xong' })],
  ];
  test.each(['retired', 'cancelled', 'superseded', 'exported'] as const)(
    'no command moves a block that is %s',
    async (last) => {
      if (last === 'retired') await ledger.run('RetireBlock', 'owner', retirement('R1', B1));
      if (last === 'cancelled') await ledger.run('CancelBlock', 'owner', { id: B1, kind: 'voluntary', reason: 'Thôi' });
      if (last === 'superseded')
        await ledger.run('SplitBlock', 'owner', { id: B1, first: '7', parts: [idOf('B7'), idOf('B8')] });
      if (last === 'exported') {
        await ledger.run('DeclareAdjustment', 'authority', { id: B1, declaration: 'committed' });
        await ledger.run('RequestExport', 'owner', { id: B1, country: 'SG', acquirer: 'Bên mua' });
        const approval = { ...decision, date: '2026-11-25', digest };
        await ledger.run('DecideExport', 'authority', { id: B1, approval });
      }
      expect(block('B1').state).toBe(last);
      for (const [name, who, command] of everyStep) {
        expect([name, await refused(name, who, command(B1) as never)]).toEqual([name, 'carbon/block-state']);
      }
    },
  );

  test('a transfer to a closed account, to nobody and to oneself is refused', async () => {
    const to = (unit: string) => refused('TransferBlock', 'owner', { id: B1, to: unit });
    expect(await to(people.closed.unit)).toBe('carbon/account-closed');
    expect(await to(people.verifier.unit)).toBe('carbon/account-closed');
    expect(await to(idOf('N0B0DY'))).toBe('carbon/account-closed');
    expect(await to(people.owner.unit)).toBe('carbon/transfer-to-self');
  });

  test('a transfer is taken by its recipient only, and the sender has no say over what was given', async () => {
    await ledger.run('TransferBlock', 'owner', { id: B1, to: people.buyer.unit });
    expect(await refused('AcceptTransfer', 'owner', { id: B1 })).toBe('carbon/not-recipient');
    await ledger.run('AcceptTransfer', 'buyer', { id: B1 });
    expect(await refused('RetireBlock', 'owner', retirement('R1', B1))).toBe('carbon/other-owner');
    expect(block('B1')).not.toHaveProperty('transfer');
  });

  test('the authority blocks and cancels what is on its way to a recipient, who then takes nothing', async () => {
    const transfer = () => ledger.run('TransferBlock', 'owner', { id: B1, to: people.buyer.unit });
    await transfer();
    expect(await refused('BlockUnits', 'authority', { id: B1, reason: 'Tranh chấp' })).toBe('accepted');
    expect(block('B1')).toMatchObject({ state: 'blocked', dispute: { reason: 'Tranh chấp' } });
    expect(block('B1')).not.toHaveProperty('transfer');
    expect(await refused('AcceptTransfer', 'buyer', { id: B1 })).toBe('carbon/block-state');
    await ledger.run('UnblockUnits', 'authority', { id: B1, reason: 'Xong' });
    expect(ledger.record<CarbonBlock>('B1')).toMatchObject({ owner: people.owner.unit, body: { state: 'active' } });
    await transfer();
    const cancel = { id: B1, kind: 'issued-in-error' as const, reason: 'Cấp sai' };
    expect(await refused('CancelBlock', 'authority', cancel)).toBe('accepted');
    expect(block('B1')).not.toHaveProperty('transfer');
    expect(await refused('AcceptTransfer', 'buyer', { id: B1 })).toBe('carbon/block-state');
    expect(auditCarbon(ledger.history).findings).toEqual([]);
  });

  test('of two retirements of one block at the same moment one is committed', async () => {
    const [one, two] = [
      await ledger.propose('RetireBlock', people.owner, retirement('R1', B1)),
      await ledger.propose('RetireBlock', people.owner, retirement('R2', B1)),
    ];
    expect([ledger.commit(one, people.owner), ledger.commit(two, people.owner)]).toEqual([true, false]);
    expect(await refused('RetireBlock', 'owner', retirement('R2', B1))).toBe('carbon/block-state');
    expect(ledger.records('carbon/retirement')).toHaveLength(1);
  });

  test.each([
    ['no beneficiary', { beneficiary: undefined }],
    ['no name', { beneficiary: { ...retirement('R1', B1).beneficiary, name: '' } }],
    ['a natural person', { beneficiary: { ...retirement('R1', B1).beneficiary, type: 'person' } }],
    ['no period', { periodFrom: undefined }],
    ['no purpose', { purpose: undefined }],
  ])('a retirement with %s is refused by name', async (_name, change) => {
    const command = JSON.parse(JSON.stringify({ requestId: idOf('Q'), ...retirement('R1', B1), ...change }));
    expect(await refusalOf(() => parseCommand(carbonCommands.RetireBlock, command))).toBe('registry/invalid-command');
  });

  test('the pool’s units are neither sold nor retired, and a reversal takes exactly as many as were lost', async () => {
    const P1 = idOf('P1');
    expect(await refused('RetireBlock', 'owner', retirement('R1', P1))).toBe('carbon/other-owner');
    expect(await refused('SplitBlock', 'owner', { id: P1, first: '1', parts: [idOf('X'), idOf('Y')] })).toBe(
      'carbon/other-owner',
    );
    const lost = {
      ...{ id: idOf('REV'), project: idOf('P'), blocks: [P1], reason: 'Cháy rừng', occurredOn: '2026-11-01' },
      evidenceDigest: digest,
    };
    expect(await refused('ReverseUnits', 'authority', { ...lost, quantity: '2' })).toBe('carbon/reversal-quantity');
    expect(await refused('ReverseUnits', 'authority', { ...lost, quantity: '3', blocks: [B1] })).toBe(
      'carbon/block-state',
    );
    expect(await refused('ReverseUnits', 'authority', { ...lost, quantity: '3' })).toBe('accepted');
    expect([block('P1').state, block('B1').state]).toEqual(['cancelled', 'active']);
  });
});

describe('export', () => {
  const approval = { ...decision, date: '2026-11-25', digest };
  const exporting = () => ledger.run('RequestExport', 'owner', { id: B1, country: 'SG', acquirer: 'Bên mua' });
  const declare = (declaration: 'committed' | 'not-required') =>
    ledger.run('DeclareAdjustment', 'authority', { id: B1, declaration });

  test('without approval, with one older than the issuance or of tomorrow, is refused', async () => {
    await declare('committed');
    await exporting();
    const decide = (change: object) => refused('DecideExport', 'authority', { id: B1, ...change });
    expect(await decide({})).toBe('carbon/approval-missing');
    expect(await decide({ approval, refusal: 'Không' })).toBe('carbon/approval-missing');
    expect(await decide({ approval: { ...approval, date: '2026-11-24' } })).toBe('carbon/approval-date');
    expect(await decide({ approval: { ...approval, date: '2026-11-26' } })).toBe('carbon/approval-date');
    expect(await refused('DecideExport', 'owner', { id: B1, approval })).toBe('registry/role-not-allowed');
    expect(await decide({ approval })).toBe('accepted');
    expect(block('B1')).toMatchObject({ state: 'exported', adjustment: { status: 'pending' } });
  });

  test('without a committed adjustment is refused: absent data is a failed check', async () => {
    await exporting();
    expect(await refused('DecideExport', 'authority', { id: B1, approval })).toBe('carbon/adjustment-not-committed');
  });

  test('a committed adjustment excludes counting at home, and completes once', async () => {
    await declare('committed');
    const offset = { ...retirement('R1', B1), purpose: 'domestic-offset' as const };
    expect(await refused('RetireBlock', 'owner', offset)).toBe('carbon/adjustment-committed');
    expect(await refused('DeclareAdjustment', 'authority', { id: B1, declaration: 'not-required' })).toBe(
      'carbon/adjustment-step',
    );
    await exporting();
    await ledger.run('DecideExport', 'authority', { id: B1, approval });
    const complete = () => refused('CompleteAdjustment', 'authority', { id: B1, evidenceDigest: digest });
    expect([await complete(), await complete()]).toEqual(['accepted', 'carbon/adjustment-step']);
  });

  test('a domestic code is given once, also after its block was cancelled', async () => {
    const code = (of: string, domesticCode = 'VN-1') =>
      refused('ImportNationalCodes', 'authority', { codes: [{ block: idOf(of), domesticCode }] } as never);
    expect(await code('B1')).toBe('accepted');
    await ledger.run('CancelBlock', 'owner', { id: B1, kind: 'voluntary', reason: 'Thôi' });
    expect(await code('P1')).toBe('carbon/national-code-used');
    expect(await code('B1', 'VN-2')).toBe('carbon/national-code-fixed');
  });
});

describe('codes of the ministry', () => {
  const give = (...codes: readonly [of: string, domesticCode: string, nationalSerial?: string][]) =>
    refused('ImportNationalCodes', 'authority', {
      codes: codes.map(([of, domesticCode, nationalSerial]) => ({
        ...{ block: idOf(of), domesticCode, ...(nationalSerial === undefined ? {} : { nationalSerial }) },
      })),
    } as never);
  const split = (of: string, first: string, one: string, two: string) =>
    ledger.run('SplitBlock', 'owner', { id: idOf(of), first, parts: [idOf(one), idOf(two)] });

  test('after a split the parts keep the domestic code, and get national serials of their own', async () => {
    expect(await give(['B1', 'VN-1', 'VN-1-27'])).toBe('accepted');
    await split('B1', '7', 'BA', 'BB');
    expect([block('BA').national, block('BB').national]).toEqual([{ domesticCode: 'VN-1' }, { domesticCode: 'VN-1' }]);
    expect(await give(['B1', 'VN-1'])).toBe('carbon/block-state');
    expect(await give(['BA', 'VN-2'])).toBe('carbon/national-code-fixed');
    // Both parts in one import, and again with another status.
    expect(await give(['BA', 'VN-1', 'VN-1-7'], ['BB', 'VN-1', 'VN-8-27'])).toBe('accepted');
    expect(await give(['BA', 'VN-1', 'VN-1-7'])).toBe('accepted');
    expect(await give(['BA', 'VN-1'])).toBe('accepted');
    expect(block('BA').national).toEqual({ domesticCode: 'VN-1', nationalSerial: 'VN-1-7' });
    expect(await give(['P1', 'VN-1'])).toBe('carbon/national-code-used');
    expect(auditCarbon(ledger.history).findings).toEqual([]);
  });

  test('one code or one serial for two blocks, also within one import, and one block twice are refused', async () => {
    expect(await give(['B1', 'VN-1'], ['P1', 'VN-1'])).toBe('carbon/national-code-used');
    expect(await give(['B1', 'VN-1', 'S'], ['P1', 'VN-2', 'S'])).toBe('carbon/national-code-used');
    expect(await give(['B1', 'VN-1'], ['B1', 'VN-1'])).toBe('carbon/block-twice');
    expect(block('B1')).not.toHaveProperty('national');
    await give(['B1', 'VN-1', 'S']);
    expect(await give(['P1', 'VN-2', 'S'])).toBe('carbon/national-code-used');
  });

  test('the audit names a code or a serial that two blocks have', () => {
    const named = (label: string, national: object) => {
      const state = ledger.record<CarbonBlock>(label);
      return { ...state, version: state.version + 1, body: { ...state.body, national } };
    };
    const of = (...versions: object[]) => auditCarbon([...ledger.history, ...(versions as never[])]).findings;
    expect(of(named('B1', { domesticCode: 'VN-1' }), named('P1', { domesticCode: 'VN-1' }))).toMatchObject([
      { rule: 'national' },
    ]);
    const serial = { nationalSerial: 'S' };
    expect(
      of(named('B1', { domesticCode: 'VN-1', ...serial }), named('P1', { domesticCode: 'VN-2', ...serial })),
    ).toMatchObject([{ rule: 'national' }]);
  });
});

describe('the pool', () => {
  test('takes a whole batch where its share rounds up to it: nothing is left without an issuance', async () => {
    await issued(ledger, '2', 'P', 2023, '1');
    expect(ledger.record('S2').body).toMatchObject({ quantity: '1', buffer: { quantity: '1' } });
    expect(ledger.record('S2').body).not.toHaveProperty('block');
    expect([block('P2').state, ledger.record('B2')]).toEqual(['buffer', undefined]);
    await ledger.run('ReleaseBuffer', 'authority', { id: idOf('P2'), reason: 'Xong' });
    expect(block('P2').state).toBe('active');
  });

  test('has no block of a project without a rate, named or not, and must be named where there is one', async () => {
    await registered(ledger, 'P0', 0);
    await issued(ledger, '3', 'P0', 2024, '5');
    expect([block('B3').quantity, ledger.record('P3')]).toEqual(['5', undefined]);
    await approved(ledger, 'M4', 'P', 2022, '5');
    const issue = { id: idOf('S4'), monitoring: idOf('M4'), block: idOf('B4') };
    expect(await refused('IssueUnits', 'authority', issue)).toBe('carbon/buffer-block');
  });

  test('and its share are always the batch, whatever was verified and whatever the rate', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt(1n, 10n ** 18n - 1n), fc.nat(9999), async (tonnes, rate) => {
        const own = emptyLedger();
        await registered(own, 'P', rate);
        await issued(own, '1', 'P', 2024, String(tonnes));
        const { findings, issued: batch, totals } = auditCarbon(own.history);
        expect([findings, batch, totals.active + totals.buffer]).toEqual([[], tonnes, tonnes]);
        expect(totals.buffer * 10_000n >= tonnes * BigInt(rate)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('double claims', () => {
  const plot = (label: string, of: string) => ({
    ...{ id: idOf(label), project: idOf(of), name: 'Thửa 1', commune: '26425', areaM2: 10_000 },
    ...{ polygonE7: [[0, 0], [0, 9], [9, 9], [0, 0]] as [number, number][], growingArea: idOf('AREA') }, // prettier-ignore
  });

  test('a growing area that another project claimed waits for a person; nothing is issued meanwhile', async () => {
    await registered(ledger, 'P2', 1000, 'owner');
    await ledger.run('AddPlot', 'owner', plot('L1', 'P'));
    await ledger.run('AddPlot', 'owner', plot('L2', 'P2'));
    expect(ledger.record<PlotState>('L1').status).toBe('active');
    expect(ledger.record<PlotState>('L2')).toMatchObject({
      status: 'held',
      body: { suspicion: { other: idOf('L1') } },
    });
    await approved(ledger, 'M2', 'P2', 2024, '5');
    const issue = { id: idOf('S2'), monitoring: idOf('M2'), block: idOf('B2'), buffer: idOf('P5') };
    expect(await refused('IssueUnits', 'authority', issue)).toBe('carbon/double-claim-undecided');
    const decide = { id: idOf('L2'), outcome: 'confirmed' as const, reason: 'Trùng thửa' };
    expect(await refused('DecidePlot', 'owner', decide)).toBe('registry/role-not-allowed');
    await ledger.run('DecidePlot', 'authority', decide);
    expect(ledger.record<PlotState>('L2').status).toBe('revoked');
    expect(await refused('IssueUnits', 'authority', issue)).toBe('accepted');
    expect(await refused('DecidePlot', 'authority', decide)).toBe('carbon/plot-not-suspect');
  });

  test('a project or its origin is registered once', async () => {
    const origin = { registry: 'VCS', projectId: '1001' };
    await ledger.run('SubmitProject', 'owner', { ...project('PA', 'DN-A'), origin });
    expect(await refused('SubmitProject', 'buyer', { ...project('PB', 'DN-B'), origin })).toBe('carbon/project-known');
    expect(await refused('SubmitProject', 'buyer', project('PC', 'DN-A'))).toBe('carbon/project-known');
  });
});
