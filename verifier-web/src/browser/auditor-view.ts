import type { Step, Verification } from '@daunguon/proof';
import type { Label } from '../check/label.ts';
import type { Checked, Lookup } from '../check/look-up.ts';
import type { Outcome } from '../check/outcome.ts';
import { objectField } from '../check/body-fields.ts';
import { organisationName } from '../check/organisations.ts';
import { formatTime } from '../check/said.ts';
import type { Said } from '../check/said.ts';
import { cosignersOf } from '../check/cosigners.ts';
import { resultWords, stepWords } from '../check/step-words.ts';
import { anchorSection } from './anchor-check.ts';
import { h, say, timeTag } from './dom.ts';
import { evidenceDownloads } from './evidence-download.ts';
import type { LoadedPolicy } from './policy.ts';
import { stepInputs } from './step-inputs.ts';
import type { StepInput } from './step-inputs.ts';

/** For those who check for themselves: every step with its result and inputs, who signed when, and the evidence as files. */
export function auditorView(outcome: Outcome, loaded: LoadedPolicy | null, label: Label): HTMLElement {
  if (outcome.kind !== 'looked-up' || loaded === null)
    return section({
      vi: 'Chưa có chính sách tin cậy nên chưa kiểm bước nào.',
      en: 'No trust policy: no step was checked.',
    });
  const { lookup } = outcome;
  const { best } = lookup;
  return h(
    'section',
    { class: 'card auditor', 'aria-label': say({ vi: 'Chi tiết kiểm chứng', en: 'Details of the check' }) },
    h('h2', {}, say({ vi: 'Chi tiết kiểm chứng', en: 'Details of the check' })),
    sources(lookup),
    ...(best === null
      ? []
      : [...checked(best, loaded, label), evidenceDownloads(best, lookup.known?.note ?? null, loaded, label)]),
    h(
      'p',
      { class: 'hint' },
      say({
        vi: 'Kiểm lại trên máy khác, không cần trang này: npx daunguon-verify <tệp bằng chứng>.',
        en: 'Repeat it elsewhere, without this page: npx daunguon-verify <evidence file>.',
      }),
    ),
  );
}

function section(said: Said): HTMLElement {
  return h('section', { class: 'card auditor' }, h('p', {}, say(said)));
}

function checked(best: Checked, loaded: LoadedPolicy, label: Label): HTMLElement[] {
  const { bundle, verification } = best;
  const { steps } = verification;
  return [
    h('h3', {}, say({ vi: 'Các bước', en: 'Steps' })),
    h(
      'ol',
      { class: 'steps' },
      ...steps.map((step) => stepItem(step, stepInputs(step.name, bundle, verification, loaded.policy))),
    ),
    h('h3', {}, say({ vi: 'Ai đã ký điểm chốt', en: 'Who signed the checkpoint' })),
    cosigners(bundle, verification, loaded),
    ...recordRows(verification),
    ...toldRows(bundle),
    ...anchorSection(label, best, loaded),
  ];
}

function stepItem({ name, result, detail }: Step, given: StepInput[]): HTMLElement {
  const inputs = given.map(([label, text]) =>
    h('div', {}, h('p', { class: 'hint' }, label), h('pre', { tabindex: 0, 'aria-label': label }, text)),
  );
  return h(
    'li',
    { class: `step-${result}`, 'data-step': name, 'data-result': result },
    h('p', {}, h('strong', {}, say(resultWords[result])), ` · ${say(stepWords[name])} `, h('code', {}, name)),
    detail === undefined ? null : h('p', { class: 'hint' }, detail),
    inputs.length === 0
      ? null
      : h('details', {}, h('summary', {}, say({ vi: 'Dữ liệu của bước', en: 'Inputs of this step' })), ...inputs),
  );
}

/** Each witness of the policy with the time under its signature; who did not sign stands there too. */
function cosigners(bundle: unknown, { confirmedBy }: Verification, { policy }: LoadedPolicy): HTMLElement {
  const rows = cosignersOf(bundle, policy).map(({ witness, timestamp }) => {
    const name = policy.names.get(witness);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, name ? say(name) : witness),
      h('td', {}, timestamp === undefined ? '–' : timeTag(new Date(timestamp * 1000).toISOString())),
      h(
        'td',
        {},
        say(confirmedBy.includes(witness) ? { vi: 'tính', en: 'counts' } : { vi: 'không tính', en: 'does not count' }),
      ),
    );
  });
  const head = [
    { vi: 'Cơ quan', en: 'Body' },
    { vi: 'Lúc ký', en: 'Signed at' },
    { vi: 'Được tính', en: 'Counted' },
  ].map((said) => h('th', { scope: 'col' }, say(said)));
  const outside =
    policy.outside === null
      ? h(
          'p',
          { class: 'hint' },
          say({ vi: 'Chỉ các sở của thành phố xác nhận.', en: 'Only departments of the city confirm it.' }),
        )
      : null;
  return h(
    'div',
    { class: 'scrolls', tabindex: 0 },
    h('table', {}, h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...rows)),
    outside,
  );
}

function recordRows({ record, standing, head, statusTime }: Verification): HTMLElement[] {
  const rows: [Said, string | undefined][] = [
    [{ vi: 'Loại · tình trạng', en: 'Type · status' }, record && `${record.type} · ${record.status}`],
    [{ vi: 'Phiên bản', en: 'Version' }, record && String(record.n)],
    [
      { vi: 'Tình trạng có từ', en: 'Status since' },
      standing?.absent === false ? formatTime(standing.since) : undefined,
    ],
    [
      { vi: 'Xác nhận tình trạng đến', en: 'Status confirmed up to' },
      statusTime === undefined ? undefined : formatTime(new Date(statusTime).toISOString()),
    ],
    [{ vi: 'Cơ quan của người khai', en: 'Organisation of the person' }, record && say(organisationName(record.msp))],
    [{ vi: 'Cách ký', en: 'Signing' }, record && signing(record.signing)],
    [{ vi: 'Khối · giao dịch', en: 'Block · transaction' }, record && `${record.block} · ${record.txId}`],
    [{ vi: 'Cam kết', en: 'Commitment' }, record?.commitment ?? undefined],
    [{ vi: 'Sổ', en: 'Log' }, head && `${head.origin} · ${head.size}`],
  ];
  const shown = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [h('div', {}, h('dt', {}, say(label)), h('dd', { class: 'quiet' }, value))],
  );
  return shown.length === 0
    ? []
    : [h('h3', {}, say({ vi: 'Điều đã được chứng minh', en: 'What is proven' })), h('dl', { class: 'wide' }, ...shown)];
}

/** What the gateway states beside the proof: who endorsed the transaction on the ledger. */
function toldRows(bundle: unknown): HTMLElement[] {
  const stated = objectField(objectField({ bundle }, 'bundle'), 'stated');
  const { endorsers } = stated;
  if (!Array.isArray(endorsers)) return [];
  const names = endorsers.filter((msp) => typeof msp === 'string').map((msp) => say(organisationName(msp)));
  const title = { vi: 'Theo lời máy chủ của cổng', en: 'As told by the gateway' };
  const words = { vi: 'Cơ quan ký giao dịch', en: 'Organisations that endorsed the transaction' };
  const row = h('div', {}, h('dt', {}, say(words)), h('dd', { class: 'quiet' }, names.join('; ')));
  return [
    h('h3', {}, say(title)),
    h('dl', { class: 'wide' }, row, ...revokedKey(objectField(stated, 'signerRevoked'))),
  ];
}

/** The key was revoked after it signed: the ledger had taken the record before that, so it stands. */
function revokedKey({ at, isCompromised }: Readonly<Record<string, unknown>>): HTMLElement[] {
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return [];
  const time = formatTime(new Date(at).toISOString());
  const said =
    isCompromised === true
      ? {
          vi: `đã báo mất máy lúc ${time}; hồ sơ này được ký trước khi báo mất, nên vẫn là của người ký`,
          en: `its device was reported lost at ${time}; this record was signed before that and is still the signer’s`,
        }
      : {
          vi: `đã thu hồi lúc ${time}; hồ sơ này được ký trước đó, nên vẫn là của người ký`,
          en: `revoked at ${time}; this record was signed before that and is still the signer’s`,
        };
  const label = { vi: 'Khóa của người ký', en: 'Key of the signer' };
  return [h('div', {}, h('dt', {}, say(label)), h('dd', { class: 'quiet' }, say(said)))];
}

function signing(value: string | null): string | undefined {
  if (value === 'custodial')
    return say({ vi: 'cổng ký hộ người khai', en: 'the gateway signed on the person’s behalf' });
  return value === 'own' ? say({ vi: 'người khai tự ký', en: 'signed with the person’s own key' }) : undefined;
}

const whys: Record<Lookup['failed'][number]['why'], Said> = {
  unreachable: { vi: 'không trả lời', en: 'did not answer' },
  unreadable: { vi: 'trả lời không phải gói bằng chứng', en: 'answered with something that is no bundle' },
  unproven: { vi: 'trả lời không chứng minh được', en: 'answered with something that does not verify' },
};

function sources({ best, failed }: Lookup): HTMLElement {
  const items = failed.map(({ source, why }) => h('li', {}, `${source.url}: ${say(whys[why])}`));
  const used = best && best.source.kind !== 'saved' && best.source.kind !== 'file' ? best.source : null;
  const kind = used?.kind === 'mirror' ? { vi: 'bản sao', en: 'mirror' } : { vi: 'cổng', en: 'gateway' };
  const usedItem =
    used === null
      ? []
      : [
          h(
            'li',
            {},
            `${used.url} (${say(kind)}): ${say({ vi: 'nguồn của kết quả này', en: 'source of this result' })}`,
          ),
        ];
  return h('ul', { class: 'checks' }, ...usedItem, ...items);
}
