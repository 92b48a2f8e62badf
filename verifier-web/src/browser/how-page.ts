import { newId } from '@daunguon/proof';
import { forgeries, nameIn, onPaper } from '../check/forgeries.ts';
import type { Forged } from '../check/forgeries.ts';
import { getJson } from '../check/get-json.ts';
import type { Label } from '../check/label.ts';
import { lookUp } from '../check/look-up.ts';
import type { Said } from '../check/said.ts';
import { sentences } from '../check/sentences.ts';
import { sourceTimeoutMs } from '../check/source.ts';
import { verdictFor } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say } from './dom.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';
import type { LoadedPolicy } from './policy.ts';
import { titledPage } from './titled-page.ts';
import { verdictBox } from './verdict-box.ts';

type Bundle = Record<string, unknown>;

const texts = {
  title: { vi: 'Kiểm chứng hoạt động thế nào', en: 'How the check works' },
  lead: {
    vi: 'Trang này không tin máy chủ. Máy của bạn tự kiểm tra từng hồ sơ, và bạn có thể thử làm giả ngay dưới đây.',
    en: 'This page does not believe the server. Your own device checks every record, and you can try to fake one below.',
  },
  loading: { vi: 'Đang lấy một hồ sơ thật…', en: 'Fetching a genuine record…' },
  none: {
    vi: 'Chưa lấy được hồ sơ mẫu từ cổng. Hãy thử lại khi có mạng, hoặc quét một nhãn.',
    en: 'No sample record came from the gateway. Try again with a connection, or scan a label.',
  },
  again: { vi: 'Thử lại', en: 'Try again' },
  genuine: { vi: 'Hồ sơ thật, để so', en: 'A genuine record, to compare' },
  tryIt: { vi: 'Thử làm giả', en: 'Try to fake it' },
  paper: { vi: 'Bạn sửa tên trên giấy', en: 'You change the name on the paper' },
  paperDeed: {
    vi: 'Người bán đưa bạn một tờ giấy. Sửa một chữ bất kỳ trong tên rồi bấm kiểm tra.',
    en: 'A seller hands you a paper. Change any character of the name, then check it.',
  },
  paperName: { vi: 'Tên trên giấy', en: 'Name on the paper' },
  paperCaught: {
    vi: 'Khác một chữ cũng ra dấu vân số khác với dấu đã ghi vào sổ. Giữ nguyên thì giấy đúng.',
    en: 'One character makes another fingerprint than the one in the register. Left as it is, the paper is right.',
  },
  invented: { vi: 'Bịa ra một mã', en: 'An invented code' },
  inventedDeed: {
    vi: 'Kẻ làm giả in một mã chưa từng có. Trang hỏi thật cổng về mã ấy.',
    en: 'A forger prints a code that never was. The page really asks the gateway about it.',
  },
  inventedCaught: {
    vi: 'Sổ chứng minh được cả điều không có: cổng phải đưa bằng chứng rằng mã không nằm trong sổ.',
    en: 'The register proves absence too: the gateway has to show that the code is not in it.',
  },
  check: { vi: 'Kiểm tra', en: 'Check' },
  go: { vi: 'Làm giả và kiểm tra', en: 'Fake it and check' },
  limits: { vi: 'Điều không bằng chứng nào bắt được', en: 'What no proof can catch' },
  limit: {
    vi: 'Nhãn thật bị bóc ra hoặc chụp lại rồi dán lên hàng khác. Hồ sơ vẫn đúng, món hàng thì không. Vì thế hãy so tên, số lô, tem; trang cũng cảnh báo khi một nhãn bị quét ở quá nhiều nơi.',
    en: 'A genuine label taken off or copied onto other goods: the record is right, the goods are not. So compare name, lot and seal; the page also warns when one label is scanned in too many places.',
  },
} satisfies Record<string, Said>;

const steps: readonly Said[] = [
  {
    vi: 'Người trồng, người đóng gói, nhà trường hay cơ sở y tế ghi hồ sơ vào sổ chung. Sổ chỉ ghi thêm, không ai xóa sửa được dòng cũ.',
    en: 'Growers, packers, schools and clinics enter records in a common register. It only grows: nobody edits or removes a line.',
  },
  {
    vi: 'Mỗi cơ quan giữ một bản sổ riêng, tự tính lại và ký tên. Trang này chỉ tin khi đủ số cơ quan cùng ký một sổ.',
    en: 'Each body keeps its own copy, computes it anew and signs it. This page believes a register only when enough bodies signed the same.',
  },
  {
    vi: 'Khi bạn quét nhãn, cổng gửi hồ sơ kèm bằng chứng. Máy của bạn tính lại bằng chứng ấy; cổng nói gì cũng không thay được.',
    en: 'When you scan a label, the gateway sends the record with its proof. Your device computes that proof anew; the gateway’s word replaces nothing.',
  },
];

const trimmed = (url: string): string => url.replace(/\/+$/, '');

/** A public record of the network with its proof and earlier versions: a product of the OCOP catalogue, which anybody may ask for. */
async function sample({ policy }: LoadedPolicy): Promise<{ id: string; bundle: Bundle } | null> {
  for (const gateway of policy.gateways.map(trimmed)) {
    const listed = await getJson(`${gateway}/api/ocop/catalogue`, sourceTimeoutMs);
    const { items } = (listed?.json ?? {}) as { items?: readonly { id?: unknown }[] };
    const id = Array.isArray(items) ? (items as readonly { id?: unknown }[])[0]?.id : undefined;
    if (typeof id !== 'string') continue;
    const answer = await getJson(`${gateway}/r/${id}?from=0&history=1`, sourceTimeoutMs);
    if (answer?.status === 200) return { id, bundle: answer.json as Bundle };
  }
  return null;
}

/** The very check that judges labels, over an answer that is already here. */
async function judge(id: string, { policy }: LoadedPolicy, { bundle, presented, laterMs = 0 }: Forged) {
  const now = Date.now() + laterMs;
  const one = { ...policy, mirrors: [], gateways: policy.gateways.slice(0, 1) };
  const lookup = await lookUp(
    { kind: 'record', id },
    {
      ...{ policy: one, now, known: null, saved: null, getJson: () => Promise.resolve({ status: 200, json: bundle }) },
      ...(presented === undefined ? {} : { presented }),
    },
  );
  const outcome = { kind: 'looked-up', lookup, policy } as const;
  return { verdict: verdictFor(outcome, now), why: sentences(outcome)[1] };
}

/** What is checked and by whom, and forgeries that the reader makes: each is done to a genuine answer, and caught by the real check. */
export function howPage(open: (label: Label | null) => void): Page {
  const place = h('div', { class: 'rest' }, h('p', { class: 'note', role: 'status' }, say(texts.loading)));
  const load = async (): Promise<void> => {
    const loaded = await trustPolicy();
    const found = loaded === null ? null : await sample(loaded);
    if (loaded !== null && found !== null) place.replaceChildren(...(await workshop(loaded, found, open)));
    else
      place.replaceChildren(
        h('p', { class: 'note', role: 'status' }, say(texts.none)),
        h('button', { type: 'button', class: 'secondary', click: () => void load() }, say(texts.again)),
      );
  };
  void load();
  const element = titledPage(
    texts,
    { class: 'home' },
    h('section', { class: 'card' }, h('ol', { class: 'sentences' }, ...steps.map((step) => h('li', {}, say(step))))),
    place,
    h('section', { class: 'card' }, h('h2', {}, say(texts.limits)), h('p', {}, say(texts.limit))),
  );
  return { element, leave: () => undefined };
}

async function workshop(
  loaded: LoadedPolicy,
  { id, bundle }: { id: string; bundle: Bundle },
  open: (label: Label | null) => void,
): Promise<HTMLElement[]> {
  const { verdict } = await judge(id, loaded, { bundle });
  const name = nameIn(bundle)?.name ?? id;
  const input = h('input', { id: 'paper-name', maxlength: 120, value: name }) as HTMLInputElement;
  const go = (event: Event): void => {
    event.preventDefault();
    open({ kind: 'record', id });
  };
  return [
    h(
      'section',
      { class: 'card', id: 'genuine' },
      h('h2', {}, say(texts.genuine)),
      h('p', {}, h('a', { href: `/R/${id}`, click: go }, name)),
      verdictBox(verdict),
    ),
    h('h2', {}, say(texts.tryIt)),
    attempt(
      { name: 'paper', title: texts.paper, deed: texts.paperDeed, caught: texts.paperCaught },
      () => judge(id, loaded, onPaper(bundle, input.value.normalize('NFC'))),
      h('p', { class: 'field' }, h('label', { for: 'paper-name' }, say(texts.paperName)), input),
    ),
    ...forgeries.map((one) => attempt(one, () => judge(id, loaded, one.forge(bundle)))),
    attempt({ name: 'invented', title: texts.invented, deed: texts.inventedDeed, caught: texts.inventedCaught }, () =>
      askFor(newId(crypto.getRandomValues(new Uint8Array(16))), loaded),
    ),
  ];
}

/** The network's real answer about a code. */
async function askFor(id: string, { policy }: LoadedPolicy) {
  const lookup = await lookUp({ kind: 'record', id }, { policy, now: Date.now(), known: null, saved: null, getJson });
  const outcome = { kind: 'looked-up', lookup, policy } as const;
  return { verdict: verdictFor(outcome, Date.now()), why: sentences(outcome)[1] };
}

interface Deed {
  name: string;
  title: Said;
  deed: Said;
  caught: Said;
}

function attempt(
  { name, title, deed, caught }: Deed,
  judged: () => Promise<{ verdict: Verdict; why: Said }>,
  field?: HTMLElement,
): HTMLElement {
  const result = h('div', { class: 'rest', role: 'status' });
  const check = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { verdict, why } = await judged();
    result.replaceChildren(verdictBox(verdict), h('p', {}, say(why)), h('p', {}, say(caught)));
  };
  return h(
    'form',
    { class: 'card', id: `try-${name}`, submit: (event) => void check(event) },
    h('h3', {}, say(title)),
    h('p', {}, say(deed)),
    field,
    h('button', { type: 'submit', class: 'secondary' }, say(field === undefined ? texts.go : texts.check)),
    result,
  );
}
