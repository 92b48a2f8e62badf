import { checkFile, fileDigest, readSignatures } from '../check/attested-file.ts';
import type { AttestedFile, FileCheck, ToldSignature } from '../check/attested-file.ts';
import { getJson } from '../check/get-json.ts';
import type { Label } from '../check/label.ts';
import type { Said } from '../check/said.ts';
import { verdictFor } from '../check/verdict.ts';
import { h, icon, icons, say } from './dom.ts';
import { filePicker } from './file-picker.ts';
import { knownHead } from './head-store.ts';
import type { Page } from './page.ts';
import { trustPolicy } from './policy.ts';
import type { LoadedPolicy } from './policy.ts';
import { bothLanguages } from './verdict-box.ts';
import { titledPage } from './titled-page.ts';

const texts = {
  title: { vi: 'Kiểm tra một tệp', en: 'Check a file' },
  lead: {
    vi: 'Xem đơn vị nào đã xác nhận đúng tệp này trên sổ. Tệp được đọc trên máy này; chỉ dấu vân số SHA-256 của tệp được hỏi.',
    en: 'See which unit stands for this very file in the register. The file is read on this device; only its SHA-256 fingerprint is asked about.',
  },
  choose: { vi: 'Chọn tệp, hoặc kéo thả vào đây', en: 'Choose a file, or drop it here' },
  reading: { vi: 'Đang đọc tệp và hỏi sổ…', en: 'Reading the file and asking the register…' },
  noPolicy: {
    vi: 'Trang này chưa có danh sách các cơ quan mà nó tin, nên chưa kiểm tra được.',
    en: 'This page has no list of bodies that it trusts yet, so nothing can be checked.',
  },
  unreachable: {
    vi: 'CHƯA KIỂM TRA ĐƯỢC: cổng không trả lời. Điều này không nói gì về tệp.',
    en: 'COULD NOT BE CHECKED: no gateway answered. This says nothing about the file.',
  },
  nobody: {
    vi: 'CHƯA ĐƠN VỊ NÀO XÁC NHẬN TỆP NÀY – không có nghĩa là tệp giả; chỉ một chữ khác đi cũng thành tệp khác.',
    en: 'NO UNIT STANDS FOR THIS FILE – this does not mean a fake; one letter changed makes it another file.',
  },
  unproven: {
    vi: 'CHƯA CHỨNG MINH ĐƯỢC: cổng nói có đơn vị xác nhận tệp này, nhưng các cơ quan chưa ký xác nhận đó. Hãy thử lại sau một phút.',
    en: 'NOT PROVEN YET: a gateway says that a unit stands for this file, but the bodies have not signed that yet. Try again in a minute.',
  },
  awaited: {
    vi: 'Cổng nói có đơn vị vừa xác nhận tệp này. Đang chờ các cơ quan ký, thường vài giây…',
    en: 'A gateway says that a unit has just stood for this file. Waiting for the bodies to sign it, usually seconds…',
  },
  unreadable: { vi: 'Không đọc được tệp này.', en: 'This file could not be read.' },
  legalLead: {
    vi: 'Tệp PDF có thể mang chữ ký số theo luật, khác với xác nhận trên sổ. Để kiểm tra, cả tệp phải gửi lên cổng; cổng không giữ lại.',
    en: 'A PDF may carry a digital signature under the law, which is not the same as standing for it in the register. To check it the whole file goes to the gateway, which keeps nothing.',
  },
  legal: { vi: 'Gửi tệp và kiểm tra chữ ký số', en: 'Send the file and check its signature' },
  legalSending: { vi: 'Đang gửi và kiểm tra…', en: 'Sending and checking…' },
  legalNone: { vi: 'Tệp không có chữ ký số.', en: 'The file has no digital signature.' },
  legalFailed: { vi: 'Cổng không trả lời. Hãy thử lại.', en: 'The gateway did not answer. Try again.' },
  told: { vi: 'Theo lời cổng, máy này chưa kiểm chứng.', en: 'As told by the gateway, not verified on this device.' },
} satisfies Record<string, Said>;

/** Drop a file: who stands for it, proven here; and what the gateway says of digital signatures in it, if the reader sends it. */
export function filePage(open: (label: Label) => void): Page {
  const result = h('div', { class: 'rest', role: 'status', 'aria-live': 'polite' });
  let looking = new AbortController();
  const check = async (file: File): Promise<void> => {
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    const show = (...elements: HTMLElement[]): void => {
      if (!signal.aborted) result.replaceChildren(...elements);
    };
    show(h('p', { class: 'note' }, say(texts.reading)));
    const name = h('p', { class: 'mono' }, file.name);
    await checked(file, open, (elements) => show(name, ...elements), signal).catch(() =>
      show(name, note(texts.unreadable)),
    );
  };
  const picker = filePicker('file', texts.choose, (file) => void check(file));
  const drop = (event: Event): void => {
    event.preventDefault();
    const [file] = (event as DragEvent).dataTransfer?.files ?? [];
    if (event.type === 'drop' && file !== undefined) void check(file);
  };
  const element = titledPage(
    texts,
    { class: 'home', dragover: drop, drop },
    h('div', { class: 'card' }, picker.element),
    result,
  );
  return { element, leave: () => looking.abort() };
}

/** An attestation is in the index at once and proven with the next checkpoint, some seconds later: so long the page asks again. */
const [askAgainMs, timesAsked] = [2000, 15];

/** `show` takes what is known so far, once more where that changes. */
async function checked(
  file: File,
  open: (label: Label) => void,
  show: (elements: HTMLElement[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const loaded = await trustPolicy();
  if (loaded === null) return show([note(texts.noPolicy)]);
  const { policy } = loaded;
  const digest = await fileDigest(file);
  const code = h('p', { class: 'code' }, 'SHA-256 ', h('span', { class: 'mono' }, digest));
  const legal = /\.pdf$/i.test(file.name) || file.type === 'application/pdf' ? [legalCard(file, loaded)] : [];
  let shown: string | undefined;
  for (let asked = 1; !signal.aborted; asked += 1) {
    const check = await checkFile(digest, { policy, now: Date.now(), known: knownHead(policy.origin), getJson });
    const waits = check.kind === 'asked' && check.unproven > 0 && asked < timesAsked;
    // A screen reader hears what changed, not the same words every two seconds.
    const said = JSON.stringify([waits, check.kind === 'asked' && check.attested.map(({ id }) => id)]);
    if (said !== shown) show([...verdicts(check, waits, loaded, open), code, ...legal]);
    if (!waits) return;
    shown = said;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

function verdicts(check: FileCheck, waits: boolean, loaded: LoadedPolicy, open: (label: Label) => void): HTMLElement[] {
  if (check.kind === 'unreachable') return [note(texts.unreachable)];
  const cards = check.attested.map((one) => attestedCard(one, loaded, open));
  if (check.unproven === 0) return cards.length === 0 ? [note(texts.nobody)] : cards;
  return [...cards, waits ? h('p', { class: 'note' }, say(texts.awaited)) : note(texts.unproven)];
}

const toneIcons = { red: icons.cross, amber: icons.warn, grey: icons.unknown, green: icons.check };

function attestedCard(one: AttestedFile, { policy }: LoadedPolicy, open: (label: Label) => void): HTMLElement {
  const { tone, code, words, scope } = verdictFor({ kind: 'looked-up', lookup: one.lookup, policy }, Date.now());
  const link = (id: string, said: Said): HTMLElement => {
    const go = (event: Event): void => {
      event.preventDefault();
      open({ kind: 'record', id });
    };
    return h('p', { class: 'scope' }, h('a', { href: `/R/${id}`, click: go }, say(said)));
  };
  const unit: Said = {
    vi: `Đơn vị xác nhận: ${one.unitName ?? 'chưa chứng minh được tên'}. Đây là xác nhận trên sổ, không phải chữ ký số theo Luật Giao dịch điện tử.`,
    en: `Unit that stands for it: ${one.unitName ?? 'name not proven'}. This is the register’s, not a digital signature under the Law on Electronic Transactions.`,
  };
  return h(
    'section',
    { class: `verdict ${tone}`, 'data-code': code },
    ...bothLanguages(words, toneIcons[tone]),
    h('p', { class: 'scope' }, say(unit)),
    ...scope.map((said) => h('p', { class: 'scope' }, say(said))),
    link(one.id, { vi: 'Mở xác nhận', en: 'Open the attestation' }),
    ...(one.subject === undefined
      ? []
      : [link(one.subject, { vi: 'Mở hồ sơ mà tệp gắn vào', en: 'Open the record that it belongs to' })]),
  );
}

function note(said: Said): HTMLElement {
  return h('section', { class: 'verdict grey' }, h('p', { class: 'words' }, icon(icons.unknown), say(said)));
}

/** What the law knows, apart from the register; only after the reader chose to send the file. */
function legalCard(file: File, { policy }: LoadedPolicy): HTMLElement {
  const answer = h('div', { class: 'rest', role: 'status' });
  const send = async (): Promise<void> => {
    answer.replaceChildren(h('p', { class: 'note' }, say(texts.legalSending)));
    const told = await ask(policy.gateways, file);
    answer.replaceChildren(
      ...(told === null
        ? [h('p', { class: 'problem' }, say(texts.legalFailed))]
        : told.length === 0
          ? [h('p', {}, say(texts.legalNone))]
          : told.map(signatureItem)),
      ...(told === null ? [] : [h('p', { class: 'hint' }, say(texts.told))]),
    );
  };
  return h(
    'section',
    { class: 'card', id: 'legal' },
    h('p', {}, say(texts.legalLead)),
    h('button', { type: 'button', class: 'secondary', click: () => void send() }, say(texts.legal)),
    answer,
  );
}

const resultTone = { valid: 'green', invalid: 'red', unknown: 'grey' } as const;

function signatureItem({ result, words, signer, signerWords }: ToldSignature): HTMLElement {
  return h(
    'div',
    { class: `day ${resultTone[result]}` },
    h('p', {}, say(words)),
    h('p', { class: 'hint' }, signer),
    h('p', { class: 'hint' }, say(signerWords)),
  );
}

/** As text/plain, which no browser asks about first. */
async function ask(gateways: readonly string[], file: File): Promise<readonly ToldSignature[] | null> {
  for (const url of gateways) {
    try {
      const init = { method: 'POST', credentials: 'omit', cache: 'no-store', redirect: 'error' } as const;
      const body = new Blob([file], { type: 'text/plain' });
      const signal = AbortSignal.timeout(60_000);
      const answer = await fetch(`${url.replace(/\/+$/, '')}/api/legal-signatures/check`, { ...init, body, signal });
      const read = answer.ok ? readSignatures(await answer.json()) : null;
      if (read !== null) return read;
    } catch {
      // the next gateway may answer
    }
  }
  return null;
}
